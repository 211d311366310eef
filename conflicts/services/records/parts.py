"""What a record consists of, as people see it: a partial date is one part, not three columns."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, FileField, ManyToManyField, Model

from conflicts.partial_dates import PartialDate, PartialDateField


@dataclass(frozen=True)
class Part:
    """A column, a partial date or a set of links to other records."""

    name: str
    field: Field | PartialDateField

    @property
    def label(self) -> str:
        if isinstance(self.field, PartialDateField):
            return str(self.field.columns[0].verbose_name)
        return str(self.field.verbose_name)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of what the database keeps of it; none of a set, which has a table of its own."""
        if isinstance(self.field, PartialDateField):
            return tuple(column.name for column in self.field.columns)
        return () if self.is_set else (self.name,)

    @property
    def is_set(self) -> bool:
        return isinstance(self.field, ManyToManyField)

    @property
    def target(self) -> Any:
        """The model that it points at, if any."""
        return None if isinstance(self.field, PartialDateField) else self.field.related_model

    def value(self, row: Any) -> Any:
        """What a row, or a version of it in its history, holds: keys of what it points at, never the rows."""
        if isinstance(self.field, PartialDateField):
            return self.field.fget(row) if self.field.fget else None
        if self.is_set:
            return frozenset(getattr(row, self.name).values_list("pk", flat=True))
        return getattr(row, self.field.attname)

    def plain(self, value: Any) -> Any:
        """A new value, as typed or chosen, in the form in which `value` gives the old one."""
        if self.is_set:
            return frozenset(each.pk for each in value)
        if isinstance(value, Model):
            return value.pk
        if isinstance(self.field, PartialDateField):
            return PartialDate.unknown() if value is None else value
        return value


@cache
def parts_of(model: type[Model]) -> dict[str, Part]:
    """All parts of a model by their names, in the order in which it declares them; sets come last."""
    dates = {
        name: field
        for owner in reversed(model.__mro__)
        for name, field in vars(owner).items()
        if isinstance(field, PartialDateField)
    }
    date_of = {column.name: field for field in dates.values() for column in field.columns}
    parts: dict[str, Part] = {}
    for field in model._meta.concrete_fields:
        whole = date_of.get(field.name)
        name = whole.name if whole else field.name
        if not field.primary_key:
            parts[name] = Part(name, whole or field)
    return parts | {field.name: Part(field.name, field) for field in model._meta.many_to_many if is_plain(field)}


def is_plain(links: Any) -> bool:
    """Whether the links are nothing but links; others are records of their own, with what they say."""
    return bool(links.remote_field.through._meta.auto_created)


@cache
def open_parts(model: type[Model]) -> dict[str, Part]:
    """What a person may fill in when the record is made."""
    return {name: part for name, part in parts_of(model).items() if is_open(part)}


@cache
def correctable_parts(model: type[Model]) -> dict[str, Part]:
    """What a person may correct later: not what the model itself says is never corrected."""
    never: frozenset[str] = getattr(model, "never_corrected", frozenset())
    return {name: part for name, part in open_parts(model).items() if name not in never}


def is_open(part: Part) -> bool:
    """Files come in by their own door, where they are looked into."""
    return isinstance(part.field, PartialDateField) or (part.field.editable and not isinstance(part.field, FileField))


def version_of(row: Model) -> str:
    """A short text that changes when anything changes that may be corrected. A form keeps the one it was opened on."""
    told = [(name, storable(part.value(row))) for name, part in correctable_parts(type(row)).items()]
    return hashlib.sha256(json.dumps(told, cls=DjangoJSONEncoder).encode()).hexdigest()[:16]


def storable(value: Any) -> Any:
    if isinstance(value, PartialDate):
        return [value.iso, value.words]
    return sorted(value) if isinstance(value, frozenset) else value


def changed_parts(before: Model, after: Model) -> list[Part]:
    """What two readings of one row hold differently, sets of links aside."""
    parts = (part for part in correctable_parts(type(before)).values() if not part.is_set)
    return [part for part in parts if part.value(before) != part.value(after)]
