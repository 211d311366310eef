"""Every component in a real browser, on a phone and at a desk, under the policy that visitors get."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.eyes import faults
from tests.components import urls

pytestmark = [pytest.mark.urls("tests.components.urls"), pytest.mark.django_db(transaction=True)]

# What a finger must hit, and is smaller than 44 by 44. A link within a sentence may be: it flows with its line.
TOO_SMALL = """() => [...document.querySelectorAll('a, button, input, select, textarea, summary, label.check')]
  .filter(e => e.offsetParent && !e.matches('.skip, .check input, [type=hidden]'))
  .filter(e => { const box = e.getBoundingClientRect(); return box.width < 43.9 || box.height < 43.9; })
  .map(e => e.outerHTML)"""


@pytest.fixture
def open_page(open_browser):
    """Opens an address at a size."""

    def begin(address, size, **options):
        page = open_browser(size, **options)
        page.goto(address)
        return page

    return begin


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize(
    "address", ["/muestra/", "/muestra/con-errores/", "/no-hay/"], ids=["empty form", "form with errors", "not found"]
)
def test_everybody_can_read_and_touch_every_component(open_page, tmp_path, address, size):
    page = open_page(address, size)

    page.screenshot(path=tmp_path / "page.png", full_page=True)
    assert page.evaluate(TOO_SMALL) == []
    assert faults(page, sizes=[size]) == []
    page.complaints.clear()  # 404 and the impossible date that the form shows again


def test_the_policy_refuses_nothing_on_a_page_of_all_components(open_page):
    page = open_page("/muestra/", PHONE)

    expect(page.get_by_role("heading", name="Formulario")).to_be_visible()


def test_without_scripts_the_page_is_the_same_and_sends(open_page):
    urls.received.clear()
    page = open_page("/muestra/", PHONE, javascript=False)

    page.get_by_label("Lugar").fill("Espinar")
    with page.expect_response("**/muestra/enviar/"):
        page.get_by_role("button", name="Enviar mi respuesta").click()

    assert urls.received == ["Espinar"]


def test_pressing_twice_sends_once(open_page):
    urls.received.clear()
    page = open_page("/muestra/", PHONE)
    button = page.get_by_role("button", name="Enviar mi respuesta")

    page.get_by_label("Lugar").fill("Espinar")
    with page.expect_response("**/muestra/enviar/"):
        button.click()
    button.click(force=True)

    expect(button).to_have_attribute("aria-disabled", "true")
    assert urls.received == ["Espinar"]


def test_leaving_with_something_typed_asks_and_leaving_as_one_came_does_not(open_page):
    page = open_page("/muestra/", PHONE)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.reload()
    assert asked == []

    page.get_by_label("Lugar").fill("Espinar")
    page.reload()
    assert asked == ["beforeunload"]


def test_a_form_with_errors_puts_its_reader_in_front_of_them(open_page):
    page = open_page("/muestra/con-errores/", PHONE)

    expect(page.locator("[data-errors]")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Lugar")).to_be_focused()
    page.complaints.clear()


def test_a_choice_in_one_tap_is_made_by_keyboard(open_page):
    page = open_page("/muestra/", DESK)
    answers = page.get_by_role("group", name="Su respuesta")

    answers.get_by_role("radio", name="Sí").focus()
    page.keyboard.press("ArrowDown")

    expect(answers.get_by_role("radio", name="A medias")).to_be_checked()


def test_on_paper_stand_the_code_and_the_day_and_no_menu(open_page):
    page = open_page("/muestra/", DESK)

    expect(page.locator(".print-only")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator(".print-only")).to_contain_text("Impreso el 24 de noviembre de 2026. Ejemplo ficticio.")
    expect(page.get_by_role("navigation", name="Principal")).to_be_hidden()
    expect(page.get_by_role("button", name="Enviar mi respuesta")).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
