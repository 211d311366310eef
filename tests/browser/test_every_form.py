"""Every form as it comes back: what is missing is said on top, the reader stands there, everybody can use the page."""

import pytest
from playwright.sync_api import expect

from accounts.models import User
from tests.browser import hall as typing
from tests.browser.eyes import faults
from tests.browser.hall import Hall, add
from tests.browser.pages import named

pytestmark = pytest.mark.django_db(transaction=True)

#: As whom, where, and which button is pressed at once.
FORMS = [
    ("visitor", "/cuenta/entrar/", "Entrar"),
    ("comunidad", "/cuenta/clave/", "Cambiar mi contraseña"),
    ("comunidad", "/compromisos/EJEMPLO-02/veredicto/", "Enviar mi respuesta"),
    ("comunidad", "/compromisos/EJEMPLO-02/evidencia/", "Agregar"),
    ("coordinadora", "/compromisos/EJEMPLO-02/veredicto/", "Enviar mi respuesta"),
    ("coordinadora", "/compromisos/EJEMPLO-10/declarar/", "Registrar la declaración"),
    ("entidad", "/compromisos/EJEMPLO-12/iniciar/", "Registrar el inicio"),
    ("verificadora", "/compromisos/EJEMPLO-24/verificar/", "Registrar la verificación"),
    ("verificadora", "/compromisos/EJEMPLO-21/incumplimiento/", "Constatar el incumplimiento"),
    ("entidad", "/compromisos/EJEMPLO-12/reprogramar/", "Pedir la fecha"),
    ("comunidad", "/compromisos/EJEMPLO-11/requerir/", "Registrar el requerimiento"),
    ("comunidad", "/compromisos/EJEMPLO-11/pedir-verificacion/", "Pedir la verificación"),
    ("coordinadora", "/compromisos/EJEMPLO-11/visibilidad/", "Guardar"),
    ("comunidad", "/compromisos/EJEMPLO-26/fechar/", "Poner la fecha"),
    ("coordinadora", "/compromisos/EJEMPLO-10/hitos/nuevo/", "Agregar"),
    ("verificadora", "/compromisos/EJEMPLO-10/hitos/2/alcanzar/", "Registrar"),
    ("verificadora", "/compromisos/EJEMPLO-31/periodos/{period}/verificar/", "Registrar la verificación"),
    ("entidad", "/compromisos/EJEMPLO-21/descargo/", "Publicar la respuesta"),
    ("coordinadora", "/compromisos/EJEMPLO-22/cerrar/?forma=cerrado-sin-cumplimiento", "Cerrar el compromiso"),
    ("coordinadora", "/compromisos/EJEMPLO-16/resolver/", "Anotar lo acordado"),
    ("registrador", "/evidencias/{unpublished}/publicar/", "Publicar la copia"),
    ("coordinadora", "/evidencias/{published}/retirar/", "Retirar el archivo"),
    ("registrador", "/documentos/{paper}/publicar/", "Publicar la copia"),
]


@pytest.mark.parametrize(("who", "path", "button"), FORMS, ids=[f"{who} {path}" for who, path, _button in FORMS])
def test_a_form_sent_empty_says_what_is_missing_and_everybody_can_mend_it(open_browser, cases, who, path, button):
    page = open_browser(user=User.objects.filter(username=who).first())
    page.goto(path.format(**named()))

    page.get_by_role("button", name=button, exact=True).click()

    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    assert page.title().startswith("Error: ")
    assert faults(page) == []
    link = summary.get_by_role("link").first
    link.press("Enter")
    target = page.locator(link.get_attribute("href"))
    assert target.evaluate("place => place.contains(document.activeElement) || place.matches(':target')")


def test_everybody_can_use_the_session_form_while_it_fills_and_when_it_comes_back(open_browser, transactional_db):
    hall = Hall()
    page = open_browser(user=hall.registrar)
    page.goto(f"/mesas/{hall.mesa.slug}/sesiones/nueva/")
    typing.type_attendance(page, hall.people)
    typing.type_agenda(page, [("Agua de riego", "Huisa"), ("Posta médica", "Pampa Clara")])
    typing.type_demands(page, [("Agua todo el año", "Huisa"), ("Informe en quechua", "Huisa")])
    typing.type_promise(page, 1, "Posta médica", hall.party["Pampa Clara"], months=6)
    add(page, "accords")
    assert faults(page) == []

    typing.type_promise(page, 2, "", hall.party["Pampa Clara"], due="2020-01-01")
    typing.tap(page, "points-2-admission", "rechazado")
    typing.tap(page, "held", "fallida")
    page.locator("[name=day]").fill("")
    page.get_by_role("button", name="Guardar", exact=True).click()

    expect(page.get_by_role("alert")).to_be_focused()
    assert faults(page) == []
