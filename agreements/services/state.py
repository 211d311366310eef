"""The one place where the state of a commitment is stored: after every row, from all rows."""

from __future__ import annotations

import datetime
from typing import Any

from django.utils import timezone

from agreements.choices import Record, State, Step
from agreements.models import Commitment, Transition
from agreements.services.counting import count_dependents
from agreements.services.results import COMPUTED_STATES, columns_of, promised_on, result_of, write
from agreements.workflow import Settlement

__all__ = ["COMPUTED_STATES", "columns_of", "promised_on", "result_of", "settle_state", "write"]


def settle_state(
    commitment: Commitment,
    *,
    by,
    at: datetime.datetime,
    step: Step,
    closes_as: State | None = None,
    lifts: Transition | None = None,
    is_movement: bool = True,
    **row: Any,
) -> Transition:
    """Store what the rows now say of a commitment that the caller has locked, and leave the row that names the cause.

    A member has spoken, so the commitment is no longer told by sources only. A closing stands whatever is said, until
    a step `lifts` it; `closes_as` is one. What could not be assessed is no movement, and neither is a wait. `row` is
    what else the row of the timeline carries. Terms that waited for this commitment to be kept are counted at once.
    """
    on = timezone.localdate(at)
    before = commitment.state
    settled = settlement_in(row) if step == Step.SETTLED else None
    stored: dict[str, Any] = {"record": Record.MEMBERS, "version": commitment.version + 1}
    if closes_as is not None:
        stored |= {"state": closes_as, "confirmed_by": "", "fulfilled_on": None, "done_in_time": None}
    elif before in COMPUTED_STATES or lifts is not None:
        stored |= result_of(commitment, on, settled)
    if is_movement:
        stored["last_moved_on"] = max(filter(None, (commitment.last_moved_on, on)))
    write(commitment, stored)
    transition = Transition.objects.create(
        commitment=commitment,
        step=step,
        from_state=before,
        to_state=commitment.state,
        by=by,
        at=at,
        lifts=lifts,
        **row,
    )
    if commitment.state == State.FULFILLED != before:
        count_dependents(commitment, by=by, at=at, on=on)
    return transition


def settlement_in(row: dict[str, Any]) -> Settlement:
    """The settlement that a row about to be written tells: the rows on record do not know of it yet."""
    return Settlement(level=row["level"], day=row["day"].last, by_verifier=row["by_verifier"])
