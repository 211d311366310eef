"""Who may take which step: every state and timing × every step × everybody, against a table that a person can read."""

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings

from agreements.choices import Step
from tests.agreements.who_may.steps import STEPS
from tests.agreements.who_may.table import block, expected, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def walked(django_db_setup, django_db_blocker):
    """Walked once for all: nothing of it stays."""
    in_memory = {**settings.STORAGES, "default": {"BACKEND": "tests.agreements.life.shelf.Shelf"}}
    with override_settings(STORAGES=in_memory), django_db_blocker.unblock(), transaction.atomic():
        found = walk()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("step", STEPS)
def test_everybody_may_in_every_state_what_the_table_says(step, walked):
    answers, _left = walked
    assert block(step, answers[step]) == expected().get(step, "")


def test_the_table_speaks_of_no_other_step():
    assert list(expected()) == list(STEPS)


def test_the_table_speaks_of_all_that_may_stand_on_a_timeline(walked):
    """But for the first row, which is there once the promise is registered."""
    _answers, left = walked
    assert sorted(set(Step) - left) == [Step.REGISTERED]
