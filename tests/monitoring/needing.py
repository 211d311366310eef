"""What needs people: a scene in which nothing does, ways in which something comes to, and what their pages tell."""

import datetime

from django.utils import timezone

from agreements.choices import RescheduleReason, State, Step
from agreements.models import Milestone, Occurrence, Reschedule, RescheduleAnswer, Transition
from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind
from monitoring.showing.alerts.page import Desk
from monitoring.showing.alerts.who import who_is
from tests import factories
from tests.agreements.scene import Scene

TODAY = timezone.localdate()
NOW = timezone.now()
DAY = datetime.timedelta(days=1)
FAR = TODAY + 300 * DAY
EVERYBODY = ("coordinator", "registrar", "delegate", "representative", "verifier", "observer", "admin", "stranger")
STAFF = {"coordinator", "registrar"}


def a_scene():
    """A company owes a community something that is due long from now; somebody asks for it without end."""
    scene = Scene(due_on=FAR)
    factories.MandateFactory(mesa=scene.mesa, starts=PartialDate.year(2020), end_kind=EndKind.NONE)
    return scene


def groups(client, user, question=""):
    client.force_login(user)
    return client.get(f"/alertas/{question}").context["found"].groups


def keys(client, user):
    return [group.key for group in groups(client, user)]


def who_sees(scene, cause):
    """Who has something to do for that cause, as the page of each counts it."""
    found = {name: who_is(getattr(scene, name), TODAY) for name in EVERYBODY}
    return {name for name, who in found.items() if not who.is_nobody and Desk(who).count(cause)}


def change(scene, **fields):
    for name, value in fields.items():
        setattr(scene.commitment, name, value)
    scene.commitment.save()


def due(scene, days):
    change(scene, due=PartialDate.on(TODAY + days * DAY))


def client_of(client, user):
    client.force_login(user)
    return client.get("/alertas/")


def claim(scene, days=0):
    change(scene, state=State.CLAIMED, claim_level=3, claimed_on=TODAY - days * DAY)
    factories.AssessmentFactory(
        commitment=scene.commitment, party=scene.company, recorded_by=scene.delegate, recorded_at=NOW - days * DAY
    )


def old_claim(scene):
    claim(scene, 31)


def asked_date(scene):
    return Reschedule.objects.create(
        commitment=scene.commitment, asked_by_party=scene.company, asked_by=scene.delegate, asked_at=NOW,
        old_due=scene.commitment.due, new_due=PartialDate.on(FAR + DAY), reason=RescheduleReason.MORE_TIME,
    )  # fmt: skip


def asked_to_verify(scene):
    step(scene, Step.ASKED_TO_VERIFY)


def step(scene, what, **more):
    Transition.objects.create(
        commitment=scene.commitment, step=what, from_state="pendiente", to_state="pendiente", at=NOW, **more
    )


def breach(scene):
    return factories.AssessmentFactory(
        commitment=scene.commitment, party=scene.church, kind="verificacion", level=0, is_breach=True,
        is_independent=True, recorded_by=scene.verifier, observed=PartialDate.on(TODAY),
    )  # fmt: skip


def late_breach(scene):
    due(scene, -30)
    return breach(scene)


def period(scene):
    Occurrence.objects.create(commitment=scene.commitment, period="2026-01", due_on=TODAY - DAY)


def milestone(scene):
    Milestone.objects.create(commitment=scene.commitment, number=1, text="Zanja", due=PartialDate.on(TODAY - DAY))


def ended(scene, days):
    scene.mesa.mandates.update(end_kind=EndKind.STATED, ends_on=TODAY + days * DAY, ends_precision="day")


def undated(scene):
    change(scene, due=PartialDate.unknown(), first_due=PartialDate.unknown(), deadline_kind="sin-plazo")


def session(scene, days, mark=None):
    held = factories.SessionFactory(mesa=scene.mesa, day=PartialDate.on(TODAY - days * DAY))
    if mark:
        factories.DocumentFactory(mesa=scene.mesa, mark=mark).sessions.add(held)


def answered(scene, asked, *, accepts):
    RescheduleAnswer.objects.create(
        reschedule=asked, party=scene.community, accepts=accepts, recorded_by=scene.representative, recorded_at=NOW
    )
