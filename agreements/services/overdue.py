"""The nightly sweep: what is late is remembered and told. Screens never wait for it: they ask the calendar.
What it tells of mesas stands in `mesa_sweep`.

Everything here is a set, taken from the database as it stands. So the sweep may run twice, in several workers at
once, days late, or be killed half way: what was finished stays, what was not is found by the next one.
"""

import datetime
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass

from django.db import transaction
from django.db.models import Count, DateField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.functions import Cast
from django.utils import timezone

from agreements.choices import OPEN_STATES, Kind, NoticeKind, Record
from agreements.lateness import Thresholds
from agreements.models import Commitment, Notice
from agreements.querysets import CommitmentQuerySet
from agreements.services.counting import count_chains
from agreements.services.mesa_sweep import tell_of_mesas
from agreements.services.notices import TIES_OF, keep
from agreements.services.overdue_periods import OLD_NEWS, sweep_periods
from agreements.services.periods import end_with_last_period, make_ahead
from agreements.services.recipients import Circle, Debt
from agreements.services.resettling import settle_successions
from conflicts.choices import Grade
from conflicts.kin import Kin
from conflicts.models import Party
from mesas.models import Mesa

BATCH = 5000  # commitments held in memory, and about as many in one transaction
DAY = datetime.timedelta(days=1)
#: Overdue since the day after the due date. The cast is for SQLite, which adds days to a moment only.
DAY_AFTER_DUE = Cast(ExpressionWrapper(F("due_on") + DAY, output_field=DateTimeField()), DateField())
#: On members' record, owed, and a thing to be done: keeping from something is not due on a day.
CAN_BE_LATE = Q(record=Record.MEMBERS, state__in=OPEN_STATES) & ~Q(kind=Kind.ABSTENTION)


@dataclass(frozen=True)
class Swept:
    """What one sweep did, in rows: commitments flagged and no longer flagged, notices by kind.

    `mandates`, `papers` and `silent` are of mesas: mandates that end, actas that are missing or unsigned, mesas that no
    longer meet. The last three are terms counted since another commitment was kept, periods made ahead and periods
    newly late.
    """

    flagged: int = 0
    cleared: int = 0
    overdue: int = 0
    summaries: int = 0
    due_soon: int = 0
    mandates: int = 0
    papers: int = 0
    silent: int = 0
    counted: int = 0
    periods: int = 0
    late_periods: int = 0

    def __add__(self, other: "Swept") -> "Swept":
        return Swept(*(one + two for one, two in zip(astuple(self), astuple(other), strict=True)))


def flag_overdue(on: datetime.date, *, dry_run: bool = False, at: datetime.datetime | None = None) -> Swept:
    """Remember and tell what is late on that day, and tell what will be within 14 days; count both.

    Only members' records, and never a promise *not* to do something, which has no overdue: it is open until its
    period ends. A notice is one row per commitment, person and due date, so a date that moves is told anew.

    *Old news* makes no flood: what was late already when it was registered, or late for more than a week when the
    sweep first meets it (an import, the first run over old data), is told to each person as one summary per mesa,
    with its number and its earliest due date. Where it would speak of a single commitment, the ordinary notice that
    names it is given instead.

    Nobody in particular does this, so there is no `by`. With `dry_run` all is done, counted and taken back.
    """
    at = at or timezone.now()
    if not dry_run:
        return _sweep(on, at)
    with transaction.atomic():
        swept = _sweep(on, at)
        transaction.set_rollback(True)
    return swept


def _sweep(on: datetime.date, at: datetime.datetime) -> Swept:
    """First what makes dates, then what the dates say. A period is made before the whole can end with its last."""
    swept = Swept(periods=make_ahead(on))
    end_with_last_period(on, at)
    settle_successions(on, at)
    swept += Swept(counted=count_chains(on, at), cleared=_forget())
    kin = Party.objects.kin(on)
    for mesas in _groups_of_mesas(on):
        swept += _sweep_mesas(mesas, on, at, kin)
    late, told = sweep_periods(on, at, kin), tell_of_mesas(on, at, kin)
    return swept + Swept(
        late_periods=late.flagged,
        overdue=late.told,
        due_soon=late.due_soon,
        mandates=told.get(NoticeKind.MANDATE_ENDING, 0),
        papers=told.get(NoticeKind.PAPER_MISSING, 0),
        silent=told.get(NoticeKind.MESA_SILENT, 0),
    )


def _newly_overdue(on: datetime.date) -> CommitmentQuerySet:
    return Commitment.objects.filter(CAN_BE_LATE, due_on__lt=on, overdue_since__isnull=True)


def _untold_due_soon(on: datetime.date) -> CommitmentQuerySet:
    told = Notice.objects.filter(kind=NoticeKind.DUE_SOON, commitment=OuterRef("pk"), due_on=OuterRef("due_on"))
    last = Thresholds.in_force().last_day_due_soon(on)
    soon = Commitment.objects.filter(CAN_BE_LATE, due_on__range=(on, last), overdue_since__isnull=True)
    return soon.filter(~Exists(told))


def _forget() -> int:
    """Clear the flag of debts that ended, left the members' record or whose date moved; how many.

    It looks at the rows alone, so that sweeping for an earlier day forgets nothing of a later one.
    """
    is_wrong = ~CAN_BE_LATE | Q(due_on__isnull=True) | ~Q(overdue_since=DAY_AFTER_DUE)
    wrong = Commitment.objects.filter(is_wrong, overdue_since__isnull=False)
    cleared, full = 0, True
    while full:
        with transaction.atomic():
            ids = list(_claimed(wrong).values_list("pk", flat=True)[:BATCH])
            cleared += Commitment.objects.filter(pk__in=ids).update(overdue_since=None)
        full = len(ids) == BATCH
    return cleared


def _claimed(rows: CommitmentQuerySet) -> CommitmentQuerySet:
    """Locked, without waiting for what somebody else holds: that is for the next sweep. Their keys stay free."""
    return rows.order_by("pk").select_for_update(skip_locked=True, no_key=True)


def _groups_of_mesas(on: datetime.date) -> Iterator[list[int]]:
    """Mesas with something to tell, in groups of a batch at most, or one mesa: a summary needs its mesa whole."""
    todo: Counter[int] = Counter()
    for rows in (_newly_overdue(on), _untold_due_soon(on)):
        todo.update(dict(rows.order_by().values_list("mesa").annotate(Count("pk"))))
    group: list[int] = []
    waiting = 0
    for mesa in sorted(todo):
        if group and waiting + todo[mesa] > BATCH:
            yield group
            group, waiting = [], 0
        group.append(mesa)
        waiting += todo[mesa]
    if group:
        yield group


@transaction.atomic
def _sweep_mesas(mesas: list[int], on: datetime.date, at: datetime.datetime, kin: Kin) -> Swept:
    """These mesas, unless another worker or a session being logged holds them. Holding a mesa keeps others off it."""
    free = Mesa.objects.filter(pk__in=mesas).order_by("pk").select_for_update(skip_locked=True, no_key=True)
    held = {pk: (conflict, grade) for pk, conflict, grade in free.values_list("pk", "conflict", "grade")}
    return SweepOfMesas(held, on, at, kin).run() if held else Swept()


@dataclass(frozen=True, slots=True)
class Found:
    """A commitment that a sweep holds."""

    debt: Debt
    due_on: datetime.date
    registered_at: datetime.datetime

    def is_old_news(self, on: datetime.date) -> bool:
        return self.due_on < timezone.localdate(self.registered_at) or self.due_on < on - OLD_NEWS


@dataclass
class OldNews:
    """What one person is to hear of one mesa that is no news."""

    first: Debt
    earliest: datetime.date
    count: int = 0

    def add(self, due_on: datetime.date) -> None:
        self.count += 1
        self.earliest = min(self.earliest, due_on)


class SweepOfMesas:
    """One transaction's work: flags and notices of some mesas, which it holds, in batches of commitments."""

    def __init__(self, mesas: dict[int, tuple[int, str]], on: datetime.date, at: datetime.datetime, kin: Kin) -> None:
        """By mesa: its conflict and its grade."""
        self.mesas = mesas
        self.on = on
        self.at = at
        self.kin = kin
        self.old_news: dict[tuple[int, int], OldNews] = {}

    def run(self) -> Swept:
        swept = Swept()
        for batch in self._batches(_newly_overdue(self.on)):
            swept += self._flag(batch)
        swept += self._tell_old_news()
        for batch in self._batches(_untold_due_soon(self.on)):
            swept += Swept(due_soon=self._tell(NoticeKind.DUE_SOON, batch, self._circle(batch)))
        return swept

    def _circle(self, batch: list[Found]) -> Circle:
        return Circle([found.debt for found in batch], self.on, self.kin)

    def _batches(self, rows: CommitmentQuerySet) -> Iterator[list[Found]]:
        rows = _claimed(rows.filter(mesa__in=self.mesas))
        last, full = 0, True
        while full:
            columns = rows.filter(pk__gt=last).values_list("pk", "mesa", "grade", "due_on", "registered_at")
            batch = [self._found(*row) for row in columns[:BATCH]]
            full = len(batch) == BATCH
            if batch:
                last = batch[-1].debt.pk
                yield batch

    def _found(self, pk: int, mesa: int, grade: str, due_on: datetime.date, registered_at: datetime.datetime) -> Found:
        conflict, grade_of_mesa = self.mesas[mesa]
        is_internal = Grade.INTERNAL in (grade, grade_of_mesa)
        return Found(Debt(pk, mesa, conflict, is_internal, due_on), due_on, registered_at)

    def _flag(self, batch: list[Found]) -> Swept:
        circle = self._circle(batch)
        news = []
        for found in batch:
            if found.is_old_news(self.on):
                self._gather(found, circle)
            else:
                news.append(found)
        told = self._tell(NoticeKind.OVERDUE, news, circle)
        late = Commitment.objects.filter(pk__in=[found.debt.pk for found in batch])
        return Swept(flagged=late.update(overdue_since=DAY_AFTER_DUE), overdue=told)

    def _gather(self, found: Found, circle: Circle) -> None:
        """Count what is no news, by person and mesa."""
        for user in circle.users(found.debt, TIES_OF[NoticeKind.SUMMARY]):
            news = self.old_news.setdefault((user, found.debt.mesa_id), OldNews(found.debt, found.due_on))
            news.add(found.due_on)

    def _tell_old_news(self) -> Swept:
        single, several = [], []
        for (user, mesa), news in self.old_news.items():
            if news.count == 1:
                single.append(self._of_deadline(NoticeKind.OVERDUE, user, news.first))
                continue
            # Named after its day and its first commitment, which no other sweep of that day can have flagged.
            cause = f"resumen:{self.on}:{news.first.pk}"
            several.append(
                Notice(
                    user_id=user, kind=NoticeKind.SUMMARY, mesa_id=mesa, count=news.count, due_on=news.earliest,
                    cause=cause, created_at=self.at,
                )
            )  # fmt: skip
        return Swept(overdue=keep(single), summaries=keep(several))

    def _tell(self, kind: NoticeKind, batch: list[Found], circle: Circle) -> int:
        told = ((user, found.debt) for found in batch for user in circle.users(found.debt, TIES_OF[kind]))
        return keep(self._of_deadline(kind, user, debt) for user, debt in told)

    def _of_deadline(self, kind: NoticeKind, user: int, debt: Debt) -> Notice:
        """One person's notice of one due date, which is its cause."""
        return Notice(
            user_id=user, kind=kind, mesa_id=debt.mesa_id, commitment_id=debt.pk,
            cause=f"vence:{debt.due_on}", due_on=debt.due_on, created_at=self.at,
        )  # fmt: skip
