"""Steps on the way to a commitment: set with a day, and shown as reached. A late one is an alert, never a state."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import OPEN_STATES, DeadlineKind, Step
from agreements.models import Commitment, Milestone
from agreements.policies import standing_of
from agreements.services.evidence import NewEvidence, require_known_past, require_some, require_supplier, store
from agreements.services.locking import locked, require_version
from agreements.services.state import settle_state
from conflicts.partial_dates import PartialDate
from mesas.services.files import undone_on_failure

ONLY_WHO_SETS = gettext_lazy("Solo pone hitos quien debe este compromiso, o quien lleva el registro.")
ONLY_WHO_REACHES = gettext_lazy(
    "Solo muestra que se alcanzó un hito quien debe, quien verifica o quien lleva el registro."
)
#: A plan of more steps than this is a document, and is attached as one.
MOST = 30
LONGEST = 200


@transaction.atomic
def set_milestone(
    commitment: Commitment,
    *,
    by,
    text: str,
    due: PartialDate,
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> Milestone:
    """Add a step with its day, as well as it is known; a month counts to its last day. Numbers are never used again.

    By who owes, or who keeps the records. The same step again is refused, so that a post sent twice doubles nothing.
    """
    at = at or timezone.now()
    commitment = locked(commitment)
    if not standing_of(by, commitment, on=timezone.localdate(at)).may_set_milestones:
        raise PermissionDenied(ONLY_WHO_SETS)
    require_open(commitment)
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise ValidationError(_("Escriba el hito en una línea."), code="text")
    if not due.is_known:
        raise ValidationError(_("Diga para cuándo es el hito, al menos el mes o el año."), code="due")
    if commitment.milestones.filter(text=text, due_on=due.last).exists():
        raise ValidationError(_("Ese hito ya está puesto."), code="twin")
    if commitment.milestones.count() >= MOST:
        raise ValidationError(
            _("Ya hay %(most)d hitos: adjunte el plan completo como documento.") % {"most": MOST}, code="text"
        )
    if version is not None:
        require_version(commitment, version)
    number = (commitment.milestones.aggregate(last=Max("number"))["last"] or 0) + 1
    milestone = Milestone.objects.create(commitment=commitment, number=number, text=text, due=due)
    settle_state(
        commitment,
        by=by,
        at=at,
        step=Step.MILESTONE_SET,
        milestone=milestone,
        new_value=_("%(text)s (%(due)s)") % {"text": text, "due": due},
    )
    return milestone


def reach_milestone(
    milestone: Milestone,
    *,
    by,
    day: datetime.date,
    evidence: Sequence[NewEvidence],
    note: str = "",
    at: datetime.datetime | None = None,
) -> Milestone:
    """Show that a step was reached, on a day that has come, with at least one file. It says nothing of the whole.

    By who owes, who keeps the records or who verifies.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(milestone.commitment)
        milestone = Milestone.objects.select_for_update().get(pk=milestone.pk)
        standing = standing_of(by, commitment, on=on)
        if not standing.may_reach_milestones:
            raise PermissionDenied(ONLY_WHO_REACHES)
        require_open(commitment)
        require_unreached(milestone)
        if day > on:
            raise ValidationError(_("El día no puede ser posterior a hoy."), code="day")
        require_some(evidence)
        require_known_past(evidence, on)
        require_supplier(evidence, standing)
        milestone.reached = PartialDate.on(day)
        milestone.save(update_fields=["reached_on", "reached_precision", "reached_words"])
        rows = store(
            commitment, evidence, by=by, at=at, keep=keep, party_id=standing.only_supplier, milestone=milestone
        )
        settle_state(
            commitment,
            by=by,
            at=at,
            step=Step.MILESTONE_REACHED,
            milestone=milestone,
            evidence=rows[0],
            day=milestone.reached,
            new_value=milestone.text,
            reason=note.strip(),
        )
    return milestone


def require_unreached(milestone: Milestone) -> None:
    if milestone.reached.is_known:
        raise ValidationError(_("Este hito ya consta como alcanzado."), code="reached")


def require_open(commitment: Commitment) -> None:
    if commitment.state not in OPEN_STATES:
        raise ValidationError(_("Este compromiso ya terminó: no necesita más hitos."), code="closed")
    if commitment.deadline_kind == DeadlineKind.RECURRING:
        raise ValidationError(
            _("Este compromiso se cumple por periodos: cada periodo tiene su plazo."), code="recurring"
        )
