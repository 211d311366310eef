"""Whoever reads a session, a demand or a paper sees what is open to her, and what is not known as not known."""

import datetime
import uuid

import pytest
from django.urls import reverse

from agreements.services.sessions.data import Accord, Paper, Point
from conflicts.choices import Grade, Role
from conflicts.models import Source
from conflicts.partial_dates import PartialDate
from mesas.choices import Admission, DocumentMark, Held, ItemOutcome
from mesas.models import Document
from tests.agreements.reading import read
from tests.agreements.session.telling import DAY, log, promise, told, whole
from tests.factories import (
    ConflictFactory,
    DemandFactory,
    DocumentFactory,
    MembershipFactory,
    MesaFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db


def sign_in(client, table, role, party=None):
    client.force_login(MembershipFactory(conflict=table.mesa.conflict, role=role, party=party).user)


# A session


def test_a_session_says_who_proposed_what_and_what_became_of_it(client, table):
    data = told(
        points=[
            Point(text="Agua", proposer=table.village, outcome=ItemOutcome.TREATED, minutes=40),
            Point(text="Vías", admission=Admission.REFUSED, refusal_reason="No estaba en la convocatoria"),
        ]
    )
    page = read(client.get(log(table, data).get_absolute_url()))

    assert "Sesión 1, miércoles 4 de noviembre de 2026" in page
    assert "Se trataron 1 de 2 puntos" in page
    assert "1. Agua Pampa Clara Se trató 40 min" in page
    assert "2. Vías no se sabe Rechazado No estaba en la convocatoria" in page


NAMES = ["Rosa Quispe", "Delegado 0"]


@pytest.mark.parametrize(
    ("role", "seen"),
    [
        (None, []),
        (Role.OBSERVER, []),
        (Role.VERIFIER, []),
        (Role.REPRESENTATIVE, ["Rosa Quispe"]),
        (Role.REGISTRAR, NAMES),
        (Role.COORDINATOR, NAMES),
    ],
)
def test_names_are_for_those_who_keep_the_record_and_for_ones_own_party(client, table, role, seen):
    session = log(table, whole(table, attendees=1))
    if role:
        sign_in(client, table, role, party=table.village if role == Role.REPRESENTATIVE else None)

    page = read(client.get(session.get_absolute_url()))

    assert [name for name in NAMES if name in page] == seen
    assert "Presidenta" in page
    assert "Vinieron las 2 personas de la lista" in page


def test_what_the_record_lacks_is_said_of_what_members_logged(client, table):
    page = read(client.get(log(table, told(accords=[Accord(promises=[promise(table)])])).get_absolute_url()))

    lacks = page[page.index("Al registro le falta") : page.index("Se realizó sin agenda")]
    assert lacks.split("… ")[1].strip() == (
        "Agenda Lista de asistencia Aviso de la convocatoria Archivo del acta Firma del acta Plazo de 1 compromiso "
        "Encargado de seguimiento de 1 compromiso Medio de verificación de 1 compromiso"
    )


def test_of_a_session_told_by_sources_nothing_is_missing_it_is_not_known(client):
    session = SessionFactory(
        logged_at=None, logged_by=None, held=Held.UNKNOWN, label="I", day=PartialDate.month(2012, 6)
    )
    session.sources.add(
        Source.objects.create(ref="S1", url="https://example.org/rosa-quispe", title="La mesa", kind="prensa")
    )

    page = read(client.get(session.get_absolute_url()))

    assert "Sesión I, junio de 2012" in page
    assert "No se sabe si se realizó" in page
    assert "Lo demás no se conoce Agenda Acuerdos Asistencia Documento" in page
    assert "Al registro le falta" not in page
    assert "Lo cuenta una fuente La mesa" in page
    assert "rosa-quispe" not in page


def test_a_narrower_commitment_shows_only_to_whom_it_is_for(client, table):
    data = told(
        accords=[Accord(text="Acuerdo", promises=[promise(table, grade=Grade.MEMBERS, title="Levantar el paro")])]
    )
    session = log(table, data)

    assert "Levantar el paro" not in read(client.get(session.get_absolute_url()))
    sign_in(client, table, Role.OBSERVER)
    assert "Levantar el paro" in read(client.get(session.get_absolute_url()))


def test_a_session_of_a_mesa_that_does_not_show_is_not_there(client):
    session = SessionFactory(mesa__grade=Grade.MEMBERS)

    assert client.get(session.get_absolute_url()).status_code == 404
    assert client.get(reverse("session", args=[session.pk + 1])).status_code == 404


def test_a_reader_may_not_post(client):
    assert client.post(SessionFactory().get_absolute_url()).status_code == 405


def test_only_who_logged_it_is_told_that_her_draft_was_received(client, table):
    key = uuid.uuid4()
    session = log(table, told(), client_id=key)

    client.force_login(table.registrar)
    assert f'data-received="{key}"' in client.get(session.get_absolute_url()).content.decode()
    sign_in(client, table, Role.REGISTRAR)
    assert str(key) not in client.get(session.get_absolute_url()).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_session_page_costs_the_same_for_one_row_and_for_three(client, table, count, django_assert_num_queries):
    session = log(table, whole(table, attendees=count, points=count, promises=count))
    client.force_login(table.registrar)

    with django_assert_num_queries(28):
        client.get(session.get_absolute_url())


# The list of sessions


def listed(client, **asked):
    return [row["name"] for row in client.get(reverse("session_list"), asked).context["rows"]]


def test_sessions_are_listed_latest_first_without_a_number_by_their_day(client, table):
    log(table, told())
    log(table, told(held=Held.FAILED, not_held_reason="sin-quorum", day=DAY - datetime.timedelta(days=1)))
    SessionFactory(mesa=table.mesa, logged_at=None, label="I", day=PartialDate.unknown())
    SessionFactory(mesa__grade=Grade.INTERNAL)

    SessionFactory(mesa=table.mesa, logged_at=None, day=PartialDate.month(2012, 6))
    assert listed(client) == ["Sesión 1", "Sesión del 3 de noviembre de 2026", "Sesión de junio de 2012", "Sesión I"]


def test_sessions_are_found_by_mesa_by_conflict_and_by_having_no_agenda(client, table):
    other = MesaFactory(slug="cot-2026", conflict=ConflictFactory(slug="cotabambas"))
    log(table, told(points=[Point(text="Agua")]))
    log(table, told())
    SessionFactory(mesa=other, logged_at=None, label="de fuente")

    assert listed(client, mesa="cot-2026") == ["Sesión de fuente"]
    assert listed(client, conflicto="cotabambas") == ["Sesión de fuente"]
    assert listed(client, agenda="no") == ["Sesión 2"]
    assert listed(client, mesa="cot-2026", agenda="no") == []


def test_the_example_is_listed_only_where_it_is_named(client):
    mesa = MesaFactory(slug="ejemplo", conflict=ConflictFactory(slug="ejemplo", is_example=True))
    SessionFactory(mesa=mesa, label="de ejemplo")

    assert listed(client) == []
    assert listed(client, mesa="ejemplo") == ["Sesión de ejemplo"]
    assert "Ejemplo ficticio." in read(client.get(reverse("session_list"), {"mesa": "ejemplo"}))


def test_an_address_that_cannot_be_read_says_so_and_still_lists(client, table):
    log(table, told())

    page = read(client.get(reverse("session_list"), {"mesa": "no-existe", "agenda": "quizás", "pagina": "99"}))

    assert "No se entendió todo." in page
    assert "1 sesión" in page


def test_an_empty_list_says_what_to_do(client):
    assert "Todavía no hay sesiones que usted pueda ver." in read(client.get(reverse("session_list")))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_sessions_costs_the_same_for_one_and_for_three(client, table, count, django_assert_num_queries):
    for _ in range(count):
        log(table, whole(table))

    with django_assert_num_queries(4):
        client.get(reverse("session_list"))


# Demands


def fates(client, **asked):
    return {
        row["demand"].text: row["fate"]["text"] for row in client.get(reverse("demand_list"), asked).context["rows"]
    }


def test_each_demand_says_how_far_it_came(client, table):
    asked = {
        name: DemandFactory(mesa=table.mesa, text=name)
        for name in ("acordada", "tratada", "aplazada", "rechazada", "sola")
    }
    points = [
        Point(text="x", demand=asked["acordada"], outcome=ItemOutcome.TREATED),
        Point(text="x", demand=asked["tratada"], outcome=ItemOutcome.TREATED),
        Point(text="x", demand=asked["aplazada"], outcome=ItemOutcome.POSTPONED),
        Point(text="x", demand=asked["rechazada"], admission=Admission.REFUSED, refusal_reason="No"),
    ]
    session = log(table, told(points=points, accords=[Accord(text="Sí", demands=[asked["acordada"]])]))
    DemandFactory(mesa=table.mesa, text="nunca", session=session)

    assert fates(client) == {
        "acordada": "Dio lugar a un acuerdo",
        "tratada": "Se trató el 4 de noviembre de 2026, sin acuerdo",
        "aplazada": "Estuvo en la agenda el 4 de noviembre de 2026 y no se trató",
        "rechazada": "Se rechazó el 4 de noviembre de 2026",
        "nunca": "Todavía no llega a la agenda",
        "sola": "No se conoce",
    }


def test_demands_are_found_by_words_without_accents_by_theme_and_by_mesa(client, table):
    DemandFactory(mesa=table.mesa, text="Construcción de la posta", theme="salud")
    DemandFactory(mesa=MesaFactory(slug="cot-2026"), text="Agua", raised_by=table.village)
    DemandFactory(mesa__grade=Grade.INTERNAL, text="oculta")

    assert sorted(fates(client)) == ["Agua", "Construcción de la posta"]
    assert list(fates(client, q="CONSTRUCCION")) == ["Construcción de la posta"]
    assert list(fates(client, q="pampa clara")) == ["Agua"]
    assert list(fates(client, tema="salud")) == ["Construcción de la posta"]
    assert list(fates(client, tema="sin-tema")) == ["Agua"]
    assert list(fates(client, mesa="cot-2026")) == ["Agua"]
    assert fates(client, q="nada de esto") == {}


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_demands_costs_the_same_for_one_and_for_three(client, table, count, django_assert_num_queries):
    log(table, whole(table, points=count))

    with django_assert_num_queries(6):
        client.get(reverse("demand_list"))


# A paper


def test_a_paper_says_who_signed_who_did_not_and_what_it_holds(client, table):
    page = read(client.get(log(table, whole(table)).documents.get().get_absolute_url()))

    assert "Firmada 5 de noviembre de 2026" in page
    assert "Firmaron 1 de 2 actores" in page
    assert "Minera Cerro Claro No firmó — Sector Salud Firmó —" in page
    assert "quechua, de viva voz" in page
    assert "Obra 0" in page


@pytest.mark.parametrize(
    ("role", "opens"), [(None, False), (Role.OBSERVER, False), (Role.VERIFIER, True), (Role.REGISTRAR, True)]
)
def test_the_original_is_offered_to_few_and_its_fingerprint_to_all(client, table, role, opens):
    paper = DocumentFactory(
        mesa=table.mesa, original="documents/x.pdf", original_name="Rosa Quispe.pdf", sha256="a" * 64
    )
    if role:
        sign_in(client, table, role)

    page = client.get(paper.get_absolute_url()).content.decode()

    assert ("a" * 64 in page, "original=1" in page, "Rosa Quispe" in page) == (True, opens, False)


def test_a_paper_of_a_mesa_that_does_not_show_is_not_there(client):
    assert client.get(DocumentFactory(mesa__grade=Grade.MEMBERS).get_absolute_url()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_a_paper_costs_the_same_for_one_row_and_for_three(client, table, count, django_assert_num_queries):
    log(table, whole(table, promises=count))

    with django_assert_num_queries(18):
        client.get(Document.objects.get().get_absolute_url())


def test_a_mark_that_nobody_knows_is_dashed(client, table):
    paper = log(table, told(paper=Paper(mark=DocumentMark.UNKNOWN, title="Acta"))).documents.get()

    page = client.get(paper.get_absolute_url()).content.decode()
    assert 'href="#i-none"' in page
    assert "Firma</span> no conocida" in " ".join(page.split())
