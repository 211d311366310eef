"""The page of one commitment, opened by anybody on one day."""

import datetime
from types import SimpleNamespace

import pytest

from tests.agreements.scene import Scene

PAGE_DAY = datetime.date(2026, 11, 24)


@pytest.fixture
def scene():
    return Scene(code="ESP-2016-07", title="Agua potable", due_on=datetime.date(2026, 10, 14))


@pytest.fixture
def open_page(client, monkeypatch):
    """`open_page(scene.observer)` on 24 November 2026; without a user, as anybody."""
    monkeypatch.setattr("agreements.views.commitment.timezone", SimpleNamespace(localdate=lambda: PAGE_DAY))

    def begin(user=None, code="ESP-2016-07"):
        if user:
            client.force_login(user)
        else:
            client.logout()
        return client.get(f"/compromisos/{code}/")

    return begin
