"""A term that runs from another commitment of the session that is being typed: offered at once, kept by the draft."""

import pytest
from playwright.sync_api import expect

from agreements.models import Commitment
from tests.browser.conftest import PHONE
from tests.browser.hall import field, tap
from tests.browser.test_session_form import KEPT, crash, drafts, page, path, save, table
from tests.servers.finding import wait_until

__all__ = ["page", "path", "table"]  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)

TITLE, OTHER = "Qué se hará, en una línea", "O uno de esta sesión"


def options(page, row):
    return field(page, row, OTHER).locator("option").all_inner_texts()


def wait_for(page, key):
    """The term of a row runs from another commitment being kept."""
    tap(page, f"promises-{key}-deadline", "termino")
    page.locator(f"[name='promises-{key}-term']").fill("30")
    page.locator(f"[name='promises-{key}-since']").select_option("compromiso")


def test_other_rows_are_offered_as_they_are_typed_and_a_draft_keeps_which(page, path):
    wait_for(page, 1)
    assert options(page, "Compromiso 1") == ["Ninguno"]
    page.get_by_role("button", name="Añadir acuerdo").click()
    assert options(page, "Compromiso 1") == ["Ninguno", "Compromiso 2"]
    field(page, "Compromiso 1", TITLE).fill("Puente")
    field(page, "Compromiso 2", TITLE).fill("Estudio")
    assert options(page, "Compromiso 1") == ["Ninguno", "Compromiso 2: Estudio"]
    field(page, "Compromiso 1", OTHER).select_option(label="Compromiso 2: Estudio")
    tap(page, "promises-2-deadline", "sin-plazo")
    chosen = '["promises-1-after_row","nueva-2"]'
    wait_until(lambda: chosen in str(drafts(page)) and "sin-plazo" in str(drafts(page)), "the draft", seconds=5)
    expect(page.locator("[data-save-state]")).to_contain_text(KEPT)

    page = crash(page, path)
    page.get_by_role("button", name="Recuperarla").click()
    assert field(page, "Compromiso 1", OTHER).input_value() == "nueva-2"
    save(page)

    expect(page.get_by_role("status").first).to_contain_text("recibida")
    first, second = Commitment.objects.order_by("code")
    assert (first.title, first.trigger_commitment, second.trigger_commitment) == ("Puente", second, None)


def test_a_row_taken_away_is_offered_no_more_and_is_no_longer_chosen(page):
    page.get_by_role("button", name="Añadir acuerdo").click()
    page.get_by_role("button", name="Añadir acuerdo").click()
    wait_for(page, 1)
    field(page, "Compromiso 1", OTHER).select_option(label="Compromiso 2")
    page.locator("[name=remove][value='promises:2']").click()

    assert options(page, "Compromiso 1") == ["Ninguno", "Compromiso 2"]  # the third, which is the second now
    assert field(page, "Compromiso 1", OTHER).input_value() == ""


def test_without_scripts_it_is_chosen_and_refused_beside_the_field(open_browser, table, path):
    page = open_browser(PHONE, user=table.registrar, javascript=False)
    page.goto(path)
    page.locator("[name='promises-1-title_text']").fill("Puente")
    page.get_by_role("button", name="Añadir compromiso").first.click()
    page.locator("[name='promises-1-deadline'][value=termino]").check()
    page.locator("[name='promises-1-term']").fill("30")
    page.locator("[name='promises-1-since']").select_option("compromiso")
    page.locator("[name='promises-1-after_row']").select_option("nueva-2")
    page.get_by_role("button", name="Guardar", exact=True).last.click()

    place = page.locator(".field", has=page.locator("[name='promises-1-after_row']"))
    expect(place).to_contain_text("Ese compromiso todavía está vacío: escríbalo, o elija otro.")
