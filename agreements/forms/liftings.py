"""What is asked to lift a closing."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.forms.fields import FileFields, NoteField, PartyFields, VersionedForm
from agreements.forms.papers import SpokenFields
from agreements.services.evidence import NewEvidence
from conflicts.models import Party

EVIDENCE, ERROR = "evidencia", "error"


class ObjectionForm(SpokenFields, VersionedForm):
    """Who objects; why, only if she wishes; and the paper where somebody else records it."""

    reason = NoteField(
        label=_("¿Quiere decir por qué?"), help_text=_("No hace falta. Si lo escribe, lo leerá todo el mundo.")
    )

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "party": self.chosen_party,
            "reason": cleaned["reason"],
            "document": self.paper(),
            "version": cleaned["version"],
        }


class ReopenForm(PartyFields, FileFields, VersionedForm):
    """New evidence or an error, and the public words for it."""

    why = forms.ChoiceField(
        label=_("¿Por qué se reabre?"),
        choices=[(EVIDENCE, _("Hay evidencia nueva")), (ERROR, _("Se cerró por error"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una respuesta.")},
    )
    reason = NoteField(
        label=_("Explicación para el público"),
        required=True,
        error_messages={"required": _("Explique por qué se reabre.")},
    )

    field_order = ("party", "why", "reason", "photo", "evidence")
    fields_of_codes = {"evidence": "evidence", "taken": "evidence", "reason": "reason"}

    def __init__(self, *args: Any, parties: QuerySet[Party], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer_parties(parties)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("why") == EVIDENCE and not self.sent_files() and not {"photo", "evidence"} & self.errors.keys():
            self.add_error("evidence", _("Agregue la evidencia nueva: al menos una foto o un documento."))
        return cleaned

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "party": self.chosen_party,
            "is_error": cleaned["why"] == ERROR,
            "reason": cleaned["reason"],
            "evidence": [NewEvidence(file=file) for file in self.sent_files()],
            "version": cleaned["version"],
        }
