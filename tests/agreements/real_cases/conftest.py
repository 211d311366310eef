"""Files to change at will, and the real ones loaded."""

import shutil

import pytest
from django.conf import settings
from django.db import transaction

from agreements.services.real_cases import load_real_cases
from tests.agreements.real_cases import AT

REAL = settings.BASE_DIR / "data" / "real_cases"


@pytest.fixture
def folder(tmp_path):
    """A copy of the real files."""
    return shutil.copytree(REAL, tmp_path / "casos")


@pytest.fixture(scope="module")
def real_cases(django_db_setup, django_db_blocker):
    """The real files, loaded once for all the tests of a module, which only look."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_real_cases(REAL, at=AT)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(db):
    """The real files, loaded once."""
    return load_real_cases(REAL, at=AT)
