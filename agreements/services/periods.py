"""What comes round: a row for each period, made when it is registered and ahead of time by the sweep."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Max, Q, QuerySet
from django.utils import timezone

from agreements.choices import OPEN_STATES, DeadlineKind, Record, Recurrence, Step
from agreements.models import Commitment, Occurrence, Transition
from agreements.services.results import columns_of_whole, is_over, write
from mesas.plazos import LAW, Period, WorkCalendar, add_months, period_of, periods_between
from mesas.services.calendar import working_calendar

#: How far ahead periods are made, in months.
AHEAD = 12
#: So many days at most lie between a day off and the next working day.
LONGEST_ROLL = 9
BATCH = 1000  # commitments held in memory and in one transaction


def make_periods(commitments: Iterable[Commitment], on: datetime.date) -> int:
    """Rows for the periods of these commitments that are not there yet, up to a year ahead; how many.

    Two that do it at once make one row. Only of what members report and of which it is known how often it comes round.
    """
    recurring = [one for one in commitments if comes_round(one)]
    if not recurring:
        return 0
    calendar = working_calendar() if any(one.mesa.rolls_forward for one in recurring) else LAW
    there = set(Occurrence.objects.filter(commitment__in=recurring).values_list("commitment", "period"))
    new = [
        Occurrence(commitment=one, period=period.name, due_on=due_of(period, one, calendar))
        for one in recurring
        for period in periods_of(one, on)
        if (one.pk, period.name) not in there
    ]
    Occurrence.objects.bulk_create(new, ignore_conflicts=True, batch_size=2000)
    return len(new)


def comes_round(commitment: Commitment) -> bool:
    is_known = commitment.deadline_kind == DeadlineKind.RECURRING and bool(commitment.recurs)
    return is_known and commitment.record == Record.MEMBERS


def periods_of(commitment: Commitment, on: datetime.date) -> list[Period]:
    """From the one in which it starts, or else was agreed, to a year ahead or its last. A start known only to the year
    counts from its last day, like every day that is not known."""
    months = Recurrence(commitment.recurs).months
    start = commitment.starts.last or commitment.agreed.last or timezone.localdate(commitment.registered_at)
    ends = [add_months(on, AHEAD), *filter(None, [commitment.recurs_until.last])]
    return periods_between(start, min(ends), months) if months else []


def due_of(period: Period, commitment: Commitment, calendar: WorkCalendar = LAW) -> datetime.date:
    """The last day of the period; the next working day where the mesa moves deadlines on."""
    return calendar.next_working(period.last) if commitment.mesa.rolls_forward else period.last


def make_ahead(on: datetime.date) -> int:
    """The sweep's part: whatever is missing up to a year ahead, in batches; how many rows."""
    rows = Commitment.objects.filter(
        deadline_kind=DeadlineKind.RECURRING, record=Record.MEMBERS, state__in=OPEN_STATES
    ).exclude(recurs=Recurrence.UNKNOWN)
    made_to = rows.values("pk").annotate(made_to=Max("occurrences__due_on"))
    lacking = made_to.filter(lacks_periods(add_months(on, AHEAD))).order_by("pk").values_list("pk", flat=True)
    made, last, full = 0, 0, True
    while full:
        keys = list(lacking.filter(pk__gt=last)[:BATCH])
        batch = list(Commitment.objects.filter(pk__in=keys).select_related("mesa").order_by("pk")) if keys else []
        made += make_periods(batch, on)
        full = len(keys) == BATCH
        last = keys[-1] if keys else last
    return made


def lacks_periods(horizon: datetime.date) -> Q:
    """Whose last row may lie before the horizon and before its last period: asked of the database, so that a sweep
    with nothing to make reads nothing. A period is made once it begins before the horizon.

    Where the mesa moves deadlines on, the last row may be due within the period after its own. One that ends with the
    first days of a month is therefore looked at each time."""
    lacking = Q()
    for recurrence in Recurrence:
        if recurrence.months:
            first = period_of(horizon, recurrence.months).first
            lacking |= Q(recurs=recurrence) & (Q(made_to__isnull=True) | Q(made_to__lt=first))
    unended = Q(recurs_until_on__isnull=True) | Q(made_to__isnull=True) | Q(made_to__lt=F("recurs_until_on"))
    return lacking & (unended | Q(recurs_until_on__day__lte=LONGEST_ROLL))


def end_with_last_period(on: datetime.date, at: datetime.datetime) -> int:
    """Commitments whose last period ended with all of them kept: they are kept. How many.

    Nobody in particular does this; speaking of the last period afterwards does the same at once.
    """
    over = Commitment.objects.filter(
        deadline_kind=DeadlineKind.RECURRING, record=Record.MEMBERS, state__in=OPEN_STATES, recurs_until_on__lt=on
    ).exclude(pk__in=unkept())
    ended = 0
    for pk in over.values_list("pk", flat=True):
        ended += end(pk, on, at)
    return ended


def unkept() -> QuerySet:
    """Commitments with a period that is still owed."""
    return Occurrence.objects.filter(state__in=OPEN_STATES).values("commitment")


@transaction.atomic
def end(pk: int, on: datetime.date, at: datetime.datetime) -> int:
    commitment = Commitment.objects.select_for_update().get(pk=pk)
    before, stored = commitment.state, columns_of_whole(commitment, on)
    if not is_over(commitment, on) or stored["state"] == before:
        return 0
    write(commitment, stored | {"version": commitment.version + 1})
    Transition.objects.create(
        commitment=commitment, step=Step.PERIOD_SPOKEN, from_state=before, to_state=commitment.state, by=None, at=at
    )
    return 1
