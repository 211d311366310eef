"""Saying, with something that shows it, on which day a thing happened; and by which steps a promise will be kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from agreements.forms.evidence import EvidenceForm
from agreements.forms.fields import NoteField, VersionedForm
from agreements.services.evidence import NewEvidence
from agreements.services.milestones import LONGEST
from conflicts.forms import DayField, PartialDateFormField


class HappenedForm(EvidenceForm):
    """The day, files that show it, and from whom, for those who receive files of others."""

    caption = None
    place = None
    taken = None
    day = DayField(label=_("¿Qué día ocurrió?"))
    note = NoteField(label=_("¿Quiere explicarlo?"))

    field_order = ("day", "photo", "evidence", "supplied_by", "note")
    fields_of_codes = {"day": "day", "evidence": "evidence"}

    def service_data(self) -> dict[str, Any]:
        supplier = self.cleaned_data.get("supplied_by")
        return {
            "day": self.cleaned_data["day"],
            "note": self.cleaned_data["note"],
            "evidence": [NewEvidence(file=file, supplied_by=supplier) for file in self.sent_files()],
        }


class DateTriggerForm(VersionedForm, HappenedForm):
    """The day of the event or of the stage from which the deadline runs."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("version", self.commitment.version)

    def service_data(self) -> dict[str, Any]:
        return {**super().service_data(), "version": self.cleaned_data["version"]}


class ReachForm(HappenedForm):
    """The day on which a milestone was reached."""

    day = DayField(label=_("¿Qué día se alcanzó?"))


class MilestoneForm(VersionedForm):
    """A step on the way, in one line, with its day as well as it is known."""

    text = forms.CharField(
        label=_("Hito"),
        max_length=LONGEST,
        help_text=_("Por ejemplo: expediente técnico aprobado. No escriba nombres de personas ni teléfonos."),
        error_messages={"required": _("Escriba qué se habrá alcanzado.")},
    )
    due = PartialDateFormField(
        label=_("Para cuándo"),
        help_text=_("Si solo se sabe el mes o el año, deje vacío lo demás: cuenta hasta su fin."),
    )

    fields_of_codes = {"text": "text", "due": "due", "twin": "text"}

    def __init__(self, *args: Any, version: int, **options: Any) -> None:
        super().__init__(*args, **options)
        self.initial.setdefault("version", version)
