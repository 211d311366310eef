"""What a claim and a verification must show, by kind of promise. Pure: a table, and its words.

Source: the rules of this system on evidence by kind. One of the things named is enough; what it comes as (a photo of
the paper, a PDF, a table) does not matter. Of an answer of who receives nothing of a kind is asked, nor of who says
that there is less than before.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, AssessmentLevel, Kind, Proof
from mesas.choices import FileKind


@dataclass(frozen=True)
class Minimum:
    """One of these at least: to say that it was done, and to say as a third party what was found."""

    claim: tuple[Proof, ...]
    verification: tuple[Proof, ...]


#: Who checks may always bring a photo of her own, of a day, or the note of her visit.
OF_A_VISIT = (Proof.PHOTO, Proof.VISIT)
#: Without a kind any file is enough, so `Kind.UNKNOWN` has no row.
MINIMUM: dict[str, Minimum] = {
    Kind.WORKS: Minimum((Proof.PHOTO, Proof.CONTRACT, Proof.PROGRESS, Proof.HANDOVER), (*OF_A_VISIT, Proof.HANDOVER)),
    Kind.STUDY: Minimum((Proof.STUDY,), (*OF_A_VISIT, Proof.RECEIVED)),
    Kind.ENVIRONMENTAL: Minimum(
        (Proof.LABORATORY, Proof.PARTICIPATORY), (*OF_A_VISIT, Proof.LABORATORY, Proof.PARTICIPATORY)
    ),
    Kind.MONEY: Minimum((Proof.TRANSFER,), (*OF_A_VISIT, Proof.BENEFICIARIES, Proof.TRANSFER)),
    Kind.RULE: Minimum((Proof.RULE,), (*OF_A_VISIT, Proof.PUBLICATION, Proof.RULE)),
    Kind.ABSTENTION: Minimum((Proof.STATEMENT,), (*OF_A_VISIT, Proof.STATEMENT)),
    Kind.COMMUNITY: Minimum((Proof.ASSEMBLY,), (*OF_A_VISIT, Proof.ASSEMBLY)),
}
#: What also shows that a part was done, of any kind.
OF_A_PART = (Proof.PROGRESS, Proof.PHOTO)


def accepted(kind: str, voice: str, level: int | None = AssessmentLevel.COMPLETE) -> tuple[Proof, ...]:
    """What shows it; nothing where any file does: without a kind, in an answer, or where it could not be assessed."""
    minimum = MINIMUM.get(kind)
    if minimum is None or not asks_for_kind(voice) or level is None:
        return ()
    if voice == AssessmentKind.VERIFICATION:
        return minimum.verification
    more = OF_A_PART if level < AssessmentLevel.COMPLETE else ()
    return (*minimum.claim, *(proof for proof in more if proof not in minimum.claim))


def asks_for_kind(voice: str) -> bool:
    return voice in (AssessmentKind.CLAIM, AssessmentKind.VERIFICATION)


def offered(kind: str, voice: str = "") -> tuple[Proof, ...]:
    """What a form offers to choose from: all that could be enough, whoever speaks, and something else."""
    minimum = MINIMUM.get(kind)
    if minimum is None:
        return ()
    by_voice = {
        AssessmentKind.CLAIM: accepted(kind, AssessmentKind.CLAIM, AssessmentLevel.NONE),
        AssessmentKind.VERIFICATION: minimum.verification,
    }
    either = by_voice.get(AssessmentKind(voice)) if voice else None
    return (*dict.fromkeys(either or [proof for each in by_voice.values() for proof in each]), Proof.OTHER)


def taken_for(said: str, file: str) -> str:
    """What a file is: what was said of it, or else a photo where it is one."""
    return said or (Proof.PHOTO if file == FileKind.PHOTO else Proof.UNTOLD)


def is_enough(shown: Collection[tuple[str, bool]], accepted: Collection[str]) -> bool:
    """Whether one of the things shown is of those accepted. Each is what it is and whether its day is known: of a photo
    without a day nobody knows whether it shows the promise or what was there before."""
    return any(proof in accepted and (has_day or proof != Proof.PHOTO) for proof, has_day in shown)


def in_words(kind: str, voice: str, level: int | None = AssessmentLevel.COMPLETE) -> str:
    """ "Hace falta al menos uno: foto con fecha, contrato o código CUI…". Empty where any file is enough."""
    named = [str(proof.label) for proof in accepted(kind, voice, level)]
    if not named:
        return ""
    *others, last = [each[:1].lower() + each[1:] for each in named]
    if not others:
        return _("Hace falta: %(proof)s.") % {"proof": last}
    return _("Hace falta al menos uno: %(others)s; o %(last)s.") % {"others": "; ".join(others), "last": last}
