"""Which days are worked: Monday to Friday, except holidays and the days that a decree takes out for the State."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

from mesas.plazos.holidays import holidays_of

SATURDAY = 5
DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkCalendar:
    """A calendar of working days (the rule of Ley 27444, article 145: no Saturdays, no Sundays, no days decreed).

    ``one_off`` are decreed days by their reason. With ``with_law`` the holidays of the law are left out too; without,
    the calendar knows no others than those it is given.
    """

    one_off: Mapping[date, str] = field(default_factory=dict)
    with_law: bool = True

    @classmethod
    def as_kept(cls, skipped: Collection[Collection[str]]) -> Self:
        """The calendar by which a count was made: what it passed over, as kept beside it, [ISO day, name]. Days
        decreed since, or taken back, change nothing in it."""
        return cls({date.fromisoformat(day): name for day, name in skipped}, with_law=False)

    def day_off(self, day: date) -> str:
        """Why a day from Monday to Friday is not worked; nothing where it is."""
        if is_weekend(day):
            return ""
        return (holidays_of(day.year).get(day, "") if self.with_law else "") or self.one_off.get(day, "")

    def is_working(self, day: date) -> bool:
        return not is_weekend(day) and not self.day_off(day)

    def next_working(self, day: date) -> date:
        """That day, or the first one after it that is worked."""
        while not self.is_working(day):
            day += DAY
        return day

    def after(self, day: date, amount: int) -> date:
        """The last of so many working days, of which the first is the first one worked after that day."""
        for _each in range(amount):
            day = self.next_working(day + DAY)
        return day

    def passed_over(self, start: date, end: date) -> tuple[tuple[str, str], ...]:
        """Named days off after the first day and up to the last, as kept: (ISO day, name). Weekends need no record."""
        days = (start + timedelta(days=number) for number in range(1, (end - start).days + 1))
        return tuple((day.isoformat(), name) for day in days if (name := self.day_off(day)))


def is_weekend(day: date) -> bool:
    return day.weekday() >= SATURDAY


def weekend_days(start: date, end: date) -> int:
    """Saturdays and Sundays after the first day and up to the last."""
    return sum(is_weekend(start + timedelta(days=number)) for number in range(1, (end - start).days + 1))


#: Holidays alone, without any decree.
LAW = WorkCalendar()
