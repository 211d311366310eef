"""Real connections, at the same moment."""

import threading
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from agreements.choices import State
from agreements.models import Assessment, Notice, Transition
from agreements.services.assessments import record_claim, record_verdict
from tests.agreements.scene import NOON, Scene, day, shown

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Runs each in a thread with a connection of its own, all starting together."""
    start = threading.Barrier(len(calls))

    def run(call):
        try:
            start.wait(timeout=10)
            return call()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, call) for call in calls]]


def test_a_claim_and_a_verdict_at_the_same_moment_both_stand():
    scene = Scene()

    at_once(
        lambda: record_claim(
            scene.commitment, party=scene.company, by=scene.delegate, level=3, observed=day("2026-11-10"),
            evidence=[shown(b"obra")], at=NOON,
        ),
        lambda: record_verdict(
            scene.commitment, party=scene.community, by=scene.representative, level=2, observed=day("2026-11-15"),
            at=NOON,
        ),
    )  # fmt: skip

    commitment = scene.fresh()
    assert sorted(Assessment.objects.values_list("kind", "level")) == [("declaracion", 3), ("veredicto", 2)]
    assert (commitment.state, commitment.version) == (State.DISPUTED, 3)
    # Whichever came first, each row starts from the state that the one before left.
    states = [(row.from_state, row.to_state) for row in Transition.objects.order_by("pk")]
    assert states[0][0] == State.PENDING
    assert states[0][1] == states[1][0]
    assert states[1][1] == State.DISPUTED


def test_one_answer_sent_by_four_hands_at_once_is_one_answer():
    scene, key = Scene(), uuid.uuid4()

    def send():
        return record_verdict(
            scene.commitment, party=scene.community, by=scene.representative, level=0, observed=day("2026-11-15"),
            client_id=key, evidence=[shown(b"foto")], at=NOON,
        )  # fmt: skip

    rows = at_once(send, send, send, send)

    assert {row.pk for row in rows} == {Assessment.objects.get().pk}
    assert Transition.objects.count() == 1
    assert Notice.objects.filter(user=scene.delegate).count() == 1
