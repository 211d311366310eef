"""Lists and pages cost the same number of queries for one row and for many."""

import datetime

import pytest
from django.contrib import admin
from django.utils import timezone

from agreements.choices import RescheduleReason, ReviewOutcome, Step
from agreements.models import (
    Agreement,
    Commitment,
    Milestone,
    Notice,
    Occurrence,
    Reschedule,
    SessionReview,
    Transition,
)
from conflicts.models import Party
from conflicts.services.records import correct_record
from mesas.models import Mesa
from tests import factories
from tests.admin.pages import address

MODELS = list(admin.site._registry)
SESSION, USER, COUNT, KEYS, ROWS = 1, 1, 1, 1, 1


def a_step():
    return Transition.objects.create(
        commitment=factories.CommitmentFactory(), step=Step.CORRECTED, to_state="pendiente", at=timezone.now()
    )


def a_reschedule():
    return Reschedule.objects.create(
        commitment=factories.CommitmentFactory(),
        asked_by_party=factories.PartyFactory(),
        asked_by=factories.UserFactory(),
        asked_at=timezone.now(),
        reason=RescheduleReason.MORE_TIME,
    )


def a_review():
    return SessionReview.objects.create(
        session=factories.SessionFactory(),
        commitment=factories.CommitmentFactory(),
        outcome=ReviewOutcome.ADVANCING,
        said_by=factories.PartyFactory(),
    )


def a_notice():
    promised = factories.CommitmentFactory()
    return Notice.objects.create(
        user=factories.UserFactory(),
        kind="vencido",
        mesa=promised.mesa,
        commitment=promised,
        cause="x",
        created_at=timezone.now(),
    )


def an_occurrence():
    return Occurrence.objects.create(
        commitment=factories.CommitmentFactory(), period="2026", due_on=datetime.date(2026, 12, 31)
    )


MADE_BY_HAND = {
    Transition: a_step,
    Reschedule: a_reschedule,
    SessionReview: a_review,
    Notice: a_notice,
    Occurrence: an_occurrence,
    Milestone: lambda: Milestone.objects.create(commitment=factories.CommitmentFactory(), number=1, text="Expediente"),
}


def make(model):
    return MADE_BY_HAND[model]() if model in MADE_BY_HAND else getattr(factories, f"{model.__name__}Factory")()


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_list_costs_five_queries(office, model, count, django_assert_num_queries):
    for _ in range(count):
        make(model)
    office.get("/admin/")

    with django_assert_num_queries(SESSION + USER + COUNT + KEYS + ROWS):
        page = office.get(address(model, "changelist"))

    assert len(page.context_data["cl"].result_list) >= count


@pytest.mark.parametrize("count", [1, 3])
def test_choosing_among_rows_costs_four_queries(office, count, django_assert_num_queries):
    for _ in range(count):
        factories.SeatFactory()
    asked = {"app_label": "mesas", "model_name": "groundrules", "field_name": "approved_by", "term": "comunidad"}

    with django_assert_num_queries(SESSION + USER + COUNT + ROWS):
        found = office.get("/admin/autocomplete/", asked).json()["results"]

    assert len(found) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_mesa_costs_the_same_however_much_hangs_on_it(office, count, django_assert_num_queries):
    mesa = factories.MesaFactory()
    for _ in range(count):
        factories.SeatFactory(mesa=mesa)
        factories.CommitmentFactory(mesa=mesa)
        mesa.incidents.add(factories.IncidentFactory(conflict=mesa.conflict))
        mesa.sources.add(factories.SourceFactory())

    office.get(address(Mesa, "change", mesa.pk))  # the kinds of content are asked once in the life of a process

    with django_assert_num_queries(SESSION + USER + 18):
        page = office.get(address(Mesa, "change", mesa.pk)).content.decode()

    assert f"Compromisos ({count})" in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_history_costs_the_same_however_long(office, administrator, count, django_assert_num_queries):
    party = factories.PartyFactory()
    for number in range(count):
        changes = {"name": f"Nombre {number}", "parent": factories.PartyFactory(short_name=f"Madre {number}")}
        correct_record(party, by=administrator, changes=changes, reason="Por el acta")

    with django_assert_num_queries(SESSION + USER + 3):  # row, versions, names
        page = office.get(address(Party, "history", party.pk)).content.decode()

    assert page.count("Por el acta") == count
    assert "(vacío) → Madre 0" in page


def test_a_list_never_counts_further_than_anybody_leafs(office, monkeypatch):
    page = admin.site.get_model_admin(Agreement)
    monkeypatch.setattr(page.paginator, "most", 2)
    document = factories.DocumentFactory()
    for order in range(4):
        factories.AgreementFactory(document=document, order=order)

    text = office.get(address(Agreement, "changelist")).content.decode()

    assert "más de 2: busque o use los filtros" in text


def test_a_commitment_is_found_by_its_folded_words(office):
    factories.CommitmentFactory(code="ESP-2012-07", search_text="esp-2012-07 construir la posta medica en nahuinpuquio")
    factories.CommitmentFactory(search_text="otra cosa")

    page = office.get(address(Commitment, "changelist"), {"q": "MÉDICA Ñahuin"})

    assert [row.code for row in page.context_data["cl"].result_list] == ["ESP-2012-07"]


def test_a_party_is_found_once_by_a_name_it_had(office):
    party = factories.PartyFactory(short_name="Huisa")
    for name in ("Parcialidad de Ccollana", "Ayllu de Ccollana"):
        factories.PartyNameFactory(party=party, name=name)

    page = office.get(address(Party, "changelist"), {"q": "ccollana"})

    assert [row.short_name for row in page.context_data["cl"].result_list] == ["Huisa"]
