"""Evidence: what is shown, by whom, and the proof that work began."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import EvidenceKind, Kind, Step
from agreements.models import Commitment, Evidence, Milestone, Occurrence
from agreements.policies import Standing, standing_of
from agreements.services.locking import locked
from agreements.services.state import settle_state
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.services.files import Keep, undone_on_failure
from mesas.uploads import CheckedFile, ShownCopy


@dataclass(frozen=True, kw_only=True)
class NewEvidence:
    """A file that was looked into, with what is known of it. Without `supplied_by`, the party that speaks gave it;
    `proves` says what it is, where that was asked."""

    file: CheckedFile
    caption: str = ""
    place: str = ""
    taken: PartialDate = field(default_factory=PartialDate.unknown)
    proves: str = ""
    supplied_by: Party | None = None


def begin_work(
    commitment: Commitment, *, by, evidence: Sequence[NewEvidence], at: datetime.datetime | None = None
) -> list[Evidence]:
    """Show that the work began: an obligor, a registrar or a verifier, with at least one file.

    Of works, each file says of which day and place it is. The same files again change nothing.
    """
    at = at or timezone.now()
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=timezone.localdate(at))
        if not standing.may_begin:
            raise PermissionDenied(
                _("Solo quien debe, el registro o quien verifica puede mostrar que empezó el trabajo.")
            )
        require_some(evidence)
        if commitment.kind == Kind.WORKS:
            require_day_and_place(evidence)
        return add(commitment, evidence, standing, by=by, at=at, step=Step.WORK_BEGAN, keep=keep)


def attach_evidence(
    commitment: Commitment, *, by, evidence: Sequence[NewEvidence], at: datetime.datetime | None = None
) -> list[Evidence]:
    """Add files that show something, without saying how much was done. The same again adds nothing."""
    at = at or timezone.now()
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=timezone.localdate(at))
        if not standing.may_add_evidence:
            raise PermissionDenied(_("Usted no participa en este compromiso, por eso no puede agregarle evidencia."))
        require_some(evidence)
        return add(commitment, evidence, standing, by=by, at=at, step=Step.EVIDENCE, keep=keep)


def add(
    commitment: Commitment,
    evidence: Sequence[NewEvidence],
    standing: Standing,
    *,
    by,
    at: datetime.datetime,
    step: Step,
    keep: Keep,
) -> list[Evidence]:
    """Store the files that this user did not send before, with their row of the timeline. All of them, old and new."""
    require_known_past(evidence, timezone.localdate(at))
    require_supplier(evidence, standing)
    began = step == Step.WORK_BEGAN
    known = known_files(commitment, by=by, began=began)
    fresh = [new for new in unlike(evidence) if new.file.sha256 not in known]
    rows = store(commitment, fresh, by=by, at=at, keep=keep, party_id=standing.only_supplier, shows_work_began=began)
    if rows:
        settle_state(commitment, by=by, at=at, step=step, evidence=rows[0])
    return [known[new.file.sha256] for new in unlike(evidence) if new.file.sha256 in known] + rows


def known_files(commitment: Commitment, *, by, began: bool) -> dict[str, Evidence]:
    """What this user sent before, by fingerprint: a post sent twice doubles nothing."""
    sent = commitment.evidence.filter(uploaded_by=by, shows_work_began=began, assessments=None, occurrence=None)
    return {row.sha256: row for row in sent}


def unlike(evidence: Collection[NewEvidence]) -> list[NewEvidence]:
    """Each file once, though chosen twice."""
    return list({new.file.sha256: new for new in evidence}.values())


def store(
    commitment: Commitment,
    evidence: Collection[NewEvidence],
    *,
    by,
    at: datetime.datetime,
    keep: Keep,
    party_id: int | None = None,
    shows_work_began: bool = False,
    occurrence: Occurrence | None = None,
    milestone: Milestone | None = None,
) -> list[Evidence]:
    """Write files and rows. The party of that id gave those for which nobody else is named."""
    rows = []
    for new in unlike(evidence):
        row = Evidence(
            commitment=commitment,
            occurrence=occurrence,
            milestone=milestone,
            kind=EvidenceKind(new.file.kind),
            original_name=new.file.name,
            sha256=new.file.sha256,
            size=new.file.size,
            caption=new.caption,
            place=new.place,
            taken=new.taken,
            proves=new.proves,
            supplied_by_id=new.supplied_by.pk if new.supplied_by else party_id,
            shows_work_began=shows_work_began,
            uploaded_by=by,
            uploaded_at=at,
        )
        keep(row.original, new.file.original, new.file.extension)
        if new.file.shown:
            show(row, new.file.shown, new.file.small, keep=keep)
        rows.append(row)
    return Evidence.objects.bulk_create(rows)


def show(row: Evidence, shown: ShownCopy, small: ShownCopy | None, *, keep: Keep) -> None:
    """Keep the copy that may be shown, and the small one for lists where there is one."""
    keep(row.shown, ContentFile(shown.data), shown.extension)
    row.shown_size = len(shown.data)
    row.width, row.height = shown.width, shown.height
    if small:
        keep(row.small, ContentFile(small.data), small.extension)


def require_some(evidence: Collection[NewEvidence]) -> None:
    if not evidence:
        raise ValidationError(_("Agregue al menos una foto, un documento o un audio."), code="evidence")


def require_day_and_place(evidence: Collection[NewEvidence]) -> None:
    """Works begin on a day, at a place: a photo that could be of anything shows nothing."""
    if not all(new.taken.is_known for new in evidence):
        raise ValidationError(_("Es una obra: diga de qué día es lo que se ve."), code="taken")
    if not all(new.place.strip() for new in evidence):
        raise ValidationError(_("Es una obra: diga en qué lugar está lo que se ve."), code="place")


def require_known_past(evidence: Collection[NewEvidence], on: datetime.date) -> None:
    if any(new.taken.is_known and new.taken.earliest > on for new in evidence):
        raise ValidationError(_("La fecha de la evidencia no puede ser posterior a hoy."), code="taken")


def require_supplier(evidence: Collection[NewEvidence], standing: Standing) -> None:
    """Nobody puts a file in another's name, except staff and verifiers, who say from whom they received it."""
    given_by = {new.supplied_by.pk for new in evidence if new.supplied_by}
    if not given_by <= standing.may_name_as_supplier:
        raise PermissionDenied(_("No se puede poner una evidencia a nombre de ese actor."))
