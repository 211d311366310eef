"""Ending a debt that was not kept: by those whom it costs something, or for a public reason that a third party saw.

Each closing is one row of the timeline and takes effect at once, for all to see. `replacements` ends debts by others
that carry them on, `liftings` lifts what was closed.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import ClosingReason, NoticeKind, State, Step
from agreements.models import Assessment, Commitment, Transition
from agreements.policies import Standing, standing_of
from agreements.services.closing_rules import (
    require_backing,
    require_fresh,
    require_open,
    require_reason,
)
from agreements.services.consents import Consent, register_consents, require_consents, require_files, who_must_agree
from agreements.services.locking import locked, require_version
from agreements.services.notices import tell
from agreements.services.state import settle_state
from agreements.workflow.steps import CLOSINGS
from mesas.models import Document
from mesas.services.files import undone_on_failure


def close_commitment(
    commitment: Commitment,
    *,
    by,
    closes_as: State,
    consents: Sequence[Consent] = (),
    closing_reason: ClosingReason = ClosingReason.NONE,
    reason: str = "",
    verification: Assessment | None = None,
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """End an open debt as partly kept, withdrawn, or unmet; see `replacements` for the fourth way.

    The coordinator puts it on record, with the written consent of those whom the table of `workflow.steps` names. In
    the place of the beneficiary's consent an unmet debt may have an independent `verification` that states the reason.
    Sent twice on the same `version`, it answers with the first.
    """
    at = at or timezone.now()
    on, rule = timezone.localdate(at), CLOSINGS[closes_as]
    if rule.needs_successor:
        raise ValidationError(_("Indique qué compromisos lo reemplazan."), code="successors")
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=on)
        require_coordinator(standing)
        listed = closing_reason if rule.needs_reason else ClosingReason.NONE
        words: dict[str, Any] = {"closing_reason": listed, "reason": reason.strip()}
        first = sent_before(commitment, by=by, version=version, step=Step.CLOSED, to_state=closes_as, **words)
        if first:
            return first
        if version is not None:
            require_version(commitment, version)
        require_open(commitment)
        if rule.needs_reason:
            require_reason(commitment, standing, **words)
        if verification is not None:
            require_backing(commitment, verification, by=by, on=on)
        is_backed = rule.or_verification and verification is not None
        needed = who_must_agree(
            standing, beneficiary=rule.needs_beneficiary and not is_backed, obligor=rule.needs_obligor
        )
        consents = of_needed(consents, standing, needed)
        require_files(consents)
        require_consents(commitment, consents, standing, needed=needed, on=on)
        require_fresh(commitment, consents)
        documents = register_consents(commitment, consents, by=by, at=at, keep=keep)
        return end(
            commitment,
            by=by,
            at=at,
            closes_as=closes_as,
            consents=consents,
            documents=documents.values(),
            assessment=verification if is_backed else None,
            **words,
        )


def require_coordinator(standing: Standing) -> None:
    if not standing.is_coordinator:
        raise PermissionDenied(_("Solo la coordinación del conflicto cierra un compromiso."))


def of_needed(consents: Sequence[Consent], standing: Standing, needed: frozenset[int]) -> list[Consent]:
    """Those of parties that must agree, whatever name they go by. What others sign ends nothing."""
    return [consent for consent in consents if standing.kin.heir(consent.party.pk) in needed]


def end(
    commitment: Commitment,
    *,
    by,
    at: datetime.datetime,
    closes_as: State,
    consents: Sequence[Consent],
    documents: Iterable[Document],
    successors: Sequence[Commitment] = (),
    **row: Any,
) -> Transition:
    """Write the closing of a commitment that the caller has locked and judged, and tell those whom it concerns."""
    closing = settle_state(commitment, by=by, at=at, step=Step.CLOSED, closes_as=closes_as, **row)
    closing.documents.set(documents)
    closing.consenting.set([consent.party for consent in consents])
    closing.successors.set(successors)
    tell(NoticeKind.CLOSED, [commitment], cause=f"cierre:{closing.pk}", at=at, by=by)
    return closing


def sent_before(commitment: Commitment, *, by, version: int | None, **row: Any) -> Transition | None:
    """The row that this very post left when it came first: the only step since the version on which it was based."""
    if version is None or commitment.version != version + 1:
        return None
    last = commitment.transitions.order_by("-pk").first()
    is_same = last and all(getattr(last, name) == value for name, value in {"by_id": by.pk, **row}.items())
    return last if is_same else None
