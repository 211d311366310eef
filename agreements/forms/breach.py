"""A promise broken: the written demand, what a third party found, and what who owes answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.forms.fields import NOTE_LENGTH, LevelField, NoteField
from agreements.forms.papers import SpokenFields
from agreements.forms.voices import LEVELS, VerificationForm
from conflicts.forms import DayField
from mesas.choices import DocumentKind

#: How much may be done where a promise is broken: anything but all of it.
SHORT_OF_COMPLETE = [choice for choice in LEVELS if choice[0] in ("0", "1", "2")]


class DemandForm(SpokenFields, ServiceForm):
    """The paper in which it was demanded, and the day on which who owes received it."""

    received_on = DayField(
        label=_("¿Qué día lo recibió quien debe?"), help_text=_("El día del cargo o del sello de recepción.")
    )
    note = NoteField(label=_("Qué pide, en pocas palabras"))

    paper_kinds = (DocumentKind.LETTER, DocumentKind.ASSEMBLY_ACTA)
    fields_of_codes = {**SpokenFields.fields_of_codes, "received_on": "received_on", "consent": "document"}

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, asked=True, **options)
        del self.fields["paper_is_signed"]  # a demand is signed by who makes it

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        has_none = not cleaned.get("document") and not cleaned.get("paper_kind")
        if has_none and not {"document", "paper_kind"} & self.errors.keys():
            self.add_error("document", _("Elija el requerimiento, o agregue abajo la carta o el acta de asamblea."))
        return cleaned

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "party": self.chosen_party,
            "received_on": cleaned["received_on"],
            "document": self.paper(),
            "note": cleaned["note"],
        }


class BreachForm(VerificationForm):
    """As any verification, of what is less than complete."""

    level = LevelField(label=_("¿Cuánto encontró hecho?"), choices=SHORT_OF_COMPLETE)

    fields_of_codes = {**VerificationForm.fields_of_codes, "too_early": "when"}


class ReplyForm(SpokenFields, ServiceForm):
    """The answer of who owes, in its own words."""

    text = forms.CharField(
        label=_("Qué responde"),
        max_length=NOTE_LENGTH,
        widget=forms.Textarea({"rows": 6}),
        help_text=_("Se publica tal como lo escribe, junto a lo que se constató. No escriba nombres de personas."),
        error_messages={"required": _("Escriba qué responde.")},
    )

    fields_of_codes = {**SpokenFields.fields_of_codes, "text": "text"}

    def service_data(self) -> dict[str, Any]:
        return {"party": self.chosen_party, "text": self.cleaned_data["text"], "document": self.paper()}
