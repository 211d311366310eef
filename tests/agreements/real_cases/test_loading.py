"""The command, its figures, and a second run that changes nothing."""

import io
import time

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement, Commitment, ReportedStatus, Transition
from agreements.services.real_cases import load_real_cases
from conflicts.choices import Grade
from conflicts.models import Casualty, Conflict, Episode, Incident, Party, Source, SourceRow, Territory
from mesas.models import Demand, Document, Mandate, Mesa, NonWorkingDay, ReportedFigure, Seat, Session
from tests.agreements.real_cases import LATER, append, everything, rewrite
from tests.agreements.real_cases.conftest import REAL

pytestmark = pytest.mark.django_db

COUNTS = {
    Territory: 32,
    Source: 161,
    Party: 74,
    Conflict: 7,
    Episode: 16,
    Incident: 44,
    Casualty: 29,
    Mesa: 21,
    Mandate: 19,
    Seat: 105,
    Session: 32,
    Demand: 22,
    Document: 23,
    ReportedFigure: 11,
    Agreement: 23,
    Commitment: 40,
    ReportedStatus: 9,
}
#: The command loads the calendar too: five decrees, each with the page that tells of it.
OF_COMMAND = {**COUNTS, Source: 161 + 5, NonWorkingDay: 31}

#: What was said the last time, asked for each of 17 models, and four savepoints set and released.
UNCHANGED = 17 + 8

PRINTED = """\
   32 territorios (se añaden 32)
  161 fuentes (se añaden 161)
   74 actores (se añaden 74)
    7 conflictos (se añaden 7)
   16 episodios (se añaden 16)
   44 hechos (se añaden 44)
   29 cifras de víctimas (se añaden 29)
   21 mesas (se añaden 21)
   19 mandatos (se añaden 19)
  105 asientos (se añaden 105)
   32 sesiones (se añaden 32)
   22 demandas (se añaden 22)
   23 documentos (se añaden 23)
   11 cifras según fuente (se añaden 11)
   23 acuerdos (se añaden 23)
   40 compromisos (38 públicos, se añaden 40)
    9 estados según fuente (se añaden 9)
   31 días no laborables (se añaden 31)

Qué queda fuera, o entra de otra manera:
  116 términos del glosario: se quedan en los archivos, para quien traduzca; no sustituyen a un traductor.
  5 direcciones del glosario: no están en sources.csv.
  61 fuentes: se cargan, pero ninguna fila las cita: son lecturas.
  11 filas de compromisos: cuentan muchos a la vez: son cifras de su mesa, no compromisos, y no se suman.
  2 compromisos: tratan de la protesta: los ven solo los miembros (ESP-2020-03, COT-2015-04).
  28 compromisos: no tienen plazo en la fuente leída: «plazo no conocido», que no es «sin plazo».
  2 fechas de cierre: son el fin del último plazo y no un cierre: quedan en los mandatos (COT-2021, COT-2022).
  3 números de sesión: se guardan como la etiqueta que da la fuente; a ninguna sesión se le inventa número.

Cargado.
"""


def run(*arguments):
    said = io.StringIO()
    call_command("load_real_cases", *map(str, arguments), stdout=said)
    return said.getvalue()


def test_the_command_loads_everything_and_says_what_it_left_out():
    assert run() == PRINTED
    assert {model: model._default_manager.count() for model in OF_COMMAND} == OF_COMMAND


def test_a_second_run_changes_nothing_and_says_so():
    run()
    before = everything()
    said = run(REAL)

    assert everything() == before
    assert said.splitlines()[:2] == ["   32 territorios", "  161 fuentes"]
    assert said.splitlines()[-1] == "Sin cambios: ya estaba todo cargado."


def test_nothing_is_loaded_for_a_visitor_to_stumble_over(loaded):
    """Every public commitment stands on a public mesa of a conflict that shows."""
    assert set(Mesa.objects.values_list("grade", flat=True)) == {Grade.PUBLIC}
    assert sorted(Commitment.objects.exclude(grade=Grade.PUBLIC).values_list("code", flat=True)) == [
        "COT-2015-04",
        "ESP-2020-03",
    ]
    assert list(Conflict.objects.order_by("slug").values_list("slug", flat=True)) == [
        "bambas",
        "chumbivilcas",
        "constancia",
        "corredor",
        "espinar",
        "majes",
        "quellaveco",
    ]


def test_it_takes_less_than_five_seconds_and_few_queries(folder):
    with CaptureQueriesContext(connection) as first:
        began = time.perf_counter()
        load_real_cases(folder, at=LATER)
        took = time.perf_counter() - began
    with CaptureQueriesContext(connection) as second:
        load_real_cases(folder, at=LATER)

    assert took < 5
    assert len(first) < 300  # nearly all are batches of inserts, which SQLite keeps under 999 values
    assert len(second) == UNCHANGED


@pytest.mark.parametrize("count", [1, 3])
def test_new_rows_cost_the_same_for_one_or_many(folder, count, django_assert_num_queries):
    load_real_cases(folder, at=LATER)
    for number in range(count):
        append(
            folder,
            "organisations",
            org_id=f"ORG-{number}",
            name_es=f"Municipalidad {number}",
            short_name=f"MD {number}",
            sector="municipalidad_distrital",
            ubigeo_inei="080800",
            source_url="https://ocmal.org/presentaran-conviviendo-con-la-mineria-en-el-sur-andino",
        )

    with django_assert_num_queries(UNCHANGED + 14):
        load_real_cases(folder, at=LATER)


def test_a_changed_row_costs_the_same_however_many_change(folder, django_assert_num_queries):
    load_real_cases(folder, at=LATER)
    for key in ("MS-ESP-2012", "MS-ESP-2016", "MS-COT-2015"):
        rewrite(folder, "mesas", key, notes="Se corrige una nota.")

    with django_assert_num_queries(UNCHANGED + 10):
        load_real_cases(folder, at=LATER)


def test_every_commitment_begins_its_timeline_told_by_nobody(loaded):
    rows = Transition.objects.values_list("step", "from_state", "to_state", "by", "at__date")

    assert {tuple(map(str, row)) for row in rows} == {("registro", "", "pendiente", "None", "2026-11-24")}
    assert Transition.objects.count() == 40


def test_what_was_said_is_remembered_row_by_row(loaded):
    assert SourceRow.objects.count() == sum(COUNTS.values())


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CommandError, match="No hay ninguna carpeta"):
        run(tmp_path / "nada")
