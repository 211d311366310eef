"""Who may take which step: every state and timing × every step × everybody, against a table that a person can read."""

import pytest
from django.db import transaction

from tests.agreements.who_may.steps import STEPS
from tests.agreements.who_may.table import block, expected, walk

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def answers(django_db_setup, django_db_blocker):
    """Walked once for all: nothing of it stays."""
    with django_db_blocker.unblock(), transaction.atomic():
        found = walk()
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("step", STEPS)
def test_everybody_may_in_every_state_what_the_table_says(step, answers):
    assert block(step, answers[step]) == expected().get(step, "")


def test_the_table_speaks_of_no_other_step():
    assert list(expected()) == list(STEPS)
