"""Lifting a closing: by the objection of who receives, or later by whoever has new evidence or found an error.

What is lifted stays on the timeline; the state is again what the rows say.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import NoticeKind, Step
from agreements.models import Commitment, Transition
from agreements.policies import Standing, standing_of
from agreements.services.carrying import carry_first_deadlines, descendants_of
from agreements.services.closings import sent_before
from agreements.services.evidence import NewEvidence, require_known_past, require_supplier, store
from agreements.services.locking import locked_all, require_version
from agreements.services.notices import tell
from agreements.services.rules import on_record, require_behalf_paper
from agreements.services.state import COMPUTED_STATES, settle_state
from agreements.workflow import said_day
from agreements.workflow.steps import OBJECTION_DAYS, may_object, may_reopen
from conflicts.models import Party
from conflicts.wording import in_words
from mesas.models import Document
from mesas.services.files import undone_on_failure
from mesas.services.papers import NewPaper


def object_to_closing(
    commitment: Commitment,
    *,
    party: Party,
    by,
    reason: str = "",
    document: Document | NewPaper | None = None,
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """A beneficiary party does not accept the closing, and need not say why. It is lifted at once.

    Within 30 days, by a representative or by staff on the party's behalf with the document: then the document's day
    counts, however late it was recorded.
    """
    at = at or timezone.now()
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked_with_successors(commitment)
        standing = standing_of(by, commitment, on=timezone.localdate(at))
        speaker = standing.kin.heir(party.pk)
        if speaker not in standing.objects_for:
            raise PermissionDenied(_("Solo objeta el cierre quien recibe este compromiso, o el registro en su nombre."))
        row = {"party_id": speaker, "reason": reason.strip()}
        first = sent_before(commitment, by=by, version=version, step=Step.OBJECTED, **row)
        if first:
            return first
        if version is not None:
            require_version(commitment, version)
        closing = require_closed(commitment)
        is_own = speaker in standing.own_judging
        require_behalf_paper(document, commitment, is_on_behalf=not is_own, on=timezone.localdate(at))
        require_in_time(closing, said_day(at, document.dated if document and not is_own else None))
        paper = on_record(document, commitment, by=by, at=at, keep=keep)
        lift = lifted(commitment, closing, step=Step.OBJECTED, by=by, at=at, **row)
        lift.documents.set([paper] if paper else [])
        tell(NoticeKind.OBJECTED, [commitment], cause=f"objecion:{lift.pk}", at=at, by=by)
        return lift


def reopen(
    commitment: Commitment,
    *,
    by,
    reason: str,
    evidence: Sequence[NewEvidence] = (),
    is_error: bool = False,
    party: Party | None = None,
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """Lift a closing after the days in which it can be objected to: for new evidence, or because `is_error`.

    By a beneficiary or a verifier, in the name of their `party`, or by the coordinator. The reason is public.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked_with_successors(commitment)
        standing = standing_of(by, commitment, on=on)
        speaker = speaker_of(standing, party)
        row: dict[str, Any] = {"party_id": speaker, "reason": reason.strip()}
        first = sent_before(commitment, by=by, version=version, step=Step.REOPENED, **row)
        if first:
            return first
        if version is not None:
            require_version(commitment, version)
        closing = require_closed(commitment)
        require_later(closing, standing, on)
        require_cause(commitment, evidence, standing, reason=row["reason"], is_error=is_error, on=on)
        files = store(commitment, evidence, by=by, at=at, keep=keep, party_id=speaker or standing.only_supplier)
        row["evidence"] = files[0] if files else None
        lift = lifted(commitment, closing, step=Step.REOPENED, by=by, at=at, **row)
        tell(NoticeKind.REOPENED, [commitment], cause=f"reapertura:{lift.pk}", at=at, by=by)
        return lift


def locked_with_successors(commitment: Commitment) -> Commitment:
    """Together with what replaced it, in one order: what those carry on changes when the closing is lifted."""
    rows = locked_all([commitment.pk, *(row.pk for row in descendants_of([commitment]))])
    return rows[commitment.pk]


def lifted(commitment: Commitment, closing: Transition, **row: Any) -> Transition:
    """Write the row that lifts a closing; what replaced the debt no longer carries its first deadline."""
    successors = list(closing.successors.order_by("pk"))
    lift = settle_state(commitment, lifts=closing, **row)
    carry_first_deadlines(successors, on=timezone.localdate(lift.at))
    return lift


def standing_closing(commitment: Commitment) -> Transition | None:
    """The closing by which a commitment is closed today; nothing while it is not."""
    if commitment.state in COMPUTED_STATES:
        return None
    closings = commitment.transitions.filter(step=Step.CLOSED, lifted_by=None)
    return closings.order_by("-at", "-pk").first()


def require_closed(commitment: Commitment) -> Transition:
    closing = standing_closing(commitment)
    if closing is None:
        raise ValidationError(
            _("Este compromiso no está cerrado: %(state)s. No hay cierre que levantar.")
            % {"state": commitment.get_state_display()},
            code="not_closed",
        )
    return closing


def require_in_time(closing: Transition, on: datetime.date) -> None:
    closed_on = timezone.localdate(closing.at)
    if on < closed_on:
        raise ValidationError(
            _("El documento es anterior al cierre del %(day)s: no pudo objetarlo.") % {"day": in_words(closed_on)},
            code="document_date",
        )
    if not may_object(closed_on, on):
        raise ValidationError(
            _(
                "El cierre podía objetarse hasta el %(day)s. Ahora se puede pedir que se reabra, con evidencia nueva o "
                "por un error."
            )
            % {"day": in_words(last_day_to_object(closing))},
            code="too_late",
        )


def last_day_to_object(closing: Transition) -> datetime.date:
    return timezone.localdate(closing.at) + datetime.timedelta(days=OBJECTION_DAYS)


def speaker_of(standing: Standing, party: Party | None) -> int | None:
    """In whose name it is reopened; nobody's where the coordinator does it."""
    if party is None:
        if not standing.is_coordinator:
            raise PermissionDenied(_("Reabre un compromiso quien recibe, quien verifica o la coordinación."))
        return None
    speaker = standing.kin.heir(party.pk)
    if speaker not in standing.own_judging | standing.verifies_for:
        raise PermissionDenied(_("Reabre un compromiso quien recibe, quien verifica o la coordinación."))
    return speaker


def require_later(closing: Transition, standing: Standing, on: datetime.date) -> None:
    """While who receives may still object, that is the way; where nobody is known to receive, there is none other."""
    if not may_reopen(timezone.localdate(closing.at), on, somebody_receives=bool(standing.judges)):
        raise ValidationError(
            _("Hasta el %(day)s basta con que quien recibe objete el cierre, sin dar motivo. Después se puede reabrir.")
            % {"day": in_words(last_day_to_object(closing))},
            code="too_early",
        )


def require_cause(
    commitment: Commitment,
    evidence: Sequence[NewEvidence],
    standing: Standing,
    *,
    reason: str,
    is_error: bool,
    on: datetime.date,
) -> None:
    """Evidence that was not there before, or an error; and the words for it."""
    if not reason:
        raise ValidationError(_("Explique el motivo: lo leerá todo el mundo."), code="reason")
    require_known_past(evidence, on)
    require_supplier(evidence, standing)
    known = set(commitment.evidence.values_list("sha256", flat=True))
    if not is_error and all(new.file.sha256 in known for new in evidence):
        raise ValidationError(
            _("Agregue la evidencia nueva: al menos una foto o un documento que no estuviera antes."), code="evidence"
        )
