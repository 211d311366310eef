"""The one place where the state of a commitment is stored: after every row, from all rows."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.utils import timezone

from agreements.choices import OPEN_STATES, Record, State, Step
from agreements.hearing import hear
from agreements.models import Commitment, Transition
from agreements.workflow import Said, Settlement, completion_day, confirmed_by, on_time, state_of
from agreements.workflow.steps import earliest_first_due

#: States that the rows make. The others are closings, which stand until somebody lifts them.
COMPUTED_STATES = (*OPEN_STATES, State.FULFILLED)


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
    what else the row of the timeline carries.
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
    return Transition.objects.create(
        commitment=commitment,
        step=step,
        from_state=before,
        to_state=commitment.state,
        by=by,
        at=at,
        lifts=lifts,
        **row,
    )


def settlement_in(row: dict[str, Any]) -> Settlement:
    """The settlement that a row about to be written tells: the rows on record do not know of it yet."""
    return Settlement(level=row["level"], day=row["day"].last, by_verifier=row["by_verifier"])


def result_of(commitment: Commitment, on: datetime.date, settled: Settlement | None = None) -> dict:
    """What the rows of a commitment make of it, heirs in their predecessors' place as of that day. `settled` is what
    the step that is being taken settles."""
    said = hear([commitment], on=on)[commitment.pk].said
    return columns_of(replace(said, settlement=settled) if settled else said, promised_on(commitment))


def promised_on(commitment: Commitment) -> datetime.date | None:
    """The first deadline by which it counts as kept in time: of what it replaces, where that was promised earlier."""
    return earliest_first_due(commitment.first_due, commitment.carried_first_due).last


def columns_of(said: Said, first_due_on: datetime.date | None) -> dict:
    """State, who confirmed it, the day it was done, and beside them what each voice says today, as stored."""
    done = completion_day(said, first_due_on)
    return {
        "state": state_of(said),
        "confirmed_by": confirmed_by(said),
        "fulfilled_on": done.last if done else None,
        "done_in_time": on_time(said, first_due_on),
        "claim_level": said.claim.level if said.claim else None,
        "claimed_on": said.claimed_on,
        "verdict_level": said.verdict_level,
        "finding_level": said.finding.level if said.finding else None,
    }


def write(commitment: Commitment, stored: dict) -> None:
    """Computed columns only, so they leave no row in the history of corrections."""
    Commitment.objects.filter(pk=commitment.pk).update(**stored)
    for name, value in stored.items():
        setattr(commitment, name, value)
