"""How dates of the example are asked for, moved and demanded, and what is answered to a broken promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from agreements.choices import NoticeKind, RescheduleReason, Step
from agreements.models import Reschedule
from agreements.services.breach import demand_in_writing, reply_to_breach
from agreements.services.example.reading import Saying, Vow
from agreements.services.example.showing import new_paper, shown, speaker
from agreements.services.example.stage import Stage
from agreements.services.reschedules import answer_reschedule, ask_reschedule
from agreements.services.triggers import date_trigger
from agreements.services.verifying import ask_to_verify


def ask_date(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """Another date or a first one; or that the clock stand still between two days."""
    ask_reschedule(
        stage.promises[vow.key],
        party=speaker(stage, saying),
        reason=RescheduleReason(saying.because),
        new_due=None if saying.due is None else stage.day(saying.due),
        suspended_from=None if saying.starts is None else stage.day(saying.starts),
        suspended_until=None if saying.ends is None else stage.day(saying.ends),
        note=saying.note,
        document=new_paper(stage, saying.paper) if saying.paper else None,
        **who,
    )


def answer_date(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """To what was asked last."""
    answer_reschedule(
        Reschedule.objects.filter(commitment=stage.promises[vow.key]).latest("pk"),
        party=speaker(stage, saying),
        accepts=saying.accepts,
        note=saying.note,
        document=new_paper(stage, saying.paper) if saying.paper else None,
        **who,
    )


def demand(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """`saw` is the day on which who owes received it."""
    if saying.paper is None or saying.saw is None:
        raise KeyError("paper, saw")
    demand_in_writing(
        stage.promises[vow.key],
        party=speaker(stage, saying),
        received_on=stage.day(saying.saw),
        document=new_paper(stage, saying.paper),
        note=saying.note,
        **who,
    )


def reply(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    """To what was found last."""
    commitment = stage.promises[vow.key]
    reply_to_breach(
        commitment,
        finding=commitment.assessments.filter(is_breach=True).latest("pk"),
        party=speaker(stage, saying),
        text=saying.note,
        document=new_paper(stage, saying.paper) if saying.paper else None,
        **who,
    )


def ask_to_look(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    ask_to_verify(stage.promises[vow.key], note=saying.note, **who)


def date_event(stage: Stage, vow: Vow, saying: Saying, **who: Any) -> None:
    day = stage.day(saying.day if saying.saw is None else saying.saw)
    date_trigger(stage.promises[vow.key], day=day, evidence=shown(stage, saying), note=saying.note, **who)


SERVICES: dict[str, Callable[..., None]] = {
    NoticeKind.DATE_ASKED: ask_date,
    NoticeKind.DATE_MOVED: answer_date,
    Step.DEMANDED: demand,
    Step.REPLIED: reply,
    Step.ASKED_TO_VERIFY: ask_to_look,
    Step.TRIGGER_DATED: date_event,
}
