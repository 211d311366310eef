"""The lists of conflicts, mesas and actors: what they find, in what order, for whom, and what they cost."""

import datetime

import pytest
from django.urls import reverse

from agreements.choices import Duty
from agreements.models import ReportedStatus
from conflicts.choices import ConflictKind, ConflictState, Grade, Role, Sector, SlugKind
from conflicts.models import Incident, OldSlug, PartyName, Territory
from conflicts.partial_dates import PartialDate
from mesas.choices import Mechanism, MesaStatus, ReportedState
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

LONG_AGO = datetime.date(2013, 5, 1)


@pytest.fixture
def espinar():
    conflict = ConflictFactory(
        slug="espinar",
        name="Espinar y la mina Tintaya",
        kind=ConflictKind.SOCIO_ENVIRONMENTAL,
        state=ConflictState.ACTIVE,
        companies_text="Xstrata Tintaya",
    )
    place = Territory.objects.create(inei="080800", level="provincia", region="Cusco", province="Espinar")
    conflict.territories.add(place)
    return conflict


@pytest.fixture
def moquegua():
    conflict = ConflictFactory(slug="moquegua", name="Moquegua y el agua")
    place = Territory.objects.create(inei="180100", level="provincia", region="Moquegua", province="Mariscal Nieto")
    conflict.territories.add(place)
    return conflict


@pytest.fixture
def esp_2012(espinar):
    return MesaFactory(
        conflict=espinar,
        code="ESP-2012",
        slug="esp-2012",
        name="Mesa de Espinar",
        status=MesaStatus.CLOSED,
        installed=PartialDate.month(2012, 6),
    )


@pytest.fixture
def moq_2011(moquegua):
    return MesaFactory(
        conflict=moquegua,
        code="MOQ-2011",
        slug="moq-2011",
        name="Mesa de Moquegua",
        mechanism=Mechanism.FOLLOW_UP,
        installed=PartialDate.year(2011),
    )


def rows(client, name, question=""):
    return client.get(f"{reverse(name)}?{question}").context["rows"]


def conflicts(client, question=""):
    return [row.conflict.slug for row in rows(client, "conflict_list", question)]


def mesas(client, question=""):
    return [row.mesa.code for row in rows(client, "mesa_list", question)]


def parties(client, question=""):
    return [row.party.slug for row in rows(client, "party_list", question)]


# Conflicts


def test_conflicts_are_asked_by_words_kind_state_and_place(client, esp_2012, moq_2011):
    assert conflicts(client) == ["espinar", "moquegua"]
    assert conflicts(client, "q=tintayá+XSTRATA") == ["espinar"]
    assert conflicts(client, "tipo=socioambiental") == conflicts(client, "estado=activo") == ["espinar"]
    assert conflicts(client, "tipo=no-conocido&estado=no-conocido") == ["moquegua"]
    assert conflicts(client, "territorio=08") == conflicts(client, "territorio=0808") == ["espinar"]
    assert conflicts(client, "territorio=08&territorio=18") == ["espinar", "moquegua"]
    assert conflicts(client, "tipo=socioambiental&territorio=18") == []


def test_conflicts_are_ordered_by_name_by_promises_or_by_what_happened_last(client, esp_2012, moq_2011):
    CommitmentFactory(mesa=moq_2011)
    Incident.objects.create(
        conflict=moq_2011.conflict, happened=PartialDate.on(LONG_AGO), kind="violencia", grade=Grade.PUBLIC
    )

    assert conflicts(client, "orden=nombre") == ["espinar", "moquegua"]
    assert conflicts(client, "orden=compromisos") == ["moquegua", "espinar"]
    assert conflicts(client, "orden=hechos") == ["moquegua", "espinar"]


def test_a_row_counts_what_this_reader_may_see(client, esp_2012):
    CommitmentFactory(mesa=esp_2012)
    CommitmentFactory(mesa=esp_2012, grade=Grade.MEMBERS)
    MesaFactory(conflict=esp_2012.conflict, code="ESP-X", grade=Grade.INTERNAL)

    [row] = rows(client, "conflict_list")
    assert ([mesa.code for mesa in row.mesas], row.commitments, row.places) == (["ESP-2012"], 1, "Espinar (Cusco)")

    client.force_login(MembershipFactory(conflict=esp_2012.conflict, role=Role.REGISTRAR).user)
    [row] = rows(client, "conflict_list")
    assert ([mesa.code for mesa in row.mesas], row.commitments) == (["ESP-2012", "ESP-X"], 2)


def test_what_the_address_says_wrong_is_named_and_the_rest_goes_on(client, esp_2012, moq_2011):
    page = client.get("/conflictos/?tipo=socioambiental&tipo=zzz&territorio=9&pagina=99&orden=zzz")

    assert [row.conflict.slug for row in page.context["rows"]] == ["espinar"]
    assert page.context["head"].refusals == [
        "Tipo, «zzz»: no es un valor de este filtro.",
        "Lugar, «9»: no es un ubigeo: lleva 2, 4 o 6 cifras.",
        "Orden, «zzz»: no es un valor de este filtro.",
    ]


def test_filters_can_be_taken_off_and_go_along_with_search_order_and_pages(client, esp_2012):
    MesaFactory.create_batch(25, conflict=esp_2012.conflict, status=MesaStatus.CLOSED)
    page = client.get("/mesas/?situacion=cerrada&q=mesa&orden=codigo")
    head = page.context["head"]

    assert [(chip.label, chip.href) for chip in head.chips] == [
        ("«mesa»", "/mesas/?situacion=cerrada&orden=codigo"),
        ("Situación: Cerrada", "/mesas/?q=mesa&orden=codigo"),
    ]
    assert head.clear == "/mesas/?orden=codigo"
    assert list(head.kept) == [("situacion", "cerrada"), ("orden", "codigo")]
    assert list(head.kept_by_form) == [("q", "mesa"), ("orden", "codigo")]
    assert [order.href for order in page.context["orders"] if order.is_current] == [
        "/mesas/?q=mesa&situacion=cerrada&orden=codigo"
    ]
    assert page.context["count"] == "26 mesas con estos filtros"
    assert "?q=mesa&amp;situacion=cerrada&amp;orden=codigo&amp;pagina=2" in page.content.decode()
    assert len(rows(client, "mesa_list", "situacion=cerrada&pagina=2")) == 1


@pytest.mark.parametrize("address", ["/conflictos/", "/mesas/", "/actores/"])
def test_an_empty_list_says_what_to_do(client, address):
    nothing, found_nothing = client.get(address), client.get(f"{address}?q=zzz")

    assert "Todavía no hay" in nothing.content.decode()
    assert "Nada cumple todo esto a la vez." in found_nothing.content.decode()
    assert f'href="{address}">Quitar todos los filtros' in found_nothing.content.decode()


@pytest.mark.parametrize("address", ["/conflictos/", "/mesas/", "/actores/"])
def test_hostile_questions_are_harmless(client, address, esp_2012):
    page = client.get(address, {"q": "<script>alert(1)</script>\u202e" + "á" * 300, "pagina": "-1' OR 1=1"})

    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


# Mesas


def test_mesas_are_asked_by_words_conflict_status_and_mechanism(client, esp_2012, moq_2011):
    OldSlug.objects.create(kind=SlugKind.CONFLICT, slug="yauri", target_id=esp_2012.conflict_id)

    assert mesas(client) == ["ESP-2012", "MOQ-2011"]
    assert mesas(client, "q=esp-2012") == mesas(client, "q=tintaya") == ["ESP-2012"]
    assert mesas(client, "conflicto=espinar") == mesas(client, "conflicto=yauri") == ["ESP-2012"]
    assert mesas(client, "situacion=activa") == mesas(client, "mecanismo=comite-de-seguimiento") == ["MOQ-2011"]


def test_mesas_are_ordered_by_date_code_promises_or_what_is_late(client, esp_2012, moq_2011):
    CommitmentFactory.create_batch(2, mesa=moq_2011, due_on=datetime.date(2100, 1, 1))
    CommitmentFactory(mesa=esp_2012, due_on=LONG_AGO)

    assert mesas(client, "orden=recientes") == ["ESP-2012", "MOQ-2011"]
    assert mesas(client, "orden=codigo") == ["ESP-2012", "MOQ-2011"]
    assert mesas(client, "orden=compromisos") == ["MOQ-2011", "ESP-2012"]
    assert mesas(client, "orden=vencidos") == ["ESP-2012", "MOQ-2011"]


def test_the_counts_of_a_mesa_are_those_of_the_lists_they_lead_to(client, esp_2012):
    CommitmentFactory(mesa=esp_2012, due_on=LONG_AGO)
    CommitmentFactory(mesa=esp_2012)
    told = CommitmentFactory(mesa=esp_2012, due_on=LONG_AGO, record="fuentes")
    ReportedStatus.objects.create(commitment=told, state=ReportedState.FULFILLED)

    [row] = rows(client, "mesa_list")

    assert row.commitments == client.get("/compromisos/?mesa=esp-2012").context["page"].paginator.count == 3
    assert row.late == client.get("/compromisos/?mesa=esp-2012&plazo=vencido").context["page"].paginator.count == 1


# Actors


def test_actors_are_asked_by_words_side_and_sector(client, espinar):
    espinar.parties.add(PartyFactory(slug="minera", name="Minera Cerro Claro", sector=Sector.COMPANY))
    espinar.parties.add(PartyFactory(slug="minem", name="Ministerio de Energía", sector=Sector.NATIONAL))
    MesaFactory(conflict=espinar)

    assert set(parties(client)) == {"minera", "minem"}
    assert parties(client, "q=energia") == parties(client, "lado=estado") == ["minem"]
    assert parties(client, "sector=empresa") == ["minera"]


def test_an_actor_is_found_by_a_name_it_bore_before(client, espinar, esp_2012):
    hudbay = PartyFactory(slug="hudbay", name="Hudbay Perú")
    PartyName.objects.create(party=hudbay, name="Norsemont")
    espinar.parties.add(hudbay)

    assert parties(client, "q=norsemont") == ["hudbay"]


def test_a_duplicate_is_listed_under_the_name_that_it_was_merged_into_and_counts_for_it(client, esp_2012, moq_2011):
    ministry = PartyFactory(slug="minem")
    double = PartyFactory(slug="mem", merged_into=ministry)
    SeatFactory(mesa=esp_2012, party=ministry)
    SeatFactory(mesa=moq_2011, party=double)

    [row] = rows(client, "party_list")
    assert (row.party.slug, row.mesas, row.conflicts) == ("minem", 2, 2)


def test_what_only_a_duplicate_stands_on_shows_the_real_one(client, esp_2012):
    SeatFactory(mesa=esp_2012, party=PartyFactory(slug="mem", merged_into=PartyFactory(slug="minem")))

    assert parties(client) == ["minem"]


def test_actors_of_what_nobody_may_see_are_in_no_list(client):
    hidden = MesaFactory(grade=Grade.INTERNAL)
    SeatFactory(mesa=hidden, party=PartyFactory(slug="oculta"))

    assert parties(client) == []


def test_no_order_ranks_actors_by_what_they_owe(client, esp_2012):
    CommitmentPartyFactory(commitment__mesa=esp_2012, duty=Duty.LEAD)

    labels = [order.label for order in client.get("/actores/").context["orders"]]
    assert labels == ["Por nombre", "Por sector"]


# The fictitious example


@pytest.fixture
def example():
    conflict = ConflictFactory(slug="ejemplo", is_example=True)
    mesa = MesaFactory(conflict=conflict, code="EJEMPLO", slug="ejemplo")
    SeatFactory(mesa=mesa, party=PartyFactory(slug="ficticia", is_example=True))
    conflict.parties.add(PartyFactory(slug="otra-ficticia", is_example=True))
    return conflict


def test_the_example_is_in_no_list_for_the_public(client, example):
    assert (conflicts(client), mesas(client), parties(client)) == ([], [], [])
    client.force_login(UserFactory())
    assert (conflicts(client), mesas(client), parties(client)) == ([], [], [])


def test_a_list_of_mesas_that_names_the_example_shows_it_under_its_banner(client, example):
    page = client.get("/mesas/?conflicto=ejemplo")

    assert [row.mesa.code for row in page.context["rows"]] == ["EJEMPLO"]
    assert "Ejemplo ficticio." in page.content.decode()


@pytest.mark.parametrize("address", ["/conflictos/", "/mesas/", "/actores/"])
def test_a_member_of_the_example_sees_it_in_her_lists_under_a_banner(client, example, esp_2012, address):
    client.force_login(MembershipFactory(conflict=example).user)
    assert "Ejemplo ficticio." in client.get(address).content.decode()

    client.force_login(UserFactory())
    assert "Ejemplo ficticio." not in client.get(address).content.decode()


# What it costs


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/conflictos/", 6),  # count, rows, territories, their mesas, their commitments, places to choose from
        ("/conflictos/?orden=compromisos&q=conflicto", 7),  # and the names in which words are looked for
        ("/mesas/", 5),  # count, rows, commitments, late ones, conflicts to choose from
        ("/mesas/?orden=vencidos", 5),
        ("/actores/", 5),  # count, rows, duplicates, seats, places in conflicts
    ],
)
def test_a_list_costs_the_same_for_one_row_and_for_three(client, django_assert_num_queries, count, address, queries):
    for _number in range(count):
        mesa = MesaFactory()
        party = PartyFactory()
        SeatFactory(mesa=mesa, party=party)
        mesa.conflict.parties.add(party)
        CommitmentPartyFactory(commitment__mesa=mesa, party=party)

    with django_assert_num_queries(queries):
        assert len(client.get(address).context["rows"]) == count
