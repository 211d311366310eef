import pytest
from django.test import Client

from tests.factories import UserFactory


@pytest.fixture
def administrator(db):
    return UserFactory(username="administra", is_staff=True)


@pytest.fixture
def office(administrator):
    """A browser in which the administrator is signed in."""
    client = Client()
    client.force_login(administrator)
    return client
