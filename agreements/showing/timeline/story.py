"""What the lines of a timeline are made from, and what they are made of."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import State, Step
from agreements.models import Commitment, ReportedStatus, Reschedule, SessionReview, Transition
from agreements.showing.status import Status
from conflicts.models import Incident
from conflicts.partial_dates import PartialDate

KINDS = {State.CLAIMED: "wait", State.DISPUTED: "clash", State.FULFILLED: "ok"}


@dataclass(frozen=True)
class Move:
    """One line, as `components/moves.html` shows it. `on` sorts; `order` decides within a day; `at` is the moment of
    recording, by which a person is told what is new to her, where there is one."""

    on: PartialDate
    text: str
    note: str = ""
    is_answer: bool = False
    state: str = ""
    kind: str = ""
    href: str = ""
    order: tuple[int, ...] = (0,)
    at: datetime.datetime | None = None


@dataclass(frozen=True)
class Story:
    """The rows of one commitment that this reader may see. `own_answers`: she may read each answer of these parties."""

    commitment: Commitment
    status: Status
    transitions: Sequence[Transition] = ()
    reschedules: Sequence[Reschedule] = ()
    reviews: Sequence[SessionReview] = ()
    reported: Sequence[ReportedStatus] = ()
    incidents: Sequence[Incident] = ()
    own_answers: frozenset[int] = field(default_factory=frozenset)
    on: datetime.date = datetime.date.max


def steps_by_row(story: Story) -> dict[int, Transition]:
    """The step by which each row was recorded. An answer to a finding, a closing and a settlement only rest on one."""
    resting = (Step.REPLIED, Step.CLOSED, Step.SETTLED)
    return {step.assessment_id: step for step in story.transitions if step.assessment_id and step.step not in resting}


def passes_to(step: Transition | None) -> tuple[str, str]:
    """The state that the step led to, where it changed it."""
    if step is None or step.from_state == step.to_state or not step.from_state:
        return "", ""
    return KINDS.get(State(step.to_state), ""), _("Pasa a «%(state)s»") % {"state": step.get_to_state_display()}


def day_of(moment: datetime.datetime) -> PartialDate:
    return PartialDate.on(timezone.localdate(moment))
