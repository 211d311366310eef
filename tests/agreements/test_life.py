"""Many people, in any order that chance draws: the invariants of a commitment's life after every step.

`MESAS_LIFE_STEPS` says how many steps to try; see CONTRIBUTING. A story that breaks something is printed step by step.
"""

import os

import pytest
from hypothesis import HealthCheck, Phase
from hypothesis import settings as hypothesis_settings
from hypothesis.internal.conjecture.engine import ConjectureRunner
from hypothesis.stateful import run_state_machine_as_test

from tests.agreements.life.beginnings import Life
from tests.agreements.life.story import Story
from tests.agreements.life.world import World

pytestmark = pytest.mark.django_db

STEPS = int(os.environ.get("MESAS_LIFE_STEPS", "200"))
STORY = 50  # steps of one story, at most
#: After so many, a run that never came here has looked at too little.
ENOUGH = 10_000
DONE = {
    "days", "leave", "come", "return", "succeed", "claim", "answer", "verify", "breach", "reply", "demand", "ask",
    "begin", "attach", "close cerrado-parcial", "close retirado", "close cerrado-sin-cumplimiento", "replace", "object",
    "reopen", "settle", "ask date", "suspend", "answer date", "day zero", "milestone", "reach", "redact", "correct",
    "correct ends", "narrow", "all sign", "all say anew",
}  # fmt: skip
#: Steps that were refused, with the code of the refusal; "who": she may not.
REFUSED = {
    "answer date: who", "answer: closed", "answer: who", "ask date: ended", "ask date: new_due", "ask date: who",
    "ask: who", "attach: who", "begin: who", "breach: closed", "breach: level", "breach: too_early", "breach: who",
    "claim: closed", "claim: evidence", "claim: who", "close cerrado-parcial: consent",
    "close cerrado-sin-cumplimiento: who", "close reemplazado: successors", "close retirado: closed",
    "close retirado: consent", "close retirado: who", "correct ends: who", "correct: who", "day zero: not_waiting",
    "day zero: who", "demand: closed", "demand: consent", "demand: who", "milestone: closed", "milestone: who",
    "narrow: unchanged", "narrow: who", "object: too_late", "reach: reached", "reach: who", "redact: reason",
    "redact: redacted", "redact: who", "reopen: too_early", "replace: closed", "replace: consent",
    "replace: successors", "replace: who", "reply: who", "suspend: suspended", "suspend: who", "verify: who",
}  # fmt: skip


def test_nothing_that_people_do_breaks_what_was_promised(settings, monkeypatch):
    # After each story the library tells up to five that repeat parts of it. New ones find more.
    monkeypatch.setattr(ConjectureRunner, "generate_mutations_from", lambda runner, data: None)
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.agreements.life.shelf.Shelf"}}
    Story.world, Story.steps = World(), 0

    while Story.steps < STEPS:
        run_state_machine_as_test(Life, settings=stories(max(1, (STEPS - Story.steps) // STORY)))

    if STEPS >= ENOUGH:
        assert sorted((DONE | REFUSED) - Story.done.keys()) == []


def stories(number: int) -> hypothesis_settings:
    return hypothesis_settings(
        max_examples=number, stateful_step_count=STORY, phases=[Phase.generate], report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
