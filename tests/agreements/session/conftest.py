"""A mesa and the form of its next session."""

import pytest
from django.urls import reverse

from tests.agreements.session.telling import a_table
from tests.agreements.session.typing_in import open_page


@pytest.fixture
def table():
    return a_table()


@pytest.fixture
def path(table):
    return reverse("session_new", args=[table.mesa.slug])


@pytest.fixture
def page(client, table, path):
    """The form as the registrar opens it."""
    client.force_login(table.registrar)
    return open_page(client, path)
