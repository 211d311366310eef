"""What files of public cases say, one record at a time, before anything is stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import ManyToManyField, Model

from conflicts.partial_dates import PartialDate


@dataclass(frozen=True)
class Fact:
    """What the files say of one record, by the names of its fields.

    `values` holds columns, and a partial date by its own name; `links` the key of what a foreign key points at, or
    None; `sets` the rows that hang on the record (see `Hanging`). `once` is decided when the record is made (its
    address, who may see it) and belongs to people from then on: the files never change it.
    """

    ref: str
    values: Mapping[str, Any] = field(default_factory=dict)
    links: Mapping[str, str | None] = field(default_factory=dict)
    sets: Mapping[str, Sequence[tuple[Any, ...]]] = field(default_factory=dict)
    once: Mapping[str, Any] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Any]:
        """The same as JSON, kept to be compared with what the files say the next time."""
        hanging = {name: sorted([plain(cell) for cell in row] for row in rows) for name, rows in self.sets.items()}
        return {name: plain(value) for name, value in self.values.items()} | dict(self.links) | hanging


@dataclass(frozen=True)
class Hanging:
    """Rows that a file tells together with their record: `columns` of `model`, whose `parent` is the record.

    To a `shared` set people add of their own, and both are kept; any other set is told whole, and is left alone once
    a person has touched it. Rows that are `lasting` are never taken away, since other rows point at them.
    """

    model: type[Model]
    parent: str
    columns: tuple[str, ...]
    shared: bool = False
    lasting: bool = False


def linked(model: type[Model], name: str) -> Hanging:
    """The links of a many-to-many field, to which people may add."""
    links = model._meta.get_field(name)
    if not isinstance(links, ManyToManyField):
        raise TypeError(f"{name} of {model.__name__} is no many-to-many field.")
    through: Any = links.remote_field.through
    return Hanging(through, links.m2m_field_name(), (links.m2m_reverse_field_name(),), shared=True)


def links_of(model: type[Model], *names: str) -> dict[str, Hanging]:
    """Several such fields, by their names."""
    return {name: linked(model, name) for name in names}


def plain(value: Any) -> Any:
    """A value as JSON holds it, the same for equal values: 2.50 and 2.5 are one amount."""
    if isinstance(value, PartialDate):
        return [value.iso, value.words]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value
