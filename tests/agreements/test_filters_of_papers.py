"""What papers leave open and what sources say can be asked, each of the records that know it."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict
from django.utils import timezone

from agreements.choices import Duty, Record, State
from agreements.filters import CommitmentFilter
from agreements.filters.chips import chips
from agreements.models import ReportedStatus
from conflicts.choices import Sector
from mesas.choices import ReportedState
from tests.factories import CommitmentFactory, CommitmentPartyFactory, PartyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def company():
    return PartyFactory(sector=Sector.COMPANY)


def ask(question):
    return CommitmentFilter(QueryDict(question), user=AnonymousUser(), on=timezone.localdate())


def found(question):
    return {commitment.code for commitment in ask(question).qs}


def owed(code, party=None, duty=Duty.LEAD, **more):
    commitment = CommitmentFactory(code=code, **more)
    if party:
        CommitmentPartyFactory(commitment=commitment, party=party, duty=duty)
    return commitment


def test_what_the_document_leaves_open_is_asked_of_members_records_also_after_the_end(company):
    owed("A", company, due_on=None)
    owed("B", company, due_on=None, state=State.FULFILLED)
    owed("C", company, duty=Duty.CO_OBLIGOR)
    owed("D", company, duty=Duty.FOLLOW_UP)
    owed("E", company, due_on=None, record=Record.SOURCES)

    assert found("falta=plazo") == {"A", "B"}
    assert found("falta=seguimiento") == {"A", "B", "C"}
    assert found("falta=responsable") == {"C", "D"}
    assert found("falta=plazo&falta=responsable") == {"A", "B", "C", "D"}
    assert [chip.label for chip in chips(ask("falta=plazo"), "/")] == ["Sin plazo en el acta"]


def test_what_a_source_says_is_asked_of_what_only_sources_tell():
    for code, state in (("A", ReportedState.FULFILLED), ("B", ReportedState.PENDING), ("C", ReportedState.UNKNOWN)):
        ReportedStatus.objects.create(commitment=owed(code, record=Record.SOURCES), state=state)
    ReportedStatus.objects.create(commitment=owed("M"), state=ReportedState.FULFILLED)

    assert found("segun-fuentes=cumplido") == {"A"}
    assert found("segun-fuentes=cumplido&segun-fuentes=pendiente") == {"A", "B"}
    assert [chip.label for chip in chips(ask("segun-fuentes=cumplido"), "/")] == ["Según una fuente: Cumplido"]


def test_a_party_that_stands_on_nothing_is_found_through_what_was_merged_into_it():
    now = PartyFactory(slug="ahora")
    owed("A", PartyFactory(slug="antes", merged_into=now))

    assert found("responsable=ahora") == found("responsable=antes") == {"A"}
