"""Signing in, one's account and signing out: on a phone, by keyboard, without JavaScript."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser.conftest import PHONE

PASSWORD = "tres palabras juntas"

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def rosa():
    return User.objects.create_user("rosa", password=PASSWORD)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_by_keyboard_alone_in_and_out(open_browser, rosa, javascript):
    page = open_browser(PHONE, javascript=javascript)
    page.goto("/cuenta/")
    expect(page).to_have_url("/cuenta/entrar/?next=/cuenta/")

    page.get_by_label("Usuario").focus()
    page.keyboard.type("rosa")
    page.keyboard.press("Tab")
    page.keyboard.type("otra cosa")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("El usuario o la contraseña no son correctos.")

    page.get_by_label("Contraseña").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url("/cuenta/")
    expect(page.get_by_role("status")).to_contain_text("Entró como rosa.")

    page.get_by_role("link", name="Salir").first.click()
    expect(page.get_by_text("todavía no envió se borrará de él")).to_be_visible()
    page.get_by_role("button", name="Salir").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("En este equipo no queda nada suyo.")


def test_signing_out_takes_what_was_kept_on_the_device(open_browser, rosa):
    page = open_browser(PHONE, user=rosa)
    page.goto("/cuenta/salir/")
    page.evaluate("localStorage.setItem('borrador', 'La comunidad pidió…')")

    page.get_by_role("button", name="Salir").click()

    expect(page.get_by_role("status")).to_contain_text("Salió.")
    assert page.evaluate("localStorage.getItem('borrador')") is None
