"""Keeping up with the hall: rows without waiting, a draft that survives a crash and an expired sign-in, and no loss."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from agreements.models import Commitment
from mesas.choices import Inheritance
from mesas.models import Attendance, Session
from tests.agreements.session.telling import a_table
from tests.browser.conftest import DESK, PHONE, session_cookie
from tests.browser.hall import field, tap
from tests.factories import CommitmentFactory, MembershipFactory, MesaFactory, MesaLinkFactory

pytestmark = pytest.mark.django_db(transaction=True)
FAR = timedelta(days=400)
KEPT = "Guardado en este equipo"
RECEIVED = re.compile(r"/sesiones/\d+/$")


@pytest.fixture
def table():
    table = a_table()
    table.registrar.set_password("tres palabras juntas")
    table.registrar.save()
    return table


@pytest.fixture
def path(table):
    return reverse("session_new", args=[table.mesa.slug])


@pytest.fixture
def page(open_browser, table, path):
    """The form at a desk, opened by the registrar; `page.still_here` is lost when the page is loaded anew."""
    page = open_browser(DESK, user=table.registrar)
    page.goto(path)
    page.evaluate("window.stillHere = true")
    return page


def drafts(page):
    return page.evaluate("Object.values(localStorage)")


def no_draft_stays(page):
    """The page says it was received before its script, which comes later, takes the draft away."""
    page.wait_for_function("localStorage.length === 0")


def crash(page, path):
    """The window goes without a word, and the form is opened again in a new one."""
    context = page.context
    page.close()
    fresh = context.new_page()
    fresh.goto(path)
    return fresh


def save(page):
    page.get_by_role("button", name="Guardar", exact=True).click()


def test_a_session_is_logged_without_leaving_the_page(page, table):
    page.get_by_label("Lugar").fill("Local comunal")
    tap(page, f"attendees-{table.rosa.pk}-came", "si")
    page.get_by_role("button", name="Añadir persona nueva").click()
    expect(field(page, "Persona nueva 1", "De parte de")).to_be_focused()
    field(page, "Persona nueva 1", "De parte de").select_option(label="Minera Cerro Claro")
    field(page, "Punto 1", "De qué trata").fill("Agua")
    page.get_by_role("button", name="Añadir punto").click()
    field(page, "Punto 2", "De qué trata").fill("Vías")
    field(page, "Demanda 1", "Qué se pide").fill("Agua para todos")
    field(page, "Punto 2", "Demanda que trata").select_option(label="De esta sesión: demanda 1")
    field(page, "Compromiso 1", "Qué se hará, en una línea").fill("Posta médica")
    tap(page, "promises-1-deadline", "termino")
    field(page, "Compromiso 1", "Término").fill("30")
    page.locator("[name=add][value='promises:1']").click()
    field(page, "Compromiso 2", "Qué se hará, en una línea").fill("Puente")
    tap(page, "promises-2-deadline", "sin-plazo")
    assert page.evaluate("window.stillHere")

    save(page)

    expect(page.get_by_role("status")).to_contain_text("Sesión 1, recibida a las")
    session = Session.objects.get()
    assert list(session.agenda_items.order_by("order").values_list("text", "demand__text")) == [
        ("Agua", None),
        ("Vías", "Agua para todos"),
    ]
    assert list(Commitment.objects.order_by("code").values_list("title", "term", "deadline_kind")) == [
        ("Posta médica", 30, "dias"),
        ("Puente", None, "sin-plazo"),
    ]
    assert sorted(Attendance.objects.values_list("party__short_name", "came")) == [
        ("Minera Cerro Claro", True),
        ("Pampa Clara", True),
    ]
    no_draft_stays(page)


def test_a_row_that_is_taken_away_leaves_the_others_in_order(page):
    page.get_by_role("button", name="Añadir punto").click()
    page.get_by_role("button", name="Añadir punto").click()
    field(page, "Punto 2", "De qué trata").fill("Punto 2 de la carta")
    page.locator("[name=remove][value='points:1']").click()

    expect(page.get_by_role("button", name="Añadir punto")).to_be_focused()
    assert field(page, "Punto 1", "De qué trata").input_value() == "Punto 2 de la carta"
    assert page.locator("[data-row=points] [data-title]").all_inner_texts() == ["Punto 1", "Punto 2"]


def test_what_is_not_needed_hides_and_is_not_sent(page):
    due = field(page, "Compromiso 1", "Fecha")
    expect(due).to_be_hidden()
    expect(page.get_by_label("Por qué no se realizó")).to_be_hidden()

    tap(page, "promises-1-deadline", "fecha")
    due.fill("2027-01-15")
    tap(page, "promises-1-deadline", "sin-plazo")
    field(page, "Compromiso 1", "Qué se hará, en una línea").fill("Posta")
    save(page)

    expect(page.get_by_role("status")).to_contain_text("recibida")
    assert Commitment.objects.get().first_due_on is None


def test_the_checklist_follows_what_is_typed(page):
    lacks = page.locator(".lacks li:visible")
    assert lacks.all_inner_texts() == ["Agenda", "Archivo del acta", "Saber si se firmó"]

    field(page, "Punto 1", "De qué trata").fill("Agua")
    field(page, "Compromiso 1", "Qué se hará, en una línea").fill("Posta")
    assert lacks.all_inner_texts() == [
        "Quién propuso 1 punto",
        "Responsable de 1 compromiso",
        "Beneficiario de 1 compromiso",
        "Plazo de 1 compromiso",
        "Encargado de seguimiento de 1 compromiso",
        "Medio de verificación de 1 compromiso",
        "Archivo del acta",
        "Saber si se firmó",
    ]
    page.get_by_role("link", name="Plazo de 1 compromiso").click()
    tap(page, "promises-1-deadline", "termino")
    field(page, "Punto 1", "Lo propone").select_option(index=1)
    assert lacks.all_inner_texts()[0] == "Agenda completa"
    assert "Plazos completos" in lacks.all_inner_texts()
    assert page.locator("[data-count=agenda]").inner_text() == "1"


def test_after_a_crash_it_comes_back_without_names(page, path):
    page.get_by_label("Lugar").fill("Local comunal")
    page.get_by_role("button", name="Añadir persona nueva").click()
    field(page, "Persona nueva 1", "De parte de").select_option(label="Minera Cerro Claro")
    field(page, "Persona nueva 1", "Nombre (opcional)").fill("Julia Tito")
    page.get_by_role("button", name="Añadir acuerdo").click()
    field(page, "Compromiso 2", "Qué se hará, en una línea").fill("Puente")
    expect(page.locator("[data-save-state]")).to_contain_text(KEPT)
    assert "Julia" not in str(drafts(page))

    page = crash(page, path)
    offer = page.get_by_role("status").filter(has_text="Tiene una sesión sin enviar.")
    expect(offer).to_contain_text("De hoy")
    offer.get_by_role("button", name="Recuperarla").click()

    expect(offer).to_be_hidden()
    assert page.get_by_label("Lugar").input_value() == "Local comunal"
    assert field(page, "Persona nueva 1", "De parte de").input_value() != ""
    assert field(page, "Persona nueva 1", "Nombre (opcional)").input_value() == ""
    assert field(page, "Compromiso 2", "Qué se hará, en una línea").input_value() == "Puente"
    tap(page, "promises-2-deadline", "sin-plazo")
    save(page)
    expect(page.get_by_role("status").first).to_contain_text("recibida")
    no_draft_stays(page)
    assert (Session.objects.count(), Commitment.objects.count()) == (1, 1)


def test_a_draft_can_be_thrown_away(page, path):
    page.get_by_label("Lugar").fill("Local comunal")
    expect(page.locator("[data-save-state]")).to_contain_text(KEPT)

    page = crash(page, path)
    page.get_by_role("button", name="Descartarla").click()

    expect(page.get_by_text("Tiene una sesión sin enviar.")).to_be_hidden()
    no_draft_stays(page)


def test_a_draft_is_offered_to_nobody_else_and_is_not_lost_by_it(page, table, path, live_server):
    page.get_by_label("Lugar").fill("Local comunal")
    expect(page.locator("[data-save-state]")).to_contain_text(KEPT)
    other = MembershipFactory(conflict=table.mesa.conflict).user

    page.context.add_cookies([session_cookie(other, live_server.url)])
    page = crash(page, path)
    expect(page.get_by_text("Tiene una sesión sin enviar.")).to_be_hidden()

    page.context.add_cookies([session_cookie(table.registrar, live_server.url)])
    page = crash(page, path)
    expect(page.get_by_text("Tiene una sesión sin enviar.")).to_be_visible()


def test_a_draft_of_eight_days_is_gone(page, path):
    page.get_by_label("Lugar").fill("Local comunal")
    expect(page.locator("[data-save-state]")).to_contain_text(KEPT)
    page.evaluate(
        """() => { for (const [key, text] of Object.entries(localStorage)) {
            localStorage.setItem(key, JSON.stringify({ ...JSON.parse(text), at: Date.now() - 8 * 24 * 3600 * 1000 }));
        } }"""
    )

    page = crash(page, path)

    expect(page.get_by_text("Tiene una sesión sin enviar.")).to_be_hidden()
    no_draft_stays(page)


def test_signing_out_warns_and_takes_the_draft_along(page):
    page.get_by_label("Lugar").fill("Local comunal")
    expect(page.locator("[data-save-state]")).to_contain_text(KEPT)
    page.on("dialog", lambda dialog: dialog.accept())

    page.goto("/cuenta/salir/")
    expect(page.get_by_text("Sesiones sin enviar en este equipo: 1.")).to_be_visible()
    page.get_by_role("button", name="Salir").click()

    expect(page.get_by_role("status")).to_contain_text("Salió.")
    no_draft_stays(page)


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_an_expired_sign_in_loses_nothing(open_browser, table, path, javascript):
    page = open_browser(PHONE, user=table.registrar, javascript=javascript)
    page.goto(path)
    page.get_by_label("Lugar").fill("Local comunal")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    save(page)

    page.get_by_label("Usuario").fill(table.registrar.username)
    page.get_by_label("Contraseña").fill("tres palabras juntas")
    page.get_by_role("button", name="Entrar").click()

    expect(page.get_by_text("Se había cerrado su ingreso.")).to_be_visible()
    assert page.get_by_label("Lugar").input_value() == "Local comunal"
    expect(page.get_by_text("Tiene una sesión sin enviar.")).to_be_hidden()
    save(page)
    page.wait_for_url(RECEIVED)
    assert list(Session.objects.values_list("place", flat=True)) == ["Local comunal"]


def test_enter_saves_and_two_presses_are_one_session(page):
    page.get_by_label("Lugar").fill("Local comunal")
    page.get_by_label("Lugar").press("Enter")
    page.wait_for_url(RECEIVED)
    page.go_back()
    page.get_by_role("button", name="Guardar", exact=True).dblclick()
    page.wait_for_url(RECEIVED)

    assert Session.objects.count() == 1


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_going_back_and_sending_again_doubles_nothing(open_browser, table, path, javascript):
    page = open_browser(DESK, user=table.registrar, javascript=javascript)
    page.goto(path)
    page.get_by_label("Lugar").fill("Local comunal")
    save(page)
    page.wait_for_url(RECEIVED)
    page.go_back()
    page.get_by_label("Lugar").fill("Local comunal")
    save(page)
    page.wait_for_url(RECEIVED)

    assert Session.objects.count() == 1


def test_going_back_and_sending_something_else_is_told(page):
    page.get_by_label("Lugar").fill("Local comunal")
    save(page)
    page.wait_for_url(RECEIVED)
    page.go_back()
    page.get_by_label("Lugar").fill("Municipalidad")
    save(page)

    expect(page.get_by_role("alert")).to_contain_text("Esta sesión ya se había recibido, con otros datos.")
    page.complaints.clear()  # the browser notes every answer of 409
    assert list(Session.objects.values_list("place", flat=True)) == ["Local comunal"]


def test_errors_take_the_focus_and_lead_to_their_fields(page):
    page.locator("[name=day]").fill("")
    field(page, "Punto 1", "De qué trata").fill("Agua")
    tap(page, "points-1-admission", "rechazado")
    save(page)

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Hay 1 dato por corregir")
    summary.get_by_role("link").click()
    assert page.evaluate("location.hash") == "#id_day"
    page.locator("[name=day]").fill("2026-11-02")
    save(page)

    expect(page.get_by_role("alert")).to_contain_text(
        "Punto 1, Por qué se rechazó: Si el punto se rechazó, escriba por qué."
    )
    expect(field(page, "Punto 1", "Por qué se rechazó")).to_be_visible()


def test_leaving_with_something_unsent_asks(page, path):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.get_by_label("Lugar").fill("Local comunal")

    page.goto("/sesiones/")

    assert asked == ["beforeunload"]


def test_without_scripts_a_row_is_one_post_away(open_browser, table, path):
    page = open_browser(PHONE, user=table.registrar, javascript=False)
    page.goto(path)
    field(page, "Punto 1", "De qué trata").fill("Agua")
    page.get_by_role("button", name="Añadir punto").click()

    assert field(page, "Punto 1", "De qué trata").input_value() == "Agua"
    field(page, "Punto 2", "De qué trata").fill("Vías")
    field(page, "Punto 2", "De qué trata").press("Control+Home")
    save(page)
    page.wait_for_url(RECEIVED)
    assert list(Session.objects.get().agenda_items.order_by("order").values_list("text", flat=True)) == ["Agua", "Vías"]


def test_what_another_mesa_left_says_so_wherever_its_row_comes_from(page, table, path):
    earlier = MesaFactory(code="ESP-2012", conflict=table.mesa.conflict)
    MesaLinkFactory(mesa=table.mesa, predecessor=earlier, inheritance=Inheritance.ALL)
    old = CommitmentFactory(mesa=earlier, code="ESP-2012-07", title="Posta médica", due_on=timezone.localdate() + FAR)
    page.goto(path)
    told = ["Posta médica ESP-2012-07 · vence en", "heredado de ESP-2012"]

    def legend():
        return " ".join(page.locator(f"#reviews-{old.pk} > legend").inner_text().split())

    page.get_by_label("compromiso abierto").select_option(str(old.pk))
    page.get_by_role("button", name="Añadir a la revisión").click()
    by_script = legend()
    tap(page, f"reviews-{old.pk}-outcome", "avanza")
    page.locator("[name=day]").fill("")
    save(page)

    expect(page.get_by_role("alert")).to_be_focused()
    assert legend() == by_script
    assert [words for words in told if words not in by_script] == []
