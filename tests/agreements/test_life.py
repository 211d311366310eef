"""Many people, in any order that chance draws: the invariants of a commitment's life after every step.

`MESAS_LIFE_STEPS` says how many steps to try; see CONTRIBUTING. A story that breaks something is printed step by step.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.agreements.life.endings import Life
from tests.agreements.life.story import Story
from tests.agreements.life.world import World

pytestmark = pytest.mark.django_db

STEPS = int(os.environ.get("MESAS_LIFE_STEPS", "200"))
STORY = 50  # steps of one story, at most
#: After so many, a run that never came here has looked at too little.
ENOUGH = 5000
EVERYWHERE = {
    "days", "leave", "come", "succeed", "claim", "answer", "verify", "breach", "reply", "demand", "ask", "begin",
    "attach", "close cerrado-parcial", "close retirado", "close cerrado-sin-cumplimiento", "replace", "object",
    "reopen", "settle", "ask date", "answer date", "correct", "correct ends", "narrow",
}  # fmt: skip


def test_nothing_that_people_do_breaks_what_was_promised():
    Story.world, Story.steps = World(), 0
    told = settings(
        max_examples=max(1, STEPS // STORY), stateful_step_count=STORY,
        phases=[Phase.generate], report_multiple_bugs=False, suppress_health_check=list(HealthCheck),
    )  # fmt: skip

    while Story.steps < STEPS:
        run_state_machine_as_test(Life, settings=told)

    assert Story.steps >= STEPS
    if Story.steps >= ENOUGH:
        assert sorted(EVERYWHERE - Story.done.keys()) == []
