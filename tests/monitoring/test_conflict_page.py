"""How did we get here? The page of a conflict, for each reader."""

import datetime

import pytest

from conflicts.choices import CasualtyGroup, ConflictKind, Grade, PartyRole, Qualifier, Role, Sector, SlugKind
from conflicts.models import Casualty, ConflictParty, Episode, Incident, OldSlug, Source
from conflicts.partial_dates import PartialDate
from mesas.choices import Inheritance, LinkKind, MesaStatus
from mesas.models import MesaLink
from tests.factories import (
    CommitmentFactory,
    ConflictFactory,
    DemandFactory,
    DocumentFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
)

pytestmark = pytest.mark.django_db

MAY = PartialDate.month(2012, 5)


@pytest.fixture
def espinar():
    return ConflictFactory(slug="espinar", name="Espinar y la mina Tintaya", kind=ConflictKind.SOCIO_ENVIRONMENTAL)


@pytest.fixture
def esp_2012(espinar):
    return MesaFactory(
        conflict=espinar, code="ESP-2012", slug="esp-2012", status=MesaStatus.CLOSED, installed=PartialDate.year(2012)
    )


@pytest.fixture
def strike(espinar):
    return Episode.objects.create(conflict=espinar, name="Paro de 2012", started=MAY)


def source(number):
    return Source.objects.create(
        ref=f"S{number}", url=f"https://persona-{number}.example/", title=f"Nota {number}", kind="prensa"
    )


def figure(episode, title, **numbers):
    row = Casualty.objects.create(episode=episode, happened=MAY, group=CasualtyGroup.TOTAL, **numbers)
    row.sources.add(title)
    return row


def page(client, slug="espinar"):
    return client.get(f"/conflictos/{slug}/")


def shown(client):
    return page(client).context["page"]


def test_a_conflict_without_a_public_mesa_is_not_there_and_the_page_offers_to_sign_in(client, espinar):
    answer = page(client)

    assert answer.status_code == 404
    assert "/cuenta/entrar/?next=/conflictos/espinar/" in answer.content.decode()


def test_its_members_see_it_all_the_same(client, espinar):
    client.force_login(MembershipFactory(conflict=espinar, role=Role.OBSERVER).user)

    assert page(client).status_code == 200


def test_an_address_of_before_leads_to_the_one_of_today(client, esp_2012):
    OldSlug.objects.create(kind=SlugKind.CONFLICT, slug="yauri", target_id=esp_2012.conflict_id)

    for slug in ("yauri", "ESPINAR"):
        answer = page(client, slug)
        assert (answer.status_code, answer.url) == (301, "/conflictos/espinar/")


def test_an_address_of_before_gives_away_nothing_that_is_hidden(client, espinar):
    OldSlug.objects.create(kind=SlugKind.CONFLICT, slug="yauri", target_id=espinar.pk)

    assert page(client, "yauri").status_code == 404


def test_a_conflict_is_read_and_never_written(client, esp_2012):
    assert client.post("/conflictos/espinar/").status_code == 405


def test_facts_stand_in_the_order_of_time_under_their_episode(client, esp_2012, strike):
    later = Episode.objects.create(conflict=esp_2012.conflict, name="Huelga de 2020", started=PartialDate.year(2020))
    undated = Episode.objects.create(conflict=esp_2012.conflict, name="Tierras")
    fact = {"conflict": esp_2012.conflict, "grade": Grade.PUBLIC}
    Incident.objects.create(
        **fact, episode=strike, happened=PartialDate.on(datetime.date(2012, 5, 28)), kind="violencia"
    )
    Incident.objects.create(**fact, episode=strike, happened=PartialDate.on(datetime.date(2012, 5, 21)), kind="paro")
    Incident.objects.create(**fact, kind="acta no firmada", status_text="Sin firma", reported_by="Pirhua")

    outbreaks = shown(client).outbreaks

    assert [(one.episode, [move.text for move in one.moves]) for one in outbreaks] == [
        (strike, ["Paro.", "Violencia."]),
        (later, []),
        (undated, []),
        (None, ["Acta no firmada. Sin firma."]),
    ]
    assert outbreaks[-1].moves[0].note == "Lo informa: Pirhua."


def test_a_fact_about_what_only_members_may_see_is_for_members(client, esp_2012):
    Incident.objects.create(conflict=esp_2012.conflict, kind="tregua secreta", grade=Grade.MEMBERS)

    assert "Tregua secreta" not in page(client).content.decode()
    client.force_login(MembershipFactory(conflict=esp_2012.conflict, role=Role.OBSERVER).user)
    assert "Tregua secreta" in page(client).content.decode()


def test_figures_of_victims_stand_side_by_side_each_with_its_source(client, esp_2012, strike):
    one, other = source(1), source(2)
    figure(strike, one, killed=4, text="Cuatro muertos, según la agencia.")
    figure(strike, other, killed=2)
    figure(strike, other, injured=100, qualifier=Qualifier.MORE_THAN)

    [outbreak] = shown(client).outbreaks

    assert [
        (toll.label, [(one.said, [source.title for source in one.sources]) for one in toll.figures])
        for toll in outbreak.tolls
    ] == [("Muertos", [("2", ["Nota 2"]), ("4", ["Nota 1"])]), ("Heridos", [("más de 100", ["Nota 2"])])]
    assert shown(client).toll_finding == "Las fuentes no coinciden: entre 2 y 4 muertos en un mismo episodio"


def test_a_figure_of_zero_is_a_figure_and_silence_is_none(client, esp_2012, strike):
    figure(strike, source(1), killed=0)

    [outbreak] = shown(client).outbreaks
    assert [(toll.label, [one.said for one in toll.figures]) for toll in outbreak.tolls] == [("Muertos", ["0"])]


def test_a_source_is_called_by_its_title_never_by_its_address(client, esp_2012, strike):
    figure(strike, source(1), killed=1)
    content = page(client).content.decode()

    assert 'href="https://persona-1.example/" rel="external noreferrer nofollow">Nota 1</a>' in content
    assert ">https://" not in content


def test_who_takes_part_by_side_the_nearest_first(client, esp_2012):
    company = PartyFactory(name="Minera Cerro Claro", short_name="Minera", sector=Sector.COMPANY)
    names = ["Alta", "Baja", "Media"]
    alta, baja, media = (PartyFactory(name=f"Comunidad {name}", short_name=name) for name in names)
    double = PartyFactory(name="Minera C. Claro", short_name="Minera 2", sector=Sector.OTHER, merged_into=company)
    for party, role in [(alta, ""), (baja, PartyRole.SECONDARY), (media, PartyRole.PRIMARY), (double, "")]:
        ConflictParty.objects.create(conflict=esp_2012.conflict, party=party, role=role)

    assert [
        (side.title, [(one.party.short_name, one.role) for one in side.stands]) for side in shown(client).sides
    ] == [
        ("Empresa", [("Minera", "")]),
        ("Sociedad", [("Media", "Primario"), ("Baja", "Secundario"), ("Alta", "")]),
    ]


def test_mesas_follow_each_other_with_what_ties_them_as_far_as_known(client, esp_2012):
    later = MesaFactory(conflict=esp_2012.conflict, code="ESP-2016", installed=PartialDate.month(2016, 11))
    last = MesaFactory(conflict=esp_2012.conflict, code="ESP-2022")
    MesaLink.objects.create(mesa=later, predecessor=esp_2012, is_inferred=True)
    MesaLink.objects.create(mesa=last, predecessor=later, kind=LinkKind.CONTINUES, inheritance=Inheritance.ALL)
    CommitmentFactory(mesa=later)

    places = [(place.mesa.code, place.when, place.ties, place.commitments) for place in shown(client).places]

    assert places == [
        ("ESP-2012", "desde 2012", "", "Ningún compromiso registrado."),
        (
            "ESP-2016",
            "desde nov 2016",
            "Viene después de ESP-2012; no se conoce el vínculo ni qué compromisos hereda. "
            "Que una siga a la otra es una deducción.",
            "1 compromiso.",
        ),
        (
            "ESP-2022",
            "fecha no conocida",
            "Continúa a ESP-2016. Hereda todos sus compromisos.",
            "Ningún compromiso registrado.",
        ),
    ]


def test_a_hidden_mesa_is_neither_listed_nor_named_as_a_tie(client, esp_2012):
    hidden = MesaFactory(conflict=esp_2012.conflict, code="ESP-OCULTA", grade=Grade.INTERNAL)
    MesaLink.objects.create(mesa=esp_2012, predecessor=hidden)

    assert "ESP-OCULTA" not in page(client).content.decode()


def test_demands_by_theme_add_up(client, esp_2012):
    DemandFactory.create_batch(2, mesa=esp_2012, theme="agua")
    DemandFactory(mesa=esp_2012)
    DemandFactory(mesa=MesaFactory(conflict=esp_2012.conflict, grade=Grade.INTERNAL))

    assert [(line.label, line.value, line.role) for line in shown(client).demands] == [
        ("Agua", "2", ""),
        ("Sin tema", "1", ""),
        ("Demandas", "3", "total"),
    ]


def test_what_is_older_than_the_mesas_is_background_of_the_conflict(client, esp_2012):
    DocumentFactory(mesa=esp_2012, title="Anexo K", is_background=True)
    DocumentFactory(mesa=esp_2012, title="Acta de 2012")
    CommitmentFactory(mesa=esp_2012, title="Condición social", is_background=True)

    found = shown(client)
    assert [one.title for one in found.documents] == ["Anexo K"]
    assert [one.title for one in found.commitments] == ["Condición social"]


def test_nothing_known_is_said_to_be_unknown(client, esp_2012):
    content = page(client).content.decode()

    assert "No consta quiénes participan" in content
    assert "No consta ningún hecho" in content
    assert "No consta ningún compromiso" in content


def test_the_example_wears_its_banner(client):
    MesaFactory(conflict=ConflictFactory(slug="ejemplo", is_example=True))

    assert "Ejemplo ficticio." in page(client, "ejemplo").content.decode()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(None, 16), (Role.REGISTRAR, 19)])
def test_the_page_costs_the_same_for_one_row_of_everything_and_for_three(
    client, django_assert_num_queries, esp_2012, count, role, queries
):
    conflict, earlier = esp_2012.conflict, esp_2012
    for number in range(count):
        conflict.parties.add(PartyFactory())
        episode = Episode.objects.create(conflict=conflict, name="Paro", started=MAY)
        Incident.objects.create(conflict=conflict, episode=episode, kind="paro", grade=Grade.PUBLIC)
        figure(episode, source(number), killed=number)
        mesa = MesaFactory(conflict=conflict)
        MesaLink.objects.create(mesa=mesa, predecessor=earlier)
        CommitmentFactory(mesa=mesa, is_background=True)
        DocumentFactory(mesa=mesa, is_background=True)
        DemandFactory(mesa=mesa)
        earlier = mesa
    if role:
        client.force_login(MembershipFactory(conflict=conflict, role=role).user)

    with django_assert_num_queries(queries):
        assert page(client).status_code == 200
