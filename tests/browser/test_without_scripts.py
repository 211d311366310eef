"""With nothing but pages and forms, as on an old phone: what other tests of this folder do not try that way."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from agreements.models import Notice
from tests.browser.conftest import PHONE
from tests.browser.hall import Hall, add, field

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_of_a_session_come_and_go(open_browser, transactional_db):
    hall = Hall()
    page = open_browser(PHONE, user=hall.registrar, javascript=False)
    page.goto(f"/mesas/{hall.mesa.slug}/sesiones/nueva/")
    field(page, "Punto 1", "De qué trata").fill("Agua")
    add(page, "points")
    field(page, "Punto 2", "De qué trata").fill("Vías")
    field(page, "Demanda 1", "Qué se pide").fill("Agua todo el año")
    add(page, "accords")
    field(page, "Compromiso 2", "Qué se hará, en una línea").fill("Posta médica")

    page.locator("[name=remove][value='points:1']").click()
    page.locator("[name=remove][value='accords:1']").click()

    expect(page.locator("form [data-row=points]")).to_have_count(1)
    expect(field(page, "Punto 1", "De qué trata")).to_have_value("Vías")
    expect(field(page, "Demanda 1", "Qué se pide")).to_have_value("Agua todo el año")
    expect(field(page, "Compromiso 1", "Qué se hará, en una línea")).to_have_value("Posta médica")


def test_the_menu_a_list_its_pages_and_a_notice(open_browser, cases):
    reader = User.objects.get(username="comunidad")
    page = open_browser(PHONE, user=reader, javascript=False)
    page.goto("/")
    page.get_by_role("link", name="Menú").click()
    menu = page.locator("#menu")
    expect(menu).to_be_in_viewport()

    menu.get_by_role("link", name="Compromisos", exact=True).click()
    expect(page.locator("#lista")).to_contain_text("del 1 al 25")
    page.get_by_role("link", name="Siguiente").click()
    expect(page.locator("#lista")).to_contain_text("del 26 al 50")

    page.locator("#menu").get_by_role("link", name="Avisos").click()
    unseen = Notice.objects.filter(user=reader, seen_at=None).count()
    page.get_by_role("button", name="Marcar como visto").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{unseen - 1} avisos sin ver")
