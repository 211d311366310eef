"""Counting days. Pure: the calendar and what the document says, no database and no clock.

The trigger is day zero, a due date includes its whole day, and late begins the day after. A term in months or years
ends on the same number of the month, or on the month's last day where it has no such number. A trigger known only to
the month gives a due date known only to the month, which counts to its last day: nobody is called late by a guess.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conflicts.partial_dates import ImpossibleDate, PartialDate, Precision, end_of_span
from mesas.choices import MonthEndRule

LONGEST_TERM_IN_YEARS = 100

WEEKDAYS = (_("lunes"), _("martes"), _("miércoles"), _("jueves"), _("viernes"), _("sábado"), _("domingo"))


class Unit(models.TextChoices):
    """What a term is counted in."""

    CALENDAR_DAYS = "dias", _("días calendario")
    MONTHS = "meses", _("meses")
    YEARS = "anios", _("años")


class Basis(models.TextChoices):
    """How a date came to be known."""

    STATED = "indicado", _("lo dice el documento")
    COMPUTED = "calculado", _("calculado")
    INFERRED = "deducido", _("deducido")


PER_YEAR = {Unit.CALENDAR_DAYS: 366, Unit.MONTHS: 12, Unit.YEARS: 1}


class Step(NamedTuple):
    """One line of the panel "cómo se contó el plazo"."""

    label: str
    value: str


@dataclass(frozen=True)
class Count:
    """A due date and how it was reached. Without a date, ``due`` is not known and there is no basis."""

    due: PartialDate
    steps: tuple[Step, ...]
    basis: Basis | None = None

    def seen_on(self, on: date) -> tuple[Step, ...]:
        """The steps, and below them how far from the due date that day is."""
        if self.due.last is None:
            return self.steps
        late, left = days_late(self.due.last, on), days_left(self.due.last, on)
        distance = Step(now("Días de atraso"), str(late)) if late else Step(now("Días que faltan"), str(left))
        return (*self.steps, Step(now("Hoy"), shown(PartialDate.on(on))), distance)


def stated(due: PartialDate, basis: Basis = Basis.STATED) -> Count:
    """A date that the document names, or that somebody inferred from it."""
    return Count(due, (Step(now("Vence"), shown(due)),), basis)


def none_stated() -> Count:
    """The document was read and gives no deadline: *sin plazo*."""
    return Count(PartialDate.unknown(), (Step(now("Plazo"), now("el documento no fija ninguno")),))


def not_known() -> Count:
    """The source that was read does not say: *plazo no conocido*."""
    return Count(PartialDate.unknown(), (Step(now("Plazo"), now("la fuente leída no lo dice")),))


def counted(
    amount: int,
    unit: Unit,
    trigger: PartialDate,
    trigger_name: str,
    *,
    month_end: MonthEndRule = MonthEndRule.SAME_DAY,
) -> Count:
    """A term of so many days, months or years from a trigger ("la firma del acta").

    Until the trigger has a day there is no due date. Raises ImpossibleDate for a term under 1 or over 100 years, and
    for one that ends after the year 2100.
    """
    require_term(amount, unit)
    term = Step(now("Plazo"), term_in_words(amount, unit))
    if trigger.last is None:
        return Count(PartialDate.unknown(), (Step(now("Día cero"), f"{trigger_name}: {now('sin fecha aún')}"), term))
    due = PartialDate.spanning(add(trigger.last, amount, unit, month_end), trigger.precision)
    return Count(
        due,
        (
            Step(now("Día cero"), f"{trigger_name}, {shown(trigger)}"),
            term,
            *rules_used(unit, trigger, month_end),
            Step(now("Vence"), shown(due)),
        ),
        Basis.COMPUTED,
    )


def rules_used(unit: Unit, trigger: PartialDate, month_end: MonthEndRule) -> list[Step]:
    """Lines that name the rules by which the count went."""
    rules = []
    if unit != Unit.CALENDAR_DAYS and month_end == MonthEndRule.MONTH_END:
        rules.append(now("termina el último día del mes, según las reglas de la mesa"))
    elif unit != Unit.CALENDAR_DAYS and trigger.precision == Precision.DAY:
        rules.append(now("termina el mismo número del mes o, si el mes no lo tiene, su último día"))
    if trigger.precision != Precision.DAY:
        rules.append(now("el día cero no se conoce con exactitud, por eso se cuenta hasta el final del periodo"))
    return [Step(now("Regla"), rule) for rule in rules]


def add(day: date, amount: int, unit: Unit, month_end: MonthEndRule = MonthEndRule.SAME_DAY) -> date:
    """The day that lies so many days, months or years after another."""
    if unit == Unit.CALENDAR_DAYS:
        return day + timedelta(days=amount)
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
    longest = LONGEST_TERM_IN_YEARS * PER_YEAR[Unit(unit)]
    if not 1 <= amount <= longest:
        raise ImpossibleDate(
            now("Un plazo en %(unit)s va de 1 a %(longest)d.") % {"unit": Unit(unit).label, "longest": longest}
        )


def term_in_words(amount: int, unit: Unit) -> str:
    words = {
        Unit.CALENDAR_DAYS: ngettext("%(n)d día calendario", "%(n)d días calendario", amount),
        Unit.MONTHS: ngettext("%(n)d mes", "%(n)d meses", amount),
        Unit.YEARS: ngettext("%(n)d año", "%(n)d años", amount),
    }
    return words[Unit(unit)] % {"n": amount}


def shown(known: PartialDate) -> str:
    """The date as known, with the day of the week where there is a day: people plan by it."""
    if known.last is None or known.precision != Precision.DAY:
        return str(known)
    return f"{WEEKDAYS[known.last.weekday()]} {known}"
