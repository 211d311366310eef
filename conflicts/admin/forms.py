"""The form of a record: its parts as people see them, and why they are corrected."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import Model
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from conflicts.forms import PartialDateFormField
from conflicts.partial_dates import PartialDate, PartialDateField
from conflicts.services.records.parts import Part, correctable_parts, open_parts, version_of
from conflicts.services.records.rules import LONGEST_REASON


def words_of(name: str) -> str:
    """The field that asks for a source's words about a date."""
    return f"{name}_words"


class RecordForm(ServiceForm, forms.ModelForm):
    """Asks for what may be filled in, or corrected, of one model. See `form_for`."""

    parts: Mapping[str, Part] = {}
    fields_of_codes: ClassVar = {"no_reason": "why", "long_reason": "why"}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.is_correction = self.instance.pk is not None
        if not self.is_correction:
            if "slug" in self.fields:
                self.fields["slug"].required = False
                self.fields["slug"].help_text = _("Si la deja vacía, se forma con el nombre o el código.")
            return
        for name, part in self.parts.items():
            if isinstance(part.field, PartialDateField):
                told = part.value(self.instance)
                self.initial.update({name: told, words_of(name): told.words})
        self.initial["seen"] = version_of(self.instance)

    def values(self) -> dict[str, Any]:
        """What was typed, by the names of the parts."""
        typed = {name: self.cleaned_data[name] for name in self.parts if name in self.fields}
        return {
            name: replace(value, words=self.cleaned_data[words_of(name)]) if isinstance(value, PartialDate) else value
            for name, value in typed.items()
        }

    def subjects(self) -> tuple[Any, ...]:
        """The row that the service takes. A new one carries what was typed."""
        if not self.is_correction:
            for name, value in self.values().items():
                if not self.parts[name].is_set:
                    setattr(self.instance, name, value)
        return (self.instance,)

    def service_data(self) -> dict[str, Any]:
        values, reason = self.values(), self.cleaned_data["why"]
        if self.is_correction:
            return {"changes": values, "reason": reason, "seen": self.cleaned_data["seen"]}
        return {"related": {name: rows for name, rows in values.items() if self.parts[name].is_set}, "reason": reason}

    def show_refusal(self, refusal: ValidationError) -> None:
        """A fault of a column stands beside the field that asks for it. A stale form is based on what it now tells."""
        field_of = {column: name for name, part in self.parts.items() for column in part.columns}
        by_field = getattr(refusal, "error_dict", None) or {NON_FIELD_ERRORS: refusal.error_list}
        named: dict[str, list[ValidationError]] = {}
        for name, errors in by_field.items():
            named.setdefault(field_of.get(name, name), []).extend(errors)
        super().show_refusal(ValidationError(named))
        for error in self.errors.as_data().get(NON_FIELD_ERRORS, []):
            if error.code == "stale" and error.params:
                typed: Any = self.data.copy()
                typed["seen"] = error.params["seen"]
                self.data = typed


@cache
def form_for(model: type[Model], base: type[RecordForm], *, correcting: bool) -> type[RecordForm]:
    """The form of a model, with one field for a partial date instead of three columns."""
    parts = correctable_parts(model) if correcting else open_parts(model)
    asked: dict[str, Any] = {"parts": parts}
    for name, part in parts.items():
        if isinstance(part.field, PartialDateField):
            asked[name] = PartialDateFormField(label=capfirst(part.label), required=False)
            asked[words_of(name)] = forms.CharField(
                label=_("con las palabras de la fuente"), required=False, max_length=200
            )
    asked["why"] = forms.CharField(
        label=_("Motivo de la corrección") if correcting else _("Nota sobre este registro"),
        required=correcting,
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Queda en el historial, con su nombre y la fecha."),
    )
    asked["seen"] = forms.CharField(required=False, widget=forms.HiddenInput)
    return type(base.__name__, (base,), asked)
