"""The forms by which a day is put to what happened, a milestone is set and reached, and a period is spoken of."""

from collections.abc import Callable
from typing import Any

from django.urls import reverse

from agreements.choices import DeadlineKind, Trigger
from agreements.models import Milestone
from agreements.services.deadlines import Deadline
from conflicts.partial_dates import PartialDate
from tests.agreements.promising import every, promise
from tests.agreements.scene import Scene
from tests.hostile.asked import Form, Typed
from tests.mesas import files

SAID = {"level": "2", "when": "hoy", "note": "Faltan cañerías"}
HAPPENED = {"day": "2026-11-10", "note": "Salió"}


def waiting(name: str, by: str, typed: Typed, file: str = "", *, where: tuple[Any, ...] = ()) -> Callable[[], Form]:
    """A step about a promise whose term waits for a licence, or about its milestone."""

    def begin() -> Form:
        scene = Scene()
        licence = {"trigger": Trigger.EVENT, "trigger_text": "la licencia"}
        promised = promise(scene, Deadline(DeadlineKind.WORKING_DAYS, term=10, **licence))
        Milestone.objects.create(commitment=promised, number=1, text="Plan", due=PartialDate.year(2027))
        attached = {file: files.photo} if file else {}
        return Form(reverse(name, args=[promised.code, *where]), getattr(scene, by), dict(typed), attached)

    return begin


def in_a_period(name: str, by: str, file: str = "") -> Callable[[], Form]:
    """A voice about one quarter."""

    def begin() -> Form:
        scene = Scene()
        promised = promise(scene, every("trimestral"))
        where = [promised.code, promised.occurrences.order_by("due_on")[0].period]
        return Form(reverse(name, args=where), getattr(scene, by), dict(SAID), {file: files.photo} if file else {})

    return begin


HAPPENINGS: dict[str, Callable[[], Form]] = {
    "day zero": waiting("commitment_date_trigger", "delegate", HAPPENED, "evidence"),
    "milestone": waiting("milestone_new", "delegate", {"text": "Obra licitada", "due_year": "2027"}),
    "milestone reached": waiting("milestone_reach", "delegate", HAPPENED, "evidence", where=(1,)),
    "claim of a period": in_a_period("period_claim", "delegate", "evidence"),
    "verdict of a period": in_a_period("period_verdict", "representative"),
    "verification of a period": in_a_period("period_verify", "verifier", "evidence"),
}
