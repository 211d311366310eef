"""Steps on the way: who sets them, who shows that they were reached, and when one is late."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.choices import OPEN_STATES, Alert, DeadlineKind, Record, State, Step
from agreements.lateness import is_milestone_late
from agreements.models import Commitment, Evidence, Milestone
from agreements.services.milestones import MOST, reach_milestone, set_milestone
from tests.agreements.scene import NOON, TODAY, Scene, day, shown

pytestmark = pytest.mark.django_db

PLAN = "Expediente técnico aprobado"


def set_one(scene, **more):
    return set_milestone(
        scene.fresh(), **{"by": scene.delegate, "text": PLAN, "due": day("2026-12"), "at": NOON, **more}
    )


def reach(scene, milestone, **more):
    told = {"by": scene.delegate, "day": datetime.date(2026, 11, 18), "evidence": [shown()], "at": NOON}
    return reach_milestone(milestone, **{**told, **more})


def refused(call, *args, **more):
    before = Milestone.objects.count(), Evidence.objects.count()
    with pytest.raises(ValidationError) as refusal:
        call(*args, **more)
    assert (Milestone.objects.count(), Evidence.objects.count()) == before
    return refusal.value.error_list[0].code


@pytest.mark.parametrize("who", ["delegate", "registrar", "coordinator"])
def test_who_owes_or_keeps_the_record_sets_a_step_with_its_day(who):
    scene = Scene()
    set_one(scene, by=getattr(scene, who), text="  Expediente   técnico aprobado ")
    set_one(scene, text="Obra licitada", due=day("2027-03-15"))

    assert list(Milestone.objects.values_list("number", "text", "due_on")) == [
        (1, PLAN, datetime.date(2026, 12, 31)),
        (2, "Obra licitada", datetime.date(2027, 3, 15)),
    ]
    first = scene.commitment.transitions.first()
    assert (first.step, first.milestone.number, first.new_value) == (
        Step.MILESTONE_SET, 1, "Expediente técnico aprobado (diciembre de 2026)",
    )  # fmt: skip
    assert scene.fresh().state == State.PENDING


@pytest.mark.parametrize("who", ["representative", "verifier", "observer", "admin", "stranger"])
def test_nobody_else_sets_one(who):
    scene = Scene()
    with pytest.raises(PermissionDenied):
        set_one(scene, by=getattr(scene, who))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"text": "  "}, "text"),
        ({"text": "x" * 201}, "text"),
        ({"due": day("")}, "due"),
        ({"version": 99}, "stale"),
    ],
)
def test_a_step_says_what_and_when(more, code):
    assert refused(set_one, Scene(), **more) == code


def test_the_same_step_is_not_set_twice_and_a_plan_of_too_many_is_a_document():
    scene = Scene()
    set_one(scene)
    assert refused(set_one, scene) == "twin"

    Milestone.objects.bulk_create(
        Milestone(commitment=scene.commitment, number=number, text=f"Paso {number}") for number in range(2, MOST + 1)
    )
    assert refused(set_one, scene, text="Uno más") == "text"


@pytest.mark.parametrize(
    ("change", "code"),
    [({"state": State.FULFILLED}, "closed"), ({"state": State.WITHDRAWN}, "closed"),
     ({"deadline_kind": DeadlineKind.RECURRING, "first_due_on": None, "first_due_precision": "unknown"}, "recurring")],
)  # fmt: skip
def test_only_an_open_debt_with_a_way_to_go_has_steps(change, code):
    scene = Scene()
    milestone = set_one(scene)
    Commitment.objects.update(**change)

    assert refused(set_one, scene, text="Otro") == code
    assert refused(reach, scene, milestone) == code


@pytest.mark.parametrize("who", ["delegate", "registrar", "coordinator", "verifier"])
def test_a_step_is_reached_on_a_day_with_something_that_shows_it(who):
    scene = Scene()
    milestone = set_one(scene)

    reach(scene, milestone, by=getattr(scene, who), note=" Resolución 12 ")

    milestone.refresh_from_db()
    last = scene.commitment.transitions.last()
    assert milestone.reached == day("2026-11-18")
    assert (last.step, last.milestone, last.day.iso, last.new_value, last.reason) == (
        Step.MILESTONE_REACHED, milestone, "2026-11-18", PLAN, "Resolución 12",
    )  # fmt: skip
    assert list(milestone.evidence.values_list("commitment", flat=True)) == [scene.commitment.pk]
    assert scene.fresh().state == State.PENDING  # it says nothing of the whole


@pytest.mark.parametrize("who", ["representative", "observer", "admin", "stranger"])
def test_nobody_else_shows_it(who):
    scene = Scene()
    milestone = set_one(scene)
    with pytest.raises(PermissionDenied):
        reach(scene, milestone, by=getattr(scene, who))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("more", "code"), [({"evidence": []}, "evidence"), ({"day": TODAY + datetime.timedelta(days=1)}, "day")]
)
def test_it_is_reached_on_a_day_that_has_come_and_never_without_a_file(more, code):
    scene = Scene()
    assert refused(reach, scene, set_one(scene), **more) == code


def test_it_is_reached_once():
    scene = Scene()
    milestone = set_one(scene)
    reach(scene, milestone)
    assert refused(reach, scene, milestone, day=datetime.date(2026, 11, 19)) == "reached"


# Late


CASES = [
    (due, reached, state, record)
    for due in ("2026-11-19", "2026-11-20", "2026-11", "")
    for reached in ("", "2026-11-20")
    for state in (*OPEN_STATES, State.FULFILLED, State.WITHDRAWN)
    for record in Record
]


def test_a_late_step_is_an_alert_the_same_in_python_and_in_sql():
    expected = set()
    for due, reached, state, record in CASES:
        scene = Scene(state=state, record=record)
        Milestone.objects.create(commitment=scene.commitment, number=1, text=PLAN, due=day(due), reached=day(reached))
        is_late = is_milestone_late(
            due_on=day(due).last, is_reached=bool(reached), is_open=state in OPEN_STATES, on=TODAY
        )
        if is_late and record == Record.MEMBERS:
            expected.add(scene.commitment.pk)

    assert set(Commitment.objects.alerting([Alert.LATE_MILESTONE], TODAY).values_list("pk", flat=True)) == expected
    assert len(expected) == len(OPEN_STATES)  # due on the 19th, not reached


def test_the_list_is_asked_for_late_milestones(client):
    late = Scene(title="Con un hito vencido")
    Scene(title="Sin hitos")
    Milestone.objects.create(commitment=late.commitment, number=1, text=PLAN, due=day("2020-01-01"))

    page = client.get("/compromisos/?alerta=hito-vencido")
    assert [row.commitment.title for row in page.context["rows"]] == ["Con un hito vencido"]
