"""Some commitments counted in every way that the pages of a mesa and of an actor show, in one query.

Each count means what the indicator of the same name means on the dashboard, and its question lists exactly its rows,
with the same mesa, conflict or actor beside it. What only public sources tell is counted apart and never added.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count

from agreements.choices import State, Timing
from agreements.querysets import CommitmentQuerySet
from monitoring.indicators.calendar import BY_TIMING, OVERDUE, OVERDUE_DECLARED_IN_TIME
from monitoring.indicators.completion import (
    BY_STATE,
    CONFIRMED,
    DECLARED,
    KEPT_IN_TIME,
    STILL_OPEN,
    TOTAL,
    VERIFIED,
    timed,
)
from monitoring.indicators.figure import Condition, Indicator, part_of_whole
from monitoring.indicators.lacks import NO_DEADLINE, NO_FOLLOW_UP, deadline_is_known
from monitoring.indicators.rows import can_be_late, carried_on, judged
from monitoring.indicators.told import TOLD, TOLD_AHEAD, TOLD_DONE, TOLD_OVERDUE, TOLD_UNKNOWN, TOLD_WAITING

#: What each count means, and how the list is asked for its rows.
INDICATORS: Mapping[str, Indicator] = {
    "total": TOTAL,
    "still_open": STILL_OPEN,
    "overdue": OVERDUE,
    "due_soon": BY_TIMING[Timing.DUE_SOON],
    "on_course": BY_TIMING[Timing.ON_COURSE],
    "period_over": BY_TIMING[Timing.PERIOD_OVER],
    "no_deadline": BY_TIMING[Timing.NO_DEADLINE],
    "no_date_yet": BY_TIMING[Timing.NO_DATE_YET],
    "unknown": BY_TIMING[Timing.UNKNOWN],
    "undated_by_acta": NO_DEADLINE,
    "no_follow_up": NO_FOLLOW_UP,
    "declared_in_time": OVERDUE_DECLARED_IN_TIME,
    "disputed": BY_STATE[State.DISPUTED],
    "fulfilled": BY_STATE[State.FULFILLED],
    "kept_in_time": KEPT_IN_TIME,
    "claimed": DECLARED,
    "confirmed": CONFIRMED,
    "verified": VERIFIED,
    "told": TOLD,
    "told_overdue": TOLD_OVERDUE,
    "told_ahead": TOLD_AHEAD,
    "told_unknown": TOLD_UNKNOWN,
    "told_waiting": TOLD_WAITING,
    "told_done": TOLD_DONE,
}
#: Of what some of them are a part.
WHOLES: Mapping[str, Condition] = {
    "dated": can_be_late,
    "judged": judged,
    "timed": timed,
    "deadline_known": deadline_is_known,
}


@dataclass(frozen=True)
class Tally:
    """Of members' records: all, those still owed by what the calendar says of them, and those that ended; then what
    each of the three voices makes of them. `declared_in_time` are overdue all the same. `told` and what begins with
    it: of what only sources tell.

    Wholes: `dated` are still owed and can be late; `judged` can be kept as a whole, which of what recurs only each
    period can, are written so that one could tell, and are not carried on by another of them; `timed` are those of them
    that were kept, and of which it can be told whether in time; of `deadline_known` it is known whether the document
    fixes a deadline, or that it fixes none.
    """

    total: int = 0
    still_open: int = 0
    dated: int = 0
    overdue: int = 0
    due_soon: int = 0
    on_course: int = 0
    period_over: int = 0
    no_deadline: int = 0
    no_date_yet: int = 0
    unknown: int = 0
    deadline_known: int = 0
    undated_by_acta: int = 0
    no_follow_up: int = 0
    declared_in_time: int = 0
    disputed: int = 0
    fulfilled: int = 0
    kept_in_time: int = 0
    judged: int = 0
    timed: int = 0
    claimed: int = 0
    confirmed: int = 0
    verified: int = 0
    told: int = 0
    told_overdue: int = 0
    told_ahead: int = 0
    told_unknown: int = 0
    told_waiting: int = 0
    told_done: int = 0

    @property
    def ended_otherwise(self) -> int:
        """Neither owed nor fulfilled: a closing never counts as fulfilling."""
        return self.total - self.still_open - self.fulfilled


def tally_of(commitments: CommitmentQuerySet, on: datetime.date) -> Tally:
    """Counted on that day. One query for any number of commitments."""
    conditions = {name: part_of_whole(one, on) for name, one in INDICATORS.items()}
    conditions |= {name: whole(on) for name, whole in WHOLES.items()}
    counts = {name: Count("pk", filter=condition) for name, condition in conditions.items()}
    return Tally(**commitments.order_by().annotate(**carried_on(commitments, on)).aggregate(**counts))
