"""One file as a reader may know of it: what it shows, how to open it, and what she may do with it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, EvidenceKind, Proof
from agreements.models import Evidence
from agreements.policies import FileKey
from agreements.policies.files import is_published
from agreements.showing.links import Link, address
from agreements.showing.periods import span_of
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_short, in_words
from mesas.uploads.photos import SMALL_SIDE

#: Sound that browsers do not play.
NOT_PLAYED = (".amr", ".3gp")


@dataclass(frozen=True)
class File:
    """One piece: what it shows; kind, weight and day; an address if this reader may open it.

    `picture` and `sound` are addresses of the copy, to be looked at or heard on the page itself; a picture with its
    width and height there. `acts` are what this reader may do with it.
    """

    label: str
    about: str
    href: str
    picture: str = ""
    width: int | None = None
    height: int | None = None
    sound: str = ""
    acts: tuple[Link, ...] = ()


def file_of(piece: Evidence, key: FileKey, *, with_days: bool) -> File:
    """As this reader may know of it. Who may not open it reads its kind and the month, no more."""
    kind = str(piece.get_kind_display())
    if piece.redacted_at:
        return File(kind, tombstone(piece, with_reason=with_days), "")
    if not key.reads_about(piece):
        return File(_("%(kind)s sin publicar") % {"kind": kind}, month_of(piece), "")
    here = address("evidence", piece.pk)
    opens_copy = key.opens_copy(piece)
    width, height = small_size(piece)
    return replace(
        told_of(piece, with_days=with_days),
        href=here if opens_copy or key.opens_original(piece) else "",
        picture=f"{here}?chica=1" if opens_copy and piece.width else "",
        width=width,
        height=height,
        sound=here if opens_copy and is_played(piece) else "",
        acts=tuple(acts_on(piece, key)),
    )


def told_of(piece: Evidence, *, with_days: bool) -> File:
    """All its words: what it shows, of which period, what it is, kind, weight, day and place."""
    kind = str(piece.get_kind_display())
    size = piece.shown_size if piece.shown and piece.shown_size else piece.size
    proof = str(piece.get_proves_display()) if piece.proves not in (Proof.UNTOLD, Proof.OTHER) else ""
    period = str(span_of(piece.occurrence)) if piece.occurrence else ""
    about = [period, kind, proof, filesizeformat(size), day_of(piece, with_days=with_days), piece.place]
    label = piece.caption or _("%(kind)s sin descripción") % {"kind": kind}
    return File(label, " · ".join(filter(None, about)), "")


def as_everybody(piece: Evidence) -> File:
    """What who does not belong reads and sees of it once it is published. The copy, if there is one, opens for who is
    asked to look at it first."""
    here = address("evidence", piece.pk)
    width, height = small_size(piece)
    return replace(
        told_of(piece, with_days=False),
        picture=here if piece.width else "",
        width=width,
        height=height,
        sound=here if is_played(piece) else "",
    )


def is_played(piece: Evidence) -> bool:
    """Whether a browser plays it on the page. What cheap telephones record is opened by the telephone itself."""
    is_sound = piece.kind == EvidenceKind.AUDIO and bool(piece.shown)
    return is_sound and not str(piece.shown.name).endswith(NOT_PLAYED)


def acts_on(piece: Evidence, key: FileKey) -> list[Link]:
    """The original, where what opens first is the copy; publishing for who keeps the records; taking back."""
    publish = _("Ver o quitar lo publicado") if is_published(piece) else _("Publicar una copia")
    offered = [
        (bool(piece.shown) and key.opens_original(piece), _("Original"), f"{address('evidence', piece.pk)}?original=1"),
        (key.publishes, publish, address("evidence_publish", piece.pk)),
        (key.redacts, _("Retirar"), address("evidence_redact", piece.pk)),
    ]
    return [Link(label, href) for is_open, label, href in offered if is_open]


def small_size(piece: Evidence) -> tuple[int | None, int | None]:
    """Width and height of the picture in lists, so that the page does not jump when it comes."""
    if not piece.width or not piece.height:
        return None, None
    scale = min(1, SMALL_SIDE / max(piece.width, piece.height))
    return max(1, round(piece.width * scale)), max(1, round(piece.height * scale))


def tombstone(piece: Evidence, *, with_reason: bool) -> str:
    """What is left of what was taken back; why, for members."""
    on = in_words(timezone.localdate(piece.redacted_at))
    by_site = piece.redacted_by is not None and piece.redacted_by.is_staff
    who = _("la administración") if by_site else _("la coordinación")
    if with_reason and piece.redaction_reason:
        known = {"on": on, "who": who, "why": piece.redaction_reason}
        return _("Retirada el %(on)s por %(who)s: %(why)s") % known
    return _("Retirada el %(on)s por %(who)s.") % {"on": on, "who": who}


def day_of(piece: Evidence, *, with_days: bool) -> str:
    """Of what came with a verdict, who does not belong reads the month."""
    of_verdict = any(row.kind == AssessmentKind.VERDICT for row in piece.assessments.all())
    return month_of(piece) if of_verdict and not with_days else in_short(piece.taken) if piece.taken.is_known else ""


def month_of(piece: Evidence) -> str:
    first = piece.taken.earliest if piece.taken.is_known else None
    return in_short(PartialDate.month(first.year, first.month)) if first else ""
