"""What comes round: the state of the whole is what its periods make. Pure: no database, no clock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from agreements.choices import ConfirmedBy, State


@dataclass(frozen=True)
class PeriodMark:
    """What the rows about one period make of it."""

    state: str
    confirmed_by: str = ""
    fulfilled_on: date | None = None
    done_in_time: bool | None = None


def state_of_whole(periods: Sequence[PeriodMark], *, is_over: bool) -> State:
    """Kept once its last period is over and every one of them was kept; until then it is owed, however many were."""
    if is_over and periods and all(period.state == State.FULFILLED for period in periods):
        return State.FULFILLED
    return State.IN_PROGRESS if any(period.state != State.PENDING for period in periods) else State.PENDING


def confirmed_as_whole(periods: Sequence[PeriodMark]) -> ConfirmedBy:
    """By a third party only where one saw every period."""
    by_verifier = all(period.confirmed_by == ConfirmedBy.VERIFIER for period in periods)
    return ConfirmedBy.VERIFIER if by_verifier else ConfirmedBy.BENEFICIARY


def all_in_time(periods: Sequence[PeriodMark]) -> bool | None:
    """Whether every period was kept in time; nothing where one late or unknown day decides it otherwise."""
    if any(period.done_in_time is False for period in periods):
        return False
    return None if any(period.done_in_time is None for period in periods) else True
