"""Asking for another date, and answering to it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.choices import RescheduleReason
from agreements.forms.fields import ClientIdField, NoteField
from agreements.forms.papers import SpokenFields
from agreements.models import Commitment
from conflicts.forms import DayField

#: Why a date that there is should be another.
REASONS = (RescheduleReason.MORE_TIME, RescheduleReason.SUSPENSION, RescheduleReason.OTHER)
ACCEPTS, REFUSES = "si", "no"


class RescheduleForm(SpokenFields, ServiceForm):
    """Which date, and why. Where there is none yet, only the date is asked."""

    reason = forms.ChoiceField(
        label=_("¿Por qué pide otra fecha?"),
        choices=[(each.value, each.label) for each in REASONS],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija un motivo.")},
    )
    new_due = DayField(label=_("Fecha nueva"), required=False)
    suspended_from = DayField(label=_("Suspendido desde"), required=False)
    suspended_until = DayField(
        label=_("Suspendido hasta"),
        required=False,
        help_text=_("Los dos días se incluyen. La fecha nueva se calcula sola."),
    )
    note = NoteField(label=_("Explicación"))
    client_id = ClientIdField()

    fields_of_codes = {
        **SpokenFields.fields_of_codes,
        "reason": "reason",
        "new_due": "new_due",
        "new_due_of_suspension": "new_due",
        "suspended": "suspended_from",
    }

    def __init__(self, *args: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*args, **options)
        if not commitment.due.is_known:
            for name in ("reason", "suspended_from", "suspended_until"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("reason") == RescheduleReason.OTHER and not cleaned.get("note") and "note" not in self.errors:
            self.add_error("note", _("Explique cuál es el motivo."))
        return cleaned

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "party": self.chosen_party,
            "reason": RescheduleReason(cleaned.get("reason", RescheduleReason.FIRST_DATE)),
            "new_due": cleaned["new_due"],
            "suspended_from": cleaned.get("suspended_from"),
            "suspended_until": cleaned.get("suspended_until"),
            "note": cleaned["note"],
            "document": self.paper(),
            "client_id": cleaned["client_id"],
        }


class RescheduleAnswerForm(SpokenFields, ServiceForm):
    """Yes or no, and in what words."""

    accepts = forms.ChoiceField(
        label=_("¿Acepta la fecha nueva?"),
        choices=[(ACCEPTS, _("Sí, la acepta")), (REFUSES, _("No la acepta"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija una respuesta.")},
    )
    note = NoteField()

    fields_of_codes = {**SpokenFields.fields_of_codes, "consent": "document", "paper_file": "paper_file"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields.pop("paper_is_signed", None)  # who accepts by a paper signs it
        if not self.asks_for_paper and isinstance(accepts := self.fields["accepts"], forms.ChoiceField):
            accepts.choices = [(ACCEPTS, _("Sí, la acepto")), (REFUSES, _("No la acepto"))]

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "party": self.chosen_party,
            "accepts": cleaned["accepts"] == ACCEPTS,
            "note": cleaned["note"],
            "document": self.paper(),
        }
