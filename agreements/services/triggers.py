"""Saying, with evidence, on which day the thing happened from which a deadline runs."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import OPEN_STATES, DeadlineKind, NoticeKind, State, Step, Trigger
from agreements.models import Commitment, Transition
from agreements.policies import standing_of
from agreements.sentences import causes
from agreements.services.carrying import carry_on, descendants_of
from agreements.services.counting import is_owed, set_day_zero
from agreements.services.evidence import NewEvidence, require_known_past, require_some, require_supplier, store
from agreements.services.locking import locked_all, require_version
from agreements.services.notices import tell
from agreements.services.state import settle_state
from conflicts.partial_dates import ImpossibleDate, PartialDate
from mesas.services.files import undone_on_failure

ONLY_WHO_DATES = gettext_lazy(
    "Solo pone fecha a este hecho quien debe, quien recibe, quien verifica o quien lleva el registro."
)


def waits_for_a_day(commitment: Commitment) -> bool:
    """Whether its deadline runs from something that somebody has to date, and nobody has.

    Also of what was replaced: the debts in its place carry on the date that it had first.
    """
    is_dated_by_people = commitment.trigger == Trigger.EVENT or commitment.deadline_kind == DeadlineKind.STAGE
    goes_on = commitment.state in (*OPEN_STATES, State.REPLACED)
    return is_dated_by_people and goes_on and not commitment.triggered.is_known and not commitment.first_due.is_known


def date_trigger(
    commitment: Commitment,
    *,
    by,
    day: datetime.date,
    evidence: Sequence[NewEvidence],
    note: str = "",
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """Date the event or the stage; the deadline that this makes is the first one and the one in force.

    Both ends, who keeps the records and who verifies may, with at least one file. `version` is that of the commitment
    on which the form was opened.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        held = locked_all([commitment.pk, *(row.pk for row in descendants_of([commitment]))])
        commitment = held[commitment.pk]
        standing = standing_of(by, commitment, on=on)
        if not standing.may_date:
            raise PermissionDenied(ONLY_WHO_DATES)
        require_waiting(commitment)
        if version is not None:
            require_version(commitment, version)
        require_day(commitment, day, on)
        require_some(evidence)
        require_known_past(evidence, on)
        require_supplier(evidence, standing)
        was_undated = not commitment.due.is_known
        try:
            set_day_zero(commitment, PartialDate.on(day))
        except ImpossibleDate as impossible:
            raise ValidationError(str(impossible), code="day") from impossible
        rows = store(commitment, evidence, by=by, at=at, keep=keep, party_id=standing.only_supplier)
        step = settle_state(
            commitment,
            by=by,
            at=at,
            step=Step.TRIGGER_DATED,
            evidence=rows[0],
            day=PartialDate.on(day),
            reason=note.strip(),
        )
        carry_on(commitment, on=on)
        if was_undated and is_owed(commitment):
            cause = causes.of_day_zero(causes.EVENT, step.pk, PartialDate.on(day))
            tell(NoticeKind.DATE_KNOWN, [commitment], cause=cause, at=at, by=by)
        return step


def require_waiting(commitment: Commitment) -> None:
    if not waits_for_a_day(commitment):
        raise ValidationError(_("El plazo de este compromiso no espera que se le ponga fecha."), code="not_waiting")


def require_day(commitment: Commitment, day: datetime.date, on: datetime.date) -> None:
    """It has happened, and after the promise: what was known when it was made has its date in the document."""
    if day > on:
        raise ValidationError(_("El hecho todavía no ocurre: ponga la fecha cuando haya ocurrido."), code="day")
    if commitment.agreed.first and day < commitment.agreed.first:
        raise ValidationError(_("El hecho no puede ser anterior al compromiso."), code="day")
