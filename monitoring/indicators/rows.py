"""Which commitments the figures speak of: conditions that every indicator shares."""

from datetime import date

from django.db.models import BooleanField, Case, Expression, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from agreements.choices import OPEN_STATES, AssessmentLevel, DeadlineKind, Kind, Measured, Record, State, Step
from agreements.models import Transition
from agreements.querysets.measuring import measured_as
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
    """Those that can be kept as a whole: of what recurs, each period is judged on its own; of what was written so that
    nobody can tell, a rate would say nothing."""
    return members(on) & ~Q(deadline_kind=DeadlineKind.RECURRING) & ~measured_as(Measured.NO)


def judged(on: date) -> Q:
    """The whole of every rate of completion. What was closed stays in it as not kept; what was replaced leaves it only
    where a successor is in it, so that a debt is counted once and never less than once. Needs `carried_on`."""
    return assessed(on) & Q(is_carried_on=False)


def replaced_within(on: date) -> Q:
    """Those that leave it."""
    return assessed(on) & Q(is_carried_on=True)


def carried_on(rows: QuerySet, on: date) -> dict[str, Expression]:
    """A column: whether it was replaced, by something that can be kept as a whole and is among the same rows."""
    replaced = Transition.successors.through.objects.filter(
        transition__step=Step.CLOSED,
        transition__to_state=State.REPLACED,
        transition__lifted_by=None,
        commitment__in=rows.order_by().filter(assessed(on)).values("pk"),
    )
    # The state first: of all others the database need not look.
    is_carried = When(state=State.REPLACED, pk__in=replaced.values("transition__commitment"), then=Value(True))
    return {"is_carried_on": Case(is_carried, default=Value(False), output_field=BooleanField())}


def recurring(on: date) -> Q:
    return members(on) & Q(deadline_kind=DeadlineKind.RECURRING)


def not_measurable(on: date) -> Q:
    return members(on) & ~Q(deadline_kind=DeadlineKind.RECURRING) & measured_as(Measured.NO)


def among(rows: QuerySet) -> Q:
    """A selection of the list as a condition, so that a rule stands in one place."""
    return Q(pk__in=rows.order_by().values("pk"))


ONLY_SOURCES = Exclusion(_("los que solo cuentan las fuentes públicas"), sources)
RECURRING = Exclusion(_("los que se cumplen por periodos, que se juzgan uno a uno"), recurring)
NOT_MEASURABLE = Exclusion(_("los que no se pueden medir como están escritos"), not_measurable)
CARRIED_ON = Exclusion(_("los reemplazados por otro que sí se cuenta"), replaced_within)
