"""First page, dashboard and method, full of figures: usable by everybody, and each number leads to its rows."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.eyes import faults
from tests.monitoring.mixes import Mix

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = ("/", "/tablero/", "/tablero/?conflicto=ejemplo&tema=agua", "/metodologia/")


def test_everybody_can_read_the_figures(open_browser):
    Mix(5, timezone.localdate())
    page = open_browser()
    for address in PAGES:
        page.goto(address)
        assert (address, faults(page)) == (address, [])


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
