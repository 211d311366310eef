"""How the facts of one model are put away, and what became of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext as _

from conflicts.services.bulk import insert_with_history
from conflicts.services.sources.facts import Fact, Hanging
from conflicts.services.sources.keys import key_of


def insert(rows: Sequence[Model], at: datetime) -> list[Model]:
    """Store new rows, with the first line of their history where the model keeps one."""
    if rows and hasattr(type(rows[0]), "history"):
        return insert_with_history(rows, by=None, at=at)
    return list(type(rows[0])._default_manager.bulk_create(rows)) if rows else []


def insert_unless_taken(rows: Sequence[Model], facts: Sequence[Fact], at: datetime) -> list[Model]:
    """Store new rows whose codes and addresses nobody uses yet."""
    refuse_taken(rows)
    return insert(rows, at)


def refuse_taken(rows: Sequence[Model]) -> None:
    """Say which code or address of the files belongs to a record that members made."""
    model = type(rows[0])
    names = [each.name for each in model._meta.concrete_fields if each.unique and not each.primary_key]
    for name in names:
        values = [value for row in rows if (value := getattr(row, name)) is not None]
        for value in model._default_manager.filter(**{f"{name}__in": values}).values_list(name, flat=True):
            message = _("«%(value)s» ya es de otro registro de %(things)s: dele otra clave o cámbiela en los archivos.")
            things = model._meta.verbose_name_plural
            raise ValidationError(message, code="taken", params={"value": value, "things": things})


def nobody_keeps(record: Any) -> bool:
    """Every record follows its file, but for what a person changed in it."""
    return False


@dataclass(frozen=True)
class Shelf:
    """How the facts of one model are put away.

    `make` stores the records that are new, in their order. A record that `is_kept` belongs to members now: the files
    correct neither its columns nor what hangs on it, and only add what is shared (its sources, its facts). `settle`
    brings up to date what is computed from a record that changed. A model that `forgets` loses the records which the
    files tell no more.
    """

    model: type[Model]
    hanging: Mapping[str, Hanging] = field(default_factory=dict)
    make: Callable[[Sequence[Any], Sequence[Fact], datetime], list[Any]] = insert_unless_taken
    is_kept: Callable[[Any], bool] = nobody_keeps
    settle: Callable[[Sequence[Any]], None] | None = None
    forgets: bool = False

    @property
    def key(self) -> str:
        return key_of(self.model)

    @property
    def label(self) -> str:
        return self.model._meta.label_lower

    def key_of(self, record: Model) -> str:
        """What the files call a record."""
        return getattr(record, self.key)


@dataclass
class Tally:
    """What became of the facts of one model; `kept` and `gone` name what was left as it is."""

    model: type[Model]
    told: int
    new: int = 0
    changed: int = 0
    kept: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    @property
    def is_quiet(self) -> bool:
        """Nothing was stored."""
        return not self.new and not self.changed
