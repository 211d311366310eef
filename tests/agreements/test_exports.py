"""What is taken away is what was asked for, row by row, and harmless to who opens it."""

import csv
import datetime
import io
import json
import tracemalloc
from decimal import Decimal

import pytest
from django.utils import timezone
from openpyxl import load_workbook

from agreements.choices import ConfirmedBy, DeadlineKind, Duty, Measured, Record, State
from agreements.exports import COLUMNS
from agreements.models import ReportedStatus
from conflicts.choices import Grade, Role, Sector
from conflicts.models import Source, Territory
from conflicts.partial_dates import PartialDate
from tests.agreements.reading import read
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    DocumentFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db

NAMES = [column.name for column in COLUMNS]
PUBLIC_ADDRESS = "http://prensa.example/nota-sobre-juan-perez"


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def mesa():
    return MesaFactory(code="ESP-2016", slug="esp-2016", name="Mesa de Espinar", conflict__name="Espinar")


def content(response):
    return b"".join(response.streaming_content)


def from_csv(response):
    return list(csv.DictReader(io.StringIO(content(response).decode("utf-8-sig"))))


def from_json(response):
    return json.loads(content(response))


def from_spreadsheet(response):
    book = load_workbook(io.BytesIO(content(response)), read_only=True)
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


@pytest.fixture
def kept(mesa):
    commitment = CommitmentFactory(
        mesa=mesa,
        code="ESP-2016-07",
        title="Agua potable",
        text="«La empresa entregará…»",
        theme="agua",
        territory=Territory.objects.create(inei="080801", level="distrito", region="Cusco", district="Espinar"),
        amount_pen=Decimal("1234500.50"),
        document=DocumentFactory(mesa=mesa, title="Acta 6"),
        agreed=PartialDate.month(2016, 11),
        due_on=datetime.date(2017, 6, 30),
        state=State.FULFILLED,
        confirmed_by=ConfirmedBy.VERIFIER,
        done_in_time=False,
        claim_level=3,
        verdict_level=2,
        finding_level=3,
    )
    for name, duty, sector in (
        ("Minera", Duty.LEAD, Sector.COMPANY),
        ("Municipalidad", Duty.CO_OBLIGOR, Sector.DISTRICT),
        ("Pampa Clara", Duty.BENEFICIARY, Sector.COMMUNITY),
        ("Alto Mirador", Duty.BENEFICIARY, Sector.COMMUNITY),
    ):
        party = PartyFactory(short_name=name, sector=sector)
        CommitmentPartyFactory(commitment=commitment, party=party, duty=duty)
    return commitment


KEPT = {
    "codigo": "ESP-2016-07",
    "codigo_fuente": "",
    "titulo": "Agua potable",
    "palabras_del_acta": "«La empresa entregará…»",
    "mesa": "ESP-2016",
    "mesa_nombre": "Mesa de Espinar",
    "conflicto": "Espinar",
    "tema": "agua",
    "clase": "",
    "ubigeo": "080801",
    "lugar": "Espinar, Cusco",
    "responsable": "Minera",
    "corresponsables": "Municipalidad",
    "beneficiarios": "Pampa Clara | Alto Mirador",
    "seguimiento": "",
    "debe_segun_documento": "",
    "recibe_segun_documento": "",
    "monto_soles": 1234500.5,
    "monto_segun_documento": "",
    "documento": "Acta 6",
    "acordado": "2016-11",
    "primer_plazo": "2017-06-30",
    "plazo": "2017-06-30",
    "tipo_de_plazo": "fecha",
    "plazo_en_palabras": "",
    "medible": "no-conocido",
    "registro": "miembros",
    "estado": "cumplido",
    "confirmado_por": "verificado",
    "situacion_del_plazo": "",
    "dias_de_atraso": None,
    "declaracion": 3,
    "veredicto": 2,
    "verificacion": 3,
    "a_tiempo": "no",
    "cerrado_el": "",
    "motivo_de_cierre": "",
    "explicacion_de_cierre": "",
    "cierre_con_acuerdo_de": "",
    "estado_segun_fuentes": "",
    "segun_fuentes_al": "",
    "fuentes": "",
}


def test_every_column_of_a_kept_promise(client, kept):
    answer = from_json(client.get("/compromisos/?formato=json"))

    assert answer["compromisos"] == [{**KEPT, "fecha_de_corte": day(0).isoformat()}]
    assert list(answer["columnas"]) == NAMES


def test_the_three_forms_hold_the_same(client, kept):
    def as_text(rows):
        empty = {None: "", 1234500.5: "1234500.50"}
        return [{name: str(empty.get(cell, cell)) for name, cell in row.items()} for row in rows]

    in_json = as_text(from_json(client.get("/compromisos/?formato=json"))["compromisos"])
    in_csv = from_csv(client.get("/compromisos/?formato=csv"))
    in_spreadsheet = as_text(from_spreadsheet(client.get("/compromisos/?formato=xlsx")))

    assert in_csv == in_json == in_spreadsheet


def test_what_only_sources_tell_has_no_state_and_names_its_sources_by_title(client, mesa):
    told = CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=day(-100), source_code="CM-001")
    told.sources.add(
        Source.objects.create(ref="F1", url=PUBLIC_ADDRESS, title="Los acuerdos de Espinar", kind="prensa")
    )
    ReportedStatus.objects.create(commitment=told, state="en-ejecucion", as_of=PartialDate.year(2020))
    given = CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=day(-100))
    ReportedStatus.objects.create(commitment=given, state="cumplido")

    raw = content(client.get("/compromisos/?formato=json&orden=codigo"))
    first, second = json.loads(raw)["compromisos"]

    shown = ("registro", "estado", "situacion_del_plazo", "dias_de_atraso", "estado_segun_fuentes", "fuentes")
    assert [first[name] for name in shown] == [
        "fuentes", "", "muy-vencido", 100, "en-ejecucion", "Los acuerdos de Espinar",
    ]  # fmt: skip
    assert [second[name] for name in shown] == ["fuentes", "", "", None, "cumplido", ""]
    assert b"perez" not in raw


def test_the_selection_and_its_order_are_those_of_the_list(client, mesa):
    for code, late in (("B", 40), ("A", 90), ("C", -5)):
        CommitmentFactory(mesa=mesa, code=code, due_on=day(-late))
    CommitmentFactory(code="ELSEWHERE", due_on=day(-300))

    def codes(question):
        return [row["codigo"] for row in from_csv(client.get(f"/compromisos/?formato=csv&{question}"))]

    assert codes("mesa=esp-2016&plazo=vencido") == ["A", "B"]
    assert codes("mesa=esp-2016&orden=-vence") == ["C", "B", "A"]


def test_a_reader_takes_away_what_she_may_see(client, mesa):
    CommitmentFactory(mesa=mesa, code="PUBLIC")
    CommitmentFactory(mesa=mesa, code="MEMBERS", grade=Grade.MEMBERS)

    def codes():
        return {row["codigo"] for row in from_csv(client.get("/compromisos/?formato=csv"))}

    everybody = codes()
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user)

    assert (everybody, codes()) == ({"PUBLIC"}, {"PUBLIC", "MEMBERS"})


def test_the_example_is_in_no_file_unless_it_is_named(client):
    fictitious = MesaFactory(slug="ejemplo", conflict__is_example=True)
    CommitmentFactory(mesa=fictitious, code="EJEMPLO-01")
    CommitmentFactory(code="REAL")
    client.force_login(MembershipFactory(conflict=fictitious.conflict, role=Role.OBSERVER).user)

    unnamed = from_csv(client.get("/compromisos/?formato=csv"))
    named = from_json(client.get("/compromisos/?formato=json&mesa=ejemplo"))

    assert [row["codigo"] for row in unnamed] == ["REAL"]
    assert [row["codigo"] for row in named["compromisos"]] == ["EJEMPLO-01"]
    assert named["notas"]["Aviso"] == "Ejemplo ficticio: la mesa, los actores y los hechos son inventados."


HOSTILE = ["=1+1", "+51 999", "-2", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', " =1"]


@pytest.mark.parametrize("title", HOSTILE)
def test_no_cell_is_run_as_a_formula(client, mesa, title):
    CommitmentFactory(mesa=mesa, title=title)

    [in_csv] = from_csv(client.get("/compromisos/?formato=csv"))
    book = load_workbook(io.BytesIO(content(client.get("/compromisos/?formato=xlsx"))))
    [in_json] = from_json(client.get("/compromisos/?formato=json"))["compromisos"]

    cell = book.worksheets[0]["C2"]
    assert in_csv["titulo"] == f"'{title}"
    assert (cell.value, cell.data_type) == (title, "s")
    assert in_json["titulo"] == title


def test_what_a_spreadsheet_cannot_hold_does_not_break_it(client, mesa):
    CommitmentFactory(mesa=mesa, title="Agua\x07 y luz", text="x" * 40_000)

    [row] = from_spreadsheet(client.get("/compromisos/?formato=xlsx"))

    assert (row["titulo"], len(row["palabras_del_acta"])) == ("Agua y luz", 32_767)


def test_the_file_says_what_it_is_of_which_day_and_with_which_filters(client, mesa):
    CommitmentFactory(mesa=mesa)

    in_json = client.get("/compromisos/?formato=json&mesa=esp-2016&estado=abierto")
    notes = from_json(in_json)["notas"]
    book = load_workbook(io.BytesIO(content(client.get("/compromisos/?formato=xlsx&mesa=esp-2016&estado=abierto"))))
    sheet = {row[0]: row[1] for row in book["Notas"].iter_rows(values_only=True)}

    assert list(notes) == ["Qué es", "Fecha de corte", "Filtros", "Cómo leerlo"]
    assert notes["Filtros"] == sheet["Filtros"] == "Mesa de Espinar; Abiertos"
    assert sheet["codigo"] == "Código del compromiso. No se repite ni cambia."
    assert in_json["Content-Disposition"] == f'attachment; filename="compromisos-{day(0).isoformat()}.json"'


def test_whether_a_promise_can_be_measured_is_told_as_the_filter_asks_it(client, mesa):
    said = {"measurable_what": "si", "measurable_who": "si", "measurable_means": "si"}
    CommitmentFactory(mesa=mesa, title="si", **said)
    CommitmentFactory(mesa=mesa, title="no", **{**said, "measurable_means": "no"})
    CommitmentFactory(mesa=mesa, title="no-conocido", **{**said, "measurable_who": ""})

    found = {
        asked: [
            (row["titulo"], row["medible"])
            for row in from_json(client.get(f"/compromisos/?formato=json&medible={asked}"))["compromisos"]
        ]
        for asked in Measured
    }

    assert found == {asked: [(asked, asked)] for asked in Measured}
    assert '<select id="f-medible"' in client.get("/compromisos/").content.decode()


def test_the_csv_opens_with_its_accents(client, mesa):
    CommitmentFactory(mesa=mesa, title="Construcción")

    raw = content(client.get("/compromisos/?formato=csv"))

    assert raw.startswith(b"\xef\xbb\xbfcodigo,codigo_fuente,titulo,")
    assert "Construcción".encode() in raw


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_nothing_found_is_a_file_without_rows(client, form):
    response = client.get(f"/compromisos/?formato={form}")

    rows = {"csv": from_csv, "json": lambda r: from_json(r)["compromisos"], "xlsx": from_spreadsheet}[form](response)
    assert (response.status_code, rows) == (200, [])


def test_no_file_is_made_of_a_question_that_was_not_understood(client, mesa):
    CommitmentFactory(mesa=mesa)

    response = client.get("/compromisos/?formato=csv&estado=vencido")

    assert response.status_code == 400
    assert "Estado, «vencido»: no es un valor de este filtro. Por eso no se preparó el archivo" in read(response)


def test_an_unknown_form_shows_the_list_and_says_which_there_are(client, mesa):
    response = client.get("/compromisos/?formato=pdf")

    assert response.status_code == 200
    assert "No hay descargas en ese formato: elija CSV, Excel o JSON." in read(response)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_a_file_costs_the_same_for_one_row_or_many(client, mesa, form, count, django_assert_num_queries):
    for _ in range(count):
        commitment = CommitmentFactory(mesa=mesa, deadline_kind=DeadlineKind.DATE)
        CommitmentPartyFactory(commitment=commitment)
        ReportedStatus.objects.create(commitment=commitment)

    # Rows; duties, parties; statuses, sources; closings.
    with django_assert_num_queries(6):
        content(client.get(f"/compromisos/?formato={form}"))


def test_memory_does_not_grow_with_the_rows(client, mesa):
    def peak():
        tracemalloc.start()
        for _chunk in client.get("/compromisos/?formato=csv").streaming_content:
            pass
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    def fill(first, last):
        CommitmentFactory._meta.model.objects.bulk_create(
            CommitmentFactory.build(
                mesa=mesa, code=f"M-{number}", text="palabra " * 200, grade="publica", registered_at=timezone.now()
            )
            for number in range(first, last)
        )

    fill(0, 600)
    few = peak()
    fill(600, 3000)

    assert peak() < 2 * few
