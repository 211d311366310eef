"""What the rows of a commitment make of it, as it is stored. `state` stores it, after every row."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace

from agreements.choices import OPEN_STATES, DeadlineKind, Recurrence, State
from agreements.hearing import hear, hear_periods
from agreements.models import Commitment, Occurrence
from agreements.workflow import Said, Settlement, completion_day, confirmed_by, on_time, state_of
from agreements.workflow.periods import PeriodMark, all_in_time, confirmed_as_whole, state_of_whole
from agreements.workflow.steps import earliest_first_due
from mesas.plazos import period_of

#: States that the rows make. The others are closings, which stand until somebody lifts them.
COMPUTED_STATES = (*OPEN_STATES, State.FULFILLED)


def result_of(commitment: Commitment, on: datetime.date, settled: Settlement | None = None) -> dict:
    """What the rows of a commitment make of it, heirs in their predecessors' place as of that day. Of what comes round,
    what its periods make. `settled` is what the step that is being taken settles."""
    if commitment.deadline_kind == DeadlineKind.RECURRING:
        return columns_of_whole(commitment, on)
    said = hear([commitment], on=on)[commitment.pk].said
    return columns_of(replace(said, settlement=settled) if settled else said, promised_on(commitment))


def columns_of_whole(commitment: Commitment, on: datetime.date) -> dict:
    """State of what comes round, from its periods as stored. Nobody speaks of it as a whole."""
    columns = ("state", "confirmed_by", "fulfilled_on", "done_in_time")
    periods = [PeriodMark(*row) for row in commitment.occurrences.order_by("due_on").values_list(*columns)]
    state = state_of_whole(periods, is_over=is_over(commitment, on))
    if state != State.FULFILLED:
        return {"state": state, "confirmed_by": "", "fulfilled_on": None, "done_in_time": None}
    return {
        "state": state,
        "confirmed_by": confirmed_as_whole(periods),
        "fulfilled_on": max((period.fulfilled_on for period in periods if period.fulfilled_on), default=None),
        "done_in_time": all_in_time(periods),
    }


def is_over(commitment: Commitment, on: datetime.date) -> bool:
    """Whether the last period has ended. Without a last period it never has."""
    months, until = Recurrence(commitment.recurs).months, commitment.recurs_until.last
    return months is not None and until is not None and period_of(until, months).last < on


def settle_periods(periods: Sequence[Occurrence], on: datetime.date) -> dict[int, State]:
    """Store what the rows make of some periods, which come with their commitment; the state of each, by key."""
    heard = hear_periods(periods, on=on)
    for period in periods:
        stored = columns_of(heard[period.pk].said, period.due_on)
        Occurrence.objects.filter(pk=period.pk).update(**stored)
        for name, value in stored.items():
            setattr(period, name, value)
    return {period.pk: State(period.state) for period in periods}


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
