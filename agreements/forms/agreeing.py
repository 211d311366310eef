"""What steps ask to which others agree in writing."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from agreements.forms.consents import ConsentFields
from agreements.forms.fields import VersionedForm
from agreements.models import Assessment
from conflicts.wording import in_short


class FindingField(forms.ModelChoiceField):
    """One of the findings of a commitment, by who saw it, when, and in what words."""

    def __init__(self, *, rows: Collection[Assessment], **options: Any) -> None:
        keys = [row.pk for row in rows]
        found = Assessment.objects.filter(pk__in=keys).select_related("party").order_by("-observed_on", "-pk")
        super().__init__(queryset=found, required=False, **options)

    def label_from_instance(self, row: Assessment) -> str:
        said = f": «{row.note}»" if row.note else ""
        return f"{row.party}, {in_short(row.observed)}, {str(row.get_level_display()).lower()}{said}"


class SureField(forms.BooleanField):
    """What cannot be undone by oneself is confirmed, below the words that say what will happen."""

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label, error_messages={"required": _("Lea qué va a pasar y marque esta casilla para confirmarlo.")}
        )


class AgreedForm(ConsentFields, VersionedForm):
    """A step that others agree to in writing."""

    def show_refusal(self, refusal: ValidationError) -> None:
        """A fault of a paper stands beside the paper."""
        for error in refusal.error_list:
            place = self.place_of(error)
            if place:
                self.add_error(place, error)
            else:
                super().show_refusal(ValidationError(error.message, code=error.code, params=error.params))
