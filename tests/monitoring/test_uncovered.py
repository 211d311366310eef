"""/sin-quien-pregunte/: what nobody follows up, by mesa, since when."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import Record, State
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from conflicts.wording import NBSP, in_words
from mesas.choices import EndKind, MesaStatus
from tests.agreements.reading import read
from tests.factories import (
    CommitmentFactory,
    ConflictFactory,
    MandateFactory,
    MembershipFactory,
    MesaFactory,
)

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
PAGE = "/sin-quien-pregunte/"

pytestmark = pytest.mark.django_db


def mesa_until(ends_on, **more):
    """A mesa whose only mandate ends that day."""
    mesa = MesaFactory(**more)
    MandateFactory(
        mesa=mesa, starts=PartialDate.on(TODAY - 900 * DAY), ends=PartialDate.on(ends_on), end_kind=EndKind.STATED
    )
    return mesa


@pytest.fixture
def world():
    """Over since a month ago; until a month from now; of no known end."""
    mesas = [mesa_until(TODAY - 30 * DAY, slug="termino"), mesa_until(TODAY + 30 * DAY, slug="sigue"), MesaFactory()]
    debts = [CommitmentFactory.create_batch(2, mesa=mesa, due_on=TODAY + 60 * DAY) for mesa in mesas]
    CommitmentFactory(mesa=mesas[0], state=State.FULFILLED)
    return mesas, debts


def listed(client, question=""):
    found = client.get(f"{PAGE}{question}").context["found"]
    return [(group.mesa.slug, group.since, [debt.row.commitment for debt in group.debts]) for group in found.groups]


def test_what_has_nobody_stands_by_mesa_with_since_when(client, world):
    (_over, _goes_on, unknown), (orphans, ahead, not_known) = world
    since, until = TODAY - 29 * DAY, TODAY + 30 * DAY

    nobody = f"Nadie desde el {in_words(since)}, hace 29{NBSP}días"
    assert listed(client) == [("termino", nobody, orphans)]
    somebody = f"Alguien hasta el {in_words(until)}, en 30{NBSP}días; después, nadie"
    assert listed(client, "?tipo=despues") == [("sigue", somebody, ahead)]
    assert listed(client, "?tipo=no-se-sabe") == [(unknown.slug, "", not_known)]


def test_each_figure_says_of_how_many_and_leads_to_its_rows(client, world):
    response = client.get(PAGE)
    found = response.context["found"]

    assert found.finding.replace(NBSP, " ") == "Por 2 de 6 compromisos abiertos no pregunta nadie"
    figures = [(one.label, one.numerator, one.denominator, one.href) for one in found.figures]
    assert figures == [
        ("Sin quien pregunte", 2, 6, PAGE),
        ("Quedarán sin quien pregunte", 2, 6, f"{PAGE}?tipo=despues"),
        ("No se sabe si alguien pregunta", 2, 6, f"{PAGE}?tipo=no-se-sabe"),
    ]
    for *_rest, href in figures:
        assert client.get(href).context["found"].page.paginator.count == 2
    assert client.get("/compromisos/?registro=miembros&alerta=huerfano").context["page"].paginator.count == 2
    assert f"Corte: {in_words(TODAY)}" in read(response)


def test_what_only_sources_tell_is_counted_apart(client, world):
    mesas, _debts = world
    told = CommitmentFactory(mesa=mesas[0], record=Record.SOURCES)

    found = client.get(PAGE).context["found"]
    assert found.told.startswith("Aparte, las fuentes públicas cuentan 1 compromiso")
    assert [one.numerator for one in found.figures] == [2, 2, 2]
    assert [debts for _mesa, _since, debts in listed(client, "?tipo=fuentes")] == [[told]]


def test_a_mesa_closed_nobody_knows_when_says_so(client):
    CommitmentFactory(mesa=MesaFactory(status=MesaStatus.CLOSED))

    assert [since for _mesa, since, _debts in listed(client)] == ["Nadie; no se conoce desde cuándo"]


def test_filters_by_mesa_and_conflict(client, world):
    (over, _goes_on, _unknown), (orphans, _ahead, _not_known) = world
    CommitmentFactory(mesa=mesa_until(TODAY - DAY))

    assert len(listed(client)) == 2
    assert [debts for *_rest, debts in listed(client, "?mesa=termino")] == [orphans]
    assert [debts for *_rest, debts in listed(client, f"?conflicto={over.conflict.slug}")] == [orphans]
    assert listed(client, "?mesa=sigue") == []
    assert "Nada cumple estos filtros." in read(client.get(f"{PAGE}?mesa=sigue"))


def test_nothing_at_all_says_when_something_would_appear(client):
    response = client.get(PAGE)

    assert [one.numerator for one in response.context["found"].figures] == [None, None, None]
    assert "sin datos" in read(response)
    assert "Un compromiso aparece aquí cuando termina el mandato" in read(response)


def test_only_what_the_reader_may_see_and_the_example_only_where_it_is_named(client):
    hidden = CommitmentFactory(mesa=mesa_until(TODAY - DAY, grade=Grade.MEMBERS))
    example = ConflictFactory(is_example=True, slug="ejemplo")
    invented = CommitmentFactory(mesa=mesa_until(TODAY - DAY, conflict=example))
    assert listed(client) == []
    assert [debts for *_rest, debts in listed(client, "?conflicto=ejemplo")] == [[invented]]
    assert "inventada" in read(client.get(f"{PAGE}?conflicto=ejemplo"))

    client.force_login(MembershipFactory(conflict=hidden.mesa.conflict, role=Role.OBSERVER).user)
    assert [debts for *_rest, debts in listed(client)] == [[hidden]]


def test_it_turns_pages(client):
    CommitmentFactory.create_batch(30, mesa=mesa_until(TODAY - DAY))

    assert [len(debts) for *_rest, debts in listed(client)] == [25]
    assert [len(debts) for *_rest, debts in listed(client, "?pagina=2")] == [5]


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_one_or_many(client, count, django_assert_num_queries):
    for _each in range(count):
        CommitmentFactory.create_batch(count, mesa=mesa_until(TODAY - DAY))

    # Mesas, mandates, links, sessions, bodies that ended; five counts, rows; lines with what each side says; lists
    # and bodies; mesas and conflicts to choose from.
    with django_assert_num_queries(24):
        assert len(listed(client)) == count
