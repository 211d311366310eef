"""Which commitments the figures speak of: conditions that every indicator shares."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import OPEN_STATES, AssessmentLevel, DeadlineKind, Kind, Record
from monitoring.indicators.figure import Exclusion

#: Addresses of what members report. Nothing that only sources tell enters a rate, an alarm or a comparison.
BY_MEMBERS = {"registro": (Record.MEMBERS.value,)}
BY_SOURCES = {"registro": (Record.SOURCES.value,)}
COMPLETE = (str(AssessmentLevel.COMPLETE.value),)

MEMBERS_TELL = _("Lo que registran los miembros de cada mesa: actas, declaraciones, veredictos y verificaciones.")


def members(_on: date) -> Q:
    """On which a member has reported."""
    return Q(record=Record.MEMBERS)


def sources(_on: date) -> Q:
    """Of which only public sources tell."""
    return Q(record=Record.SOURCES)


def still_open(on: date) -> Q:
    """The debt goes on."""
    return members(on) & Q(state__in=OPEN_STATES)


def with_date(on: date) -> Q:
    """Still owed and with a date."""
    return still_open(on) & Q(due_on__isnull=False)


def can_be_late(on: date) -> Q:
    """Still owed and with a date by which a thing is to be done: not doing something is never late."""
    return with_date(on) & ~Q(kind=Kind.ABSTENTION)


def assessed(on: date) -> Q:
    """Those that can be kept as a whole: of what recurs, each period is judged on its own."""
    return members(on) & ~Q(deadline_kind=DeadlineKind.RECURRING)


def recurring(on: date) -> Q:
    return members(on) & Q(deadline_kind=DeadlineKind.RECURRING)


def among(rows: QuerySet) -> Q:
    """A selection of the list as a condition, so that a rule stands in one place."""
    return Q(pk__in=rows.order_by().values("pk"))


ONLY_SOURCES = Exclusion(_("los que solo cuentan las fuentes públicas"), sources)
RECURRING = Exclusion(_("los que se cumplen por periodos, que se juzgan uno a uno"), recurring)
