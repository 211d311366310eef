"""What people of the example said of the promises, each through the service that takes it."""

from __future__ import annotations

from typing import Any

from agreements.choices import AssessmentLevel, Step
from agreements.services.assessments import record_claim, record_verdict, record_verification
from agreements.services.evidence import NewEvidence, attach_evidence, begin_work
from agreements.services.example.reading import Saying, Vow, Writing
from agreements.services.example.stage import Stage
from conflicts.models import Party
from mesas.choices import DocumentKind, DocumentMark
from mesas.services.papers import NewPaper

HOUR = 18
#: Words for what was done; the last says that it could not be assessed.
LEVELS: dict[str, int | None] = {
    "nada": AssessmentLevel.NONE,
    "poco": AssessmentLevel.MINIMUM,
    "a medias": AssessmentLevel.INTERMEDIATE,
    "completo": AssessmentLevel.COMPLETE,
    "no pude ver": None,
}


def say(stage: Stage, vow: Vow, saying: Saying) -> None:
    """Put it on record."""
    commitment, by = stage.promises[vow.key], stage.accounts[saying.by]
    at, evidence = stage.moment(saying.day, HOUR), shown(stage, saying)
    if saying.step == Step.WORK_BEGAN:
        begin_work(commitment, by=by, evidence=evidence, at=at)
    elif saying.step == Step.EVIDENCE:
        attach_evidence(commitment, by=by, evidence=evidence, at=at)
    else:
        speak(stage, vow, saying, evidence)


def speak(stage: Stage, vow: Vow, saying: Saying, evidence: list[NewEvidence]) -> None:
    """One of the three voices."""
    told: dict[str, Any] = {
        "party": speaker(stage, saying),
        "by": stage.accounts[saying.by],
        "level": LEVELS[saying.level],
        "observed": stage.span(saying.saw or saying.day, saying.precision),
        "note": saying.note,
        "evidence": evidence,
        "at": stage.moment(saying.day, HOUR),
    }
    if saying.step == Step.VERIFIED:
        record_verification(stage.promises[vow.key], **told)
        return
    record = {Step.CLAIMED: record_claim, Step.ANSWERED: record_verdict}[Step(saying.step)]
    record(stage.promises[vow.key], **told, document=writing(stage, saying.paper) if saying.paper else None)


def speaker(stage: Stage, saying: Saying) -> Party:
    return stage.parties[saying.party] if saying.party else stage.voices[saying.by]


def shown(stage: Stage, saying: Saying) -> list[NewEvidence]:
    """Photos and papers. Who keeps the records says from whom they come."""
    files = [(caption, stage.photos[caption], "") for caption in saying.photos]
    files += [(title, stage.papers[title], saying.proves) for title in saying.pdfs]
    return [
        NewEvidence(
            file=file,
            caption=caption,
            place=saying.place,
            proves=proves,
            taken=stage.span(saying.saw or saying.day, saying.precision),
            supplied_by=stage.parties[saying.party] if saying.party else None,
        )
        for caption, file, proves in files
    ]


def writing(stage: Stage, paper: Writing) -> NewPaper:
    return NewPaper(
        kind=DocumentKind(paper.kind),
        title=paper.title,
        dated=stage.span(paper.dated),
        mark=DocumentMark(paper.mark),
        file=stage.papers[paper.title] if paper.pdf else None,
    )
