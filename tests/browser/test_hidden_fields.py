"""Forms that hide what a choice does not need: what is hidden is neither sent nor missed, and nothing else is lost."""

import datetime

import pytest
from playwright.sync_api import expect

from agreements.choices import DeadlineKind
from agreements.models import Reschedule
from mesas.choices import DocumentKind
from tests.agreements.scene import Scene, day
from tests.browser.conftest import PHONE
from tests.browser.eyes import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene():
    scene = Scene(title="Agua potable", text="Agua para 48 casas", clause="2.1", due_on=datetime.date(2031, 1, 31))
    acta = scene.paper(DocumentKind.ACTA, "2026-06-01", title="Acta de la sesión 3", signed=day("2026-06-02"))
    scene.commitment.document = acta
    scene.commitment.save(update_fields=["document"])
    return scene


def send(page, button):
    page.get_by_role("button", name=button, exact=True).click()
    page.wait_for_url("**/compromisos/*/")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_words_are_corrected_and_the_deadline_left_as_it_is(open_browser, scene, javascript):
    page = open_browser(PHONE, user=scene.coordinator, javascript=javascript)
    page.goto(f"{scene.commitment.get_absolute_url()}corregir/")

    page.get_by_label("Qué se hará, en una línea").fill("Agua potable para 84 casas")
    send(page, "Corregir")

    commitment = scene.fresh()
    assert (commitment.title, commitment.first_due) == ("Agua potable para 84 casas", scene.commitment.first_due)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_term_is_corrected_with_what_it_needs(open_browser, scene, javascript):
    page = open_browser(PHONE, user=scene.coordinator, javascript=javascript)
    page.goto(f"{scene.commitment.get_absolute_url()}corregir/")

    page.get_by_role("radio", name="Un término").check()
    page.get_by_label("Término", exact=True).fill("2")
    page.get_by_label("Contado en").select_option("meses")
    send(page, "Corregir")

    commitment = scene.fresh()
    assert (commitment.deadline_kind, commitment.term, commitment.first_due.last) == (
        DeadlineKind.MONTHS, 2, datetime.date(2026, 8, 2),
    )  # fmt: skip


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_the_clock_is_asked_to_stop_for_some_days(open_browser, scene, javascript):
    page = open_browser(PHONE, user=scene.delegate, javascript=javascript)
    page.goto(f"{scene.commitment.get_absolute_url()}reprogramar/")
    start, end = datetime.date(2030, 3, 4), datetime.date(2030, 3, 13)

    page.locator("[name=reason][value=suspension]").check(force=True)
    page.locator("[name=suspended_from]").fill(start.isoformat())
    page.locator("[name=suspended_until]").fill(end.isoformat())
    send(page, "Pedir la fecha")

    asked = Reschedule.objects.get()
    assert (asked.suspended_from, asked.suspended_until, asked.is_unilateral) == (start, end, True)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_what_is_missing_is_said_on_top_and_everybody_can_mend_it(open_browser, scene, javascript):
    page = open_browser(PHONE, user=scene.coordinator, javascript=javascript)
    page.goto(f"{scene.commitment.get_absolute_url()}corregir/")

    page.get_by_role("radio", name="Un término").check()
    page.get_by_label("Término", exact=True).fill("")
    page.get_by_role("button", name="Corregir", exact=True).click()

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Escriba de cuánto es el plazo.")
    assert page.get_by_role("radio", name="Un término").is_checked()
    if javascript:
        assert faults(page) == []
