"""Settling a dispute: by a document that both sides sign, or by the finding of a verifier whom both named."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, AssessmentLevel, NoticeKind, State, Step
from agreements.hearing import settlements_of
from agreements.models import Assessment, Commitment, Transition
from agreements.policies import Standing, standing_of
from agreements.services.closing_rules import require_fresh
from agreements.services.closings import of_needed, sent_before
from agreements.services.consents import Consent, register_consents, require_consents, require_files, who_must_agree
from agreements.services.locking import locked, require_version
from agreements.services.notices import tell
from agreements.services.rules import require_over
from agreements.services.state import settle_state
from conflicts.partial_dates import PartialDate, Precision
from conflicts.wording import in_words
from mesas.services.files import undone_on_failure


@dataclass(frozen=True)
class Outcome:
    """How much was done, as settled: a level 0 to 3, and the day from which it stands."""

    level: int
    day: datetime.date


def settle_dispute(
    commitment: Commitment,
    *,
    by,
    consents: Sequence[Consent],
    level: int | None = None,
    verification: Assessment | None = None,
    reason: str = "",
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """End what claim, verdicts and finding disagree about. Nothing seen before it counts any more.

    Either all sign one document that gives a `level`, which stands from the document's day; or each names in writing
    who gave a `verification` of this commitment, whose level then stands for all, from the day by which both had been
    there: the visit and the last of the papers. Put on record by who keeps the records.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=on)
        if not standing.is_staff:
            raise PermissionDenied(_("Solo el registro o la coordinación anotan cómo se resolvió una disputa."))
        row: dict[str, Any] = {"assessment_id": verification.pk if verification else None, "reason": reason.strip()}
        given = verification.level if verification else level
        first = sent_before(commitment, by=by, version=version, step=Step.SETTLED, level=given, **row)
        if first:
            return first
        if version is not None:
            require_version(commitment, version)
        require_disputed(commitment)
        agreed = agreeing(commitment, consents, standing, on=on)
        outcome = named_finding(commitment, verification, agreed) if verification else one_document(agreed, level)
        require_latest(commitment, outcome)
        require_over(commitment, outcome.level, PartialDate.on(outcome.day), on=on)
        documents = register_consents(commitment, agreed, by=by, at=at, keep=keep)
        settlement = settle_state(
            commitment,
            by=by,
            at=at,
            step=Step.SETTLED,
            level=outcome.level,
            day=PartialDate.on(outcome.day),
            by_verifier=verification is not None,
            **row,
        )
        require_settled(commitment, outcome)
        settlement.documents.set(documents.values())
        settlement.consenting.set([consent.party for consent in agreed])
        tell(NoticeKind.SETTLED, [commitment], cause=f"acuerdo:{settlement.pk}", at=at, by=by)
        return settlement


def require_disputed(commitment: Commitment) -> None:
    if commitment.state != State.DISPUTED:
        raise ValidationError(
            _("Este compromiso no está en disputa: %(state)s.") % {"state": commitment.get_state_display()},
            code="not_disputed",
        )


def agreeing(
    commitment: Commitment, consents: Sequence[Consent], standing: Standing, *, on: datetime.date
) -> list[Consent]:
    """Those by which all that must answer for it and all that receive it agree, on a full day each."""
    needed = who_must_agree(standing, beneficiary=True, obligor=True)
    agreed = of_needed(consents, standing, needed)
    require_files(agreed)
    require_consents(commitment, agreed, standing, needed=needed, on=on)
    require_fresh(commitment, agreed)
    if any(consent.paper.dated.precision != Precision.DAY for consent in agreed):
        raise ValidationError(
            _("Indique el día exacto del documento: desde ese día vale lo acordado."), code="document_date"
        )
    return agreed


def one_document(agreed: Sequence[Consent], level: int | None) -> Outcome:
    """What one document, signed by all, says."""
    if level is None or level not in AssessmentLevel.values:
        raise ValidationError(_("Elija cuánto dice el documento que está hecho."), code="level")
    papers = {id(consent.paper): consent.paper for consent in agreed}
    keys = {getattr(paper, "pk", None) or key for key, paper in papers.items()}
    if len(keys) > 1:
        raise ValidationError(
            _("Hace falta un solo documento que firmen todos: quien debe y quienes reciben."), code="consent"
        )
    return Outcome(level, day_of(agreed[0]))


def named_finding(commitment: Commitment, verification: Assessment, agreed: Sequence[Consent]) -> Outcome:
    """What a third party found whom both sides named. Only an independent level counts."""
    counts = (
        verification.commitment_id == commitment.pk
        and verification.occurrence_id is None
        and verification.kind == AssessmentKind.VERIFICATION
        and verification.is_independent
        and verification.level is not None
    )
    if not counts:
        raise ValidationError(
            _("Elija una verificación independiente de este compromiso, que diga cuánto está hecho."),
            code="verification",
        )
    visited = verification.observed.last or datetime.date.min
    return Outcome(verification.level or 0, max([visited, *(day_of(consent) for consent in agreed)]))


def day_of(consent: Consent) -> datetime.date:
    return consent.paper.dated.last or datetime.date.min


def require_latest(commitment: Commitment, outcome: Outcome) -> None:
    """An older paper does not undo a later one."""
    before = settlements_of([commitment.pk]).get(commitment.pk)
    if before and outcome.day < before.day:
        raise ValidationError(
            _("Ya hay un acuerdo posterior, del %(day)s. Hace falta un documento más nuevo.")
            % {"day": in_words(before.day)},
            code="document_date",
        )


def require_settled(commitment: Commitment, outcome: Outcome) -> None:
    """What was said of a later day still contradicts itself: a paper older than the dispute does not settle it."""
    if commitment.state == State.DISPUTED:
        raise ValidationError(
            _(
                "Lo que hoy no coincide se vio el %(day)s o después, así que ese documento no lo resuelve. Hace falta "
                "uno posterior."
            )
            % {"day": in_words(outcome.day)},
            code="document_date",
        )
