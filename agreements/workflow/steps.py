"""Steps that somebody takes, in the order of their table: how a debt may end otherwise than by being kept, how that is
lifted again, and from when a breach may be found. A settlement is one too: what it makes of the rows is in `said`.

The open states and *Cumplido* are computed from the rows (see `states`); these are the rest. Source of the rules: what
ends a debt needs those whom it costs something. Nothing that one side does alone ends one. Pure.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from agreements.choices import OPEN_STATES, State
from conflicts.partial_dates import PartialDate

#: Days within which a beneficiary lifts a closing without saying why, the last one included.
OBJECTION_DAYS = 30
#: Days that an obligor has to answer a finding of breach; the answer is published beside it whenever it comes.
REPLY_DAYS = 15
#: Days after a written *requerimiento* from which the breach of an undated debt may be found.
DEMAND_DAYS = 30


@dataclass(frozen=True)
class Closing:
    """Who must agree that a debt ends in this way, beside the coordinator who puts it on record.

    `or_verification`: an independent verification that states the reason stands in for the beneficiary.
    """

    needs_beneficiary: bool = True
    needs_obligor: bool = False
    or_verification: bool = False
    needs_reason: bool = False
    needs_successor: bool = False


CLOSINGS: dict[State, Closing] = {
    State.CLOSED_PARTIAL: Closing(),
    State.REPLACED: Closing(needs_obligor=True, needs_successor=True),
    State.WITHDRAWN: Closing(needs_obligor=True),
    State.CLOSED_UNMET: Closing(or_verification=True, needs_reason=True),
}


def may_close(state: str) -> bool:
    """Only an open debt is closed. What was kept needs no closing, and what is closed is not closed again."""
    return state in OPEN_STATES


def may_object(closed_on: date, on: date) -> bool:
    """Within 30 days of the closing; from then on it is a reopening, which gives its reason."""
    return closed_on <= on <= closed_on + timedelta(days=OBJECTION_DAYS)


def may_reopen(closed_on: date, on: date, *, somebody_receives: bool) -> bool:
    """Later than that. Where nobody is known to receive nobody can object, so at once."""
    return not (somebody_receives and may_object(closed_on, on))


def reply_until(found_on: date) -> date:
    """The last day on which an answer to a finding of breach counts as given in time."""
    return found_on + timedelta(days=REPLY_DAYS)


def breach_from(*, due_on: date | None, demanded_on: date | None, covered_until: date | None) -> date | None:
    """The first day on which a breach may be found: the day after the deadline or, without one, 30 days after a
    written *requerimiento* or the day after the last mandate ended, whichever comes first. Nothing: not yet."""
    if due_on is not None:
        return due_on + timedelta(days=1)
    days = [
        demanded_on + timedelta(days=DEMAND_DAYS) if demanded_on else None,
        covered_until + timedelta(days=1) if covered_until else None,
    ]
    return min((day for day in days if day), default=None)


def due_after_suspension(due: date, suspended_from: date, suspended_until: date) -> date:
    """The clock stands still from one day to the other, both included, and what was left is counted on after it."""
    return due + (suspended_until - suspended_from) + timedelta(days=1)


def earliest_first_due(*first_deadlines: PartialDate) -> PartialDate:
    """Of a replacement: the oldest promise is the one to keep. Not known where none of them has a day."""
    known = [first for first in first_deadlines if first.is_known]
    return min(known) if known else PartialDate.unknown()
