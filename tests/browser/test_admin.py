"""The administration in a browser: nothing that the content policy refuses, records chosen by typing, both sizes."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from mesas.models import Seat
from tests import factories
from tests.browser.conftest import DESK, PHONE

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


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_every_kind_of_page_opens_without_a_complaint_and_can_be_read_by_all(open_browser, administrator, rows, size):
    page = open_browser(size, user=administrator, bypass_csp=False)
    for address in PAGES:
        answer = page.goto(address.format(**rows))
        assert (address, answer.status) == (address, 200)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], address
    reader = open_browser(size, user=administrator, bypass_csp=True)
    found = {}
    for address in PAGES:
        reader.goto(address.format(**rows))
        violations = Axe().run(reader).response["violations"]
        if violations:
            found[address] = [(each["id"], each["nodes"][0]["html"]) for each in violations]
    assert found == {}


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
