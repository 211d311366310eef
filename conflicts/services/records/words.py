"""Values of a record in words, for reasons, messages and histories."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from conflicts.partial_dates import PartialDate, PartialDateField
from conflicts.services.records.parts import Part
from conflicts.wording import in_words

Names = Mapping[tuple[type[Model], int], str]
Change = tuple[Part, Any, Any]


def names_of(told: Iterable[tuple[Part, Any]]) -> Names:
    """Names of all records that these values point at: one query for each model, however many values."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for part, value in told:
        if part.target and value is not None:
            wanted[part.target] |= value if part.is_set else {value}
    return {
        (model, pk): str(row)
        for model, keys in wanted.items()
        for pk, row in model._default_manager.in_bulk(keys).items()
    }


def said(part: Part, value: Any, names: Names) -> str:
    """One value as a person reads it; nothing is "(vacío)"."""
    if part.is_set:
        return "; ".join(sorted(names.get((part.target, pk), str(pk)) for pk in value)) or _("(vacío)")
    if part.target:
        return _("(vacío)") if value is None else names.get((part.target, value), str(value))
    if isinstance(value, PartialDate):
        return f"{value} («{value.words}»)" if value.is_known and value.words else str(value)
    choices = {} if isinstance(part.field, PartialDateField) else dict(part.field.flatchoices)
    if value in choices:
        return str(choices[value])
    return plain_words(value)


def plain_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("sí") if value else _("no")
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return in_words(value)
    return _("(vacío)") if value in (None, "") else str(value)


def names_in(changes: Iterable[Change]) -> Names:
    """Names of all that the old and the new values point at."""
    return names_of((part, value) for part, old, new in changes for value in (old, new))


def told_changes(changes: Iterable[Change], names: Names) -> list[str]:
    """ "nombre: Mesa de Espinar → Mesa de diálogo de Espinar", one for each part, its old value and its new one."""
    return [f"{part.label}: {said(part, old, names)} → {said(part, new, names)}" for part, old, new in changes]
