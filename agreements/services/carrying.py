"""What replaces a debt carries its earliest first deadline on, through every replacement between them.

For as long as the replacement stands, and whenever the first deadline of what was replaced becomes known: by a
correction, or because its day zero came later.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.db.models import QuerySet

from agreements.choices import State, Step
from agreements.models import Commitment, Transition
from agreements.services.locking import locked_all
from agreements.services.results import COMPUTED_STATES, result_of, write
from agreements.workflow.steps import earliest_first_due


def standing_replacements() -> QuerySet[Transition]:
    """Those that nobody has lifted."""
    return Transition.objects.filter(step=Step.CLOSED, to_state=State.REPLACED, lifted_by=None)


def predecessors_of(commitment: Commitment) -> QuerySet[Commitment]:
    """What it replaces, directly."""
    return Commitment.objects.filter(
        pk__in=standing_replacements().filter(successors=commitment).values("commitment")
    ).order_by("code")


def successors_of(commitment: Commitment) -> QuerySet[Commitment]:
    """What replaces it, directly."""
    return Commitment.objects.filter(
        pk__in=standing_replacements().filter(commitment=commitment).values("successors")
    ).order_by("code")


def ancestors_of(commitments: Iterable[Commitment]) -> list[Commitment]:
    """All that these replace, through every replacement that stands."""
    return reached(commitments, predecessors_of)


def descendants_of(commitments: Iterable[Commitment]) -> list[Commitment]:
    """All that replaces these, through every replacement that stands."""
    return reached(commitments, successors_of)


def reached(start: Iterable[Commitment], step: Callable[[Commitment], Iterable[Commitment]]) -> list[Commitment]:
    """All that one comes to by that step, without where one began."""
    found: dict[int, Commitment] = {}
    ahead = [other for one in start for other in step(one)]
    while ahead:
        one = ahead.pop()
        if one.pk not in found:
            found[one.pk] = one
            ahead += step(one)
    return list(found.values())


def carry_first_deadlines(commitments: Iterable[Commitment], *, on: datetime.date) -> None:
    """Store anew the earliest first deadline that each carries, and then of those that replaced it in its turn.

    The caller holds them locked. What was kept in time is judged anew by it.
    """
    ahead = list(commitments)
    while ahead:
        row = ahead.pop(0)
        carried = earliest_first_due(
            *(day for old in predecessors_of(row) for day in (old.first_due, old.carried_first_due))
        )
        if carried == row.carried_first_due:
            continue
        row.carried_first_due = carried
        columns = ("carried_first_due_on", "carried_first_due_precision", "carried_first_due_words")
        stored = {name: getattr(row, name) for name in columns} | {"version": row.version + 1}
        if row.state in COMPUTED_STATES:
            stored |= result_of(row, on)
        write(row, stored)
        ahead += successors_of(row)


def carry_on(replaced: Commitment, *, on: datetime.date) -> None:
    """The first deadline of what may have been replaced became known or another: store it with all that carry it.

    One query where nothing replaces it. Holds what it changes.
    """
    heirs = locked_all(row.pk for row in descendants_of([replaced]))
    carry_first_deadlines([heirs[row.pk] for row in successors_of(replaced) if row.pk in heirs], on=on)
