"""The sweep over periods of what comes round: each late one is remembered and told once, like a debt of its own.

Sets, as in `overdue`: it may run twice, in several workers at once, days late, or be killed half way.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, DateField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef
from django.db.models.functions import Cast
from django.utils import timezone

from agreements.choices import Kind, NoticeKind
from agreements.lateness import Thresholds
from agreements.models import Notice, Occurrence
from agreements.querysets import OccurrenceQuerySet
from agreements.services.notices import TIES_OF, keep
from agreements.services.recipients import Circle, Debt
from conflicts.choices import Grade
from conflicts.kin import Kin
from mesas.models import Mesa

BATCH = 5000
DAY = datetime.timedelta(days=1)
#: Late for longer than this when the sweep first meets it: news to nobody.
OLD_NEWS = datetime.timedelta(days=7)
#: Overdue since the day after its last. The cast is for SQLite, which adds days to a moment only.
DAY_AFTER_DUE = Cast(ExpressionWrapper(F("due_on") + DAY, output_field=DateTimeField()), DateField())


@dataclass
class PeriodsSwept:
    """Periods newly flagged; notices of late ones, and of those due soon."""

    flagged: int = 0
    told: int = 0
    due_soon: int = 0

    def add(self, more: PeriodsSwept) -> None:
        self.flagged += more.flagged
        self.told += more.told
        self.due_soon += more.due_soon


@dataclass(frozen=True, slots=True)
class Late:
    """A period that a sweep holds."""

    pk: int
    name: str
    due_on: datetime.date
    debt: Debt
    is_old_news: bool


def sweep_periods(on: datetime.date, at: datetime.datetime, kin: Kin) -> PeriodsSwept:
    """One notice per person and period that became late, or is due within 14 days. What was late long before, or when
    it was registered, is told in one notice per person and commitment, with how many periods there are."""
    forget()
    swept = PeriodsSwept()
    for mesas in mesas_of(newly_late(on)):
        swept.add(flag(mesas, on, at, kin))
    for mesas in mesas_of(due_soon(on)):
        swept.add(remind(mesas, on, at, kin))
    return swept


def mesas_of(rows: OccurrenceQuerySet) -> Iterator[list[int]]:
    """Mesas with something to tell, in groups of a batch at most, or one mesa: old news of one needs it whole."""
    counts = rows.order_by().values_list("commitment__mesa").annotate(Count("pk")).order_by("commitment__mesa")
    group: list[int] = []
    waiting = 0
    for mesa, count in list(counts):
        if group and waiting + count > BATCH:
            yield group
            group, waiting = [], 0
        group.append(mesa)
        waiting += count
    if group:
        yield group


@transaction.atomic
def flag(mesas: Collection[int], on: datetime.date, at: datetime.datetime, kin: Kin) -> PeriodsSwept:
    """Remember and tell what is newly late there."""
    batch = held(newly_late(on), mesas, on)
    if not batch:
        return PeriodsSwept()
    circle = around(batch, on, kin)
    told = tell(NoticeKind.OVERDUE, [late for late in batch if not late.is_old_news], circle, at)
    told += tell_old([late for late in batch if late.is_old_news], circle, at)
    late = Occurrence.objects.filter(pk__in=[late.pk for late in batch])
    return PeriodsSwept(flagged=late.update(overdue_since=DAY_AFTER_DUE), told=told)


@transaction.atomic
def remind(mesas: Collection[int], on: datetime.date, at: datetime.datetime, kin: Kin) -> PeriodsSwept:
    """Tell what is due soon there."""
    batch = held(due_soon(on), mesas, on)
    return PeriodsSwept(due_soon=tell(NoticeKind.DUE_SOON, batch, around(batch, on, kin), at) if batch else 0)


def around(batch: list[Late], on: datetime.date, kin: Kin) -> Circle:
    """The people around the commitments of these periods, each looked at once."""
    return Circle(list({late.debt.pk: late.debt for late in batch}.values()), on, kin)


def newly_late(on: datetime.date) -> OccurrenceQuerySet:
    return Occurrence.objects.overdue(on).filter(overdue_since__isnull=True)


def due_soon(on: datetime.date) -> OccurrenceQuerySet:
    """Owed within 14 days, and not told yet. Each commitment has one or two of them at most."""
    last = Thresholds.in_force().last_day_due_soon(on)
    told = Notice.objects.filter(kind=NoticeKind.DUE_SOON, commitment=OuterRef("commitment"), due_on=OuterRef("due_on"))
    soon = Occurrence.objects.owed().filter(due_on__range=(on, last)).exclude(commitment__kind=Kind.ABSTENTION)
    return soon.filter(~Exists(told))


def forget() -> int:
    """Clear the flag of periods that are owed no more; how many."""
    wrong = Occurrence.objects.filter(overdue_since__isnull=False).exclude(
        pk__in=Occurrence.objects.owed().values("pk")
    )
    return Occurrence.objects.filter(pk__in=wrong.values("pk")).update(overdue_since=None)


def held(rows: OccurrenceQuerySet, mesas: Collection[int], on: datetime.date) -> list[Late]:
    """Those of the mesas that nobody else holds. Holding a mesa keeps other sweeps off it."""
    free = Mesa.objects.filter(pk__in=mesas).order_by("pk").select_for_update(skip_locked=True, no_key=True)
    columns = (
        rows.filter(commitment__mesa__in=list(free.values_list("pk", flat=True)))
        .order_by("commitment", "due_on")
        .values_list(
            "pk", "period", "due_on", "commitment", "commitment__mesa", "commitment__mesa__conflict",
            "commitment__grade", "commitment__mesa__grade", "commitment__registered_at",
        )
    )  # fmt: skip
    return [late_of(*row, on=on) for row in columns]


def late_of(
    pk: int,
    name: str,
    due_on: datetime.date,
    commitment: int,
    mesa: int,
    conflict: int,
    grade: str,
    grade_of_mesa: str,
    registered_at: datetime.datetime,
    *,
    on: datetime.date,
) -> Late:
    debt = Debt(commitment, mesa, conflict, Grade.INTERNAL in (grade, grade_of_mesa), due_on)
    is_old = due_on < timezone.localdate(registered_at) or due_on < on - OLD_NEWS
    return Late(pk, name, due_on, debt, is_old)


def tell(kind: NoticeKind, batch: list[Late], circle: Circle, at: datetime.datetime) -> int:
    """One notice per person and period, whose last day is part of its cause."""
    return keep(
        Notice(
            user_id=user, kind=kind, mesa_id=late.debt.mesa_id, commitment_id=late.debt.pk,
            cause=f"periodo:{late.name}:{late.due_on}", due_on=late.due_on, created_at=at,
        )
        for late in batch
        for user in circle.users(late.debt, TIES_OF[kind])
    )  # fmt: skip


def tell_old(batch: list[Late], circle: Circle, at: datetime.datetime) -> int:
    """One notice per person and commitment, of the first period and of how many there are."""
    by_commitment: dict[int, list[Late]] = {}
    for late in batch:
        by_commitment.setdefault(late.debt.pk, []).append(late)
    firsts = [(lates[0], len(lates)) for lates in by_commitment.values()]
    return keep(
        Notice(
            user_id=user, kind=NoticeKind.OVERDUE, mesa_id=late.debt.mesa_id, commitment_id=late.debt.pk,
            cause=f"periodo:{late.name}:{late.due_on}", due_on=late.due_on, count=count, created_at=at,
        )
        for late, count in firsts
        for user in circle.users(late.debt, TIES_OF[NoticeKind.OVERDUE])
    )  # fmt: skip
