"""Either side may ask that somebody who is no part of it goes and looks: one request at a time."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import DeadlineKind, Record, State, Step
from agreements.models import Commitment, Notice
from agreements.services.reasons import reasons_for
from agreements.services.verifying import ask_to_verify
from conflicts.choices import Grade, Role, Sector
from tests import factories
from tests.agreements.moving import refused
from tests.agreements.scene import NOON, TODAY, Scene, shown
from tests.agreements.speaking import verification

pytestmark = pytest.mark.django_db

HOUR = datetime.timedelta(hours=1)


def look(scene, by="representative", **more):
    return ask_to_verify(scene.commitment, by=getattr(scene, by), **{"at": NOON, **more})


def told():
    return {notice.user for notice in Notice.objects.filter(kind="por-verificar")}


def test_asked_for_it_is_told_to_who_verifies_and_changes_nothing_of_the_promise():
    scene = Scene(record=Record.SOURCES)

    step = look(scene, note=" La bomba de agua ")

    assert (step.step, step.party, step.by, step.reason) == (
        Step.ASKED_TO_VERIFY, scene.community, scene.representative, "La bomba de agua",
    )  # fmt: skip
    assert scene.timeline() == [("pedido", "pendiente", "pendiente")]
    commitment = scene.fresh()
    assert (commitment.record, commitment.last_moved_on, commitment.version) == (Record.SOURCES, None, 2)
    assert told() == {scene.verifier, scene.coordinator}


def test_it_is_told_to_nobody_who_is_not_apart_from_both_ends():
    scene = Scene()
    scene.member(Role.VERIFIER, factories.PartyFactory(sector=Sector.COMPANY))  # of the side of who owes
    scene.member(Role.VERIFIER, factories.PartyFactory(sector=Sector.CIVIL_SOCIETY, parent=scene.community))
    other = scene.member(Role.VERIFIER, factories.PartyFactory(sector=Sector.CIVIL_SOCIETY))

    look(scene)

    assert told() == {scene.verifier, scene.coordinator, other}


def test_staff_asks_in_nobodys_name():
    assert look(Scene(), "registrar").party is None


@pytest.mark.parametrize("who", ["delegate", "representative", "coordinator", "registrar"])
def test_both_sides_and_staff_may_ask(who):
    assert look(Scene(), who).pk


@pytest.mark.parametrize("who", ["verifier", "observer", "admin", "stranger"])
def test_nobody_else_may(who):
    scene = Scene()

    with pytest.raises(PermissionDenied, match="Pide una verificación quien debe, quien recibe o quien lleva"):
        look(scene, who)
    assert scene.timeline() == []


ASKED = (
    "asked", "Ya está pedido desde el 20 de noviembre de 2026. Cuando alguien verifique, se podrá pedir otra vez.",
)  # fmt: skip


def test_one_request_stands_until_somebody_independent_found_something():
    scene = Scene()
    neighbour = factories.PartyFactory(sector=Sector.COMPANY)
    same_side = scene.member(Role.VERIFIER, neighbour)
    look(scene)

    assert refused(look, scene, "delegate") == ASKED
    verification(scene, level=None, at=NOON + HOUR, evidence=[shown(b"1")])
    assert refused(look, scene) == ASKED
    verification(scene, party=neighbour, by=same_side, level=2, at=NOON + HOUR, evidence=[shown(b"2")])
    assert refused(look, scene) == ASKED
    verification(scene, level=2, at=NOON + 2 * HOUR, evidence=[shown(b"3")])
    assert look(scene, at=NOON + 3 * HOUR).step == Step.ASKED_TO_VERIFY


@pytest.mark.parametrize(
    ("columns", "code"),
    [({"state": State.CLOSED_PARTIAL}, "closed"), ({"deadline_kind": DeadlineKind.RECURRING}, "recurring")],
)
def test_what_takes_no_word_is_not_looked_at(columns, code):
    scene = Scene()
    Commitment.objects.filter(pk=scene.commitment.pk).update(**columns)

    assert refused(look, scene)[0] == code


def test_what_is_internal_is_not_told_to_who_verifies():
    scene = Scene(grade=Grade.INTERNAL)

    look(scene, "registrar")

    assert told() == {scene.coordinator}


def test_who_verifies_is_told_why_she_was_told():
    scene = Scene()
    look(scene)
    notice = Notice.objects.select_related("commitment", "mesa__conflict").get(user=scene.verifier)

    assert reasons_for(scene.verifier, [notice], TODAY) == {
        notice.pk: f"Se lo contamos porque usted verifica en el conflicto «{scene.conflict.name}»."
    }
