"""The first page says what is honest to say, to each what she may see, and shows where to begin."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import Record, State, Step
from agreements.models import ReportedStatus, Transition
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from mesas.choices import Held
from monitoring.showing.moves import latest_moves
from tests.agreements.reading import read
from tests.factories import (
    CommitmentFactory,
    ConflictFactory,
    MembershipFactory,
    MesaFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
NOON = datetime.datetime(2026, 11, 20, 17, tzinfo=datetime.UTC)


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def mesa():
    return MesaFactory(slug="esp-2016", code="ESP-2016", name="Mesa de Espinar")


def said(response):
    return read(response).replace("\N{NO-BREAK SPACE}", " ")


def figures(response):
    return [(one.label, one.numerator, one.denominator, one.href) for one in response.context["figures"].shown]


def passed(commitment, step, to_state, at=NOON, from_state=State.PENDING):
    return Transition.objects.create(
        commitment=commitment, step=step, from_state=from_state, to_state=to_state, by=UserFactory(), at=at
    )


def test_before_anything_is_published_it_says_so(client):
    response = client.get("/")

    assert "Qué se prometió en las mesas de diálogo del Perú, y si se cumplió." in said(response)
    assert "Todavía no hay compromisos publicados" in said(response)
    assert "Todavía no hay movimientos que mostrar" in said(response)
    assert "Tres voces, nunca una sola" in said(response)
    assert figures(response) == []


def test_while_only_sources_tell_nobody_has_verified_anything(client, mesa):
    CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=day(-30))
    CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=None, deadline_kind="no-conocido")

    response = client.get("/")

    assert figures(response) == [
        ("Compromisos que solo se conocen por fuentes públicas", 2, None, "/compromisos/?registro=fuentes"),
        (
            "Con el plazo pasado",
            1,
            2,
            "/compromisos/?registro=fuentes&plazo=vencido&plazo=periodo-terminado",
        ),
        ("Con plazo no conocido", 1, 2, "/compromisos/?registro=fuentes&plazo=plazo-no-conocido"),
        ("Cumplidos, verificados por un tercero", None, None, ""),
    ]
    assert "sin datos" in said(response)
    assert "%" not in said(response).split("Lo último")[0]
    assert 'class="mark late"' not in response.content.decode()


def test_once_members_report_the_figures_are_theirs(client, mesa):
    CommitmentFactory(mesa=mesa, due_on=day(-3))
    CommitmentFactory(mesa=mesa, due_on=None)
    CommitmentFactory(mesa=mesa, state=State.FULFILLED, finding_level=3)
    CommitmentFactory(mesa=mesa, record=Record.SOURCES)

    response = client.get("/")

    assert figures(response) == [
        ("Compromisos con reporte de miembros", 3, None, "/compromisos/?registro=miembros"),
        ("Vencidos", 1, 1, "/compromisos/?registro=miembros&plazo=vencido"),
        ("Sin plazo en el acta", 1, 3, "/compromisos/?registro=miembros&falta=plazo"),
        (
            "Cumplidos, verificados por un tercero",
            1,
            3,
            "/compromisos/?registro=miembros&medible=si&medible=no-conocido&estado=cumplido&verificacion=3",
        ),
    ]
    assert "3 compromisos con reporte de miembros; 1 está vencido" in said(response)
    assert "Aparte hay 1 que solo cuenta una fuente pública." in said(response)


def moves(user):
    return [(str(move.on), move.text, move.state, move.note) for move in latest_moves(user, TODAY, 8)]


def test_the_latest_that_changed_was_held_or_was_told(client, mesa):
    commitment = CommitmentFactory(mesa=mesa, title="Agua potable", code="ESP-2016-01")
    passed(commitment, Step.REGISTERED, State.PENDING, from_state="")
    passed(commitment, Step.EVIDENCE, State.PENDING)
    passed(commitment, Step.CLAIMED, State.CLAIMED)
    SessionFactory(mesa=mesa, number=3, day=PartialDate.on(datetime.date(2026, 11, 22)), outcome="Se acordó el agua.")
    SessionFactory(mesa=mesa, held=Held.FAILED, day=PartialDate.month(2025, 3), logged_at=None, logged_by=None)
    SessionFactory(mesa=mesa, day=PartialDate.on(datetime.date(2027, 1, 1)))
    told = CommitmentFactory(mesa=mesa, title="Posta", code="ESP-2016-02", record=Record.SOURCES)
    ReportedStatus.objects.create(
        commitment=told, state="cumplido", as_of=PartialDate.year(2020), said_by="comite-mixto"
    )
    ReportedStatus.objects.create(commitment=told, state="", as_of=PartialDate.year(2021))

    assert moves(UserFactory()) == [
        ("22 de noviembre de 2026", "Mesa de Espinar: sesión 3", "", "Se acordó el agua."),
        (
            "20 de noviembre de 2026",
            "Agua potable",
            "Pasa a «Declarado cumplido»",
            "Declaró quien debe · Mesa de Espinar",
        ),
        ("marzo de 2025", "Mesa de Espinar: sesión", "Fallida", "Según fuentes públicas"),
        (
            "2020",
            "Posta",
            "",
            "Una fuente lo da por cumplido (el comité de seguimiento mixto) · Mesa de Espinar",
        ),
    ]


def test_of_an_answer_only_who_belongs_reads_the_day(mesa):
    passed(CommitmentFactory(mesa=mesa), Step.ANSWERED, State.DISPUTED, from_state=State.CLAIMED)
    member = MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user

    assert [str(move.on) for move in latest_moves(UserFactory(), TODAY, 8)] == ["noviembre de 2026"]
    assert [str(move.on) for move in latest_moves(member, TODAY, 8)] == ["20 de noviembre de 2026"]


def test_movements_show_what_the_reader_may_see_without_the_example(client, mesa):
    hidden = CommitmentFactory(mesa=mesa, grade=Grade.MEMBERS, title="Secreto")
    invented = MesaFactory(conflict=ConflictFactory(is_example=True), name="Mesa ficticia", slug="ejemplo")
    for commitment in (hidden, CommitmentFactory(mesa=invented, title="Inventado")):
        passed(commitment, Step.CLAIMED, State.CLAIMED)
        ReportedStatus.objects.create(commitment=commitment, state="cumplido", as_of=PartialDate.year(2020))
    SessionFactory(mesa=invented)
    SessionFactory(mesa=MesaFactory(grade=Grade.INTERNAL, name="Mesa interna"))

    response = client.get("/")

    words = ("Secreto", "Inventado", "Mesa ficticia", "Mesa interna")
    assert [word for word in words if word in said(response)] == []
    assert response.context["example"] == "/mesas/ejemplo/"
    assert "Ejemplo ficticio." not in said(response)
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user)
    assert "Secreto" in said(client.get("/"))
    client.force_login(MembershipFactory(conflict=invented.conflict, role=Role.OBSERVER).user)
    assert "Ejemplo ficticio. Usted es parte de la mesa inventada" in said(client.get("/"))


def doors(client, user=None):
    if user:
        client.force_login(user)
    return [(door.title, door.href) for door in client.get("/").context["doors"]]


def test_the_doors_lead_each_to_where_she_can_begin(client, mesa):
    registrar = MembershipFactory(conflict=mesa.conflict, role=Role.REGISTRAR).user
    busy = MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR).user
    other = MesaFactory(conflict__slug="otro")
    MembershipFactory(conflict=other.conflict, role=Role.REGISTRAR, user=busy)

    first, second, third = doors(client)
    assert (first[0], third) == ("Soy de una comunidad", ("Quiero los datos", "/tablero/#llevarse"))
    assert second == ("Registro sesiones", "/cuenta/entrar/?next=/mesas/")
    assert client.get(first[1]).status_code == 302
    assert doors(client, registrar)[1] == ("Registro sesiones", "/mesas/esp-2016/sesiones/nueva/")
    assert doors(client, UserFactory())[1] == ("Registro sesiones", "/mesas/")
    assert doors(client, busy)[1] == (
        "Registro sesiones",
        f"/mesas/?conflicto={mesa.conflict.slug}&conflicto=otro",
    )


def test_a_search_leads_to_the_list(client):
    assert '<form class="search" action="/compromisos/" method="get" role="search">' in client.get("/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_page_costs_the_same_for_one_row_or_many(client, count, django_assert_num_queries):
    for _ in range(count):
        mesa = MesaFactory()
        passed(CommitmentFactory(mesa=mesa), Step.CLAIMED, State.CLAIMED)
        told = CommitmentFactory(mesa=mesa, record=Record.SOURCES)
        ReportedStatus.objects.create(commitment=told, state="cumplido", as_of=PartialDate.year(2020))
        SessionFactory(mesa=mesa, day=PartialDate.year(2020))

    with django_assert_num_queries(5):  # figures; steps, sessions, what sources told; the example
        response = client.get("/")

    assert len(response.context["moves"]) == 3 * count - (count == 3)
