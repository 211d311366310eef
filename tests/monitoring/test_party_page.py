"""Does it keep its word, and is the word kept to it? The page of an actor, for each reader."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, Record, State
from conflicts.choices import Grade, Role, Sector, SlugKind
from conflicts.models import OldSlug, PartyName
from conflicts.partial_dates import PartialDate
from mesas.models import ReportedFigure
from monitoring.showing import urgency
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    DemandFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    PersonFactory,
    SeatFactory,
    SessionFactory,
)

pytestmark = pytest.mark.django_db

LATE = datetime.date(2020, 1, 1)


@pytest.fixture
def mesa():
    return MesaFactory(code="ESP-2012", slug="esp-2012", installed=PartialDate.year(2012))


@pytest.fixture
def company(mesa):
    party = PartyFactory(slug="minera", name="Minera Cerro Claro", short_name="Minera", sector=Sector.COMPANY)
    SeatFactory(mesa=mesa, party=party)
    return party


@pytest.fixture
def community(mesa):
    party = PartyFactory(slug="pampa-clara", name="Comunidad de Pampa Clara", sector=Sector.COMMUNITY)
    SeatFactory(mesa=mesa, party=party)
    return party


def owed(party, mesa, duty=Duty.LEAD, **more):
    return CommitmentPartyFactory(commitment=CommitmentFactory(mesa=mesa, **more), party=party, duty=duty).commitment


def page(client, slug="minera"):
    return client.get(f"/actores/{slug}/")


def shown(client, slug="minera"):
    return page(client, slug).context["page"]


def parts(client, slug="minera"):
    return [f"{part.text} ({part.source})" if part.source else part.text for part in shown(client, slug).parts]


# Who may read it, and where


def test_an_actor_shows_once_it_stands_on_something_that_shows(client):
    mesa = MesaFactory(grade=Grade.MEMBERS)
    SeatFactory(mesa=mesa, party=PartyFactory(slug="oculta"))
    answer = page(client, "oculta")
    assert (answer.status_code, "/cuenta/entrar/?next=/actores/oculta/" in answer.content.decode()) == (404, True)

    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user)
    assert page(client, "oculta").status_code == 200


def test_addresses_of_before_and_of_duplicates_lead_to_the_one_of_today(client, company, mesa):
    OldSlug.objects.create(kind=SlugKind.PARTY, slug="xstrata", target_id=company.pk)
    double = PartyFactory(slug="minera-2", merged_into=company)
    SeatFactory(mesa=mesa, party=PartyFactory(slug="minera-3", merged_into=double))

    for slug in ("xstrata", "MINERA", "minera-3"):
        answer = page(client, slug)
        assert (answer.status_code, answer.url) == (301, "/actores/minera/")


def test_what_a_duplicate_owes_is_owed_by_the_real_one(client, company, mesa):
    owed(PartyFactory(slug="minera-2", merged_into=company), mesa)

    assert parts(client) == ["Debe 1 compromiso (1 sigue abierto)"]


def test_people_are_never_named(client, company, mesa):
    SeatFactory(mesa=mesa, party=company, person=PersonFactory(party=company, name="Rosa Quispe"))
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR).user)

    assert "Rosa Quispe" not in page(client).content.decode()


# What it is


def test_names_kin_and_who_stands_in_its_place(client, company, mesa):
    heir = PartyFactory(slug="antapaccay", name="Antapaccay", sector=Sector.COMPANY)
    parent = PartyFactory(slug="glencore", name="Glencore", sector=Sector.COMPANY)
    hidden = PartyFactory(slug="filial", name="Filial oculta", parent=company)
    company.succeeded_by, company.succeeded, company.parent = heir, PartialDate.year(2013), parent
    company.save()
    PartyName.objects.create(
        party=company, name="BHP Tintaya", since=PartialDate.year(1996), until=PartialDate.year(2006)
    )
    SeatFactory(mesa=mesa, party=heir)
    SeatFactory(mesa=mesa, party=parent)
    SeatFactory(mesa=MesaFactory(grade=Grade.INTERNAL), party=hidden)

    found = shown(client)
    kin = [(fact.label, fact.value, fact.href, fact.note) for fact in found.facts if fact.href]
    assert kin == [
        ("Depende de", "Glencore", "/actores/glencore/", ""),
        ("Le sucede", "Antapaccay", "/actores/antapaccay/", "desde 2013"),
    ]
    assert [(row.name, row.when) for row in found.names] == [("BHP Tintaya", "1996 a 2006")]
    assert ("Sucede a", "Minera Cerro Claro") in [
        (fact.label, fact.value) for fact in shown(client, "antapaccay").facts
    ]


# What it owes


def test_three_voices_each_counted_with_a_link_to_its_rows(client, company, mesa):
    owed(company, mesa, due_on=LATE)
    owed(company, mesa, state=State.CLAIMED, claim_level=3, claimed_on=LATE)
    owed(company, mesa, state=State.DISPUTED, claim_level=3, verdict_level=0)
    owed(company, mesa, state=State.FULFILLED, claim_level=3, verdict_level=3, finding_level=3, done_in_time=True)
    owed(company, mesa, state=State.CLAIMED, claim_level=3, verdict_level=3)
    owed(company, mesa, due_on=None, deadline_kind=DeadlineKind.RECURRING)
    owed(company, mesa, Duty.CO_OBLIGOR)

    owes = shown(client).owes
    figures = [(figure.label, figure.numerator, figure.denominator) for figure in (*owes.figures, *owes.voices)]
    assert figures == [
        ("siguen abiertos", 5, 6),
        ("con el plazo vencido", 1, 4),
        ("sin plazo en el acta", 0, 6),
        ("sin encargado de seguimiento", 6, 6),
        ("quien debe dice que cumplió", 4, 5),
        ("quien recibe lo confirmó", 1, 5),
        ("un tercero lo verificó", 1, 5),
        ("cumplidos dentro del primer plazo", 1, 1),
    ]
    links = [(figure.href, figure.numerator) for figure in (*owes.figures, *owes.voices)]
    links += [(cell.href, cell.count) for line in (*owes.by_mesa, *owes.by_year) for cell in line.cells]
    links += [(group.href, group.count) for group in owes.groups]
    links += [(owes.href, 6), (owes.takes_part_href, 7)]
    assert [(href, client.get(href).context["page"].paginator.count) for href, _count in links] == links


def test_its_record_by_mesa_and_by_year(client, company, mesa):
    other = MesaFactory(code="COT-2015", slug="cot-2015")
    for where, year in [(mesa, 2012), (other, 2015), (other, 2016)]:
        owed(company, where, agreed=PartialDate.month(year, 6))
    owed(company, other, agreed=PartialDate.unknown(), claim_level=3)

    owes = shown(client).owes
    assert [(line.label, [cell.count for cell in line.cells]) for line in owes.by_mesa] == [
        ("COT-2015", [3, 3, 1, 0, 0]),
        ("ESP-2012", [1, 1, 0, 0, 0]),
    ]
    assert [(line.label, line.cells[0].count) for line in owes.by_year] == [("2016", 1), ("2015", 1), ("2012", 1)]
    counts = [(cell.href, cell.count) for line in (*owes.by_mesa, *owes.by_year) for cell in line.cells]
    assert [(href, client.get(href).context["page"].paginator.count) for href, _count in counts] == counts


def test_an_heir_has_what_its_predecessor_owed_and_was_owed_and_not_its_seats(client, company, mesa):
    heir = PartyFactory(slug="antapaccay", sector=Sector.COMPANY)
    later = PartyFactory(slug="por-llegar", sector=Sector.COMPANY)
    company.succeeded_by, company.succeeded = heir, PartialDate.year(2013)
    company.save()
    heir.succeeded_by, heir.succeeded = later, PartialDate.on(timezone.localdate() + datetime.timedelta(days=1))
    heir.save()
    owed(PartyFactory(merged_into=company), mesa, due_on=LATE)
    owed(company, mesa, Duty.BENEFICIARY)
    owed(heir, mesa)

    found = shown(client, "antapaccay")
    assert parts(client, "antapaccay") == [
        "Debe 2 compromisos (2 siguen abiertos y 1 está vencido)",
        "Se le debe 1 compromiso",
    ]
    assert (found.seats, len(shown(client, "minera").seats)) == ([], 1)
    links = [(figure.href, figure.numerator) for figure in (*found.owes.figures, *found.owes.voices)]
    assert [(href, client.get(href).context["page"].paginator.count) for href, _count in links] == links
    assert parts(client, "por-llegar") == ["No consta que deba nada ni que se le deba"]


def test_a_community_has_a_list_and_no_rates(client, community, mesa):
    owed(community, mesa, due_on=LATE, title="Cercar el reservorio")
    owed(community, mesa, record=Record.SOURCES)

    owes = shown(client, "pampa-clara").owes
    assert (owes.figures, owes.voices, owes.by_mesa, owes.by_year, owes.told_figures) == ((), (), (), (), ())
    assert [debt.row.commitment.title for group in owes.groups for debt in group.debts] == ["Cercar el reservorio"]
    assert "1 compromiso" in page(client, "pampa-clara").content.decode().replace("\xa0", " ")


def test_what_a_community_owes_about_a_protest_is_for_members(client, community, mesa):
    owed(community, mesa, grade=Grade.MEMBERS, title="Levantar la huelga")

    assert "Levantar la huelga" not in page(client, "pampa-clara").content.decode()
    assert parts(client, "pampa-clara") == ["No consta que deba nada ni que se le deba"]
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user)
    assert "Levantar la huelga" in page(client, "pampa-clara").content.decode()


def test_what_only_sources_tell_is_counted_apart(client, company, mesa):
    owed(company, mesa, record=Record.SOURCES, due_on=LATE)

    found = shown(client)
    assert parts(client) == ["Según fuentes públicas, debe 1 compromiso"]
    assert (found.owes.figures, found.owes.told_count, found.owes.told_href) == (
        (),
        1,
        "/compromisos/?responsable=minera&registro=fuentes",
    )


# What is owed to it, and where it stands


def test_what_is_owed_to_it_the_most_urgent_first(client, community, mesa, monkeypatch):
    monkeypatch.setattr(urgency, "MOST_OF", {"overdue": 1, "due_soon": 1})
    today = timezone.localdate()
    for days, title in [(30, "C"), (-5, "B"), (-400, "A")]:
        owed(community, mesa, Duty.BENEFICIARY, title=title, due_on=today + datetime.timedelta(days=days))
    owed(community, mesa, Duty.BENEFICIARY, title="D", record=Record.SOURCES)
    owed(community, mesa, Duty.BENEFICIARY, title="Secreto", grade=Grade.MEMBERS)
    owed(community, mesa, Duty.BENEFICIARY, title="Entregado", state=State.FULFILLED)

    receives = shown(client, "pampa-clara").receives
    assert (receives.count, [debt.row.commitment.title for debt in receives.debts]) == (4, ["A", "C", "D"])


def test_its_seats_the_sessions_it_convened_and_what_it_asked(client, company, mesa):
    SeatFactory(mesa=mesa, party=company, post="Gerente", role="invitado")
    SeatFactory(mesa=MesaFactory(grade=Grade.INTERNAL, code="OCULTA"), party=company)
    SessionFactory(mesa=mesa, convened_by=company)
    DemandFactory(mesa=mesa, raised_by=company)

    found = shown(client)
    assert [(row.seat.mesa.code, row.role) for row in found.seats] == [
        ("ESP-2012", "Miembro"),
        ("ESP-2012", "Invitado. Gerente"),
    ]
    assert (found.convened, len(found.sessions), found.demands) == (1, 1, 1)
    assert found.seats_finding.replace("\xa0", " ") == "Participa en 1 mesa y convocó 1 sesión"
    assert "OCULTA" not in page(client).content.decode()


def test_figures_that_sources_give_for_many_at_once_lead_to_the_mesa(client, company, mesa):
    ReportedFigure.objects.create(
        mesa=mesa, code="ESP-2012-90", text="Compromisos (conjunto)", quantity=143, party=company
    )

    assert 'href="/mesas/esp-2012/#esp-2012-90"' in page(client).content.decode()


# The fictitious example


@pytest.fixture
def fiction():
    mesa = MesaFactory(slug="ejemplo", conflict=ConflictFactory(slug="ejemplo", is_example=True))
    party = PartyFactory(slug="ficticia", sector=Sector.COMPANY, is_example=True)
    owed(party, mesa)
    return party


def test_a_fictitious_actor_wears_the_banner_and_its_links_name_the_example(client, fiction):
    found = shown(client, "ficticia")

    assert "Ejemplo ficticio." in page(client, "ficticia").content.decode()
    assert parts(client, "ficticia") == ["Debe 1 compromiso (1 sigue abierto)"]
    figure = found.owes.figures[0]
    assert figure.href == "/compromisos/?responsable=ficticia&conflicto=ejemplo&registro=miembros&estado=abierto"
    assert client.get(figure.href).context["page"].paginator.count == figure.numerator == 1


def test_what_a_real_actor_does_in_the_example_is_in_no_total(client, company, fiction):
    owed(company, MesaFactory(conflict=ConflictFactory(is_example=True)))

    assert parts(client) == ["No consta que deba nada ni que se le deba"]


# What it costs


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(None, 35), (Role.REGISTRAR, 39)])
def test_the_page_costs_the_same_for_one_row_of_everything_and_for_three(
    client, django_assert_num_queries, company, mesa, count, role, queries
):
    for number in range(count):
        PartyName.objects.create(party=company, name=f"Antes {number}")
        SeatFactory(mesa=MesaFactory(conflict=mesa.conflict), party=company)
        SessionFactory(mesa=mesa, convened_by=company)
        DemandFactory(mesa=mesa, raised_by=company)
        ReportedFigure.objects.create(mesa=mesa, code=f"X-{number}", text="x", quantity=1, party=company)
        due = {"due_on": LATE, "agreed": PartialDate.year(2012 + number)}
        owed(company, mesa, **due)
        owed(company, mesa, record=Record.SOURCES, **due)
        owed(company, mesa, Duty.BENEFICIARY, **due)
        mesa.conflict.parties.add(company)
    if role:
        client.force_login(MembershipFactory(conflict=mesa.conflict, role=role).user)

    with django_assert_num_queries(queries):
        assert page(client).status_code == 200
