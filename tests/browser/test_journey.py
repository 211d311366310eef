"""From the hall to the late commitment seen the next morning, in one go: what the product is for."""

import csv
import datetime
import re
import subprocess
import sys

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from agreements.models import Commitment, Notice
from mesas.models import Session
from tests.browser import hall as typing
from tests.browser.conftest import DESK, PHONE
from tests.browser.hall import Hall, add, field, sign_in
from tests.mesas import files

pytestmark = pytest.mark.django_db(transaction=True)

LATE = "Posta médica de Pampa Clara"
PROMISES = [LATE, "Canal de riego de 4 km", "Estudio de agua traducido al quechua", "Ambulancia para el distrito"]
POINTS = [
    ("Posta médica", "Pampa Clara"),
    ("Agua de riego", "Huisa"),
    ("Monitoreo ambiental", "Minera Cerro Claro"),
    ("Vías de acceso", "Municipalidad de Espinar"),
    ("Próxima sesión", "Sector Salud"),
]
DEMANDS = [("Posta con personal", "Pampa Clara"), ("Agua todo el año", "Huisa"), ("Informe en quechua", "Huisa")]


@pytest.fixture
def hall():
    return Hall()


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_from_the_hall_to_the_late_commitment_seen_the_next_morning(
    open_browser, start_program, tmp_path, hall, javascript
):
    today = timezone.localdate()

    def window(user=None, size=DESK):
        return open_browser(size, user=user, javascript=javascript)

    session = log_the_session(window(), hall, today)
    sweep(start_program)
    answer_on_the_phone(window(hall.representative, PHONE), tmp_path)
    for who in (hall.delegate, hall.coordinator):
        assert notices_of(window(who)) == [("Veredicto", LATE), ("Venció", LATE)]
    all_notices_are_these(hall)
    compare_all_figures(window(hall.coordinator))
    correct_the_place(window(hall.administrator), session)


def log_the_session(page, hall, today):
    """Signing in first, since the form is not for everybody; then all of it, and its page shows what was typed."""
    page.goto(f"/mesas/{hall.mesa.slug}/sesiones/nueva/")
    sign_in(page, hall.registrar)
    page.get_by_role("heading", name="Registrar una sesión").wait_for()
    typing.type_convening(page, today - datetime.timedelta(days=20))
    typing.type_attendance(page, hall.people)
    typing.type_agenda(page, POINTS)
    typing.type_demands(page, DEMANDS)
    village = hall.party["Pampa Clara"]
    field(page, "Acuerdo 1", "Qué se acordó").fill("El sector construirá la posta y el canal.")
    typing.type_promise(page, 1, PROMISES[0], village, due=(today - datetime.timedelta(days=1)).isoformat())
    add(page, "promises:1")
    typing.type_promise(page, 2, PROMISES[1], village, months=6)
    add(page, "accords")
    typing.type_promise(page, 3, PROMISES[2], village, days=90)
    add(page, "promises:2")
    typing.type_promise(page, 4, PROMISES[3], village)
    page.get_by_role("button", name="Guardar", exact=True).click()

    page.wait_for_url(re.compile(r"/sesiones/\d+/$"))
    expect(page.get_by_role("status")).to_contain_text("Sesión 1, recibida a las")
    session = Session.objects.get()
    assert session.attendances.filter(came=True).count() == 12
    assert session.agenda_items.count() == 5
    assert session.demands.count() == 3
    assert list(Commitment.objects.order_by("code").values_list("title", "deadline_kind")) == list(
        zip(PROMISES, ("fecha", "meses", "dias", "sin-plazo"), strict=True)
    )
    for text in (*PROMISES, *(text for text, _proposer in (*POINTS, *DEMANDS))):
        expect(page.get_by_text(text).first).to_be_visible()
    return session


def sweep(start_program):
    """The real command, in a process of its own, on the database that the browser sees."""
    program = start_program(sys.executable, "manage.py", "flag_overdue", stdout=subprocess.PIPE, text=True)
    said, _errors = program.communicate(timeout=120)
    counts = dict(line.split(maxsplit=1)[::-1] for line in said.splitlines()[1:])
    assert (program.returncode, {what: count for what, count in counts.items() if count != "0"}) == (
        0,
        {"commitments newly overdue": "1", "notices of an overdue commitment": "3"},
    )


def answer_on_the_phone(page, folder):
    """One's own list says that it is late, and so does its page; the answer goes with a photo and gives a receipt."""
    page.goto("/mis-compromisos/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Lo que nos prometieron")
    expect(page.get_by_role("main")).to_contain_text("4 compromisos abiertos, 1 vencido.")
    first = page.locator(".items > li").first
    expect(first.get_by_role("heading")).to_have_text(LATE)
    expect(first).to_contain_text("Venció")
    page.screenshot(path=folder / "mine.png", full_page=True)

    first.get_by_role("link", name=LATE, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LATE)
    expect(page.locator(".status")).to_contain_text("Venció")
    page.screenshot(path=folder / "late.png", full_page=True)

    page.locator(".next").get_by_role("link").first.click()
    page.get_by_role("radio", name="A medias").check()
    page.get_by_role("radio", name="Hoy").check()
    page.get_by_label("Tomar una foto").set_input_files(
        [{"name": "muro.jpg", "mimeType": "image/jpeg", "buffer": files.photo((800, 600))}]
    )
    page.get_by_role("button", name="Enviar mi respuesta").click()
    expect(page.get_by_role("heading", name="Respuesta recibida")).to_be_visible()
    page.screenshot(path=folder / "receipt.png", full_page=True)

    page.goto(Commitment.objects.get(title=LATE).get_absolute_url())
    expect(page.locator(".status")).to_contain_text("La comunidad dice: a medias")
    expect(page.locator(".status")).to_contain_text("Venció")
    page.screenshot(path=folder / "answered.png", full_page=True)


def notices_of(page):
    """What this person was told: the kind and the title of each, newest first."""
    page.goto("/avisos/")
    rows = page.locator("[id^=aviso-]").all()
    return [(row.locator(".note").first.inner_text().split(" · ")[0], row.locator("h3").inner_text()) for row in rows]


def all_notices_are_these(hall):
    """Who owes, who waits and who coordinates hear that it is late, once; then who owes and coordinates the answer."""
    told = Notice.objects.order_by("kind", "user__username").values_list("kind", "user__username", "commitment__title")
    assert list(told) == [
        ("vencido", "coordina", LATE), ("vencido", "delegado", LATE), ("vencido", "rosa", LATE),
        ("veredicto", "coordina", LATE), ("veredicto", "delegado", LATE),
    ]  # fmt: skip


def compare_all_figures(page):
    """Every bar of the dashboard says as many as its list has, and as the file taken from that list."""
    page.goto("/tablero/?mesa=esp-2026")
    expect(page.get_by_role("main")).to_contain_text("4 compromisos con reporte de miembros")
    told = {}
    for band in ("h-plazo", "h-estado", "h-vencidos"):
        for row in page.locator(f"[aria-labelledby={band}] .bars tbody tr").all():
            link = row.get_by_role("link")
            if link.count():
                told[link.inner_text()] = (int(row.locator("td.num").inner_text()), link.get_attribute("href"))
    assert {label: number for label, (number, _href) in told.items()} == {
        "Vencido": 1, "En plazo": 2, "Sin plazo": 1, "Pendiente": 3, "En ejecución": 1, "De 1 a 30 días": 1,
    }  # fmt: skip
    for number, href in [*told.values(), (4, "/compromisos/?mesa=esp-2026")]:
        assert listed(page, href) == {"heading": number, "rows": number, "file": number}, href


def listed(page, address):
    """How many there are by the heading of a list, by its rows, and by the file that it hands out."""
    page.goto(address)
    heading = page.locator("#lista").inner_text()
    codes = {row.inner_text() for row in page.locator(".list tbody td:nth-child(3) small").all()}
    with page.expect_download() as taken:
        page.get_by_role("link", name=re.compile("CSV")).click()
    with open(taken.value.path(), encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["codigo"] for row in rows} == codes
    return {"heading": int(heading.split()[0]), "rows": len(codes), "file": len(rows)}


def correct_the_place(page, session):
    """In the administration, with a reason; the history shows what it was and what it is."""
    page.goto(f"/admin/mesas/session/{session.pk}/change/")
    page.get_by_label(re.compile("^Lugar")).fill("Salón municipal de Espinar")
    page.get_by_label("Motivo de la corrección").fill("El acta firmada dice el salón municipal.")
    page.get_by_role("button", name="Guardar", exact=True).click()
    page.wait_for_url("**/admin/mesas/session/")

    page.goto(f"/admin/mesas/session/{session.pk}/history/")
    history = page.get_by_role("main")
    for text in ("Local comunal de Huisa", "Salón municipal de Espinar", "El acta firmada dice el salón municipal."):
        expect(history).to_contain_text(text)
    page.goto(f"/sesiones/{session.pk}/")
    expect(page.get_by_role("main")).to_contain_text("Salón municipal de Espinar")
