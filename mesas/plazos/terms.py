"""Terms: so many days, months or years; and how far a day is from a due date."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conflicts.partial_dates import LAST_YEAR, ImpossibleDate, Precision, end_of_span
from mesas.choices import MonthEndRule
from mesas.plazos.working import LAW, WorkCalendar

LONGEST_TERM_IN_YEARS = 100


class Unit(models.TextChoices):
    """What a term is counted in."""

    CALENDAR_DAYS = "dias", _("días calendario")
    WORKING_DAYS = "dias-habiles", _("días hábiles")
    MONTHS = "meses", _("meses")
    YEARS = "anios", _("años")


PER_YEAR = {Unit.CALENDAR_DAYS: 366, Unit.WORKING_DAYS: 250, Unit.MONTHS: 12, Unit.YEARS: 1}


def add(
    day: date,
    amount: int,
    unit: Unit,
    month_end: MonthEndRule = MonthEndRule.SAME_DAY,
    calendar_of_work: WorkCalendar = LAW,
) -> date:
    """The day that lies so many days, months or years after another."""
    if unit == Unit.CALENDAR_DAYS:
        return day + timedelta(days=amount)
    if unit == Unit.WORKING_DAYS:
        require_reachable(day.year + amount // PER_YEAR[unit])
        return calendar_of_work.after(day, amount)
    due = add_months(day, amount if unit == Unit.MONTHS else 12 * amount)
    return end_of_span(due, Precision.MONTH) if month_end == MonthEndRule.MONTH_END else due


def add_months(day: date, months: int) -> date:
    """Same number so many months later, else that month's last day: 31 January + 1 = 28 or 29 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def days_late(due_on: date | None, on: date) -> int:
    """Whole days since the due date: 0 on the due date itself, before it, and where there is none."""
    return 0 if due_on is None else max(0, (on - due_on).days)


def days_left(due_on: date | None, on: date) -> int | None:
    """Whole days up to the due date: 0 on the due date itself; nothing where there is none or it has passed."""
    return None if due_on is None or due_on < on else (due_on - on).days


def require_term(amount: int, unit: Unit) -> None:
    """Raise ImpossibleDate for a term under 1 or over 100 years."""
    longest = LONGEST_TERM_IN_YEARS * PER_YEAR[Unit(unit)]
    if not 1 <= amount <= longest:
        raise ImpossibleDate(
            now("Un plazo en %(unit)s va de 1 a %(longest)d.") % {"unit": Unit(unit).label, "longest": longest}
        )


def require_reachable(year: int) -> None:
    """Raise ImpossibleDate, before counting day by day, for a year past all that is on record."""
    if year > LAST_YEAR:
        raise ImpossibleDate(now("El plazo termina después del año %(last)d.") % {"last": LAST_YEAR})


def term_in_words(amount: int, unit: Unit) -> str:
    words = {
        Unit.CALENDAR_DAYS: ngettext("%(n)d día calendario", "%(n)d días calendario", amount),
        Unit.WORKING_DAYS: ngettext("%(n)d día hábil", "%(n)d días hábiles", amount),
        Unit.MONTHS: ngettext("%(n)d mes", "%(n)d meses", amount),
        Unit.YEARS: ngettext("%(n)d año", "%(n)d años", amount),
    }
    return words[Unit(unit)] % {"n": amount}
