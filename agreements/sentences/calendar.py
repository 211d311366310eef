"""What the calendar says of a debt."""

from datetime import date

from django.utils.translation import gettext as _

from agreements.choices import Timing
from agreements.sentences.told import Part, Told
from conflicts.partial_dates import PartialDate, Precision
from conflicts.wording import distance


def due_part(told: Told) -> Part:
    """Of an open debt. Of what is known to the month only, late runs from its last day."""
    timing, due, on = told.timing, told.due, told.on
    if told.is_being_kept:
        return Part(_("Rige hasta %(when)s") % {"when": until(due)})
    if timing in (Timing.OVERDUE, Timing.VERY_OVERDUE):
        return Part(_("Venció %(ago)s") % {"ago": overdue_days(due, on)}, day=due, kind="late")
    if timing == Timing.DUE_SOON and due.last is not None:
        return Part(_("Vence %(ahead)s") % {"ahead": distance(due.last, on)}, day=due, kind="wait")
    if timing == Timing.ON_COURSE:
        return Part(_("Vence %(when)s") % {"when": when(due)})
    if timing == Timing.PERIOD_OVER and due.last is not None:
        return Part(
            _("El periodo terminó %(ago)s y falta que lo confirme quien recibe") % {"ago": overdue_days(due, on)},
            day=due,
            kind="wait",
        )
    if timing == Timing.BY_PERIOD:
        return Part(_("Cada periodo tiene su plazo"))
    if timing == Timing.NO_DEADLINE:
        return Part(_("Sin plazo"), kind="wait")
    return Part(_("Sin fecha aún") if timing == Timing.NO_DATE_YET else _("Plazo no conocido"), kind="none")


def when(day: PartialDate) -> str:
    """ "el 30 de noviembre de 2026", "en noviembre de 2026"."""
    return (_("el %(day)s") if day.precision == Precision.DAY else _("en %(day)s")) % {"day": day}


def until(day: PartialDate) -> str:
    """ "el 30 de noviembre de 2026", "noviembre de 2026"."""
    return (_("el %(day)s") if day.precision == Precision.DAY else "%(day)s") % {"day": day}


def since(day: PartialDate) -> str:
    """ "desde el 30 de noviembre de 2026", "desde noviembre de 2026"."""
    return (_("desde el %(day)s") if day.precision == Precision.DAY else _("desde %(day)s")) % {"day": day}


def overdue_days(due: PartialDate, on: date) -> str:
    """ "hace 41 días", "ayer"."""
    return distance(due.last or on, on)
