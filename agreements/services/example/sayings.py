"""What people of the example put on record about the promises, each through the service that takes it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.choices import AssessmentLevel, Step
from agreements.services.assessments import record_claim, record_verdict, record_verification
from agreements.services.breach import find_breach
from agreements.services.evidence import attach_evidence, begin_work
from agreements.services.example import dates, ends, records
from agreements.services.example.reading import Saying, Vow
from agreements.services.example.showing import new_paper, shown, speaker
from agreements.services.example.stage import Stage

HOUR = 18
#: Words for what was done; the last says that it could not be assessed.
LEVELS: dict[str, int | None] = {
    "nada": AssessmentLevel.NONE,
    "poco": AssessmentLevel.MINIMUM,
    "a medias": AssessmentLevel.INTERMEDIATE,
    "completo": AssessmentLevel.COMPLETE,
    "no pude ver": None,
}
VOICES: dict[str, Callable[..., Any]] = {
    Step.CLAIMED: record_claim,
    Step.ANSWERED: record_verdict,
    Step.VERIFIED: record_verification,
    Step.BREACH_FOUND: find_breach,
}
FILES = {Step.WORK_BEGAN: begin_work, Step.EVIDENCE: attach_evidence}


def say(stage: Stage, vow: Vow, saying: Saying) -> None:
    """Put it on record."""
    SERVICES[saying.step](stage, vow, saying, by=stage.accounts[saying.by], at=stage.moment(saying.day, HOUR))


def speak(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """One of the three voices."""
    told: dict[str, Any] = {
        "party": speaker(stage, saying),
        "level": LEVELS[saying.level],
        "observed": stage.span(saying.saw or saying.day, saying.precision),
        "note": saying.note,
        "evidence": shown(stage, saying),
        **who,
    }
    if saying.paper:
        told["document"] = new_paper(stage, saying.paper)
    commitment = stage.promises[vow.key]
    if saying.period is not None:
        day = stage.day(saying.period)
        told["occurrence"] = commitment.occurrences.filter(due_on__gte=day).earliest("due_on")
    VOICES[saying.step](commitment, **told)


def show(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """Files, without a word on how much was done."""
    FILES[Step(saying.step)](stage.promises[vow.key], evidence=shown(stage, saying), **who)


#: By the name of the step in the files: that of its row on the timeline or, of what leaves none by itself, of the
#: notice that it gives.
SERVICES: dict[str, Callable[..., None]] = {
    **dict.fromkeys(VOICES, speak),
    **dict.fromkeys(FILES, show),
    **ends.SERVICES,
    **dates.SERVICES,
    **records.SERVICES,
}
