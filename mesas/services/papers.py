"""Putting a single paper on record: the letter, assembly acta or call note behind what is recorded on behalf."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, DocumentKind, DocumentMark
from mesas.models import Document, Mesa, Signature
from mesas.services.files import Keep
from mesas.uploads import CheckedFile


@dataclass(frozen=True, kw_only=True)
class NewPaper:
    """A paper as somebody holds it. A call note may have no file; its mark says whether it bears a signature, and
    `signed_by` whose."""

    kind: DocumentKind
    title: str
    dated: PartialDate
    mark: DocumentMark = DocumentMark.UNKNOWN
    file: CheckedFile | None = None
    signed_by: Sequence[Party] = ()


def register_paper(mesa: Mesa, paper: NewPaper, *, by, at: datetime.datetime, keep: Keep) -> Document:
    """The paper as a document of the mesa, within the transaction of the service that needs it and asked who may."""
    document = Document(
        mesa=mesa,
        kind=paper.kind,
        title=paper.title,
        dated=paper.dated,
        mark=paper.mark,
        registered_by=by,
        registered_at=at,
    )
    if paper.file:
        keep(document.original, paper.file.original, paper.file.extension)
        document.original_name = paper.file.name
        document.sha256 = paper.file.sha256
    document.save()
    Signature.objects.bulk_create(
        Signature(document=document, party=party, signed=Answer.YES) for party in paper.signed_by
    )
    return document
