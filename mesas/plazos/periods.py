"""Spans in which a thing comes round: months, pairs of months, quarters, halves and years, by the calendar.

What comes round "cada mes" is due on the last day of each month, and so on: the acta names the period, not the day.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from conflicts.partial_dates import MONTHS, PartialDate
from mesas.plazos.terms import add_months

#: Letter in the name of a period, by its months. A month and a year have none.
LETTERS = {2: "B", 3: "T", 6: "S"}
WRITTEN = re.compile(r"(\d{4})(?:-(?:(\d{2})|([BTS])([1-6])))?", re.ASCII)


@dataclass(frozen=True)
class Period:
    """A span of whole months, named like "2026-03", "2026-B2", "2026-T1", "2026-S1" or "2026"."""

    months: int
    last: date

    @property
    def first(self) -> date:
        return add_months(self.last.replace(day=1), 1 - self.months)

    @property
    def name(self) -> str:
        year, month = self.last.year, self.last.month
        if self.months == 12:
            return str(year)
        letter = LETTERS.get(self.months)
        return f"{year}-{letter}{month // self.months}" if letter else f"{year}-{month:02}"

    @property
    def following(self) -> Period:
        return period_of(add_months(self.last.replace(day=1), 1), self.months)

    def __str__(self) -> str:
        """ "marzo de 2026", "marzo y abril de 2026", "primer trimestre de 2026"."""
        year, month = self.last.year, self.last.month
        if self.months == 2:
            known = {"first": MONTHS[month - 2], "second": MONTHS[month - 1], "year": year}
            return _("%(first)s y %(second)s de %(year)d") % known
        return str(PartialDate.parse(self.name))


def period_of(day: date, months: int) -> Period:
    """The period of so many months, 1, 2, 3, 6 or 12, in which a day lies."""
    end = (day.month - 1) // months * months + months
    return Period(months, add_months(date(day.year, end, 1), 1) - timedelta(days=1))


def period_named(name: str) -> Period | None:
    """The period that is written so; nothing where none is."""
    match = WRITTEN.fullmatch(name)
    if match is None:
        return None
    year, month, letter, number = match.groups()
    months = {letter: months for months, letter in LETTERS.items()}.get(letter, 1 if month else 12)
    end = int(month) if month else int(number) * months if number else 12
    if not (1900 <= int(year) <= 2100 and 1 <= end <= 12):
        return None
    return period_of(date(int(year), end, 1), months)


def periods_between(first: date, last: date, months: int) -> list[Period]:
    """Every period from the one in which the first day lies to that of the last, in order."""
    found = []
    period = period_of(first, months)
    while period.first <= last:
        found.append(period)
        period = period.following
    return found
