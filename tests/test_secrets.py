"""Nobody finds what is not for her: not by following links, searching, exporting, opening files, asking or counting.

Who may read what stands in one table that a person can read: `tests/access/secrets.txt`.
"""

import re
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.test import Client, override_settings

from agreements.choices import Duty
from agreements.filters.fields import MOST_VALUES
from conflicts.choices import Grade
from tests import factories
from tests.access import addresses, things
from tests.access.crawling import visit_of
from tests.access.everything import everything
from tests.access.secrets import Table, secrets_of
from tests.access.walking import EXPORTS, OTHER_EXPORTS, signed_in, walk, written_down
from tests.access.world import READERS, WORDS, mesa_of, word

#: Lists that look for words.
SEARCHED = ("/conflictos/", "/mesas/", "/actores/", "/compromisos/", "/demandas/", "/tablero/")

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker, tmp_path_factory):
    """Built once, since no test leaves anything behind, and taken away at the end."""
    media = tmp_path_factory.mktemp("media")
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=media), transaction.atomic():
        found = everything()
        found.media = media
        yield found
        transaction.set_rollback(True)


@pytest.fixture
def world(built, settings):
    settings.MEDIA_ROOT = built.media
    return built


def test_everybody_finds_what_the_table_says_and_nothing_else(world):
    seen, table, wrong = walk(world), Table(), []

    for secret, by_reader in seen.found.items():
        may = table.rows.get(table.row_of(secret), frozenset())
        wrong += [f"{who} finds {secret} at {path}" for who, path in by_reader.items() if who not in may]
        wrong += [f"{who} does not find {secret}" for who in READERS if who in may - by_reader.keys()]
    assert wrong == []
    assert sorted(table.rows.keys() - {table.row_of(secret) for secret in seen.found}) == []
    assert list(secrets_of(seen.log)) == []


def test_what_is_fictitious_stands_under_its_banner_only(world):
    assert walk(world).without_banner == []


@pytest.mark.parametrize("who", ["signed out", "observer"])
def test_what_is_hidden_is_answered_as_what_does_not_exist(world, who):
    client = signed_in(world, who)
    known, expected = addresses.things(world), addresses.table()

    def answer(pattern, what):
        path = addresses.filled(pattern, known[pattern][what])
        visit = visit_of(path, client.get(path))
        return visit.status, visit.substance.replace(path, "/…/")

    hidden = [
        (pattern, what)
        for pattern in known
        for what in known[pattern]
        if expected[pattern, what][who][0] == "404" and what != "missing"
    ]
    assert len(hidden) > 15
    assert [one for one in hidden if answer(*one) != answer(one[0], "missing")] == []


@pytest.mark.parametrize("who", ["signed out", "observer"])
def test_a_search_for_what_is_hidden_finds_what_a_search_for_nothing_finds(world, who):
    client, table = signed_in(world, who), Table()
    hidden = sorted(secret for secret in WORDS if who not in table.rows.get(table.row_of(secret), READERS))
    assert len(hidden) > 20

    def found(place, words):
        path = f"{place}?{urlencode({'q': words}, doseq=True)}"
        return visit_of(path, client.get(path)).substance

    assert [
        place
        for place in SEARCHED
        for some in batched(hidden, MOST_VALUES)
        if found(place, some) != found(place, [like_nothing(one) for one in some]).replace("xq", "zq")
    ] == []


def like_nothing(secret):
    """A word that stands nowhere."""
    return f"x{secret[1:]}"


def batched(words, size):
    return [words[start : start + size] for start in range(0, len(words), size)]


@pytest.mark.parametrize("who", ["signed out", "stranger"])
@pytest.mark.parametrize(
    "asked",
    [
        "/compromisos/?mesa=val-3", "/compromisos/?conflicto=oculto", "/compromisos/?responsable=actor-val-3",
        "/compromisos/?participa=actor-val-2&formato=json", "/tablero/?mesa=val-2", "/tablero/?conflicto=oculto",
        "/sesiones/?mesa=val-3", "/demandas/?conflicto=oculto", "/mesas/?conflicto=oculto",
    ],
)  # fmt: skip
def test_a_filter_by_what_is_hidden_is_as_unknown_as_one_by_nothing(world, who, asked):
    client = signed_in(world, who)
    value = re.search(r"=([a-z0-9-]+)", asked)[1]
    nothing = f"x{value[1:]}"

    unknown = asked.replace(value, nothing)
    here, there = (visit_of(path, client.get(path)).substance for path in (asked, unknown))
    assert here == there.replace(nothing, value)


@pytest.mark.parametrize("who", ["signed out", "observer"])
def test_nothing_that_may_be_counted_changes_with_what_is_hidden_or_fictitious(world, who):
    client = signed_in(world, who)
    pages = [
        "/", "/tablero/", "/conflictos/", "/conflictos/valle/", "/mesas/", "/mesas/val-1/", "/actores/",
        "/actores/minera/", "/actores/anta/", "/compromisos/", "/sesiones/", "/demandas/",
        *(row.get_absolute_url() for row in (world.open, world.public.session, world.public.paper)),
        *EXPORTS, *OTHER_EXPORTS,
    ]  # fmt: skip

    def told():
        return {path: visit_of(path, client.get(path)).substance for path in pages}

    before = told()
    mesa = mesa_of(world.conflict, "VAL-4", Grade.INTERNAL, mark="interna")
    for more in ({"mesa": mesa}, {"mesa": world.internal}, {"mesa": world.public, "grade": Grade.INTERNAL}):
        debt = factories.CommitmentFactory(due_on=things.CLAIMED, **more)
        factories.CommitmentPartyFactory(commitment=debt, party=world.parties["company"])
        factories.CommitmentPartyFactory(commitment=debt, party=world.parties["community"], duty=Duty.BENEFICIARY)
    factories.SeatFactory(mesa=mesa, party=world.parties["community"])
    factories.MesaLinkFactory(mesa=mesa, predecessor=world.public)
    factories.DemandFactory(mesa=mesa, conflict=world.conflict, raised_by=world.parties["community"])
    mesa_of(world.example, "EJEMPLO-2", Grade.PUBLIC, mark="ejemplo")

    after = told()
    assert [path for path in pages if after[path] != before[path]] == []


def test_what_somebody_types_is_not_written_down(world):
    verdict = f"/compromisos/{world.open.code}/veredicto/"
    typed = {
        "note": word("nota rechazada"),
        "login": word("clave por usuario"),
        "password": word("clave"),
        "level": "9",
    }
    answers = []
    with written_down() as log:
        for who in ("signed out", "observer", "representative"):
            client = signed_in(world, who)
            answers += [client.post(path, typed) for path in (verdict, "/cuenta/entrar/", "/compromisos/")]
            asked = urlencode({"q": word("buscado")})
            answers += [client.get(f"{path}?{asked}") for path in ("/nada/", "/compromisos/", "/mesas/val-3/")]
            answers.append(client.get(f"/compromisos/?{asked}%00"))
        answers.append(Client(enforce_csrf_checks=True).post("/cuenta/entrar/", typed))

    assert {answer.status_code for answer in answers} >= {200, 400, 403, 404, 405}
    assert "Forbidden" in log.getvalue()
    assert list(secrets_of(log.getvalue())) == []
