"""Every page, for everybody: at 390 and 1280 pixels axe finds nothing, nothing runs off the side, and the browser has
nothing to complain about under the policy that visitors get."""

import pytest

from accounts.models import User
from tests.access.addresses import patterns
from tests.browser.eyes import faults
from tests.browser.pages import NO_PAGE, PAGES, by_reader, named

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = ("conflictos", "mesas", "actores", "compromisos", "sesiones", "demandas", "cierres")
EMPTY = ["/", "/tablero/", *(f"/{name}/" for name in LISTS)]
#: Pages made from the project's own errors, of the urls in tests/config/test_errors.py.
ERRORS = {"/400/": 400, "/403/": 403, "/404/": 404, "/405/": 405, "/409/": 409, "/413/": 413, "/500/": 500}


def see(page, path, status=200):
    """What is wrong with the page at an address."""
    answer = page.goto(path)
    return [*([("status", answer.status)] if answer.status != status else []), *faults(page)]


def test_what_is_wrong_is_found(open_browser):
    page = open_browser()
    page.set_content("<html lang=es><title>Mesas</title><main><h1>Mesas</h1><p class=wide>Ancho</p></main>")
    assert faults(page) == []

    page.locator("p").evaluate("p => { p.innerHTML = '<img src=data:,><p>' + 'ancho'.repeat(60) }")
    assert [fault[:2] for fault in faults(page)] == [
        (390, "runs off the side"), (390, "image-alt"), (1280, "runs off the side"), (1280, "image-alt")
    ]  # fmt: skip


def test_every_address_has_a_row():
    known = {pattern for pattern in patterns() if not pattern.startswith("admin/")}

    assert known - NO_PAGE == PAGES.keys()


@pytest.mark.parametrize(("who", "paths"), by_reader().items(), ids=by_reader().keys())
def test_everybody_can_use_every_page(open_browser, cases, who, paths):
    page = open_browser(user=User.objects.filter(username=who).first())

    found = {path: see(page, path.format(**named())) for path in paths}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.parametrize("who", ["visitor", "ajena"])
def test_everybody_can_use_the_pages_of_an_empty_office(open_browser, transactional_db, who):
    user = User.objects.create_user(who) if who != "visitor" else None
    page = open_browser(user=user)

    found = {path: see(page, path) for path in EMPTY}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}


@pytest.mark.urls("tests.config.test_errors")
@pytest.mark.parametrize("who", ["visitor", "ajena"])
def test_everybody_can_use_the_page_of_an_error(open_browser, transactional_db, who):
    user = User.objects.create_user(who) if who != "visitor" else None
    page = open_browser(user=user)

    found = {path: see(page, path, status) for path, status in ERRORS.items()}

    assert {path: wrong for path, wrong in found.items() if wrong} == {}
    page.complaints.clear()  # the browser notes every such answer
