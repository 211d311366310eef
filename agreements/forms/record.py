"""Small steps about the record of a commitment: asking for a verification, and who may see it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.forms.fields import NoteField, VersionedForm
from agreements.models import Commitment
from conflicts.choices import Grade, is_wider


class AskToVerifyForm(ServiceForm):
    """What somebody should look at."""

    note = NoteField(
        label=_("¿Qué habría que ir a ver?"),
        required=True,
        error_messages={"required": _("Diga qué habría que ir a ver.")},
    )


class VisibilityForm(VersionedForm):
    """Who may see it, of those who see its mesa, and why."""

    grade = forms.ChoiceField(
        label=_("¿Quién puede verlo?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija quién puede verlo.")},
    )
    reason = forms.CharField(
        label=_("Por qué"),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Lo leen los miembros del conflicto. No escriba nombres de personas ni teléfonos."),
        error_messages={"required": _("Escriba por qué.")},
    )

    fields_of_codes = {"wider": "grade", "unchanged": "grade", "reason": "reason"}

    def __init__(self, *args: Any, commitment: Commitment, **options: Any) -> None:
        super().__init__(*args, **{"initial": {"version": commitment.version, "grade": commitment.grade}, **options})
        grade = self.fields["grade"]
        if isinstance(grade, forms.ChoiceField):
            grade.choices = [
                (value, label) for value, label in reversed(Grade.choices) if not is_wider(value, commitment.mesa.grade)
            ]
