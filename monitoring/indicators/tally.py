"""Some commitments counted in every way that a list can ask for, in one query.

What members report and what only public sources tell are counted apart and never added. Each count is of exactly the
rows that the list shows for the question in `QUESTIONS`, with the same mesa, conflict or actor beside it.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q

from agreements.choices import OPEN_STATES, Alert, AssessmentLevel, Record, State, Timing
from agreements.models import ReportedStatus
from agreements.querysets import CommitmentQuerySet
from agreements.querysets.asked import DECLARED_IN_TIME
from agreements.querysets.lateness import timing_in
from mesas.choices import ReportedState

BY_MEMBERS = {"registro": Record.MEMBERS.value}
BY_SOURCES = {"registro": Record.SOURCES.value}
COMPLETE = str(AssessmentLevel.COMPLETE.value)

#: What the list of commitments is asked for the rows behind each count.
QUESTIONS: Mapping[str, Mapping[str, str]] = {
    "total": BY_MEMBERS,
    "still_open": {"estado": "abierto"},
    "overdue": {**BY_MEMBERS, "plazo": Timing.OVERDUE.value},
    "due_soon": {**BY_MEMBERS, "plazo": Timing.DUE_SOON.value},
    "on_course": {**BY_MEMBERS, "plazo": Timing.ON_COURSE.value},
    "period_over": {**BY_MEMBERS, "plazo": Timing.PERIOD_OVER.value},
    "no_deadline": {**BY_MEMBERS, "plazo": Timing.NO_DEADLINE.value},
    "no_date_yet": {**BY_MEMBERS, "plazo": Timing.NO_DATE_YET.value},
    "unknown": {**BY_MEMBERS, "plazo": Timing.UNKNOWN.value},
    "no_follow_up": {"alerta": Alert.NO_FOLLOW_UP.value},
    "declared_in_time": {"plazo": Timing.OVERDUE.value, "a-tiempo": "declarado"},
    "disputed": {"estado": State.DISPUTED.value},
    "fulfilled": {"estado": State.FULFILLED.value},
    "kept_in_time": {"a-tiempo": "si"},
    "claimed": {**BY_MEMBERS, "declaracion": COMPLETE},
    "confirmed": {**BY_MEMBERS, "veredicto": COMPLETE},
    "verified": {**BY_MEMBERS, "verificacion": COMPLETE},
    "told": BY_SOURCES,
    "told_overdue": {**BY_SOURCES, "plazo": Timing.OVERDUE.value},
    "told_on_course": {**BY_SOURCES, "plazo": Timing.ON_COURSE.value},
    "told_period_over": {**BY_SOURCES, "plazo": Timing.PERIOD_OVER.value},
    "told_no_date_yet": {**BY_SOURCES, "plazo": Timing.NO_DATE_YET.value},
    "told_unknown": {**BY_SOURCES, "plazo": Timing.UNKNOWN.value},
}


@dataclass(frozen=True)
class Tally:
    """Of members' records: all, those still owed by what the calendar says of them, and those that ended; then what
    each of the three voices calls complete. `declared_in_time` are overdue all the same. `told` and what begins with
    it: of what only sources tell."""

    total: int = 0
    still_open: int = 0
    overdue: int = 0
    due_soon: int = 0
    on_course: int = 0
    period_over: int = 0
    no_deadline: int = 0
    no_date_yet: int = 0
    unknown: int = 0
    no_follow_up: int = 0
    declared_in_time: int = 0
    disputed: int = 0
    fulfilled: int = 0
    kept_in_time: int = 0
    claimed: int = 0
    confirmed: int = 0
    verified: int = 0
    told: int = 0
    told_overdue: int = 0
    told_on_course: int = 0
    told_period_over: int = 0
    told_no_date_yet: int = 0
    told_unknown: int = 0
    given_as_done: int = 0

    @property
    def dated(self) -> int:
        """Still owed and with a date after which they are late; a promise not to do something has none."""
        return self.overdue + self.on_course

    @property
    def ended_otherwise(self) -> int:
        """Neither owed nor fulfilled: a closing never counts as fulfilling."""
        return self.total - self.still_open - self.fulfilled


def tally_of(commitments: CommitmentQuerySet, on: datetime.date) -> Tally:
    """Counted on that day. One query for any number of commitments."""
    rows = commitments.order_by()
    members, told = Q(record=Record.MEMBERS), Q(record=Record.SOURCES)
    done = Q(Exists(ReportedStatus.objects.filter(commitment=OuterRef("pk"), state=ReportedState.FULFILLED).order_by()))
    complete = AssessmentLevel.COMPLETE

    def timed(timing: Timing) -> Q:
        return timing_in([timing], on)

    conditions = {
        "total": members,
        "still_open": members & Q(state__in=OPEN_STATES),
        "overdue": members & timed(Timing.OVERDUE),
        "due_soon": members & timed(Timing.DUE_SOON),
        "on_course": members & timed(Timing.ON_COURSE),
        "period_over": members & timed(Timing.PERIOD_OVER),
        "no_deadline": members & timed(Timing.NO_DEADLINE),
        "no_date_yet": members & timed(Timing.NO_DATE_YET),
        "unknown": members & timed(Timing.UNKNOWN),
        "no_follow_up": Q(pk__in=rows.alerting([Alert.NO_FOLLOW_UP], on).values("pk")),
        "declared_in_time": members & timed(Timing.OVERDUE) & DECLARED_IN_TIME,
        "disputed": members & Q(state=State.DISPUTED),
        "fulfilled": members & Q(state=State.FULFILLED),
        "kept_in_time": Q(state=State.FULFILLED, done_in_time=True),
        "claimed": members & Q(claim_level=complete),
        "confirmed": members & Q(verdict_level=complete),
        "verified": members & Q(finding_level=complete),
        "told": told,
        "told_overdue": told & ~done & timed(Timing.OVERDUE),
        "told_on_course": told & ~done & timed(Timing.ON_COURSE),
        "told_period_over": told & ~done & timed(Timing.PERIOD_OVER),
        "told_no_date_yet": told & ~done & timed(Timing.NO_DATE_YET),
        "told_unknown": told & ~done & timed(Timing.UNKNOWN),
        "given_as_done": told & done,
    }
    return Tally(**rows.aggregate(**{name: Count("pk", filter=condition) for name, condition in conditions.items()}))
