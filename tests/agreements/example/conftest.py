"""The example, built once for all the tests of this folder, which only look."""

import pytest
from django.db import transaction

from tests.agreements.example import build


@pytest.fixture(scope="package")
def example(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build().mesa
        transaction.set_rollback(True)
