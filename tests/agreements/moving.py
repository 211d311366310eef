"""Another date, asked for and answered in the usual way, so that a test names only what differs."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import RescheduleReason
from agreements.models import Commitment, Notice, Reschedule, RescheduleAnswer, Transition
from agreements.services.reschedules import answer_reschedule, ask_reschedule
from mesas.models import Document
from tests.agreements.scene import NOON

#: Of the scene's commitment, and the day that is asked for instead.
DUE, LATER = datetime.date(2026, 11, 30), datetime.date(2027, 2, 15)


def ask(scene, **more):
    """The company's delegate asks for more time."""
    told = {
        "party": scene.company, "by": scene.delegate, "reason": RescheduleReason.MORE_TIME, "new_due": LATER,
        "at": NOON,
    }  # fmt: skip
    return ask_reschedule(scene.commitment, **{**told, **more})


def suspend(scene, first, last, **more):
    """The company's delegate asks that the clock stand still, both days included."""
    days = {"suspended_from": first, "suspended_until": last, "new_due": None}
    return ask(scene, reason=RescheduleReason.SUSPENSION, **days, **more)


def answer(scene, asked, **more):
    """The community's representative accepts."""
    told = {"party": scene.community, "by": scene.representative, "accepts": True, "at": NOON}
    return answer_reschedule(asked, **{**told, **more})


def deadline(scene):
    """First deadline and the one in force, as days."""
    commitment = scene.fresh()
    return commitment.first_due.last, commitment.due.last


def columns(commitment: Commitment):
    return commitment.due, commitment.first_due, commitment.state, commitment.overdue_since


def refused(call, *args, **more):
    """Code and words of the refusal, having made sure that nothing was written."""
    models = (Reschedule, RescheduleAnswer, Transition, Notice, Document)
    before = [list(model.objects.order_by("pk").values()) for model in models]
    with pytest.raises(ValidationError) as refusal:
        call(*args, **more)
    assert [list(model.objects.order_by("pk").values()) for model in models] == before
    [words] = refusal.value.messages
    return refusal.value.error_list[0].code, words
