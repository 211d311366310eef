"""Asking that somebody who is no part of it goes and looks."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import AssessmentKind, NoticeKind, Step
from agreements.models import Assessment, Commitment, Transition
from agreements.policies import Standing, standing_of
from agreements.services.locking import locked
from agreements.services.notices import tell
from agreements.services.rules import require_debt
from agreements.services.state import write
from conflicts.wording import in_words

WHO_MAY_ASK = gettext_lazy("Pide una verificación quien debe, quien recibe o quien lleva el registro.")


@transaction.atomic
def ask_to_verify(commitment: Commitment, *, by, note: str = "", at: datetime.datetime | None = None) -> Transition:
    """Ask the verifiers of the conflict to look. One request stands at a time, until one of them found something."""
    at = at or timezone.now()
    commitment = locked(commitment)
    standing = standing_of(by, commitment, on=timezone.localdate(at))
    if not standing.may_ask_to_verify:
        raise PermissionDenied(WHO_MAY_ASK)
    require_unasked(commitment)
    # Asking tells nothing of the promise, so it makes no record of members and is no movement.
    write(commitment, {"version": commitment.version + 1})
    step = Transition.objects.create(
        commitment=commitment,
        step=Step.ASKED_TO_VERIFY,
        from_state=commitment.state,
        to_state=commitment.state,
        by=by,
        at=at,
        party_id=asks_for(standing),
        reason=note.strip(),
    )
    tell(NoticeKind.TO_VERIFY, [commitment], cause=f"pedido:{step.pk}", at=at, by=by)
    return step


def require_unasked(commitment: Commitment) -> None:
    """Of a debt that stands, and of which nobody has been asked already."""
    require_debt(commitment)
    waiting = open_request(commitment)
    if waiting:
        raise ValidationError(
            _("Ya está pedido desde el %(day)s. Cuando alguien verifique, se podrá pedir otra vez.")
            % {"day": in_words(timezone.localdate(waiting.at))},
            code="asked",
        )


def open_request(commitment: Commitment) -> Transition | None:
    """The request that nobody has answered yet. Who could not assess it, or is not independent, answered nothing."""
    request = Transition.objects.filter(commitment=commitment, step=Step.ASKED_TO_VERIFY).order_by("at", "pk").last()
    return request if request and not found_since(request).exists() else None


def found_since(request: Transition) -> QuerySet[Assessment]:
    return Assessment.objects.filter(
        commitment=request.commitment_id,
        occurrence=None,
        kind=AssessmentKind.VERIFICATION,
        is_independent=True,
        level__isnull=False,
        recorded_at__gte=request.at,
    )


def asks_for(standing: Standing) -> int | None:
    """In whose name she asks: nobody's where she speaks for several, or keeps the records."""
    mine = standing.own_owing | standing.own_judging
    return next(iter(mine)) if len(mine) == 1 else None
