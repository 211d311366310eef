"""The dashboard answers what was asked, to each what she may see, and costs the same for one row and for many."""

import csv
import datetime
import io
import json

import pytest
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, Record, State
from agreements.models import Commitment, ReportedStatus
from conflicts.choices import Grade, Role, Sector, Theme
from tests.agreements.reading import read
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def mesa():
    return MesaFactory(code="ESP-2016", slug="esp-2016", name="Mesa de Espinar")


@pytest.fixture
def company():
    return PartyFactory(short_name="Minera Cerro Claro", slug="minera", sector=Sector.COMPANY)


@pytest.fixture
def example():
    return MesaFactory(slug="ejemplo", name="Mesa ficticia", conflict=ConflictFactory(slug="ejemplo", is_example=True))


def said(response):
    return read(response).replace("\N{NO-BREAK SPACE}", " ")


def owed(mesa, company, **more):
    commitment = CommitmentFactory(mesa=mesa, **more)
    CommitmentPartyFactory(commitment=commitment, party=company, duty=Duty.LEAD)
    return commitment


def total(response):
    return response.context["page"].total


def test_with_no_report_it_says_so_and_shows_what_sources_tell(client, mesa):
    told = CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=day(-30), ref="CM-001")
    ReportedStatus.objects.create(commitment=told, state="en-ejecucion", said_by="prensa")

    response = client.get("/tablero/")

    assert "Todavía ningún miembro ha reportado." in said(response)
    assert "Las fuentes públicas cuentan 1 compromiso y no dan ninguno por cumplido" in said(response)
    assert "Con el plazo pasado 1 Compromisos que solo se conocen por fuentes públicas 1" in said(response)
    assert 'class="mark late"' not in response.content.decode()
    assert "0 %" not in said(response)


def test_with_nothing_at_all_it_still_opens(client):
    response = client.get("/tablero/")

    assert "Todavía ningún miembro ha reportado." in said(response)
    assert [id_ for id_ in ("h-fuentes", "h-vacios", "h-vencidos") if id_ in response.content.decode()] == []


def test_of_few_no_percentage_is_given(client, mesa, company):
    for state in (State.CLAIMED, State.CLAIMED, State.PENDING):
        level = 3 if state == State.CLAIMED else None
        owed(mesa, company, state=state, claim_level=level, claimed_on=day(0), due_on=day(-3))

    response = client.get("/tablero/")

    assert "De 3 compromisos, 2 se declaran cumplidos; quien recibe no confirma ninguno" in said(response)
    assert "2 de 3" in said(response)
    percentages = [word for word in said(response).split("Defensoría")[0].split() if word.endswith("%")]
    assert percentages == []


def test_of_many_shares_stand_beside_the_study(client, mesa, company):
    for _ in range(4):
        owed(mesa, company, due_on=None)
    owed(mesa, company)
    SessionFactory(mesa=mesa)

    response = client.get("/tablero/")

    assert "Ninguno de los 5 compromisos tiene quien lo siga; sin plazo, 4 de 5" in said(response)
    assert "Sin plazo en el acta 80 % · 4 de 5 Defensoría: 57.7 %" in said(response)
    assert "Sin encargado de seguimiento 100 % · 5 de 5 Defensoría: 87 %" in said(response)
    assert "Sesiones sin agenda 1 de 1 Defensoría: 55 %" in said(response)


def test_filters_are_those_of_the_list_and_stay_in_every_address(client, mesa, company):
    owed(mesa, company, theme=Theme.WATER, due_on=day(-3))
    owed(mesa, company, theme=Theme.HEALTH)
    owed(MesaFactory(), company, theme=Theme.WATER)

    response = client.get("/tablero/?tema=agua&mesa=esp-2016&orden=codigo")

    assert total(response) == 1
    assert [(chip.label, chip.href) for chip in response.context["chips"]] == [
        ("Mesa de Espinar", "/tablero/?tema=agua&orden=codigo"),
        ("Tema: Agua", "/tablero/?mesa=esp-2016&orden=codigo"),
    ]
    overdue = response.context["page"].overdue.bars[0]
    assert overdue.href == "/compromisos/?mesa=esp-2016&tema=agua&registro=miembros&atraso=1-30"
    assert client.get(overdue.href).context["page"].paginator.count == overdue.count == 1


def test_the_example_is_counted_only_where_it_is_named_or_for_who_belongs(client, example, company):
    owed(example, company)

    assert total(client.get("/tablero/")) == 0
    named = client.get("/tablero/?conflicto=ejemplo")
    assert total(named) == total(client.get("/tablero/?mesa=ejemplo")) == 1
    assert "Ejemplo ficticio." in said(named)
    assert 'href="/tablero/?conflicto=ejemplo"' in client.get("/tablero/").content.decode()

    client.force_login(UserFactory(is_staff=True))
    assert total(client.get("/tablero/")) == 0
    client.force_login(MembershipFactory(conflict=example.conflict, role=Role.OBSERVER).user)
    hers = client.get("/tablero/")
    assert (total(hers), "Ejemplo ficticio." in said(hers)) == (1, True)


def test_each_counts_what_she_may_see(client, mesa, company):
    owed(mesa, company)
    owed(mesa, company, grade=Grade.MEMBERS)
    owed(MesaFactory(conflict=mesa.conflict, grade=Grade.INTERNAL), company)
    people = {
        "stranger": UserFactory(),
        "observer": MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user,
        "registrar": MembershipFactory(conflict=mesa.conflict, role=Role.REGISTRAR).user,
        "administrator": UserFactory(is_staff=True),
    }

    seen = {"nobody": total(client.get("/tablero/"))}
    for name, user in people.items():
        client.force_login(user)
        seen[name] = total(client.get("/tablero/"))

    assert seen == {"nobody": 1, "stranger": 1, "observer": 2, "registrar": 3, "administrator": 3}


def test_communities_that_owe_are_in_no_ranking_and_it_says_so(client, mesa, company):
    owed(mesa, company)
    owed(mesa, PartyFactory(short_name="Comunidad de Anta"))

    page = client.get("/tablero/").context["page"]

    assert [row.label for row in page.obligors.rows] == ["Minera Cerro Claro"]
    assert [row.label for row in page.sectors.rows] == ["Empresa"]
    assert [(line.label, line.value, line.href) for line in page.obligor_notes] == [
        ("A cargo de comunidades", "1", "/compromisos/?registro=miembros&sector=comunidad")
    ]
    assert "Las comunidades que deben no se comparan." in said(client.get("/tablero/"))


def test_a_promise_that_an_address_cannot_ask_for_has_no_link(client, mesa, company):
    """Two alarms at once, or two parties that take part: the number stands alone."""
    owed(mesa, company, due_on=None)

    page = client.get("/tablero/?participa=minera&falta=seguimiento").context["page"]

    assert [(one.label, one.count, bool(one.href)) for one in page.lacks.measures[:2]] == [
        ("Sin plazo en el acta", "1 de 1", False),
        ("Sin encargado de seguimiento", "1 de 1", True),
    ]


def test_a_duplicate_leads_to_the_party_that_it_became(client, mesa):
    now = PartyFactory(short_name="MTC", slug="mtc", sector=Sector.NATIONAL)
    owed(mesa, PartyFactory(slug="mtc-antes", sector=Sector.NATIONAL, merged_into=now))

    row = client.get("/tablero/").context["page"].obligors.rows[0]

    assert (row.label, row.href) == ("MTC", "/compromisos/?responsable=mtc&registro=miembros")
    assert client.get(row.href).context["page"].paginator.count == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_dashboard_costs_the_same_for_one_row_or_many(client, count, django_assert_num_queries):
    for _ in range(count):
        mesa = MesaFactory()
        owed(mesa, PartyFactory(sector=Sector.COMPANY), due_on=day(-3))
        told = CommitmentFactory(mesa=mesa, record=Record.SOURCES)
        ReportedStatus.objects.create(commitment=told, state="cumplido")
        SessionFactory(mesa=mesa)

    # Figures; mesas, mandates, links, bodies that ended, three of cover; agenda, delays; merges, leads, taking part,
    # parties; themes; mesas and their names; conflicts, mesas, sessions, demands, documents; what sources say; whether
    # the example is in it, and where it is; mesas and leads to choose from.
    with django_assert_num_queries(27):
        response = client.get("/tablero/")

    assert total(response) == count


HOSTILE = [
    "tema=%00",
    "mesa=%27%20OR%201=1--",
    "responsable=" + "x" * 5000,
    "estado=<script>alert(1)</script>",
    "desde=31-02-0205&hasta=9999999",
    "q=%E2%80%AE%D8%B9",
    "&".join(["tema=agua"] * 900),
    "formato=exe",
    "pagina=-1&orden=nada",
    "a-tiempo=&registro=&falta=&segun-fuentes=",
    "atraso=1-30'--&declaracion=99999999999999999999",
]


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_breaks_nothing(client, mesa, company, query):
    owed(mesa, company, theme=Theme.WATER)

    response = client.get(f"/tablero/?{query}")

    assert response.status_code in (200, 400)
    assert "<script>alert" not in response.content.decode()


def test_what_cannot_be_read_is_named_and_takes_nothing_away(client, mesa, company):
    owed(mesa, company)

    response = client.get("/tablero/?tema=agüita")

    assert total(response) == 1
    assert response.context["refusals"] == ["Tema, «agüita»: no es un valor de este filtro."]


def test_only_reading_is_offered(client):
    assert client.post("/tablero/").status_code == 405


def from_csv(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_files_hold_every_figure_with_what_it_means(client, mesa, company):
    for state in (State.CLAIMED, State.PENDING, State.PENDING, State.PENDING, State.PENDING, State.PENDING):
        owed(mesa, company, state=state, claim_level=3 if state == State.CLAIMED else None, theme=Theme.WATER)
    owed(mesa, company, theme=Theme.HEALTH)

    rows = from_csv(client.get("/tablero/?tema=agua&formato=csv"))
    told = json.loads(client.get("/tablero/?tema=agua&formato=json").content)

    declared = next(row for row in rows if row["clave"] == "declarados" and not row["grupo"])
    assert declared == {
        "seccion": "Qué se dice cumplido, y quién lo dice",
        "clave": "declarados",
        "cifra": "Declarados cumplidos",
        "grupo": "",
        "numerador": "1",
        "denominador": "6",
        "porcentaje": "16.7",
        "defensoria_porcentaje": "",
        "queda_fuera": "",
        "definicion": "Quien debe dice que cumplió por completo. Es su palabra, todavía no la de quien recibe.",
        "formula": "Compromisos cuya declaración vigente es «completo», sobre todos los que tienen reporte de "
        "miembros, también los que se cerraron sin cumplirse. Vale la del responsable principal; si nadie lo es, la "
        "más baja de quienes deben. La de uno reemplazado no vale: la deuda la lleva otro. Los que no se pueden medir "
        "quedan fuera.",
        "fuente": "Lo que registran los miembros de cada mesa: actas, declaraciones, veredictos y verificaciones.",
        "direccion": "http://testserver/compromisos/?tema=agua&registro=miembros&medible=si&medible=no-conocido"
        + "&declaracion=3"
        + "".join(f"&estado={state.value}" for state in State if state != State.REPLACED),
        "fecha_de_corte": timezone.localdate().isoformat(),
        "filtros": "Tema: Agua",
    }
    assert [row["numerador"] for row in rows if row["grupo"] == "Minera Cerro Claro"] == ["6", "1", "0", "0", "0", "0"]
    assert told["notas"]["filtros"] == "Tema: Agua"
    assert [row["numerador"] for row in told["cifras"] if row["clave"] == "declarados"] == [1, 1, 1, 1, 1]


def test_where_nobody_knows_the_file_is_empty_and_not_zero(client):
    rows = from_csv(client.get("/tablero/?formato=csv"))

    declared = next(row for row in rows if row["clave"] == "declarados")
    assert (declared["numerador"], declared["denominador"], declared["porcentaje"]) == ("", "0", "")


def test_a_file_leaves_the_example_out_unless_it_is_named(client, example, company):
    owed(example, company)
    client.force_login(MembershipFactory(conflict=example.conflict, role=Role.OBSERVER).user)

    def counted(question):
        cifras = json.loads(client.get(f"/tablero/?formato=json&{question}").content)
        return cifras["cifras"][0]["numerador"], cifras["notas"].get("aviso", "")

    assert total(client.get("/tablero/")) == 1
    assert counted("") == (0, "")
    assert counted("mesa=ejemplo") == (
        1,
        "Ejemplo ficticio: la mesa, los actores y los hechos son inventados.",
    )


def test_no_file_of_other_figures_than_were_asked_for(client, mesa, company):
    owed(mesa, company)

    response = client.get("/tablero/?tema=agüita&formato=csv")

    assert response.status_code == 400
    assert "Por eso no se preparó el archivo" in said(response)


def test_a_name_is_never_run_as_a_formula(client, mesa):
    owed(mesa, PartyFactory(short_name="=HYPERLINK(1)", sector=Sector.COMPANY))

    groups = {row["grupo"] for row in from_csv(client.get("/tablero/?formato=csv"))}

    assert "'=HYPERLINK(1)" in groups
    assert "=HYPERLINK(1)" not in groups


def test_only_the_largest_are_shown_and_the_file_has_all(client, mesa):
    for number in range(27):
        owed(mesa, PartyFactory(short_name=f"Empresa {number:02}", sector=Sector.COMPANY), due_on=None)
    assert Commitment.objects.filter(deadline_kind=DeadlineKind.NONE).count() == 27

    page = client.get("/tablero/").context["page"]
    rows = from_csv(client.get("/tablero/?formato=csv"))

    assert len(page.obligors.rows) == 17
    assert page.obligors.more == "Se muestran los 17 con más compromisos, de 27; el archivo los trae todos."
    assert len({row["grupo"] for row in rows if row["seccion"] == "Por responsable principal"}) == 27
