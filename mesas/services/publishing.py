"""What everybody may read of a paper: a copy that a person made and chose, or nothing."""

from __future__ import annotations

import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conflicts.services.records import keep_first_values, store
from mesas.choices import FileKind
from mesas.models import Document
from mesas.policies import can_publish_copy_of
from mesas.services.files import forget, undone_on_failure
from mesas.uploads import CheckedFile

WHO_PUBLISHES = gettext_lazy("Solo la coordinación y el registro del conflicto publican copias.")
AS_COPIES = (FileKind.PDF, FileKind.PHOTO)
#: Why a line of the history is there.
PUBLISHED, WITHDRAWN = "Se publicó una copia", "Se quitó la copia publicada"


def publish_document_copy(
    document: Document, *, by, copy: CheckedFile, at: datetime.datetime | None = None
) -> Document:
    """Let everybody who sees the paper read that copy (see `mesas.uploads.public`), in place of the one there was."""
    at = at or timezone.now()
    with undone_on_failure() as keep, transaction.atomic():
        row = held(document, by)
        if copy.shown is None or copy.kind not in AS_COPIES:
            raise ValidationError(_("La copia de un documento es un PDF o una foto de sus páginas."), code="copy")
        keep_first_values(row, at=at)
        forget(row.public_copy)
        keep(row.public_copy, ContentFile(copy.shown.data), copy.shown.extension)
        store(row, by=by, reason=PUBLISHED, at=at)
        return row


@transaction.atomic
def withdraw_document_copy(document: Document, *, by, reason: str, at: datetime.datetime | None = None) -> Document:
    """Show the copy no longer, and delete it. The original stays for who may open it."""
    at = at or timezone.now()
    row = held(document, by)
    if not row.public_copy:
        raise ValidationError(_("No hay una copia publicada: no hay nada que quitar."), code="unpublished")
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(_("Escriba por qué se quita."), code="reason")
    keep_first_values(row, at=at)
    forget(row.public_copy)
    row.public_copy = ""
    store(row, by=by, reason=f"{WITHDRAWN}: {reason}", at=at)
    return row


def held(document: Document, by) -> Document:
    """The paper as it stands now, until the transaction ends, for who may."""
    row = Document.objects.select_for_update(of=("self",)).select_related("mesa").get(pk=document.pk)
    if not can_publish_copy_of(by, row):
        raise PermissionDenied(WHO_PUBLISHES)
    return row
