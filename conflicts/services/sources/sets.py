"""Rows that hang on a record: its sources, its groups, who owes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Model

from conflicts.services.sources.facts import Fact, Hanging, plain
from conflicts.services.sources.keys import Numbers, column_of, target_of
from conflicts.services.sources.shelf import insert

Cells = tuple[Any, ...]


@dataclass
class Outcome:
    """Keys of the records whose hanging rows changed, and of those where a person's choice stays."""

    changed: set[str] = field(default_factory=set)
    kept: set[str] = field(default_factory=set)


def take_set(
    name: str,
    hanging: Hanging,
    told: Sequence[tuple[Fact, Model]],
    before: Mapping[str, Mapping[str, Any]],
    *,
    at: datetime,
) -> Outcome:
    """Bring one kind of hanging row to what the files say, for all the records at once."""
    then = {fact.ref: before.get(fact.ref, {}).get(name, []) for fact, _record in told}
    numbers = wanted_numbers(hanging, [*(row for fact, _record in told for row in fact.sets[name]), *chained(then)])
    stored = stored_rows(hanging, [record for _fact, record in told])
    outcome, new, dropped = Outcome(), [], []
    for fact, record in told:
        was = {cells_of(hanging, row, numbers) for row in then[fact.ref]}
        now = {needed_cells_of(hanging, row, numbers, fact.ref): None for row in fact.sets[name]}
        mine = stored.get(record.pk, {})
        if now.keys() == was or now.keys() == mine.keys():
            continue
        if not hanging.shared and mine.keys() != was:
            outcome.kept.add(fact.ref)
            continue
        added = [row_of(hanging, record, cells) for cells in now if cells not in was and cells not in mine]
        gone = [] if hanging.lasting else [pk for cells, pk in mine.items() if cells in was and cells not in now]
        if added or gone:
            outcome.changed.add(fact.ref)
        new += added
        dropped += gone
    if dropped:
        hanging.model._default_manager.filter(pk__in=dropped).delete()
    insert(new, at)
    return outcome


def chained(then: Mapping[str, Iterable[Any]]) -> list[Any]:
    return [row for rows in then.values() for row in rows]


def wanted_numbers(hanging: Hanging, rows: Iterable[Sequence[Any]]) -> Numbers:
    """Numbers of all that these rows name."""
    numbers = Numbers()
    rows = list(rows)
    for place, column in enumerate(hanging.columns):
        if target := target_of(hanging.model, column):
            numbers.want(target, (row[place] for row in rows))
    numbers.fetch()
    return numbers


def cells_of(hanging: Hanging, row: Sequence[Any], numbers: Numbers) -> Cells:
    """A row as stored: foreign keys as numbers, and None for what is there no more."""
    targets = [target_of(hanging.model, column) for column in hanging.columns]
    return tuple(
        numbers.get(target, cell) if target else plain(cell) for target, cell in zip(targets, row, strict=True)
    )


def needed_cells_of(hanging: Hanging, row: Sequence[Any], numbers: Numbers, ref: str) -> Cells:
    """The same, and whatever it names must be there."""
    for column, cell in zip(hanging.columns, row, strict=True):
        if target := target_of(hanging.model, column):
            numbers.need(target, cell, ref)
    return cells_of(hanging, row, numbers)


def stored_rows(hanging: Hanging, records: Iterable[Model]) -> dict[Any, dict[Cells, Any]]:
    """What hangs on each record now: number of the row by its cells."""
    columns = [column_of(hanging.model, column) for column in hanging.columns]
    parent = f"{hanging.parent}_id"
    rows = hanging.model._default_manager.filter(**{f"{parent}__in": [record.pk for record in records]})
    found: dict[Any, dict[Cells, Any]] = defaultdict(dict)
    for pk, owner, *cells in rows.values_list("pk", parent, *columns):
        found[owner][tuple(plain(cell) for cell in cells)] = pk
    return found


def row_of(hanging: Hanging, record: Model, cells: Cells) -> Model:
    columns = [column_of(hanging.model, column) for column in hanging.columns]
    return hanging.model(**{f"{hanging.parent}_id": record.pk}, **dict(zip(columns, cells, strict=True)))
