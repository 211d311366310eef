"""What the nightly sweep tells of mesas: a mandate that ends, a session without its acta, a mesa that no longer meets.

Selected is what is due and not yet told, as it stands. Of several warnings that are due at once only the nearest is
given: who hears a week before the end what should have come two months before needs no reminder of that.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import CharField, Exists, Max, OuterRef, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from agreements.choices import NoticeKind
from agreements.models import Notice
from agreements.querysets.silence import silent
from agreements.sentences import causes
from agreements.services.around import Around
from agreements.services.notices import keep
from conflicts.kin import Kin
from mesas.models import Mesa, Session
from mesas.querysets import SessionQuerySet
from mesas.querysets.cover import ending

BATCH = 500  # mesas in one transaction
DAY = datetime.timedelta(days=1)
#: Days before the last day of a mandate, the nearest first.
BEFORE_END = (7, 30, 60)
#: Days after a session, the latest first.
AFTER_SESSION = (7, 3)
#: Without its acta for longer than this when the sweep first meets it: old news, told of all such sessions at once.
OLD_NEWS = 14


@dataclass(frozen=True)
class Due:
    """Something to tell of a mesa, and to whom: who keeps its records, or all whom it concerns."""

    kind: NoticeKind
    mesa: int
    cause: str
    day: datetime.date | None
    count: int = 1
    only_keepers: bool = False


def tell_of_mesas(on: datetime.date, at: datetime.datetime, kin: Kin) -> dict[NoticeKind, int]:
    """Notices given, by kind. In batches of mesas; mesas that somebody holds are left for the next sweep."""
    given: dict[NoticeKind, int] = defaultdict(int)
    last, full = 0, True
    while full:
        with transaction.atomic():
            rows = Mesa.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
            keys = list(rows)
            full = len(keys) == BATCH
            last = keys[-1] if keys else last
            for kind, count in BatchOfMesas(keys, on, at, kin).run().items():
                given[kind] += count
    return dict(given)


class BatchOfMesas:
    """One transaction's work."""

    def __init__(self, keys: Collection[int], on: datetime.date, at: datetime.datetime, kin: Kin) -> None:
        self.keys, self.on, self.at, self.kin = keys, on, at, kin

    def run(self) -> dict[NoticeKind, int]:
        due = [*self.mandates_ending(), *self.papers_missing(), *self.silent()]
        if not due:
            return {}
        free = Mesa.objects.filter(pk__in={one.mesa for one in due}).order_by("pk")
        held = free.select_for_update(skip_locked=True, no_key=True).values_list("pk", "conflict", "grade")
        mesas = {pk: (conflict, grade) for pk, conflict, grade in held}
        due = [one for one in self.untold(due) if one.mesa in mesas]
        if not due:
            return {}
        around = Around(mesas, self.on, self.kin)
        notices: dict[NoticeKind, list[Notice]] = defaultdict(list)
        for one in due:
            for user in around.keepers(one.mesa) if one.only_keepers else around.concerned(one.mesa):
                notices[one.kind].append(self.notice(one, user))
        return {kind: keep(rows) for kind, rows in notices.items()}

    def notice(self, one: Due, user: int) -> Notice:
        return Notice(
            user_id=user, kind=one.kind, mesa_id=one.mesa, cause=one.cause, due_on=one.day, count=one.count,
            created_at=self.at,
        )  # fmt: skip

    def untold(self, due: Iterable[Due]) -> list[Due]:
        """Without what was given to anybody before."""
        due = list(due)
        given = Notice.objects.filter(
            mesa__in={one.mesa for one in due}, cause__in={one.cause for one in due}, commitment=None
        )
        told = set(given.order_by().values_list("mesa", "cause").distinct())
        return [one for one in due if (one.mesa, one.cause) not in told]

    # A mandate that ends

    def mandates_ending(self) -> Iterator[Due]:
        """Of each mesa its last day, unless an order on record goes on, or nobody knows whether one does."""
        for order, end in ending(Mesa.objects.filter(pk__in=self.keys), self.on, max(BEFORE_END)):
            days = next(days for days in BEFORE_END if end - self.on <= days * DAY)
            yield Due(NoticeKind.MANDATE_ENDING, order.mesa_id, causes.of_mandate(order.pk, end, days), end)

    # A session without its acta, or with one that nobody signed

    def papers_missing(self) -> Iterator[Due]:
        lacking = Session.objects.logged().without_signed_paper().filter(mesa__in=self.keys).order_by("pk")
        news = lacking.filter(day_on__range=(self.on - OLD_NEWS * DAY, self.on - min(AFTER_SESSION) * DAY))
        for pk, mesa, day in news.values_list("pk", "mesa", "day_on"):
            days = next(days for days in AFTER_SESSION if self.on - day >= days * DAY)
            yield self.of_session(pk, mesa, day, days)
        yield from self.old_papers(lacking.filter(day_on__lt=self.on - OLD_NEWS * DAY))

    def old_papers(self, lacking: SessionQuerySet) -> Iterator[Due]:
        """Those never told by name, nor in a summary that was made when they were old already."""
        named = Concat(Value(f"{causes.PAPER}:"), Cast(OuterRef("pk"), CharField()), Value(":"))
        given = Notice.objects.filter(kind=NoticeKind.PAPER_MISSING, mesa__in=self.keys)
        by_name = given.filter(mesa=OuterRef("mesa"), cause__startswith=named)
        summaries = given.filter(cause__startswith=causes.OLD_PAPERS).order_by()
        told = dict(summaries.values_list("mesa").annotate(Max("created_at")))
        old: dict[int, list[tuple[int, datetime.date]]] = defaultdict(list)
        for pk, mesa, day, logged_at in lacking.filter(~Exists(by_name)).values_list(
            "pk", "mesa", "day_on", "logged_at"
        ):
            summed_up = told.get(mesa)
            if not summed_up or logged_at > summed_up or timezone.localdate(summed_up) <= day + OLD_NEWS * DAY:
                old[mesa].append((pk, day))
        for mesa, found in old.items():
            first, earliest = found[0][0], min(day for _pk, day in found)
            if len(found) == 1:
                yield self.of_session(first, mesa, earliest, max(AFTER_SESSION))
            else:
                cause = causes.of_old_papers(self.on, first)
                yield Due(NoticeKind.PAPER_MISSING, mesa, cause, earliest, count=len(found), only_keepers=True)

    def of_session(self, pk: int, mesa: int, day: datetime.date, days: int) -> Due:
        return Due(NoticeKind.PAPER_MISSING, mesa, causes.of_paper(pk, days), day, only_keepers=True)

    # A mesa that no longer meets

    def silent(self) -> Iterator[Due]:
        """Told once for each silence."""
        for pk, last in silent(Mesa.objects.filter(pk__in=self.keys), self.on).values_list("pk", "last_met"):
            yield Due(NoticeKind.MESA_SILENT, pk, causes.of_silence(last), last)
