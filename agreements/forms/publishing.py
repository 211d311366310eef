"""What everybody may see of one file, and taking a file back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.choices import EvidenceKind
from agreements.forms.fields import NO_NAMES
from agreements.models import Evidence
from mesas.forms import PublicCopyField

LONGEST_REASON = 300


class PublishForm(ServiceForm):
    """The copy, where there is none or a better one, and a look at it before everybody looks."""

    copy = PublicCopyField(label=_("Copia que verá todo el mundo"), required=False)
    looked = forms.BooleanField(
        label=_(
            "Miré la copia: no muestra caras, nombres, firmas, teléfonos ni lugares que pongan a alguien en riesgo"
        ),
        error_messages={"required": _("Mire la copia antes de publicarla y marque la casilla.")},
    )
    fields_of_codes = {"copy": "copy"}

    def __init__(self, *args: Any, evidence: Evidence, **options: Any) -> None:
        super().__init__(*args, **options)
        copy, looked = self.fields["copy"], self.fields["looked"]
        if evidence.kind == EvidenceKind.AUDIO:
            copy.help_text = _("Un audio sin la parte en que se dice un nombre o un lugar.")
            looked.label = _("Escuché la copia: no dice nombres, teléfonos ni lugares que pongan a alguien en riesgo")
        elif evidence.kind == EvidenceKind.PHOTO:
            copy.help_text = _("La misma foto con las caras o las placas tapadas.")
        else:
            copy.help_text = _("Un PDF o una foto de sus páginas, con los nombres y firmas ya tachados.")
        if evidence.shown:
            copy.label = _("Otra copia, si esta dice de más")
        else:
            copy.required = True

    def service_data(self) -> dict[str, Any]:
        return {"copy": self.cleaned_data["copy"]}


class WithdrawForm(ServiceForm):
    """Why everybody may no longer see it."""

    reason = forms.CharField(
        label=_("¿Por qué se quita?"), max_length=LONGEST_REASON, help_text=NO_NAMES, error_messages={
            "required": _("Escriba por qué se quita.")
        }
    )  # fmt: skip
    fields_of_codes = {"reason": "reason"}


class RedactForm(ServiceForm):
    """Why it is taken back, and that this is for good."""

    reason = forms.CharField(
        label=_("¿Por qué se retira?"), max_length=LONGEST_REASON, help_text=NO_NAMES, error_messages={
            "required": _("Escriba por qué se retira.")
        }
    )  # fmt: skip
    sure = forms.BooleanField(
        label=_("Entiendo que el archivo se borra y no se puede recuperar"),
        error_messages={"required": _("Marque la casilla si de verdad quiere borrar el archivo.")},
    )
    fields_of_codes = {"reason": "reason"}

    def service_data(self) -> dict[str, Any]:
        return {"reason": self.cleaned_data["reason"]}
