"""The administration in a browser: nothing that the content policy refuses, records chosen by typing, both sizes."""

import pytest
from django.contrib import admin
from django.urls import reverse
from playwright.sync_api import expect

from mesas.models import Seat
from tests import factories
from tests.access.everything import everything
from tests.browser.conftest import DESK
from tests.browser.eyes import faults

pytestmark = pytest.mark.django_db(transaction=True)

PAGES = [
    "/admin/",
    "/admin/agreements/",
    "/admin/agreements/commitment/",
    "/admin/agreements/commitment/?q=reservorio&state__exact=pendiente",
    "/admin/agreements/commitment/{commitment}/change/",
    "/admin/agreements/assessment/{assessment}/change/",
    "/admin/mesas/mesa/add/",
    "/admin/mesas/mesa/{mesa}/change/",
    "/admin/mesas/mesa/{mesa}/history/",
    "/admin/accounts/user/add/",
    "/admin/accounts/user/{user}/change/",
    "/admin/accounts/user/{user}/password/",
]


@pytest.fixture
def administrator(transactional_db):
    return factories.UserFactory(username="administra", is_staff=True)


@pytest.fixture
def rows(transactional_db):
    said = factories.AssessmentFactory()
    return {
        "assessment": said.pk,
        "commitment": said.commitment_id,
        "mesa": said.commitment.mesa_id,
        "user": said.recorded_by_id,
    }


def test_every_kind_of_page_opens_without_a_complaint_and_can_be_read_by_all(open_browser, administrator, rows):
    page = open_browser(user=administrator)
    for address in PAGES:
        answer = page.goto(address.format(**rows))
        assert (address, answer.status, faults(page)) == (address, 200, [])


def test_the_list_and_the_form_of_every_record_can_be_read_by_all(open_browser, transactional_db):
    page = open_browser(user=everything().people["administrator"])
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        row = model._default_manager.order_by("pk").last()
        for address in (reverse(f"{name}_changelist"), reverse(f"{name}_change", args=[row.pk])):
            answer = page.goto(address)
            assert (address, answer.status, faults(page, axe_at=[DESK])) == (address, 200, [])


@pytest.mark.parametrize("address", ["/admin/mesas/seat/add/", "/admin/mesas/mesa/{mesa}/change/"])
def test_a_form_with_errors_can_be_read_by_all(open_browser, administrator, rows, address):
    page = open_browser(user=administrator)
    page.goto(address.format(**rows))
    page.get_by_role("button", name="Guardar", exact=True).click()

    expect(page.locator(".errornote")).to_be_visible()
    assert faults(page) == []


def test_a_record_is_chosen_by_typing_and_corrected_with_a_reason(open_browser, administrator):
    seat = factories.SeatFactory()
    factories.PartyFactory(short_name="Gobierno Regional de Cusco")
    page = open_browser(DESK, user=administrator)
    page.goto(f"/admin/mesas/seat/{seat.pk}/change/")

    page.get_by_role("combobox", name=f"Actor {seat.party.short_name}").click()
    page.locator(".select2-dropdown").get_by_role("searchbox", name="Actor").fill("regional")
    page.get_by_role("option", name="Gobierno Regional de Cusco").click()
    page.get_by_label("Motivo de la corrección").fill("El acta nombra al gobierno regional.")
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/admin/mesas/seat/")

    assert Seat.objects.get(pk=seat.pk).party.short_name == "Gobierno Regional de Cusco"
    page.goto(f"/admin/mesas/seat/{seat.pk}/history/")
    assert "→ Gobierno Regional de Cusco" in page.inner_text("main")
    assert "El acta nombra al gobierno regional." in page.inner_text("main")


def test_a_missing_record_is_added_beside_the_form(open_browser, administrator):
    mesa = factories.MesaFactory()
    page = open_browser(DESK, user=administrator)
    page.goto(f"/admin/mesas/seat/add/?mesa={mesa.pk}")

    with page.expect_popup() as opened:
        page.locator("#add_id_party").click()
    beside = opened.value
    beside.get_by_label("Nombre", exact=True).fill("Comunidad de Huisa")
    beside.get_by_label("Nombre corto", exact=True).fill("Huisa")
    beside.get_by_label("Sector", exact=True).select_option("comunidad")
    with beside.expect_event("close"):
        beside.get_by_role("button", name="Guardar", exact=True).click()
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/admin/mesas/seat/")

    assert Seat.objects.get().party.short_name == "Huisa"
