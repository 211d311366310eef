"""Evidence by who supplied it, as far as this reader may know of it; and with what each thing was said."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import EvidenceKind
from agreements.models import Assessment, Evidence
from agreements.policies import FileKey
from agreements.sentences.notices import listed
from agreements.showing.files import File, file_of
from agreements.showing.links import address
from agreements.showing.status import Status


@dataclass(frozen=True)
class Group:
    title: str
    files: tuple[File, ...]


def papers_of(rows: Sequence[Assessment], evidence: Iterable[Evidence], documents: Mapping[int, str]) -> dict[int, str]:
    """With what each was said: "oficio 045, 2 fotos". `documents` are the titles that this reader may know."""
    pieces: dict[int, Counter[str]] = defaultdict(Counter)
    for piece in evidence:
        for row in piece.assessments.all():
            pieces[row.pk][piece.kind] += 1
    return {
        row.pk: ", ".join(filter(None, [documents.get(row.document_id or 0), counted(pieces[row.pk])])) for row in rows
    }


def counted(kinds: Counter[str]) -> str:
    """ "2 fotos, 1 documento y 1 audio"."""
    photos, sounds = kinds[EvidenceKind.PHOTO], kinds[EvidenceKind.AUDIO]
    papers = kinds[EvidenceKind.PDF] + kinds[EvidenceKind.OFFICE]
    said = [
        ngettext("%(count)d foto", "%(count)d fotos", photos) % {"count": photos} if photos else "",
        ngettext("%(count)d documento", "%(count)d documentos", papers) % {"count": papers} if papers else "",
        ngettext("%(count)d audio", "%(count)d audios", sounds) % {"count": sounds} if sounds else "",
    ]
    present = [each for each in said if each]
    return listed(present) if present else ""


def groups_of(evidence: Sequence[Evidence], status: Status, key: FileKey, documents: Mapping[int, str]) -> list[Group]:
    """For members a column for who owes, who receives and each other who gave something, empty ones too, with the
    documents in which each spoke. For everybody else, what was published, also where it was taken back since.
    `documents` are the titles that this reader may know."""
    member = status.told.with_days
    spoken_in = papers_by_party(status.heard.rows, documents) if member else {}
    shown = [piece for piece in evidence if member or was_shown(piece, key)]
    by_party: dict[int | None, list[Evidence]] = defaultdict(list)
    for piece in shown:
        by_party[piece.supplied_by_id].append(piece)
    ends = [*sorted(status.told.said.owing), *sorted(status.told.said.judges)] if member else []
    names = {key: str(party) for key, party in status.parties.items()}
    names |= {piece.supplied_by_id: str(piece.supplied_by) for piece in shown if piece.supplied_by}
    order = [*dict.fromkeys([*ends, *spoken_in, *by_party])]
    return [
        Group(
            _("De %(who)s") % {"who": names[party]} if party else _("Sin indicar de quién"),
            (*spoken_in.get(party, ()), *(file_of(piece, key, with_days=member) for piece in by_party.get(party, []))),
        )
        for party in order
    ]


def was_shown(piece: Evidence, key: FileKey) -> bool:
    """Whether who does not belong sees it, or a tombstone where it was."""
    return piece.published_at is not None if piece.redacted_at else key.opens_copy(piece)


def papers_by_party(rows: Iterable[Assessment], documents: Mapping[int, str]) -> Mapping[int | None, list[File]]:
    """The acta, letter or note in which each party spoke, once."""
    papers: dict[int | None, list[File]] = defaultdict(list)
    for party, document in dict.fromkeys((row.party_id, row.document_id or 0) for row in rows):
        if document in documents:
            papers[party].append(File(documents[document], _("Documento en que habló"), address("document", document)))
    return papers
