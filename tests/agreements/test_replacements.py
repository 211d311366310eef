"""Debts that carry others on: N to M, with the earliest first deadline."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import Duty, NoticeKind, State, Step
from agreements.models import Commitment, Notice, Transition
from conflicts.choices import Grade
from mesas.models import Document
from tests import factories
from tests.agreements.closing import another, close, consents, new_paper, objection, refused, replace
from tests.agreements.scene import NOON, Scene, day
from tests.agreements.speaking import verification

pytestmark = pytest.mark.django_db


def fresh(row):
    return Commitment.objects.get(pk=row.pk)


def carried(*rows):
    return [str(fresh(row).carried_first_due.iso) for row in rows]


@pytest.fixture
def scene():
    return Scene(code="ESP-1", due_on=datetime.date(2026, 6, 30))


def test_several_are_replaced_by_several_in_one_act(scene):
    old = another(scene, code="ESP-2", due_on=datetime.date(2026, 3, 31))
    new = [another(scene, code="ESP-3"), another(scene, code="ESP-4")]

    rows = replace(scene, *new, also=[old], reason="Se juntan y se reparten de nuevo.")

    assert [row.commitment for row in rows] == [scene.commitment, old]
    [paper] = Document.objects.all()
    for row in rows:
        assert (row.step, row.to_state, row.reason) == (
            Step.CLOSED, State.REPLACED, "Se juntan y se reparten de nuevo.",
        )  # fmt: skip
        assert (set(row.successors.all()), list(row.documents.all())) == (set(new), [paper])
        assert set(row.consenting.all()) == {scene.company, scene.community}
    assert {fresh(row).state for row in (scene.commitment, old)} == {State.REPLACED}
    assert {fresh(row).state for row in new} == {State.PENDING}
    assert carried(*new) == ["2026-03-31", "2026-03-31"]
    assert Notice.objects.filter(kind=NoticeKind.CLOSED).values("commitment").distinct().count() == 2


def test_all_that_owe_and_receive_each_of_the_old_must_agree(scene):
    old = another(scene)
    factories.CommitmentPartyFactory(commitment=old, party=scene.town, duty=Duty.BENEFICIARY)
    new = another(scene)

    assert refused(replace, scene, new, also=[old]) == (
        "consent", "Falta el documento con que está de acuerdo: Municipalidad.",
    )  # fmt: skip
    assert refused(replace, scene, new, consents=consents(scene.community))[1].endswith("Minera.")
    assert refused(replace, scene, new, consents=consents(scene.company))[1].endswith("Anta.")
    rows = replace(scene, new, also=[old], consents=consents(scene.company, scene.community, scene.town))

    assert [row.consenting.count() for row in rows] == [2, 3]


def test_only_the_coordinator_replaces(scene):
    new = another(scene)

    for who, user in scene.people().items():
        if who != "coordinator":
            with pytest.raises(PermissionDenied):
                replace(scene, new, by=user)
    assert scene.fresh().state == State.PENDING


def test_what_carries_a_debt_on_is_open_apart_and_of_the_same_conflict(scene):
    closed, elsewhere = another(scene, code="ESP-2", state=State.WITHDRAWN), another(Scene())
    same = ("successors", "Solo un compromiso del mismo conflicto reemplaza a otro. Revise los que eligió.")

    assert refused(replace, scene) == ("successors", "Indique qué compromisos lo reemplazan.")
    assert refused(replace, scene, closed) == (
        "closed",
        "ESP-2 no está abierto: Retirado de común acuerdo. Solo se cierra lo que sigue abierto.",
    )
    assert refused(replace, scene, another(scene), also=[closed])[0] == "closed"
    assert refused(replace, scene, elsewhere) == same
    assert refused(replace, scene, scene.commitment) == (
        "successors", "Un compromiso no puede reemplazarse a sí mismo. Quítelo de una de las dos listas.",
    )  # fmt: skip


def test_a_predecessor_of_another_conflict_is_not_its_coordinators_to_close(scene):
    other = Scene()

    with pytest.raises(PermissionDenied):
        replace(scene, another(scene), also=[other.commitment])


def test_the_coordinator_sees_what_is_internal_and_carries_it_on(scene):
    new = another(scene, grade=Grade.INTERNAL)

    replace(scene, new)

    assert carried(new) == ["2026-06-30"]


def test_the_first_promise_is_carried_through_every_replacement(scene):
    second, third, fourth = another(scene), another(scene), another(scene)

    replace(scene, second)
    scene.commitment, first = second, scene.commitment
    replace(scene, third, fourth, also=[another(scene, due_on=None)])

    assert carried(first, second, third, fourth) == ["", "2026-06-30", "2026-06-30", "2026-06-30"]


def test_a_cycle_through_earlier_replacements_is_refused(scene):
    """Only a lifted row could open it again; were one open all the same, its debt would not go round."""
    second, third = another(scene), another(scene)
    replace(scene, second)
    first, scene.commitment = scene.commitment, second
    replace(scene, third)
    Commitment.objects.filter(pk=first.pk).update(state=State.PENDING)
    scene.commitment = third

    assert refused(replace, scene, first) == (
        "successors", "Los que eligió ya se reemplazan unos a otros: la deuda daría vueltas.",
    )  # fmt: skip


def test_once_lifted_the_other_way_round_is_no_cycle(scene):
    second = another(scene)
    replace(scene, second)
    objection(scene, at=NOON + datetime.timedelta(days=1))
    first, scene.commitment = scene.commitment, second

    replace(scene, first, at=NOON + datetime.timedelta(days=2))

    assert (fresh(second).state, carried(first, second)) == (State.REPLACED, ["2026-11-30", ""])


def test_what_is_lifted_is_no_longer_carried_on_nor_by_what_came_after(scene):
    old = another(scene, due_on=datetime.date(2026, 3, 31))
    second, third = another(scene), another(scene)
    replace(scene, second, also=[old])
    first, scene.commitment = scene.commitment, second
    replace(scene, third)
    assert carried(second, third) == ["2026-03-31", "2026-03-31"]

    scene.commitment = old
    objection(scene)

    assert (fresh(old).state, fresh(first).state, carried(second, third)) == (
        State.PENDING, State.REPLACED, ["2026-06-30", "2026-06-30"],
    )  # fmt: skip


def test_on_time_goes_by_the_earliest_promise_and_is_judged_anew_when_it_is_lifted(scene):
    new = another(scene)
    replace(scene, new)
    first, scene.commitment = scene.commitment, new
    verification(scene)  # seen on 16 November: late for 30 June, in time for 30 November
    assert (fresh(new).state, fresh(new).done_in_time) == (State.FULFILLED, False)

    scene.commitment = first
    objection(scene)

    assert (fresh(new).state, fresh(new).done_in_time, carried(new)) == (State.FULFILLED, True, [""])


def test_sent_twice_it_is_one_replacement(scene):
    new, other = another(scene), another(scene)

    first = replace(scene, new, version=1)

    assert replace(scene, new, version=1) == first
    assert refused(replace, scene, other, version=1)[0] == "stale"
    assert Transition.objects.count() == 1


def test_a_debt_of_two_communities_needs_both_and_one_objects_for_itself(scene):
    other = another(scene)
    new = another(scene)
    replace(scene, new, also=[other])

    objection(scene)

    assert (scene.fresh().state, fresh(other).state) == (State.PENDING, State.REPLACED)
    assert list(Transition.objects.filter(lifted_by=None, step=Step.CLOSED)) == list(other.transitions.all())
    paper = new_paper(dated="2026-11-20")
    close(scene, consents=consents(scene.company, scene.community, paper=paper))


def test_a_month_is_carried_as_it_is_known(scene):
    old = another(scene)
    Commitment.objects.filter(pk=old.pk).update(first_due_on=datetime.date(2026, 5, 31), first_due_precision="month")
    new = another(scene)

    replace(scene, new, also=[old])

    assert fresh(new).carried_first_due == day("2026-05")
