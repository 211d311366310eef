"""Steps of the example on the record itself: milestones, what was copied wrongly, who may see it, shown files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.choices import DeadlineKind, Step
from agreements.models import Evidence
from agreements.services.deadlines import Deadline
from agreements.services.example.reading import Saying, Vow
from agreements.services.example.showing import shown
from agreements.services.example.stage import Stage
from agreements.services.milestones import reach_milestone, set_milestone
from agreements.services.publishing import publish_copy, redact_evidence, withdraw_copy
from agreements.services.transcription import correct_transcription
from agreements.services.visibility import change_visibility
from conflicts.choices import Grade


def set_step(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    if saying.due is None:
        raise KeyError("due")
    due = stage.span(saying.due, saying.precision)
    set_milestone(stage.promises[vow.key], text=saying.milestone, due=due, **who)


def reach_step(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    milestone = stage.promises[vow.key].milestones.get(text=saying.milestone)
    day = stage.day(saying.day if saying.saw is None else saying.saw)
    reach_milestone(milestone, day=day, evidence=shown(stage, saying), note=saying.note, **who)


def correct(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """To the words of the clause and the date that it gives."""
    commitment = stage.promises[vow.key]
    commitment.refresh_from_db(fields=["version"])
    due = None if saying.due is None else stage.span(saying.due)
    correct_transcription(
        commitment,
        words={name: text.format(due=due) for name, text in saying.words.items()},
        deadline=Deadline(DeadlineKind.DATE, due=due) if due else None,
        version=commitment.version,
        **who,
    )


def narrow(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    commitment = stage.promises[vow.key]
    commitment.refresh_from_db(fields=["version"])
    change_visibility(commitment, grade=Grade(saying.grade), reason=saying.note, version=commitment.version, **who)


def publish(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    publish_copy(evidence_of(stage, vow, saying), **who)


def withdraw(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    withdraw_copy(evidence_of(stage, vow, saying), reason=saying.note, **who)


def take_back(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    redact_evidence(evidence_of(stage, vow, saying), reason=saying.note, **who)


def evidence_of(stage: Stage, vow: Vow, saying: Saying) -> Evidence:
    return stage.promises[vow.key].evidence.get(caption=saying.file)


SERVICES: dict[str, Callable[..., None]] = {
    Step.MILESTONE_SET: set_step,
    Step.MILESTONE_REACHED: reach_step,
    Step.CORRECTED: correct,
    Step.NARROWED: narrow,
    Step.COPY_PUBLISHED: publish,
    Step.COPY_WITHDRAWN: withdraw,
    Step.REDACTED: take_back,
}
