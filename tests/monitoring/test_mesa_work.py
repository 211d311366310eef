"""Who sits at a mesa, what it did, what hangs together with it: the lower half of its page."""

import datetime

import pytest

from conflicts.choices import Role, Sector
from conflicts.partial_dates import PartialDate
from mesas.choices import (
    Admission,
    DocumentMark,
    Held,
    ItemOutcome,
    ReportedState,
    SeatRole,
)
from mesas.models import AgendaItem, DocumentDelivery, GroundRules, MesaLink, ReportedFigure
from monitoring.showing.mesas import mesa_page
from tests.factories import (
    AgreementFactory,
    CommitmentFactory,
    DemandFactory,
    DocumentFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    PersonFactory,
    SeatFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)


def day(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def mesa():
    return MesaFactory(code="ESP-2012", slug="esp-2012", name="Mesa de Espinar")


def page(client, slug="esp-2012"):
    return client.get(f"/mesas/{slug}/")


def shown(mesa, user=None):
    """What the page of today would say, on a day of the test's own."""
    return mesa_page(mesa, user or UserFactory(), TODAY)


def parts(mesa):
    return [f"{part.text} ({part.source})" if part.source else part.text for part in shown(mesa).parts]


# Who sits


def test_seats_by_side_with_places_where_all_are_known(mesa):
    SeatFactory(mesa=mesa, party=PartyFactory(name="Ministerio", sector=Sector.NATIONAL), places=2, post="Ministro")
    SeatFactory(mesa=mesa, party=PartyFactory(name="Comunidad Alta"), places=1)

    seats = shown(mesa).seats
    assert [
        (side.title, [(one.party.name, one.places, list(one.notes)) for one in side.sittings]) for side in seats.sides
    ] == [
        ("Estado", [("Ministerio", 2, ["Ministro"])]),
        ("Empresa", []),
        ("Sociedad", [("Comunidad Alta", 1, [])]),
    ]
    assert seats.finding.replace("\xa0", " ") == ("3 asientos: 2 del Estado, ninguno de la empresa y 1 de la sociedad")


def test_names_of_who_holds_a_seat_are_for_those_who_may_read_them(client, mesa):
    community, ministry = PartyFactory(), PartyFactory(sector=Sector.NATIONAL)
    SeatFactory(
        mesa=mesa, party=community, role=SeatRole.CHAIR, person=PersonFactory(party=community, name="Rosa Quispe")
    )
    SeatFactory(mesa=mesa, party=ministry, person=PersonFactory(party=ministry, name="Hugo Vera"))
    conflict = mesa.conflict
    readers = {
        None: (False, False),
        MembershipFactory(conflict=conflict, role=Role.OBSERVER).user: (False, False),
        MembershipFactory(conflict=conflict, role=Role.REPRESENTATIVE, party=community).user: (True, False),
        MembershipFactory(conflict=conflict, role=Role.REGISTRAR).user: (True, True),
        MembershipFactory(role=Role.COORDINATOR).user: (False, False),
    }
    for user, reads in readers.items():
        client.logout()
        if user:
            client.force_login(user)
        content = page(client).content.decode()
        assert ("Rosa Quispe" in content, "Hugo Vera" in content) == reads


def test_an_erased_person_has_no_name(client, mesa):
    erased = PersonFactory(name="Nadie", erased_at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC))
    SeatFactory(mesa=mesa, party=erased.party, person=erased)
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR).user)

    assert "Nadie" not in page(client).content.decode()


# What it did


def test_sessions_with_agenda_promises_and_acta(mesa):
    held = SessionFactory(mesa=mesa, number=9, day=PartialDate.on(day(-5)), place="Pampa Clara")
    AgendaItem.objects.create(session=held, order=1, text="Agua")
    CommitmentFactory(mesa=mesa, session=held)
    DocumentFactory(mesa=mesa, mark=DocumentMark.UNSIGNED).sessions.add(held)
    SessionFactory(mesa=mesa, number=8, day=PartialDate.on(day(-30)))
    SessionFactory(mesa=mesa, held=Held.FAILED, not_held_reason="sin-quorum", day=PartialDate.on(day(-60)))
    SessionFactory(mesa=mesa, held=Held.UNKNOWN, logged_at=None, day=PartialDate.unknown())

    sessions = shown(mesa).sessions
    assert [(row.title, row.held, row.agenda, row.commitments, row.mark) for row in sessions.rows] == [
        ("Sesión 9, 19 nov 2026", "Realizada", "1 punto", "1", "Sin firmar"),
        ("Sesión 8, 25 oct 2026", "Realizada", "Sin agenda", "0", "No consta"),
        ("Sesión, 25 set 2026", "Fallida. Falta de quórum", "No se conoce", "0", "No consta"),
        ("Sesión, fecha no conocida", "No se sabe si se realizó", "No se conoce", "No constan", "No consta"),
    ]
    assert sessions.finding.replace("\xa0", " ") == (
        "2 sesiones realizadas, 1 fallida y 1 que no se sabe si se realizó; 1 sin agenda"
    )


def test_what_became_of_the_demands_adds_up(mesa):
    session = SessionFactory(mesa=mesa)

    def demand(**item):
        asked = DemandFactory(mesa=mesa, session=session)
        if item:
            order = AgendaItem.objects.count() + 1
            AgendaItem.objects.create(session=session, order=order, text="x", demand=asked, **item)
        return asked

    demand()
    demand(admission=Admission.REFUSED, refusal_reason="No es competencia")
    demand(outcome=ItemOutcome.POSTPONED)
    demand(outcome=ItemOutcome.TREATED)
    AgreementFactory(document__mesa=mesa).demands.add(demand(outcome=ItemOutcome.TREATED))
    DemandFactory(mesa=mesa)

    demands = shown(mesa).demands
    assert [(line.label, line.value, line.role) for line in demands.lines] == [
        ("Demandas planteadas", "5", ""),
        ("Nunca llegaron a la agenda", "− 1", ""),
        ("No admitidas", "− 1", ""),
        ("En agenda, aún sin tratar", "− 1", ""),
        ("Tratadas en sesión", "2", "sum"),
        ("Sin acuerdo", "− 1", ""),
        ("Con acuerdo", "1", "total"),
    ]
    assert (demands.count, demands.told) == (6, 1)


def test_demands_that_only_sources_tell_of_are_not_said_to_be_forgotten(client, mesa):
    DemandFactory.create_batch(2, mesa=mesa)

    content = page(client).content.decode()
    assert "no dicen si llegaron a la agenda" in content
    assert "Nunca llegaron a la agenda" not in content


# What hangs together with it


def test_its_place_in_a_chain_of_mesas(mesa):
    before = MesaFactory(conflict=mesa.conflict, code="ESP-2010", installed=PartialDate.year(2010))
    after = MesaFactory(conflict=mesa.conflict, code="ESP-2016", installed=PartialDate.year(2016))
    MesaFactory(conflict=mesa.conflict, code="APART")
    MesaLink.objects.create(mesa=mesa, predecessor=before)
    MesaLink.objects.create(mesa=after, predecessor=mesa)
    mesa.installed = PartialDate.year(2012)
    mesa.save()

    found = shown(mesa)
    assert [(place.mesa.code, place.is_here) for place in found.chain] == [
        ("ESP-2010", False),
        ("ESP-2012", True),
        ("ESP-2016", False),
    ]
    assert found.chain_finding.replace("\xa0", " ") == "Es la mesa 2 de una cadena de 3"


def test_papers_with_mark_and_languages_without_those_of_before(mesa):
    acta = DocumentFactory(mesa=mesa, title="Acta 1", mark=DocumentMark.COLLATED)
    DocumentDelivery.objects.create(document=acta, language="Quechua", form="oral")
    DocumentFactory(mesa=mesa, title="Contrato de 2003", is_background=True)

    found = shown(mesa)
    assert [(paper.document.title, paper.mark_kind, paper.delivered) for paper in found.papers] == [
        ("Acta 1", "ok", "quechua, de viva voz")
    ]


def test_figures_of_sources_are_shown_with_their_anchor_and_never_added(client, mesa):
    for code, quantity in [("ESP-2012-90", 143), ("ESP-2012-91", 66)]:
        ReportedFigure.objects.create(
            mesa=mesa, code=code, text="Compromisos (conjunto)", quantity=quantity, state=ReportedState.FULFILLED
        )
    content = page(client).content.decode()

    assert ('<h2 id="cifras">' in content, 'id="esp-2012-90"' in content) == (True, True)
    assert ("143" in content, "66" in content, "209" in content) == (True, True, False)
    assert "Ver las cifras según fuente" in content


def test_the_rules_in_force_and_how_many_seats_approved_them(client, mesa):
    GroundRules.objects.create(mesa=mesa, version=1, quorum="La mitad")
    rules = GroundRules.objects.create(mesa=mesa, version=2, quorum="Dos tercios", adopted=PartialDate.year(2025))
    rules.approved_by.add(SeatFactory(mesa=mesa))

    found = shown(mesa)
    assert [(line.label, line.value) for line in found.rules_lines] == [("Quórum", "Dos tercios")]
    [fact] = [fact for fact in found.facts if fact.label == "Reglas de juego"]
    assert (fact.value, fact.note, fact.href) == ("Versión 2, de 2025", "la aprobó 1 asiento", "#reglas")
