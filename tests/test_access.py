"""Who is answered what at every address, in one table that a person can read: `tests/access/addresses.txt`."""

import logging
from copy import deepcopy

import pytest
from django.db import transaction
from django.test import Client

from tests.access import addresses
from tests.access.everything import everything
from tests.access.world import READERS

ENTER = "/cuenta/entrar/"


@pytest.fixture
def world(db):
    return everything()


@pytest.fixture
def blank(monkeypatch):
    """Thousands of answers: none is drawn and no refusal is logged. What pages hold is read in `test_secrets`."""
    monkeypatch.setattr("django.template.backends.django.Template.render", lambda *args, **kwargs: "")
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


def answer(client, method, path):
    """Status, or that it leads to signing in. Whatever it did is undone: the order of the walk does not matter."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        response = client.generic(method, path)
        b"".join(response)  # a file is closed once it was read
        transaction.set_rollback(True)
    client.cookies = cookies
    leads_to = response.headers.get("Location", "")
    return "in" if leads_to.startswith(ENTER) else str(response.status_code)


def walk(world):
    """What each reader is answered, by row of the table; with the exact address where rows share one."""
    found, places = {}, list(addresses.everywhere(world))
    for who in READERS:
        client = Client(raise_request_exception=False)
        if world.people[who]:
            client.force_login(world.people[who])
        for row, what, path in places:
            answers = (answer(client, "GET", path), answer(client, "POST", path))
            found.setdefault((row, what), {}).setdefault(who, {}).setdefault(answers, path)
    return found


def test_everybody_is_answered_as_the_table_says_at_every_address(world, blank):
    found, expected = walk(world), addresses.table()

    wrong = [
        f"/{row} {what}, {who}: {'/'.join(answers)} instead of {'/'.join(expected[row, what][who])} at {path}"
        for (row, what), by_reader in found.items()
        if (row, what) in expected
        for who, told in by_reader.items()
        for answers, path in told.items()
        if answers != expected[row, what][who]
    ]
    assert wrong == []
    assert sorted(found.keys() - expected.keys()) == []  # an address of which the table says nothing
    assert sorted(expected.keys() - found.keys()) == []  # a row of the table without an address
