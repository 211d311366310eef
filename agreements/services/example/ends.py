"""How promises of the example end otherwise than by being kept, and how that is lifted or a dispute settled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.choices import AssessmentKind, ClosingReason, State, Step
from agreements.services.closings import close_commitment
from agreements.services.example.reading import Saying, Vow
from agreements.services.example.showing import agreed, new_paper, shown, speaker
from agreements.services.example.stage import Stage
from agreements.services.liftings import object_to_closing, reopen
from agreements.services.replacements import replace_commitments
from agreements.services.settlements import settle_dispute
from agreements.workflow.steps import CLOSINGS


def close(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """With the papers of those who agree; where they are nobody's, on the last finding of a third party."""
    commitment, closes_as, consents = stage.promises[vow.key], State(saying.closes), agreed(stage, saying)
    if CLOSINGS[closes_as].needs_successor:
        successors = [stage.promises[key] for key in saying.successors]
        replace_commitments([commitment], successors=successors, consents=consents, reason=saying.note, **who)
        return
    findings = commitment.assessments.filter(kind=AssessmentKind.VERIFICATION).order_by("pk")
    close_commitment(
        commitment,
        closes_as=closes_as,
        consents=consents,
        closing_reason=ClosingReason(saying.because),
        reason=saying.note,
        verification=None if consents else findings.last(),
        **who,
    )


def object_to(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    paper = new_paper(stage, saying.paper) if saying.paper else None
    party = speaker(stage, saying)
    object_to_closing(stage.promises[vow.key], party=party, reason=saying.note, document=paper, **who)


def open_again(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    party = speaker(stage, saying)
    reopen(stage.promises[vow.key], party=party, reason=saying.note, evidence=shown(stage, saying), **who)


def settle(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """By one document that all sign."""
    consents = agreed(stage, saying)
    settle_dispute(stage.promises[vow.key], consents=consents, level=SETTLED[saying.level], reason=saying.note, **who)


SETTLED = {"nada": 0, "poco": 1, "a medias": 2, "completo": 3}
SERVICES: dict[str, Callable[..., None]] = {
    Step.CLOSED: close,
    Step.OBJECTED: object_to,
    Step.REOPENED: open_again,
    Step.SETTLED: settle,
}
