"""Fields that forms of this and higher apps share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from mesas.uploads import ACCEPT, MAX_FILES, CheckedFile, check_upload
from mesas.uploads.kinds import ACCEPT_PHOTOS, ACCEPT_SOUND
from mesas.uploads.public import check_public_copy


class FileInput(forms.ClearableFileInput):
    """One file or several, always chosen anew: a browser gives no way to fill it in again."""

    allow_multiple_selected = True
    template_name = "django/forms/widgets/file.html"

    def __init__(self, attrs: dict[str, Any] | None = None, *, multiple: bool = False) -> None:
        super().__init__({"accept": ACCEPT, "multiple": multiple, **(attrs or {})})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else [files[name]] if files.get(name) else []


class CheckedFilesField(forms.Field):
    """Files, each looked into before it goes on. Cleans to a list of `CheckedFile`."""

    widget: Any = FileInput(multiple=True)
    default_error_messages = {
        "required": _("Elija al menos un archivo: una foto, un documento o un audio."),
        "too_many": _("Se reciben hasta {limit} archivos a la vez. Envíe los demás en otro envío."),
    }

    check = staticmethod(check_upload)

    def __init__(self, *, max_files: int = MAX_FILES, **options: Any) -> None:
        super().__init__(**options)
        self.max_files = max_files

    def clean(self, value: list[UploadedFile] | None) -> Any:
        files = list(value or [])
        if self.required and not files:
            raise ValidationError(self.error_messages["required"], code="required")
        if len(files) > self.max_files:
            raise ValidationError(
                format_lazy(self.error_messages["too_many"], limit=self.max_files), code="too_many_files"
            )
        checked, refusals = [], []
        for file in files:
            try:
                checked.append(self.check(file))
            except ValidationError as refusal:
                refusals.append(refusal)
        if refusals:
            raise ValidationError(refusals)
        return checked

    def has_changed(self, initial: object, data: object) -> bool:
        return bool(data)


class CheckedFileField(CheckedFilesField):
    """One file. Cleans to a `CheckedFile`, or nothing."""

    widget = FileInput

    def __init__(self, **options: Any) -> None:
        super().__init__(max_files=1, **options)

    def clean(self, value: list[UploadedFile] | None) -> CheckedFile | None:
        checked = super().clean(value)
        return checked[0] if checked else None


class PublicCopyField(CheckedFileField):
    """A copy that everybody will see. Cleans to a `CheckedFile` whose `shown` is what is published, or nothing."""

    widget = FileInput({"accept": f"application/pdf,.pdf,{ACCEPT_PHOTOS},{ACCEPT_SOUND}"})
    check = staticmethod(check_public_copy)


class DocumentCopyForm(ServiceForm):
    """A copy of a paper for everybody, and a look at it before everybody looks."""

    copy = PublicCopyField(
        label=_("Copia que leerá todo el mundo"),
        help_text=_("Un PDF o una foto de sus páginas, con los nombres y firmas ya tachados."),
    )
    looked = forms.BooleanField(
        label=_("Miré la copia: no muestra nombres, firmas, huellas ni teléfonos"),
        error_messages={"required": _("Mire la copia antes de publicarla y marque la casilla.")},
    )
    fields_of_codes = {"copy": "copy"}

    def service_data(self) -> dict[str, Any]:
        return {"copy": self.cleaned_data["copy"]}


class DocumentWithdrawForm(ServiceForm):
    """Why everybody may no longer read it."""

    reason = forms.CharField(
        label=_("¿Por qué se quita?"),
        max_length=300,
        help_text=_("No escriba nombres de personas ni teléfonos."),
        error_messages={"required": _("Escriba por qué se quita.")},
    )
    fields_of_codes = {"reason": "reason"}
