"""Real connections, at the same moment: one wins, or both stand, and the rows tell which."""

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import State, Step
from agreements.models import Commitment, Transition
from conflicts.choices import Role
from mesas.models import Document
from tests.agreements.closing import another, close, objection, replace, settlement
from tests.agreements.scene import Scene
from tests.agreements.speaking import claim, verdict
from tests.agreements.test_voices_at_once import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def told(call):
    """What came of it: the state, or the code of the refusal."""

    def run():
        try:
            return call().to_state
        except ValidationError as refusal:
            return refusal.error_list[0].code

    return run


def test_of_two_closings_one_ends_the_debt_and_the_other_is_told():
    scene = Scene()
    other = scene.member(Role.COORDINATOR)

    found = at_once(
        told(lambda: close(scene, State.WITHDRAWN, version=1)),
        told(lambda: close(scene, State.CLOSED_PARTIAL, by=other, version=1)),
    )

    state = scene.fresh().state
    assert sorted(found) == sorted([state, "stale"])
    assert state in (State.WITHDRAWN, State.CLOSED_PARTIAL)
    assert scene.timeline() == [(Step.CLOSED, State.PENDING, state)]
    assert Document.objects.count() == 1


def test_the_same_closing_sent_by_four_hands_is_one():
    scene = Scene()

    rows = at_once(*[lambda: close(scene, version=1)] * 4)

    assert {row.pk for row in rows} == {Transition.objects.get().pk}
    assert Document.objects.count() == 1


def test_of_two_objections_one_lifts_the_closing():
    scene = Scene()
    neighbour = scene.member(Role.REPRESENTATIVE, scene.community)
    close(scene)

    found = at_once(told(lambda: objection(scene, version=2)), told(lambda: objection(scene, by=neighbour, version=2)))

    assert sorted(found) == [State.PENDING, "stale"]
    assert scene.timeline()[1:] == [(Step.OBJECTED, State.WITHDRAWN, State.PENDING)]


def test_a_closing_and_a_claim_leave_one_order_of_rows():
    scene = Scene()

    found = at_once(told(lambda: close(scene, version=1)), told_claim(scene))

    assert found in (
        [State.WITHDRAWN, "closed"],
        ["stale", None],
    )
    assert scene.fresh().state == (State.CLAIMED if found[0] == "stale" else State.WITHDRAWN)


def told_claim(scene):
    def run():
        try:
            claim(scene)
        except ValidationError as refusal:
            return refusal.error_list[0].code
        return None

    return run


def test_two_that_would_replace_each_other_do_not_both():
    scene = Scene()
    second = another(scene)
    there = Scene.__new__(Scene)
    there.__dict__ = {**scene.__dict__, "commitment": second}

    found = at_once(told(lambda: replace(scene, second)[0]), told(lambda: replace(there, scene.commitment)[0]))

    assert sorted(found) == sorted(["closed", State.REPLACED])
    states = sorted(Commitment.objects.values_list("state", flat=True))
    assert states == sorted([State.PENDING, State.REPLACED])


def test_of_a_closing_and_a_settlement_one_comes_first():
    scene = Scene()
    claim(scene)
    verdict(scene)

    found = at_once(told(lambda: close(scene, version=3)), told(lambda: settlement(scene, version=3)))

    assert "stale" in found
    assert scene.fresh().state in found
