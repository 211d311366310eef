"""Evidence on its own: that work began, and what is added beside what is said."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.choices import Duty, Kind, Record, State
from agreements.models import Evidence, Transition
from agreements.services.evidence import attach_evidence, begin_work
from conflicts.choices import Role
from tests.agreements.scene import NOON, TODAY, Scene, day, shown

pytestmark = pytest.mark.django_db

IN_PLACE = {"taken": day("2026-11-09"), "place": "Quebrada Honda"}


def test_evidence_that_work_began_puts_the_commitment_in_progress():
    scene = Scene(kind=Kind.WORKS, record=Record.SOURCES)

    [evidence] = begin_work(scene.commitment, by=scene.delegate, evidence=[shown(**IN_PLACE)], at=NOON)

    assert (evidence.shows_work_began, evidence.place, evidence.taken) == (True, "Quebrada Honda", day("2026-11-09"))
    commitment = scene.fresh()
    assert (commitment.state, commitment.record, commitment.last_moved_on) == (
        State.IN_PROGRESS,
        Record.MEMBERS,
        TODAY,
    )
    transition = Transition.objects.get()
    assert (transition.step, transition.evidence) == ("inicio", evidence)


@pytest.mark.parametrize("who", ["delegate", "registrar", "verifier"])
def test_obligor_registrar_and_verifier_may_show_that_work_began(who):
    scene = Scene()

    assert len(begin_work(scene.commitment, by=getattr(scene, who), evidence=[shown()], at=NOON)) == 1


@pytest.mark.parametrize("who", ["coordinator", "representative", "observer", "admin", "stranger"])
def test_nobody_else_may(who):
    scene = Scene()

    with pytest.raises(PermissionDenied):
        begin_work(scene.commitment, by=getattr(scene, who), evidence=[shown()], at=NOON)

    assert Evidence.objects.count() == 0


@pytest.mark.parametrize(
    ("evidence", "code"),
    [
        ([], "evidence"),
        ([shown(place="Quebrada Honda")], "taken"),
        ([shown(taken=day("2026-11-09"))], "place"),
        ([shown(taken=day("2026-11-09"), place="  ")], "place"),
        ([shown(**IN_PLACE), shown(b"otra", place="Quebrada Honda")], "taken"),
        ([shown(taken=day("2026-11-21"), place="Quebrada Honda")], "taken"),
    ],
    ids=["none", "no day", "no place", "blank place", "one of two", "tomorrow"],
)
def test_works_begin_on_a_day_at_a_place(evidence, code):
    scene = Scene(kind=Kind.WORKS)

    with pytest.raises(ValidationError) as refusal:
        begin_work(scene.commitment, by=scene.delegate, evidence=evidence, at=NOON)

    assert (refusal.value.code, Evidence.objects.count()) == (code, 0)


def test_what_is_no_works_begins_with_any_file():
    scene = Scene(kind=Kind.STUDY)

    begin_work(scene.commitment, by=scene.delegate, evidence=[shown()], at=NOON)

    assert scene.fresh().state == State.IN_PROGRESS


@pytest.mark.parametrize("who", ["coordinator", "registrar", "delegate", "representative", "verifier"])
def test_who_takes_part_adds_evidence_without_saying_how_much_was_done(who):
    scene = Scene()

    attach_evidence(scene.commitment, by=getattr(scene, who), evidence=[shown(caption="El canal")], at=NOON)

    assert scene.fresh().state == State.PENDING
    assert scene.timeline() == [("evidencia", State.PENDING, State.PENDING)]


@pytest.mark.parametrize("who", ["observer", "admin", "stranger"])
def test_who_only_looks_on_adds_nothing(who):
    scene = Scene()

    with pytest.raises(PermissionDenied):
        attach_evidence(scene.commitment, by=getattr(scene, who), evidence=[shown()], at=NOON)


@pytest.mark.parametrize("service", [begin_work, attach_evidence])
def test_the_same_files_again_add_nothing(service):
    scene = Scene()
    sent = [shown(b"una"), shown(b"otra"), shown(b"una")]

    first = service(scene.commitment, by=scene.delegate, evidence=sent, at=NOON)
    again = service(scene.commitment, by=scene.delegate, evidence=sent, at=NOON + timedelta(minutes=5))

    assert [row.pk for row in again] == [row.pk for row in first]
    assert (Evidence.objects.count(), Transition.objects.count()) == (2, 1)


def test_the_same_photo_from_somebody_else_is_another_evidence():
    scene = Scene()

    for user in (scene.delegate, scene.representative):
        attach_evidence(scene.commitment, by=user, evidence=[shown()], at=NOON)

    assert Evidence.objects.count() == 2


def test_evidence_can_be_added_to_what_is_closed_and_reopens_nothing():
    scene = Scene(state=State.CLOSED_UNMET)

    attach_evidence(scene.commitment, by=scene.representative, evidence=[shown()], at=NOON)

    assert scene.fresh().state == State.CLOSED_UNMET


@pytest.mark.parametrize(
    ("who", "supplier", "may"),
    [
        ("representative", "community", True),
        ("representative", "company", False),
        ("delegate", "community", False),
        ("registrar", "company", True),
        ("registrar", "community", True),
        ("verifier", "company", True),
        ("verifier", "church", True),
        ("registrar", "town", False),
    ],
)
def test_only_staff_and_verifiers_say_from_whom_they_received_a_file(who, supplier, may):
    scene = Scene()
    evidence = [shown(supplied_by=getattr(scene, supplier))]

    if may:
        [row] = attach_evidence(scene.commitment, by=getattr(scene, who), evidence=evidence, at=NOON)
        assert row.supplied_by == getattr(scene, supplier)
    else:
        with pytest.raises(PermissionDenied):
            attach_evidence(scene.commitment, by=getattr(scene, who), evidence=evidence, at=NOON)


def test_who_speaks_for_one_party_supplies_in_its_name_and_staff_in_nobodys():
    scene = Scene()
    scene.duty(scene.town, Duty.CO_OBLIGOR)
    scene.member(Role.DELEGATE, scene.town, user=scene.delegate)

    suppliers = {}
    for who in ("representative", "registrar", "delegate"):
        [row] = attach_evidence(scene.commitment, by=getattr(scene, who), evidence=[shown()], at=NOON)
        suppliers[who] = row.supplied_by

    assert suppliers == {"representative": scene.community, "registrar": None, "delegate": None}
