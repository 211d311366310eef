"""Telling people, once each, what concerns them; and remembering what they have seen."""

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from agreements.choices import NoticeKind
from agreements.models import Commitment, Notice
from agreements.services.recipients import Circle, Tie, debts_of

EVERY_TIE = frozenset({Tie.OWES, Tie.RECEIVES, Tie.COORDINATES})
#: Whom each kind is for. A verdict answers who owes, a claim asks who receives; the coordinator hears both.
TIES_OF = {
    NoticeKind.DUE_SOON: EVERY_TIE,
    NoticeKind.OVERDUE: EVERY_TIE,
    NoticeKind.SUMMARY: EVERY_TIE,
    NoticeKind.CLAIM_TO_CHECK: frozenset({Tie.RECEIVES, Tie.COORDINATES}),
    NoticeKind.VERDICT: frozenset({Tie.OWES, Tie.COORDINATES}),
    NoticeKind.DISPUTE: EVERY_TIE,
    NoticeKind.DATE_ASKED: frozenset({Tie.RECEIVES, Tie.COORDINATES}),
    NoticeKind.DATE_MOVED: EVERY_TIE,
    NoticeKind.DATE_REFUSED: frozenset({Tie.OWES, Tie.COORDINATES}),
    NoticeKind.DATE_KNOWN: EVERY_TIE,
    NoticeKind.TO_VERIFY: frozenset({Tie.VERIFIES, Tie.COORDINATES}),
    NoticeKind.DEMANDED: frozenset({Tie.OWES, Tie.COORDINATES}),
    NoticeKind.BREACH: EVERY_TIE,
    NoticeKind.REPLY: frozenset({Tie.RECEIVES, Tie.COORDINATES}),
    NoticeKind.CLOSED: EVERY_TIE,
    NoticeKind.OBJECTED: EVERY_TIE,
    NoticeKind.REOPENED: EVERY_TIE,
    NoticeKind.SETTLED: EVERY_TIE,
}


@transaction.atomic
def tell(
    kind: NoticeKind,
    commitments: Iterable[Commitment],
    *,
    cause: str,
    at: datetime.datetime,
    by: User | None = None,
    also: Collection[int] = (),
) -> int:
    """Leave one notice per commitment, person and cause; how many are new. Seven queries, however many rows.

    Told are those whom the kind is for, see `TIES_OF`, with a role in force on the day of `at` in Lima and who may
    see the commitment; and of `also`, ids of who asked, those with any such role. `by` did it and need not be told.
    `cause` names what gave rise to it, at most 60 letters, such as "veredicto:812": the same cause again tells nobody
    twice.
    """
    debts = debts_of(commitments)
    circle = Circle(debts, timezone.localdate(at))
    knows = {by.pk} if by else set()
    return keep(
        Notice(
            user_id=user, kind=kind, mesa_id=debt.mesa_id, commitment_id=debt.pk,
            cause=cause, due_on=debt.due_on, created_at=at,
        )
        for debt in debts
        for user in (circle.users(debt, TIES_OF[kind]) | circle.among(debt, also)) - knows
    )  # fmt: skip


def keep(notices: Iterable[Notice]) -> int:
    """Insert those that were not given before; how many. Of two that insert the same at once, one row remains.

    Always in the same order, so that two transactions never wait for each other.
    """
    fresh = _not_given(list(notices))
    Notice.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


def _not_given(notices: Sequence[Notice]) -> list[Notice]:
    if not notices:
        return []
    of_debts = Q(commitment__in={notice.commitment_id for notice in notices if notice.commitment_id})
    of_mesas = Q(commitment=None, mesa__in={notice.mesa_id for notice in notices if not notice.commitment_id})
    given = Notice.objects.filter(of_debts | of_mesas, cause__in={notice.cause for notice in notices})
    keys = set(given.order_by().values_list("user", "kind", "mesa", "commitment", "cause"))
    fresh = [
        each for each in notices if (each.user_id, each.kind, each.mesa_id, each.commitment_id, each.cause) not in keys
    ]
    return sorted(fresh, key=lambda each: (each.mesa_id, each.commitment_id or 0, each.user_id))


@transaction.atomic
def mark_seen(
    *, by: User, notice: Notice | None = None, until: int | None = None, at: datetime.datetime | None = None
) -> int:
    """Remember that she has seen one notice, or all those up to a number; how many were new to her.

    `until` is the newest notice that her page showed: what came meanwhile stays unseen. Each for herself alone.
    """
    if notice and notice.user_id != by.pk:
        raise PermissionDenied(_("Ese aviso es para otra persona."))
    shown = Notice.objects.visible_to(by).unseen()
    shown = shown.filter(pk=notice.pk) if notice else shown.filter(pk__lte=until or 0)
    return Notice.objects.filter(pk__in=shown.values("pk")).update(seen_at=at or timezone.now())
