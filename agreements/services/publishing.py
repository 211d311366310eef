"""What everybody may see of a piece of evidence: a copy that a person chose to publish, file by file, or nothing."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import EvidenceKind, Step
from agreements.models import Commitment, Evidence, Transition
from agreements.policies import file_key_for
from agreements.services.evidence import show
from agreements.services.locking import locked
from mesas.services.files import forget, undone_on_failure
from mesas.uploads import CheckedFile

WHO_PUBLISHES = gettext_lazy("Solo la coordinación y el registro del conflicto publican copias.")
WHO_REDACTS = gettext_lazy("Solo la coordinación del conflicto o la administración retiran un archivo.")

#: As what a copy of each kind may come. Of papers, only a PDF or its photo: office files tell who wrote them.
AS_COPIES = {
    EvidenceKind.PHOTO: (EvidenceKind.PHOTO,),
    EvidenceKind.AUDIO: (EvidenceKind.AUDIO,),
    EvidenceKind.PDF: (EvidenceKind.PDF, EvidenceKind.PHOTO),
    EvidenceKind.OFFICE: (EvidenceKind.PDF, EvidenceKind.PHOTO),
}


def publish_copy(
    evidence: Evidence, *, by, copy: CheckedFile | None = None, at: datetime.datetime | None = None
) -> Transition:
    """Let everybody who sees the commitment see a copy, with its caption, its place and who gave it.

    `copy` is one that somebody made for that (see `mesas.uploads.public`) and takes the place of the one there was;
    papers need one. Photos and sound may go without: their own copy bears no place nor device.
    """
    at = at or timezone.now()
    with undone_on_failure() as keep, transaction.atomic():
        commitment, row = held(evidence)
        require_publisher(by, commitment, at)
        require_there(row)
        if row.published_at:
            raise ValidationError(_("Ya está publicada. Para cambiar la copia, primero quítela."), code="published")
        if copy is None and not row.shown:
            raise ValidationError(
                _("Elija la copia que verá todo el mundo, sin nombres, firmas ni teléfonos."), code="copy"
            )
        if copy is not None:
            if copy.shown is None or copy.kind not in AS_COPIES[EvidenceKind(row.kind)]:
                raise ValidationError(refused_kind(row), code="copy")
            forget(row.shown, row.small)
            row.small = ""
            show(row, copy.shown, copy.small, keep=keep)
        row.published_at, row.published_by = at, by
        row.save()
        return step_of(commitment, row, Step.COPY_PUBLISHED, by=by, at=at)


@transaction.atomic
def withdraw_copy(evidence: Evidence, *, by, reason: str, at: datetime.datetime | None = None) -> Transition:
    """Show the copy to everybody no longer. The file stays for who may open the original."""
    at = at or timezone.now()
    commitment, row = held(evidence)
    require_publisher(by, commitment, at)
    require_there(row)
    if not row.published_at:
        raise ValidationError(_("No está publicada: no hay nada que quitar."), code="unpublished")
    reason = told(reason, _("Escriba por qué se quita."))
    row.published_at = row.published_by = None
    row.save()
    return step_of(commitment, row, Step.COPY_WITHDRAWN, by=by, at=at, reason=reason)


@transaction.atomic
def redact_evidence(evidence: Evidence, *, by, reason: str, at: datetime.datetime | None = None) -> Transition:
    """Take a file back for good: for whom it may cost her safety or her name. It cannot be undone.

    The files go from the disk, and caption, place and name of the file with them. The row stays as a tombstone, with
    the fingerprint of the original, who took it back and why: an answer keeps its proof, since the file was there.
    """
    at = at or timezone.now()
    commitment, row = held(evidence)
    if not file_key_for(by, commitment.mesa.conflict_id, on=timezone.localdate(at)).redacts:
        raise PermissionDenied(WHO_REDACTS)
    require_there(row)
    reason = told(reason, _("Escriba por qué se retira."))
    forget(row.original, row.shown, row.small)
    row.original = row.shown = row.small = row.original_name = row.caption = row.place = ""
    row.shown_size = row.width = row.height = None
    row.redacted_at, row.redacted_by, row.redaction_reason = at, by, reason
    row.save()
    return step_of(commitment, row, Step.REDACTED, by=by, at=at, reason=reason)


def held(evidence: Evidence) -> tuple[Commitment, Evidence]:
    """Its commitment and itself as they stand now, until the transaction ends."""
    commitment = locked(evidence.commitment)
    return commitment, Evidence.objects.select_for_update().get(pk=evidence.pk)


def require_publisher(by, commitment: Commitment, at: datetime.datetime) -> None:
    if not file_key_for(by, commitment.mesa.conflict_id, on=timezone.localdate(at)).publishes:
        raise PermissionDenied(WHO_PUBLISHES)


def require_there(row: Evidence) -> None:
    if row.redacted_at:
        raise ValidationError(_("Este archivo fue retirado: ya no hay nada que mostrar."), code="redacted")


def refused_kind(row: Evidence) -> str:
    if row.kind == EvidenceKind.PHOTO:
        return _("La copia de una foto es otra foto.")
    if row.kind == EvidenceKind.AUDIO:
        return _("La copia de un audio es otro audio.")
    return _("La copia de un documento es un PDF o una foto de sus páginas.")


def told(reason: str, refusal: str) -> str:
    """The reason on one line."""
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(refusal, code="reason")
    longest = Evidence._meta.get_field("redaction_reason").max_length or 0
    if len(reason) > longest:
        raise ValidationError(_("Resuma el motivo en %(most)d letras o menos.") % {"most": longest}, code="reason")
    return reason


def step_of(
    commitment: Commitment, row: Evidence, step: Step, *, by, at: datetime.datetime, reason: str = ""
) -> Transition:
    """The row of the timeline. It is no movement, and no state rests on what is shown."""
    return Transition.objects.create(
        commitment=commitment,
        step=step,
        from_state=commitment.state,
        to_state=commitment.state,
        by=by,
        at=at,
        evidence=row,
        reason=reason,
    )
