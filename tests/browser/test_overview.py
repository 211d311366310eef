"""First page, dashboard and method: usable by everybody, whole on any width, light on a slow line."""

import gzip

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from config.sheet import whole_sheet
from tests.browser.conftest import DESK, PHONE
from tests.monitoring.mixes import Mix

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("/", "/tablero/", "/tablero/?conflicto=ejemplo&tema=agua", "/metodologia/")
HEAVIEST_FIRST_VISIT = 20 * 1024


def violations(page):
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in Axe().run(page).response["violations"]]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("filled", [False, True], ids=["empty", "full"])
def test_everybody_can_read_the_figures(open_browser, size, filled, tmp_path):
    if filled:
        Mix(5, timezone.localdate())
    page = open_browser(size, bypass_csp=True)

    for number, address in enumerate(PAGES):
        page.goto(address)
        for closed in page.locator("main details").all():
            closed.evaluate("details => { details.open = true }")
        page.screenshot(path=tmp_path / f"{number}.png", full_page=True)
        assert (address, violations(page)) == (address, [])
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_a_first_visit_is_light(open_browser):
    """The page as it travels, and the style sheet as it lies compressed once static files are collected."""
    Mix(5, timezone.localdate())
    sheet = len(gzip.compress(whole_sheet().encode()))
    weights = {}
    for address in PAGES:
        page = open_browser(PHONE)
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        loaded = {}
        network.on("Network.loadingFinished", lambda event, loaded=loaded: loaded.update({event["requestId"]: event}))
        documents = []
        network.on(
            "Network.responseReceived",
            lambda event, documents=documents: event["type"] == "Document" and documents.append(event["requestId"]),
        )
        page.goto(address, wait_until="networkidle")
        [document] = documents
        weights[address] = sheet + loaded[document]["encodedDataLength"]

    assert {address: weight for address, weight in weights.items() if weight > HEAVIEST_FIRST_VISIT} == {}
    assert min(weights.values()) > sheet


def test_without_scripts_a_number_leads_to_its_rows_and_a_filter_comes_off(open_browser):
    Mix(5, timezone.localdate())
    page = open_browser(PHONE, javascript=False)
    page.goto("/tablero/?mesa=uno")

    link = page.locator("#h-vencidos").locator("xpath=../..").get_by_role("link").last
    link.click()
    expect(page.locator("#lista")).to_contain_text("con estos filtros")
    page.go_back()
    page.get_by_role("link", name="Quitar filtro").click()
    expect(page).to_have_url("/tablero/")
