"""Fields that forms of this and higher apps share."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from mesas.uploads import ACCEPT, MAX_FILES, CheckedFile, check_upload


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
                checked.append(check_upload(file))
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
