"""With the keyboard alone: every place can be reached and left, one sees where one is, and the work gets done."""

import datetime

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.models import User
from agreements.models import Assessment, Commitment
from mesas.models import Session
from tests.agreements.scene import Scene
from tests.browser.conftest import DESK, PHONE
from tests.browser.eyes import tell
from tests.browser.hall import PASSWORD, Hall, field
from tests.factories import CommitmentFactory

pytestmark = pytest.mark.django_db(transaction=True)
DAY = datetime.timedelta(days=1)

#: Where one is: what it is called in the page, whether it has a ring around it, and whether anything lies over it.
HERE = """(() => {
    const here = document.activeElement;
    if (here === document.body) return null;
    const rung = (e, style = getComputedStyle(e)) =>
        style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    const box = here.getBoundingClientRect();
    const over = document.elementFromPoint(box.left + box.width / 2, box.top + Math.min(box.height, 40) / 2);
    const label = here.closest("label");
    window.stops ??= new Map();
    if (!window.stops.has(here)) window.stops.set(here, window.stops.size);
    return {
        stop: window.stops.get(here),
        html: here.cloneNode(false).outerHTML,
        hasRing: [here, here.nextElementSibling].some((e) => e && rung(e)),
        isClear: Boolean(over) && (here.contains(over) || over.contains(here) || Boolean(label?.contains(over))),
    };
})()"""
STOPS = "document.querySelectorAll('a[href], button, input, select, textarea, summary').length"

WALKS = [
    ("visitor", "/"),
    ("visitor", "/compromisos/?conflicto=ejemplo"),
    ("visitor", "/compromisos/EJEMPLO-04/"),
    ("visitor", "/mesas/ejemplo/"),
    ("visitor", "/tablero/?conflicto=ejemplo"),
    ("comunidad", "/mis-compromisos/"),
    ("comunidad", "/compromisos/EJEMPLO-02/veredicto/"),
    ("registrador", "/mesas/ejemplo/sesiones/nueva/"),
    ("admin", "/admin/mesas/mesa/"),
]


def walk(page):
    """Tab from the top to the end: every stop on the way."""
    most, stops = 4 * tell(page, STOPS), []
    for _press in range(most):
        page.keyboard.press("Tab")
        here = tell(page, HERE)
        if here is None or here["stop"] < len(stops) - 1:
            return stops
        if here["stop"] == len(stops):  # a date has several places in one
            stops.append(here)
    raise AssertionError(f"after {most} steps no end of {page.url}: {stops[-1]}")


def reach(page, target):
    """Tab until the target has the focus."""
    for _press in range(400):
        if target.evaluate("it => it === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} is out of reach")


def type_into(page, label, text, row=None):
    reach(page, field(page, row, label) if row else page.get_by_label(label).first)
    page.keyboard.type(text)


def press(page, role, name):
    reach(page, page.get_by_role(role, name=name).first)
    page.keyboard.press("Enter")


@pytest.mark.parametrize(("who", "path"), WALKS, ids=[path for _who, path in WALKS])
def test_every_stop_shows_where_one_is_and_none_is_a_trap(open_browser, cases, who, path):
    page = open_browser(user=User.objects.filter(username=who).first(), reduced_motion="reduce")
    for size in (PHONE, DESK):
        page.set_viewport_size(size)
        page.goto(path)

        stops = walk(page)

        assert len(stops) > 10
        assert [stop for stop in stops if not (stop["hasRing"] and stop["isClear"])] == []


def test_the_first_stop_leads_past_the_menu(open_browser, transactional_db):
    page = open_browser(DESK)
    page.goto("/compromisos/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Ir al contenido")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_from_signing_in_to_a_logged_session(open_browser, transactional_db, javascript):
    hall = Hall()
    page = open_browser(DESK, javascript=javascript)
    page.goto(f"/mesas/{hall.mesa.slug}/sesiones/nueva/")
    type_into(page, "Usuario", "registra")
    type_into(page, "Contraseña", PASSWORD)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Registrar una sesión").wait_for()

    type_into(page, "Lugar", "Local comunal")
    reach(page, page.locator(f"[name='attendees-{hall.people[0].pk}-came']").first)
    page.keyboard.press("Space")
    type_into(page, "De qué trata", "Agua", row="Punto 1")
    press(page, "button", "Añadir punto")
    field(page, "Punto 2", "De qué trata").wait_for()
    type_into(page, "De qué trata", "Vías", row="Punto 2")
    type_into(page, "Qué se hará, en una línea", "Posta médica", row="Compromiso 1")
    press(page, "button", "Guardar")
    page.get_by_role("alert").get_by_text("Hay 1 dato por corregir").wait_for()

    press(page, "link", "Compromiso 1, Plazo")
    reach(page, page.locator("[name='promises-1-deadline']").first)
    none = page.locator("[name='promises-1-deadline'][value='sin-plazo']")
    while not none.is_checked():
        page.keyboard.press("ArrowDown")
    press(page, "button", "Guardar")
    page.get_by_role("status").get_by_text("recibida").wait_for()

    assert list(Session.objects.get().agenda_items.order_by("order").values_list("text", flat=True)) == ["Agua", "Vías"]
    assert list(Commitment.objects.values_list("title", "deadline_kind")) == [("Posta médica", "sin-plazo")]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_from_one_s_own_list_to_an_answer(open_browser, transactional_db, javascript):
    scene = Scene(title="Agua potable con 84 conexiones", due_on=timezone.localdate())
    page = open_browser(PHONE, user=scene.representative, javascript=javascript)
    page.goto("/mis-compromisos/")
    press(page, "link", "Decir qué vimos")
    page.get_by_role("heading", name="¿Se cumplió?").wait_for()

    press(page, "button", "Enviar mi respuesta")
    page.get_by_role("alert").get_by_text("por corregir").wait_for()
    reach(page, page.get_by_role("radio", name="Sí"))
    page.keyboard.press("ArrowDown")
    reach(page, page.get_by_role("radio", name="Hoy"))
    page.keyboard.press("Space")
    press(page, "button", "Enviar mi respuesta")
    page.get_by_role("heading", name="Respuesta recibida").wait_for()

    assert list(Assessment.objects.values_list("level", "recorded_by")) == [(2, scene.representative.pk)]


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_list_is_filtered(open_browser, transactional_db, javascript):
    today = timezone.localdate()
    CommitmentFactory(title="Canal de riego", due_on=today - DAY)
    CommitmentFactory(title="Posta médica", due_on=today + DAY)
    page = open_browser(DESK, javascript=javascript)
    page.goto("/compromisos/")
    rows = page.locator(".list tbody th a")
    assert rows.all_inner_texts() == ["Canal de riego", "Posta médica"]

    reach(page, page.locator("summary").filter(has_text="Añadir o cambiar filtros"))
    page.keyboard.press("Enter")
    reach(page, page.get_by_label("Vencido", exact=True))
    page.keyboard.press("Space")
    press(page, "button", "Ver resultados")
    expect(page.locator("#lista")).to_have_text("1 compromiso con estos filtros")
    assert rows.all_inner_texts() == ["Canal de riego"]

    press(page, "link", "Quitar filtro")
    expect(page.locator("#lista")).to_have_text("2 compromisos")
