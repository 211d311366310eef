"""Choosing among many records by typing a few letters."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MOST_DIGITS = 18  # of a key that the databases hold


def keys_in(value: Any) -> list[str]:
    """What can be a key; anything else was never chosen in the list, and the form says so beside the field."""
    return [
        text for each in value or () if (text := str(each)).isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    ]


class OneOfMany(AutocompleteSelect):
    """One record. Shows an address or a form that was tampered with, instead of breaking on it."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, keys_in(value), attr)


class SomeOfMany(AutocompleteSelectMultiple):
    """Several records."""

    def optgroups(self, name: str, value: Any, attr: Any = None) -> Any:
        return super().optgroups(name, keys_in(value), attr)


class SeveralRows(forms.ModelMultipleChoiceField):
    """Several records. A number that no database holds is refused before any is asked about it."""

    def clean(self, value: Any) -> Any:
        if len(keys_in(value)) < len(value or ()):
            raise ValidationError(_("Elija otra vez de la lista."), code="invalid_pk_value")
        return super().clean(value)
