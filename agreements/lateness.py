"""What the calendar says of an open debt. Pure: the deadline in force, the day asked about and the thresholds.

Status is what people did; lateness is what the calendar did. It is computed on reading and never stored. Late begins
the day after the due date. `querysets.lateness` says the same in SQL, and a test proves the two equal.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

from django.conf import settings

from agreements.choices import DeadlineKind, Kind, Timing
from mesas.plazos import days_late, days_left

#: What a filter by one timing also lets through: due soon is still on course, very late is late, and what is due period
#: by period has no date of its own.
WITHIN: dict[str, tuple[Timing, ...]] = {
    Timing.ON_COURSE: (Timing.ON_COURSE, Timing.DUE_SOON),
    Timing.OVERDUE: (Timing.OVERDUE, Timing.VERY_OVERDUE),
    Timing.NO_DATE_YET: (Timing.NO_DATE_YET, Timing.BY_PERIOD),
}

#: Without a due date, what the document or the source says decides; any other kind waits for its trigger.
WITHOUT_DATE: dict[str, Timing] = {
    DeadlineKind.NONE: Timing.NO_DEADLINE,
    DeadlineKind.UNKNOWN: Timing.UNKNOWN,
    DeadlineKind.RECURRING: Timing.BY_PERIOD,
}


@dataclass(frozen=True)
class Thresholds:
    """In days. Due soon: so many days before the due date, today included. Very late: more days after it than this.
    Stalled: so many days without movement. Unverified: more days than this since a claim that nobody answered.
    Silent: so many days since a mesa last met."""

    due_soon: int = 14
    very_late: int = 90
    stalled: int = 60
    unverified: int = 30
    silent: int = 60

    @classmethod
    def in_force(cls) -> Self:
        """Those of this installation."""
        return cls(
            due_soon=settings.MESAS_DUE_SOON_DAYS,
            very_late=settings.MESAS_VERY_LATE_DAYS,
            stalled=settings.MESAS_STALLED_DAYS,
            unverified=settings.MESAS_UNVERIFIED_DAYS,
            silent=settings.MESAS_SILENT_DAYS,
        )

    def last_day_due_soon(self, on: date) -> date:
        return on + timedelta(days=self.due_soon)

    def last_day_very_late(self, on: date) -> date:
        """The latest due date that is very late on that day."""
        return on - timedelta(days=self.very_late + 1)

    def last_day_stalled(self, on: date) -> date:
        """The latest movement after which a debt is stalled on that day."""
        return on - timedelta(days=self.stalled)

    def last_day_unverified(self, on: date) -> date:
        """The latest claim that has waited too long on that day."""
        return on - timedelta(days=self.unverified + 1)

    def last_day_silent(self, on: date) -> date:
        """The latest session after which a mesa is silent on that day."""
        return on - timedelta(days=self.silent)


def timing_of(*, due_on: date | None, deadline_kind: str, is_open: bool, on: date, kind: str = Kind.UNKNOWN) -> Timing:
    """The finest value that holds on that day: due soon rather than on course, very late rather than late.

    A date agreed later for a debt without one counts like any other. A debt that ended has no timing. A promise not to
    do something is never late: when its period is over, who receives it confirms.
    """
    if not is_open:
        return Timing.ENDED
    if due_on is None:
        return WITHOUT_DATE.get(deadline_kind, Timing.NO_DATE_YET)
    limits = Thresholds.in_force()
    late, left = days_late(due_on, on), days_left(due_on, on)
    if left is None and kind == Kind.ABSTENTION:
        return Timing.PERIOD_OVER
    if left is None:
        return Timing.VERY_OVERDUE if late > limits.very_late else Timing.OVERDUE
    return Timing.DUE_SOON if left <= limits.due_soon else Timing.ON_COURSE


def timings_within(asked: Iterable[str]) -> set[Timing]:
    """The finest values that a filter by these lets through."""
    return {timing for value in asked for timing in WITHIN.get(value, (Timing(value),))}


def is_stalled(*, last_moved_on: date | None, is_open: bool, on: date) -> bool:
    """Open and without movement for 60 days or more. Where no movement is known, nobody can say that it stopped."""
    if not is_open or last_moved_on is None:
        return False
    return last_moved_on <= Thresholds.in_force().last_day_stalled(on)


def is_milestone_late(*, due_on: date | None, is_reached: bool, is_open: bool, on: date) -> bool:
    """*Hito vencido*: its day passed, nobody showed that it was reached, and the debt goes on."""
    return is_open and not is_reached and days_late(due_on, on) > 0
