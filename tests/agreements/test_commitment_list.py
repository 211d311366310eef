"""The list answers what was asked, page by page, and costs the same for one row and for many."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import AssessmentKind, Duty, Record, State
from agreements.models import ReportedStatus
from conflicts.choices import Grade, Role, Sector
from conflicts.partial_dates import PartialDate
from tests.agreements.reading import read
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    DocumentFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db


def day(days):
    return timezone.localdate() + datetime.timedelta(days=days)


@pytest.fixture
def mesa():
    return MesaFactory(code="ESP-2016", slug="esp-2016", name="Mesa de Espinar")


@pytest.fixture
def company():
    return PartyFactory(short_name="Minera Cerro Claro", sector=Sector.COMPANY)


@pytest.fixture
def community():
    return PartyFactory(short_name="Pampa Clara")


def promised(mesa, company, community, **more):
    """A company owes a community, and both have spoken."""
    commitment = CommitmentFactory(mesa=mesa, document=DocumentFactory(mesa=mesa), **more)
    CommitmentPartyFactory(commitment=commitment, party=company, duty=Duty.LEAD)
    CommitmentPartyFactory(commitment=commitment, party=community, duty=Duty.BENEFICIARY)
    spoken = {"commitment": commitment, "recorded_at": datetime.datetime(2026, 5, 20, 17, tzinfo=datetime.UTC)}
    AssessmentFactory(kind=AssessmentKind.CLAIM, party=company, level=3, **spoken)
    AssessmentFactory(kind=AssessmentKind.VERDICT, party=community, level=2, **spoken)
    return commitment


def test_a_line_says_what_each_side_says_who_owes_to_whom_and_since_when_it_is_late(client, mesa, company, community):
    promised(mesa, company, community, code="ESP-2016-07", title="Agua potable", due_on=day(-41), state=State.DISPUTED)

    response = client.get("/compromisos/")

    assert (
        "Agua potable En disputa . La empresa dice que cumplió ( 20 may 2026 ). La comunidad dice: a medias "
        "( may 2026 ). Nadie más lo verificó. Minera Cerro Claro a Pampa Clara Mesa de Espinar ESP-2016-07"
    ) in read(response)
    assert "hace 41\N{NO-BREAK SPACE}días" in read(response)
    assert f'<time datetime="{day(-41).isoformat()}">' in response.content.decode()
    assert "1 compromiso" in read(response)


def test_who_belongs_reads_the_day_of_a_verdict(client, mesa, company, community):
    promised(mesa, company, community, state=State.DISPUTED)
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user)

    assert "La comunidad dice: a medias ( 20 may 2026 )." in read(client.get("/compromisos/"))


def test_what_only_sources_tell_carries_no_alarm(client, mesa):
    late = CommitmentFactory(mesa=mesa, title="Perfil del hospital", record=Record.SOURCES, due_on=day(-3000))
    ReportedStatus.objects.create(commitment=late, state="en-ejecucion", as_of=PartialDate.year(2020), said_by="prensa")

    response = client.get("/compromisos/")

    assert (
        "Sin reporte de miembros . Una fuente dice que está en ejecución ( 2020 , prensa). "
        "Plazo vencido hace 3,000\N{NO-BREAK SPACE}días; sin noticia posterior a 2020"
    ) in read(response)
    assert 'class="mark late"' not in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_row_or_many(
    client, mesa, company, community, count, django_assert_num_queries
):
    for _ in range(count):
        promised(mesa, company, community, state=State.DISPUTED)
        CommitmentFactory(mesa=mesa, record=Record.SOURCES)

    # Count, keys, rows; duties, parties, what they were merged into; heirs, assessments, work begun, ends and seats;
    # parties that speak; statuses and events of sources; fulfilled before; mesas and leads to choose from.
    with django_assert_num_queries(18):
        response = client.get("/compromisos/")

    assert len(response.context["rows"]) == 2 * count


def test_pages_keep_the_question(client, mesa):
    CommitmentFactory.create_batch(30, mesa=mesa)
    CommitmentFactory()

    first = client.get("/compromisos/?mesa=esp-2016&orden=codigo")
    second = client.get("/compromisos/?mesa=esp-2016&orden=codigo&pagina=2")

    assert [len(first.context["rows"]), len(second.context["rows"])] == [25, 5]
    assert 'rel="next" href="?mesa=esp-2016&amp;orden=codigo&amp;pagina=2"' in first.content.decode()
    assert "30 compromisos con estos filtros" in read(first)
    assert {row.commitment.pk for row in first.context["rows"]}.isdisjoint(
        row.commitment.pk for row in second.context["rows"]
    )


@pytest.mark.parametrize(
    ("asked", "shown"), [("0", 1), ("-3", 1), ("999999", 2), ("9" * 5000, 1), ("dos", 1), ("٢", 1), ("", 1)]
)
def test_a_page_that_does_not_exist_is_one_that_does(client, mesa, asked, shown):
    CommitmentFactory.create_batch(26, mesa=mesa)

    assert client.get(f"/compromisos/?pagina={asked}").context["page"].number == shown


def test_nothing_at_all_and_nothing_with_these_filters_say_what_to_do(client, mesa):
    nothing = read(client.get("/compromisos/"))
    CommitmentFactory(mesa=mesa)
    filtered = client.get("/compromisos/?estado=cumplido&orden=codigo")

    assert "0 compromisos" in nothing
    assert "Todavía no hay compromisos que usted pueda ver." in nothing
    assert "Ningún compromiso cumple todo esto a la vez." in read(filtered)
    assert '<a class="more" href="/compromisos/?orden=codigo">Quitar todos los filtros</a>' in filtered.content.decode()


def test_what_could_not_be_read_is_said_and_the_rest_is_shown(client, mesa):
    CommitmentFactory(mesa=mesa)

    response = client.get("/compromisos/?estado=<script>alert(1)</script>&mesa=esp-2016")

    assert response.status_code == 200
    assert "No se entendió todo. Estado, «<script>alert(1)</script>»: no es un valor de este filtro." in read(response)
    assert "<script>alert" not in response.content.decode()
    assert "1 compromiso con estos filtros" in read(response)


def test_chips_take_off_one_filter_and_the_form_shows_the_rest(client, mesa, company):
    promised(mesa, company, PartyFactory(), theme="agua")

    page = client.get(
        "/compromisos/?mesa=esp-2016&estado=abierto&estado=cumplido&territorio=08&q=agua"
    ).content.decode()

    assert 'href="/compromisos/?q=agua&amp;mesa=esp-2016&amp;territorio=08&amp;estado=cumplido"' in page
    assert '<option value="esp-2016" selected>Mesa de Espinar (ESP-2016)</option>' in page
    assert '<input type="checkbox" name="estado" value="abierto" checked> Abiertos' in page
    assert '<input type="hidden" name="territorio" value="08">' in page
    assert page.count('<input type="hidden" name="q" value="agua">') == 1


def test_the_example_shows_only_where_it_is_named_or_to_its_members_and_under_its_banner(client):
    example = ConflictFactory(slug="ejemplo", is_example=True)
    fictitious = MesaFactory(slug="ejemplo", conflict=example)
    CommitmentFactory(mesa=fictitious, title="Promesa inventada")
    CommitmentFactory(title="Promesa real")

    everybody = read(client.get("/compromisos/"))
    named = read(client.get("/compromisos/?conflicto=ejemplo"))
    client.force_login(MembershipFactory(conflict=example, role=Role.OBSERVER).user)
    member = read(client.get("/compromisos/"))

    assert ("Promesa inventada" in everybody, "Ejemplo ficticio." in everybody) == (False, False)
    assert ("Promesa inventada" in named, "Promesa real" in named, "Ejemplo ficticio." in named) == (True, False, True)
    assert ("Promesa inventada" in member, "Promesa real" in member, "Ejemplo ficticio." in member) == (
        True,
        True,
        True,
    )


@pytest.mark.parametrize("page", ["/compromisos/", "/tablero/"])
def test_where_the_example_is_named_its_parties_can_be_chosen(client, page):
    fictitious = MesaFactory(
        name="Mesa inventada", slug="ejemplo", conflict=ConflictFactory(slug="ejemplo", is_example=True)
    )
    debtor = PartyFactory(short_name="Minera inventada", is_example=True)
    CommitmentPartyFactory(commitment=CommitmentFactory(mesa=fictitious), party=debtor, duty=Duty.LEAD)

    offered = {
        query: [">Minera inventada</option>" in text, ">Mesa inventada" in text]
        for query in ("", "?mesa=ejemplo", "?conflicto=ejemplo")
        if (text := client.get(page + query).content.decode())
    }
    assert offered == {"": [False, False], "?mesa=ejemplo": [True, True], "?conflicto=ejemplo": [True, True]}


def test_an_heir_can_be_chosen_for_what_its_predecessor_owed(client, mesa, company):
    gone = PartyFactory(short_name="Antigua", succeeded_by=company)
    CommitmentPartyFactory(commitment=CommitmentFactory(mesa=mesa), party=gone, duty=Duty.LEAD)

    assert ">Minera Cerro Claro</option>" in client.get("/compromisos/").content.decode()


def test_what_is_hidden_is_in_no_list_and_in_no_choice(client):
    hidden = MesaFactory(name="Mesa interna", grade=Grade.INTERNAL)
    debtor = PartyFactory(short_name="Deudor oculto")
    CommitmentPartyFactory(commitment=CommitmentFactory(mesa=hidden, title="Secreto"), party=debtor, duty=Duty.LEAD)
    CommitmentFactory(title="A la vista")

    page = read(client.get("/compromisos/"))

    assert [word in page for word in ("Secreto", "Mesa interna", "Deudor oculto", "A la vista")] == [False] * 3 + [True]


def test_only_reading_is_possible(client):
    assert client.post("/compromisos/").status_code == 405
