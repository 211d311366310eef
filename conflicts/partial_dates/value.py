"""Dates as well as they are known: a day, a month, a quarter, a half, a year, or not known.

Old facts come from press and archives that often say only "junio de 2012". What is stored is the *last* day of
the span together with how exact it is: the last day sorts, and is the day to which a deadline counts.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self

from django.db import models
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2100

MONTHS = (
    _("enero"),
    _("febrero"),
    _("marzo"),
    _("abril"),
    _("mayo"),
    _("junio"),
    _("julio"),
    _("agosto"),
    _("setiembre"),
    _("octubre"),
    _("noviembre"),
    _("diciembre"),
)
QUARTERS = (_("primer trimestre"), _("segundo trimestre"), _("tercer trimestre"), _("cuarto trimestre"))
HALVES = (_("primer semestre"), _("segundo semestre"))


class Precision(models.TextChoices):
    """How exactly a date is known, finest first."""

    DAY = "day", _("día")
    MONTH = "month", _("mes")
    QUARTER = "quarter", _("trimestre")
    HALF = "half", _("semestre")
    YEAR = "year", _("año")
    UNKNOWN = "unknown", _("no conocida")


MONTHS_IN = {Precision.MONTH: 1, Precision.QUARTER: 3, Precision.HALF: 6, Precision.YEAR: 12}
FINENESS = {precision: rank for rank, precision in enumerate(Precision)}
WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?|-T(?P<quarter>[1-4])|-S(?P<half>[12]))?",
    re.ASCII,
)


class ImpossibleDate(ValueError):
    """No such date. The message is for the person who wrote it."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A date with its precision and, where the source says more than a date can, its words.

    ``last`` is the last day of the span, nothing where the date is not known. Raises ImpossibleDate for a year
    outside 1900-2100 and for a last day that does not end its span.
    """

    last: date | None
    precision: Precision
    words: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "precision", Precision(self.precision))
        if (self.last is None) != (self.precision == Precision.UNKNOWN):
            raise ImpossibleDate(now("Una fecha conocida lleva su día, y una no conocida no lleva ninguno."))
        if self.last is None:
            return
        require_year(self.last.year)
        if self.last != end_of_span(self.last, self.precision):
            raise ImpossibleDate(now("El día guardado debe ser el último del periodo."))

    @classmethod
    def unknown(cls, words: str = "") -> Self:
        return cls(None, Precision.UNKNOWN, words)

    @classmethod
    def on(cls, day: date, words: str = "") -> Self:
        return cls(day, Precision.DAY, words)

    @classmethod
    def month(cls, year: int, month: int, words: str = "") -> Self:
        return cls.spanning(real_day(year, month, 1), Precision.MONTH, words)

    @classmethod
    def quarter(cls, year: int, quarter: int, words: str = "") -> Self:
        return cls.spanning(real_day(year, quarter * 3, 1), Precision.QUARTER, words)

    @classmethod
    def half(cls, year: int, half: int, words: str = "") -> Self:
        return cls.spanning(real_day(year, half * 6, 1), Precision.HALF, words)

    @classmethod
    def year(cls, year: int, words: str = "") -> Self:
        return cls.spanning(real_day(year, 1, 1), Precision.YEAR, words)

    @classmethod
    def spanning(cls, day: date, precision: Precision | str, words: str = "") -> Self:
        """The span of that precision in which the day lies."""
        precision = Precision(precision)
        if precision == Precision.UNKNOWN:
            return cls.unknown(words)
        return cls(end_of_span(day, precision), precision, words)

    @classmethod
    def parse(cls, text: str, precision: Precision | str | None = None, words: str = "") -> Self:
        """Read "2012", "2012-06", "2012-06-15", "2012-T2", "2012-S1" or "" (not known).

        A precision coarser than the text widens it; a finer one is refused, since nobody said it.
        """
        if not text.strip():
            if precision and precision != Precision.UNKNOWN:
                raise ImpossibleDate(now("Falta la fecha."))
            return cls.unknown(words)
        written = cls._read(text.strip(), words)
        if not precision or precision == written.precision:
            return written
        if FINENESS[Precision(precision)] < FINENESS[written.precision]:
            raise ImpossibleDate(now("«%(text)s» no dice tanto como la precisión indicada.") % {"text": text})
        return cls.spanning(written.earliest, precision, words)

    @classmethod
    def _read(cls, text: str, words: str) -> Self:
        match = WRITTEN.fullmatch(text)
        if match is None:
            raise ImpossibleDate(
                now("«%(text)s» no es una fecha. Escriba, por ejemplo, 2012, 2012-06 o 2012-06-15.") % {"text": text}
            )
        part = {name: int(value) for name, value in match.groupdict().items() if value is not None}
        if "day" in part:
            return cls.on(real_day(part["year"], part["month"], part["day"]), words)
        if "month" in part:
            return cls.month(part["year"], part["month"], words)
        if "quarter" in part:
            return cls.quarter(part["year"], part["quarter"], words)
        if "half" in part:
            return cls.half(part["year"], part["half"], words)
        return cls.year(part["year"], words)

    @property
    def is_known(self) -> bool:
        return self.last is not None

    @property
    def first(self) -> date | None:
        """The first day of the span, nothing where the date is not known."""
        return self.earliest if self.is_known else None

    @property
    def earliest(self) -> date:
        """The first day of a date that is known; of one that is not, there is none to give (ImpossibleDate)."""
        if self.last is None:
            raise ImpossibleDate(now("La fecha no es conocida."))
        return start_of_span(self.last, self.precision)

    def known_before(self, other: PartialDate) -> bool:
        """Whether this is known to be earlier: its last day precedes the other's first. Unknown is never earlier."""
        return self.last is not None and other.first is not None and self.last < other.first

    @property
    def iso(self) -> str:
        """As ``parse`` reads it: "2012-06-15", "2012-06", "2012-T2", "2012-S1", "2012", ""."""
        if self.last is None:
            return ""
        month = self.last.month
        ending = {
            Precision.DAY: f"-{month:02}-{self.last.day:02}",
            Precision.MONTH: f"-{month:02}",
            Precision.QUARTER: f"-T{month // 3}",
            Precision.HALF: f"-S{month // 6}",
        }
        return f"{self.last.year}{ending.get(self.precision, '')}"

    def __str__(self) -> str:
        """As known: "15 de junio de 2012", "segundo trimestre de 2012", or the source's words for what is not."""
        if self.last is None:
            return self.words or now("fecha no conocida")
        year, month = self.last.year, self.last.month
        if self.precision == Precision.YEAR:
            return str(year)
        span = {
            Precision.DAY: MONTHS[month - 1],
            Precision.MONTH: MONTHS[month - 1],
            Precision.QUARTER: QUARTERS[(month - 1) // 3],
            Precision.HALF: HALVES[(month - 1) // 6],
        }[self.precision]
        if self.precision == Precision.DAY:
            return now("%(day)d de %(month)s de %(year)d") % {"day": self.last.day, "month": span, "year": year}
        return now("%(span)s de %(year)d") % {"span": span, "year": year}

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._order < other._order

    @property
    def _order(self) -> tuple[date, int, str]:
        """By last day, of one last day the more exact first, not known at the end."""
        return self.last or date.max, FINENESS[self.precision], self.words


def require_year(year: int) -> None:
    """Raise ImpossibleDate for a year in which nothing of this can have happened: nearly always a slip of the hand."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ImpossibleDate(
            now("El año %(year)04d no puede ser: escriba uno entre %(first)d y %(last)d.")
            % {"year": year, "first": FIRST_YEAR, "last": LAST_YEAR}
        )


def real_day(year: int, month: int, day: int) -> date:
    """That day of the calendar; ImpossibleDate, saying what is wrong with it, where there is none."""
    require_year(year)
    if not 1 <= month <= 12:
        raise ImpossibleDate(now("El mes va de 1 a 12; se escribió %(month)d.") % {"month": month})
    days = calendar.monthrange(year, month)[1]
    if not 1 <= day <= days:
        raise ImpossibleDate(
            now("El %(day)d de %(month)s de %(year)d no existe: ese mes tiene %(days)d días.")
            % {"day": day, "month": MONTHS[month - 1], "year": year, "days": days}
        )
    return date(year, month, day)


def end_of_span(day: date, precision: Precision) -> date:
    """Last day of the month, quarter, half or year of a day; a day ends itself."""
    if precision == Precision.DAY:
        return day
    months = MONTHS_IN[precision]
    month = (day.month - 1) // months * months + months
    return date(day.year, month, calendar.monthrange(day.year, month)[1])


def start_of_span(day: date, precision: Precision) -> date:
    """First day of the month, quarter, half or year of a day; a day begins itself."""
    if precision == Precision.DAY:
        return day
    months = MONTHS_IN[precision]
    return date(day.year, (day.month - 1) // months * months + 1, 1)
