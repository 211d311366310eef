"""Lateness in SQL: the same answers as `agreements.lateness`, for lists, figures and jobs.

Each timing is one condition on `state`, `due_on`, `deadline_kind` and `kind`; exactly one holds for every commitment.
"""

from collections.abc import Iterable
from datetime import date

from django.apps import apps
from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When

from agreements.choices import OPEN_STATES, Kind, State, Timing
from agreements.lateness import WITHOUT_DATE, Thresholds, timings_within


def conditions(on: date, prefix: str = "") -> dict[Timing, Q]:
    """What each timing asks of a commitment on that day. ``prefix`` leads to it, such as "commitment__"."""
    limits = Thresholds.in_force()
    soon, very_late = limits.last_day_due_soon(on), limits.last_day_very_late(on)

    def is_open(**fields: object) -> Q:
        return Q(**{f"{prefix}{name}": value for name, value in {"state__in": OPEN_STATES, **fields}.items()})

    undated = {timing: is_open(due_on__isnull=True, deadline_kind=kind) for kind, timing in WITHOUT_DATE.items()}
    abstains = Q(**{f"{prefix}kind": Kind.ABSTENTION})
    waits = is_open(due_on__isnull=True) & ~Q(**{f"{prefix}deadline_kind__in": list(WITHOUT_DATE)})
    return {
        Timing.ENDED: ~is_open(),
        Timing.VERY_OVERDUE: is_open(due_on__lte=very_late) & ~abstains,
        Timing.OVERDUE: is_open(due_on__gt=very_late, due_on__lt=on) & ~abstains,
        Timing.PERIOD_OVER: is_open(due_on__lt=on) & abstains,
        Timing.DUE_SOON: is_open(due_on__gte=on, due_on__lte=soon),
        Timing.ON_COURSE: is_open(due_on__gt=soon),
        **undated,
        Timing.NO_DATE_YET: waits,
    }


def timing_expression(on: date, prefix: str = "") -> Case:
    """The finest timing on that day, as a column."""
    whens = [When(condition, then=Value(timing.value)) for timing, condition in conditions(on, prefix).items()]
    return Case(*whens, output_field=CharField())


def period_timing(on: date) -> Case:
    """The same of one period, on its own state and last day: it has ended with the debt of which it is part."""
    limits = Thresholds.in_force()
    soon, very_late = limits.last_day_due_soon(on), limits.last_day_very_late(on)
    is_open = Q(state__in=OPEN_STATES, commitment__state__in=OPEN_STATES)
    whens = {
        Timing.ENDED: ~is_open,
        Timing.PERIOD_OVER: Q(due_on__lt=on, commitment__kind=Kind.ABSTENTION),
        Timing.VERY_OVERDUE: Q(due_on__lte=very_late),
        Timing.OVERDUE: Q(due_on__lt=on),
        Timing.DUE_SOON: Q(due_on__lte=soon),
    }
    return Case(
        *(When(condition, then=Value(timing.value)) for timing, condition in whens.items()),
        default=Value(Timing.ON_COURSE.value),
        output_field=CharField(),
    )


def late_milestone(on: date, prefix: str = "") -> Q:
    """*Hito vencido*: an open debt with a milestone whose day passed and that nobody showed as reached."""
    late = apps.get_model("agreements", "Milestone").objects.filter(
        commitment=OuterRef(f"{prefix}pk"), due_on__lt=on, reached_on__isnull=True
    )
    return Q(Exists(late.order_by()), **{f"{prefix}state__in": OPEN_STATES})


def timing_in(asked: Iterable[str], on: date, prefix: str = "") -> Q:
    """Commitments whose timing is one of these: `en-plazo` with due soon, `vencido` with very
    late, `sin-fecha` with what is due period by period.

    Plain conditions on columns, so that an index on state and due date serves.
    """
    wanted = timings_within(asked)
    chosen = Q(pk__in=[])
    for timing, condition in conditions(on, prefix).items():
        if timing in wanted:
            chosen |= condition
    return chosen


def stalled(on: date, prefix: str = "") -> Q:
    """*Estancado*: open and without movement for 60 days or more. Alarms come from members' records: ask for those."""
    last = Thresholds.in_force().last_day_stalled(on)
    return Q(**{f"{prefix}state__in": OPEN_STATES, f"{prefix}last_moved_on__lte": last})


def unverified(on: date, prefix: str = "") -> Q:
    """*Sin verificar*: declared complete more than 30 days ago, and nobody has answered that.

    What stands below complete beside an undisputed claim is known to be older than it, so it answers nothing.
    """
    claimed = Q(
        **{
            f"{prefix}state": State.CLAIMED,
            f"{prefix}claimed_on__lte": Thresholds.in_force().last_day_unverified(on),
        }
    )
    unanswered = Q(**{f"{prefix}verdict_level__isnull": True}) | Q(**{f"{prefix}verdict_level__lt": 3})
    return claimed & unanswered
