"""Where does this mesa stand? Its page, for each reader."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, Kind, Record, State, Timing
from agreements.lateness import Thresholds
from conflicts.choices import Grade, Role, SlugKind
from conflicts.models import OldSlug
from conflicts.partial_dates import PartialDate
from mesas.choices import (
    DocumentMark,
    EndKind,
    Held,
    MandateKind,
    MesaStatus,
)
from mesas.models import Mandate, MesaLink, ReportedFigure
from monitoring.showing import urgency
from monitoring.showing.mesas import mesa_page
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    DemandFactory,
    DocumentFactory,
    MembershipFactory,
    MesaFactory,
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


# Who may read it


@pytest.mark.parametrize(
    ("grade", "role", "status"),
    [
        (Grade.PUBLIC, None, 200),
        (Grade.MEMBERS, None, 404),
        (Grade.MEMBERS, Role.OBSERVER, 200),
        (Grade.INTERNAL, Role.OBSERVER, 404),
        (Grade.INTERNAL, Role.COORDINATOR, 200),
    ],
)
def test_a_mesa_shows_to_those_to_whom_its_grade_opens_it(client, mesa, grade, role, status):
    mesa.grade = grade
    mesa.save()
    if role:
        client.force_login(MembershipFactory(conflict=mesa.conflict, role=role).user)

    assert page(client).status_code == status


def test_signed_out_what_is_hidden_offers_to_sign_in(client):
    MesaFactory(slug="oculta", grade=Grade.INTERNAL)

    assert "/cuenta/entrar/?next=/mesas/oculta/" in page(client, "oculta").content.decode()


def test_an_address_of_before_leads_to_the_one_of_today(client, mesa):
    OldSlug.objects.create(kind=SlugKind.MESA, slug="espinar", target_id=mesa.pk)
    OldSlug.objects.create(kind=SlugKind.PARTY, slug="otra", target_id=mesa.pk)

    for slug in ("espinar", "ESP-2012"):
        answer = page(client, slug)
        assert (answer.status_code, answer.url) == (301, "/mesas/esp-2012/")
    assert page(client, "otra").status_code == 404


def test_only_who_logs_sessions_finds_the_button(client, mesa):
    assert "Registrar sesión" not in page(client).content.decode()
    for role, finds in [(Role.OBSERVER, False), (Role.REGISTRAR, True), (Role.COORDINATOR, True)]:
        client.force_login(MembershipFactory(conflict=mesa.conflict, role=role).user)
        content = page(client).content.decode()
        assert ("/mesas/esp-2012/sesiones/nueva/" in content, "Registrar sesión" in content) == (finds, finds)


def test_the_example_wears_its_banner_on_its_own_page(client):
    MesaFactory(slug="ejemplo", conflict=ConflictFactory(is_example=True))

    assert "Ejemplo ficticio." in page(client, "ejemplo").content.decode()


# Its state line


def test_the_state_line_says_until_when_when_next_and_the_last_acta(mesa):
    Mandate.objects.create(
        mesa=mesa, starts=PartialDate.on(day(-30)), ends=PartialDate.on(day(67)), end_kind=EndKind.STATED
    )
    SessionFactory(mesa=mesa, day=PartialDate.on(day(-10)), next_day=PartialDate.on(day(14)))
    DocumentFactory(mesa=mesa, title="Acta 8", dated=PartialDate.on(day(-40)))
    DocumentFactory(mesa=mesa, title="Acta 9", dated=PartialDate.on(day(-10)), mark=DocumentMark.UNSIGNED)

    assert parts(mesa) == [
        "Activa hasta el 30 de enero de 2027 (quedan 67 días)",
        "Próxima sesión: 8 de diciembre de 2026",
        "Última acta, sin firmar: Acta 9 (14 nov 2026)",
    ]


def test_what_nobody_knows_is_said_to_be_unknown(client, mesa):
    mesa.status = MesaStatus.UNKNOWN
    mesa.save()

    assert parts(mesa) == ["No se conoce si sigue activa"]
    facts = {fact.label: (fact.value, fact.kind) for fact in shown(mesa).facts}
    assert (facts["Preside"], facts["Secretaría técnica"], facts["Reglas de juego"]) == (
        ("No se conoce", "none"),
        ("No se conoce", "none"),
        ("No constan", "none"),
    )
    content = page(client).content.decode()
    for finding in (
        "Sin compromisos registrados",
        "No consta ningún mandato",
        "No consta quiénes participan",
        "No consta ninguna sesión",
        "No consta otra mesa antes ni después",
    ):
        assert finding in content


# Mandates


def test_antecedents_stand_apart_and_unknown_ends_are_marked(client, mesa):
    Mandate.objects.create(mesa=mesa, instrument="RM 1", starts=PartialDate.year(2021), text="Crea la mesa.")
    Mandate.objects.create(mesa=mesa, instrument="RM 0", kind=MandateKind.ANTECEDENT)

    mandates = shown(mesa).mandates
    assert [row.title for row in mandates.rows] == ["RM 1"]
    assert [one.instrument for one in mandates.antecedents] == ["RM 0"]
    assert mandates.finding == "No se conoce hasta cuándo vale su último mandato"
    assert "</svg>no</span> conocido</span>" in page(client).content.decode()


def test_the_line_of_time_shows_orders_gaps_and_sessions(client, mesa):
    for first, last in [(-500, -400), (-300, 60)]:
        Mandate.objects.create(mesa=mesa, starts=PartialDate.on(day(first)), ends=PartialDate.on(day(last)))
    SessionFactory(mesa=mesa, day=PartialDate.on(day(-450)))
    SessionFactory(mesa=mesa, day=PartialDate.on(day(-350)), held=Held.FAILED)

    mandates = shown(mesa).mandates
    runway = mandates.runway
    assert (len(runway.orders), len(runway.ahead), len(runway.gaps)) == (2, 1, 1)
    assert (len(runway.held), len(runway.failed)) == (1, 1)
    assert mandates.finding.replace("\xa0", " ") == "Ya pasó 99 días sin mandato; al mandato actual le quedan 60 días"
    content = page(client).content.decode()
    assert ('class="gap"' in content, "style=" in content) == (True, False)


# What was promised


def test_what_members_wait_for_is_grouped_by_urgency(mesa):
    soon = Thresholds.in_force().due_soon
    for due, title in [(-5, "B"), (-400, "A"), (soon, "C"), (soon + 1, "D")]:
        CommitmentFactory(mesa=mesa, title=title, due_on=day(due))
    CommitmentFactory(mesa=mesa, title="P", due_on=day(-9), kind=Kind.ABSTENTION)
    CommitmentFactory(mesa=mesa, title="E", due_on=None)
    CommitmentFactory(mesa=mesa, title="F", due_on=None, deadline_kind=DeadlineKind.UNKNOWN)
    CommitmentFactory(mesa=mesa, title="Z", state=State.FULFILLED)

    promises = shown(mesa).promises
    assert [(group.title, [debt.row.commitment.title for debt in group.debts]) for group in promises.groups] == [
        ("Vencidos", ["A", "B"]),
        ("Por vencer", ["C"]),
        (Timing.PERIOD_OVER.label, ["P"]),
        ("En plazo", ["D"]),
        ("Sin plazo", ["E"]),
        ("Plazo no conocido", ["F"]),
    ]
    assert promises.urgent_finding.replace("\xa0", " ") == "Lo más atrasado venció hace 400 días"
    assert promises.finding.replace("\xa0", " ") == "De 8 compromisos, 7 siguen abiertos y 2 están vencidos"


def test_a_claim_received_in_time_is_late_all_the_same_and_says_so(mesa):
    late = {"mesa": mesa, "due_on": day(-5), "state": State.CLAIMED, "claim_level": 3}
    debtor = CommitmentPartyFactory(commitment=CommitmentFactory(**late, claimed_on=day(-6)))
    claim_of(debtor, day(-6))

    [group] = shown(mesa).promises.groups
    assert (group.title, group.count, group.note) == ("Vencidos", 1, "1 se declaró a tiempo y nadie lo verificó")
    assert [debt.aside for debt in group.debts] == ["Declarado a tiempo, sin verificar"]


def claim_of(debtor, on):
    """Its own claim that all was done, told on that day."""
    told_at = datetime.datetime.combine(on, datetime.time(12), datetime.UTC)
    AssessmentFactory(
        commitment=debtor.commitment, party=debtor.party, recorded_at=told_at, observed=PartialDate.on(on), level=3
    )


def test_only_the_most_urgent_are_read_and_the_rest_is_counted_and_linked(mesa, monkeypatch):
    monkeypatch.setattr(urgency, "MOST_OF", {"overdue": 2, "due_soon": 1})
    for days, title in [(-5, "B"), (-400, "A"), (-1, "C")]:
        CommitmentFactory(mesa=mesa, due_on=day(days), title=title)
    CommitmentFactory.create_batch(4, mesa=mesa, due_on=None)

    late, undated = shown(mesa).promises.groups
    assert [debt.row.commitment.title for debt in late.debts] == ["A", "B"]
    assert (late.count, late.is_whole, late.more) == (3, False, "Ver los 3 vencidos")
    assert (undated.count, len(undated.debts), undated.more) == (4, 3, "Ver los 4 sin plazo")
    assert undated.href == "/compromisos/?mesa=esp-2012&registro=miembros&plazo=sin-plazo&orden=vence"


def test_every_link_of_a_figure_or_group_leads_to_so_many_rows(client, mesa):
    soon = Thresholds.in_force().due_soon
    today = timezone.localdate()
    for due in (-400, -5, soon, soon + 1, soon + 2):
        CommitmentFactory(mesa=mesa, due_on=today + datetime.timedelta(days=due))
    CommitmentFactory.create_batch(2, mesa=mesa, due_on=None)
    CommitmentFactory(mesa=mesa, state=State.FULFILLED)
    CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=datetime.date(2017, 3, 7))
    CommitmentFactory(mesa=mesa, grade=Grade.MEMBERS)

    promises = page(client).context["page"].promises
    counts = [(figure.href, figure.numerator) for figure in (*promises.figures, *promises.told_figures)]
    counts += [(group.href, group.count) for group in promises.groups]
    counts += [(promises.href, 7), (promises.told_href, promises.told_count)]
    assert [(href, client.get(href).context["page"].paginator.count) for href, _count in counts] == counts


def test_what_only_sources_tell_stands_apart_as_counts(client, mesa):
    CommitmentFactory(mesa=mesa, record=Record.SOURCES, due_on=datetime.date(2017, 3, 7), title="Modificar el estudio")

    promises = page(client).context["page"].promises
    assert (promises.figures, promises.groups) == ((), [])
    assert [(figure.numerator, figure.label) for figure in promises.told_figures] == [(1, "con el plazo pasado")]
    assert [debt.row.commitment.title for debt in promises.told] == ["Modificar el estudio"]
    assert "%" not in promises.told_finding


def test_what_the_reader_may_not_see_is_neither_listed_nor_counted(client, mesa):
    CommitmentFactory(mesa=mesa, grade=Grade.MEMBERS, title="Levantar la huelga")

    assert "Levantar la huelga" not in page(client).content.decode()
    assert page(client).context["page"].promises.count == 0
    client.force_login(MembershipFactory(conflict=mesa.conflict, role=Role.OBSERVER).user)
    assert page(client).context["page"].promises.count == 1


# What it costs


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("role", "queries"), [(None, 45), (Role.REGISTRAR, 52)])
def test_the_page_costs_the_same_for_one_row_of_everything_and_for_three(
    client, django_assert_num_queries, mesa, count, role, queries
):
    earlier = mesa
    for number in range(count):
        Mandate.objects.create(mesa=mesa, starts=PartialDate.year(2020 + number))
        seat = SeatFactory(mesa=mesa)
        session = SessionFactory(mesa=mesa)
        document = DocumentFactory(mesa=mesa)
        document.sessions.add(session)
        DemandFactory(mesa=mesa, session=session)
        ReportedFigure.objects.create(mesa=mesa, code=f"X-{number}", text="x", quantity=1, party=seat.party)
        due = {"mesa": mesa, "session": session, "document": document, "due_on": datetime.date(2020, 1, 1)}
        CommitmentPartyFactory(commitment=CommitmentFactory(**due), party=seat.party)
        CommitmentPartyFactory(commitment=CommitmentFactory(**due), party=seat.party, duty=Duty.BENEFICIARY)
        CommitmentFactory(**due, record=Record.SOURCES)
        later = MesaFactory(conflict=mesa.conflict)
        MesaLink.objects.create(mesa=later, predecessor=earlier)
        earlier = later
    if role:
        client.force_login(MembershipFactory(conflict=mesa.conflict, role=role).user)

    with django_assert_num_queries(queries):
        assert page(client).status_code == 200
