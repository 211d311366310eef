"""How a term becomes a due date, as a sum that people can check with a calendar.

The trigger is day zero, a due date includes its whole day, and late begins the day after. A term in months or years
ends on the same number of the month, or on the month's last day where it has no such number. A term in working days
passes over weekends, holidays and the days decreed non-working for the public sector. A due date that falls on a day
off moves on to the next working day only where the rules of the mesa say so. A trigger known only to the month gives a
due date known only to the month, which counts to its last day: nobody is called late by a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from conflicts.partial_dates import PartialDate, Precision
from mesas.choices import MonthEndRule
from mesas.plazos.terms import Unit, add, days_late, days_left, require_term, term_in_words
from mesas.plazos.working import LAW, WorkCalendar, weekend_days

#: More days off than these are told as a number: a page that names a hundred holidays is not read.
MOST_NAMED = 24

WEEKDAYS = (_("lunes"), _("martes"), _("miércoles"), _("jueves"), _("viernes"), _("sábado"), _("domingo"))


class Basis(models.TextChoices):
    """How a date came to be known."""

    STATED = "indicado", _("lo dice el documento")
    COMPUTED = "calculado", _("calculado")
    INFERRED = "deducido", _("deducido")


class Step(NamedTuple):
    """One line of the panel "cómo se contó el plazo"."""

    label: str
    value: str


@dataclass(frozen=True)
class Count:
    """A due date and how it was reached. Without a date, ``due`` is not known and there is no basis.

    ``skipped`` are the days off by name that the count passed over, (ISO day, name): kept beside the date, they let
    anybody repeat the sum whatever becomes of the calendar.
    """

    due: PartialDate
    steps: tuple[Step, ...]
    basis: Basis | None = None
    skipped: tuple[tuple[str, str], ...] = ()

    def seen_on(self, on: date) -> tuple[Step, ...]:
        """The steps, and below them how far from the due date that day is."""
        if self.due.last is None:
            return self.steps
        late, left = days_late(self.due.last, on), days_left(self.due.last, on)
        distance = Step(now("Días de atraso"), str(late)) if late else Step(now("Días que faltan"), str(left))
        return (*self.steps, Step(now("Hoy"), shown(PartialDate.on(on))), distance)


def stated(
    due: PartialDate,
    basis: Basis = Basis.STATED,
    *,
    calendar: WorkCalendar = LAW,
    rolls_forward: bool = False,
) -> Count:
    """A date that the document names, or that somebody inferred from it."""
    end, skipped = rolled(due, calendar) if rolls_forward else (due, ())
    if end == due:
        return Count(due, (Step(now("Vence"), shown(due)),), basis)
    return Count(
        end,
        (
            Step(now("Fecha indicada"), shown(due)),
            *roll_lines(skipped),
            Step(now("Vence"), shown(end)),
        ),
        basis,
        skipped,
    )


def reached(day: PartialDate, stage: str, *, calendar: WorkCalendar = LAW, rolls_forward: bool = False) -> Count:
    """A stage ("el inicio de la obra") that somebody dated: it is due on its day."""
    count = stated(day, calendar=calendar, rolls_forward=rolls_forward)
    first, *rest = count.steps
    steps = rest if rest else [first]
    return replace(count, steps=(Step(now("Etapa"), f"{stage}, {shown(day)}"), *steps))


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
    calendar: WorkCalendar = LAW,
    rolls_forward: bool = False,
) -> Count:
    """A term of so many days, months or years from a trigger ("la firma del acta").

    Until the trigger has a day there is no due date. Raises ImpossibleDate for a term under 1 or over 100 years, and
    for one that ends after the year 2100.
    """
    require_term(amount, unit)
    term = Step(now("Plazo"), term_in_words(amount, unit))
    if trigger.last is None:
        return Count(PartialDate.unknown(), (Step(now("Día cero"), f"{trigger_name}: {now('sin fecha aún')}"), term))
    reached = add(trigger.last, amount, unit, month_end, calendar)
    due = PartialDate.spanning(reached, trigger.precision)
    passed = calendar.passed_over(trigger.last, reached) if unit == Unit.WORKING_DAYS else ()
    end, more = rolled(due, calendar) if rolls_forward else (due, ())
    moves = [Step(now("Cae en"), shown(due)), *roll_lines(more)] if end != due else []
    return Count(
        end,
        (
            Step(now("Día cero"), f"{trigger_name}, {shown(trigger)}"),
            term,
            *(sum_lines(trigger, reached, passed) if unit == Unit.WORKING_DAYS else ()),
            *rules_used(unit, trigger, month_end),
            *moves,
            Step(now("Vence"), shown(end)),
        ),
        Basis.COMPUTED,
        (*passed, *more),
    )


def rolled(due: PartialDate, calendar: WorkCalendar) -> tuple[PartialDate, tuple[tuple[str, str], ...]]:
    """The next working day where a due date falls on a day off, and the named days off between. A date known only to
    the month stays: it already counts to the end."""
    if due.last is None or due.precision != Precision.DAY or calendar.is_working(due.last):
        return due, ()
    end = calendar.next_working(due.last)
    return PartialDate.on(end, due.words), calendar.passed_over(due.last - timedelta(days=1), end)


def roll_lines(skipped: Sequence[tuple[str, str]]) -> list[Step]:
    rule = now("no es día hábil y pasa al siguiente día hábil, según las reglas de la mesa")
    return [*named_lines(skipped), Step(now("Regla"), rule)]


def sum_lines(trigger: PartialDate, reached: date, passed: Sequence[tuple[str, str]]) -> list[Step]:
    """What is added to the working days, so that the sum comes to the days that a calendar shows."""
    start = trigger.last or reached
    total = (reached - start).days
    lines = [
        Step(now("Más sábados y domingos"), str(weekend_days(start, reached))),
        *named_lines(passed),
        Step(now("Suma"), ngettext("%(n)d día calendario", "%(n)d días calendario", total) % {"n": total}),
    ]
    if trigger.precision != Precision.DAY:
        lines.append(Step(now("La cuenta llega al"), shown(PartialDate.on(reached))))
    return lines


def named_lines(skipped: Sequence[tuple[str, str]]) -> list[Step]:
    """Days off that are no weekend, each by its name."""
    if len(skipped) > MOST_NAMED:
        return [Step(now("Más feriados y días no laborables"), str(len(skipped)))]
    return [
        Step(now("Más %(day)s") % {"day": name}, shown(PartialDate.on(date.fromisoformat(day))))
        for day, name in skipped
    ]


def rules_used(unit: Unit, trigger: PartialDate, month_end: MonthEndRule) -> list[Step]:
    """Lines that name the rules by which the count went."""
    rules = []
    if unit == Unit.WORKING_DAYS:
        rules.append(now("hábiles son de lunes a viernes, sin feriados ni días no laborables del sector público"))
    elif unit != Unit.CALENDAR_DAYS and month_end == MonthEndRule.MONTH_END:
        rules.append(now("termina el último día del mes, según las reglas de la mesa"))
    elif unit != Unit.CALENDAR_DAYS and trigger.precision == Precision.DAY:
        rules.append(now("termina el mismo número del mes o, si el mes no lo tiene, su último día"))
    if trigger.precision != Precision.DAY:
        rules.append(now("el día cero no se conoce con exactitud, por eso se cuenta hasta el final del periodo"))
    return [Step(now("Regla"), rule) for rule in rules]


def shown(known: PartialDate) -> str:
    """The date as known, with the day of the week where there is a day: people plan by it."""
    if known.last is None or known.precision != Precision.DAY:
        return str(known)
    return f"{WEEKDAYS[known.last.weekday()]} {known}"
