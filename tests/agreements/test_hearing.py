"""Stored rows reach the workflow as what they are, whoever's name they carry."""

import datetime

import pytest

from agreements.choices import AssessmentKind, Duty, State
from agreements.hearing import hear, parties_in
from agreements.workflow import state_of
from conflicts.choices import Sector
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind, DocumentMark
from tests.factories import (
    AssessmentFactory,
    CommitmentFactory,
    CommitmentPartyFactory,
    DocumentFactory,
    EvidenceFactory,
    PartyFactory,
    SeatFactory,
)

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
NOON = datetime.datetime(2026, 11, 20, 17, 0, tzinfo=datetime.UTC)


@pytest.fixture
def company():
    return PartyFactory(sector=Sector.COMPANY)


@pytest.fixture
def community():
    return PartyFactory()


@pytest.fixture
def debt(company, community):
    commitment = CommitmentFactory()
    CommitmentPartyFactory(commitment=commitment, party=company, duty=Duty.LEAD)
    CommitmentPartyFactory(commitment=commitment, party=community, duty=Duty.BENEFICIARY)
    return commitment


def said_of(commitment):
    return hear([commitment], on=TODAY)[commitment.pk].said


def told(commitment, kind, party, level, **more):
    return AssessmentFactory(
        **{"commitment": commitment, "kind": kind, "party": party, "level": level, "recorded_at": NOON, **more}
    )


def test_three_voices_are_kept_apart(debt, company, community):
    verifier = PartyFactory(sector=Sector.CHURCH)
    claim = told(debt, AssessmentKind.CLAIM, company, 3)
    answer = told(debt, AssessmentKind.VERDICT, community, 2)
    told(debt, AssessmentKind.VERIFICATION, verifier, 1, is_independent=False)
    finding = told(debt, AssessmentKind.VERIFICATION, verifier, 2, is_independent=True)

    said = said_of(debt)

    assert (said.claim.pk, said.verdicts[community.pk].lowest.pk, said.finding.pk) == (claim.pk, answer.pk, finding.pk)
    assert state_of(said) == State.DISPUTED


def test_what_staff_record_from_a_letter_was_said_on_the_day_of_the_letter(debt, company):
    letter = DocumentFactory(mesa=debt.mesa, kind=DocumentKind.LETTER, dated=PartialDate.on(datetime.date(2026, 11, 3)))
    told(debt, AssessmentKind.CLAIM, company, 3, is_on_behalf=True, document=letter)

    assert said_of(debt).claimed_on == datetime.date(2026, 11, 3)


@pytest.mark.parametrize("on_behalf", [True, False])
def test_an_assembly_speaks_on_the_day_of_its_acta_whoever_brings_it(debt, community, on_behalf):
    acta = DocumentFactory(
        mesa=debt.mesa, kind=DocumentKind.ASSEMBLY_ACTA, dated=PartialDate.on(datetime.date(2026, 3, 1))
    )
    told(debt, AssessmentKind.VERDICT, community, 3, is_on_behalf=on_behalf, document=acta)
    told(debt, AssessmentKind.VERDICT, community, 1, recorded_at=NOON - datetime.timedelta(days=30))

    verdict = said_of(debt).verdicts[community.pk]

    assert (verdict.level, len(verdict.answers)) == (1, 2)  # what was said since counts beside it


@pytest.mark.parametrize(
    ("sector", "kind", "mark", "speaks_for_all"),
    [
        (Sector.COMMUNITY, DocumentKind.ASSEMBLY_ACTA, DocumentMark.UNKNOWN, True),
        (Sector.COMMUNITY, DocumentKind.LETTER, DocumentMark.SIGNED, False),
        (Sector.CHURCH, DocumentKind.LETTER, DocumentMark.COLLATED, True),
        (Sector.DISTRICT, DocumentKind.LETTER, DocumentMark.SIGNED, True),
        (Sector.DISTRICT, DocumentKind.LETTER, DocumentMark.UNSIGNED, False),
        (Sector.DISTRICT, DocumentKind.CALL_NOTE, DocumentMark.SIGNED, False),
    ],
)
def test_an_assembly_or_an_institutions_signed_letter_speaks_for_the_whole_party(
    debt, sector, kind, mark, speaks_for_all
):
    party = PartyFactory(sector=sector)
    CommitmentPartyFactory(commitment=debt, party=party, duty=Duty.BENEFICIARY)
    paper = DocumentFactory(mesa=debt.mesa, kind=kind, mark=mark)
    told(debt, AssessmentKind.VERDICT, party, 2, is_on_behalf=True, document=paper)

    assert [answer.by_assembly for answer in said_of(debt).answers] == [speaks_for_all]


def test_only_what_the_community_itself_supplied_proves_its_yes(debt, company, community):
    told(debt, AssessmentKind.CLAIM, company, 3)
    answer = told(debt, AssessmentKind.VERDICT, community, 3)
    answer.evidence.add(EvidenceFactory(commitment=debt, supplied_by=company))
    assert state_of(said_of(debt)) == State.CLAIMED

    answer.evidence.add(EvidenceFactory(commitment=debt, supplied_by=community))
    assert state_of(said_of(debt)) == State.FULFILLED


def test_where_nobody_wrote_who_receives_every_community_at_the_table_answers(company):
    commitment = CommitmentFactory()
    CommitmentPartyFactory(commitment=commitment, party=company, duty=Duty.LEAD)
    seat = SeatFactory(mesa=commitment.mesa)
    SeatFactory(mesa=commitment.mesa, party=seat.party)
    SeatFactory(mesa=commitment.mesa, party=company)

    assert said_of(commitment).judges == {seat.party_id}


def test_a_duplicate_speaks_as_what_it_was_merged_into_and_an_heir_for_its_predecessor(debt, company, community):
    duplicate = PartyFactory(merged_into=community)
    heir = PartyFactory(sector=Sector.COMPANY)
    company.succeeded_by, company.succeeded = heir, PartialDate.on(datetime.date(2026, 11, 1))
    company.save()
    told(debt, AssessmentKind.CLAIM, heir, 3)
    told(debt, AssessmentKind.VERDICT, duplicate, 2)

    heard = hear([debt], on=TODAY)[debt.pk]

    assert (heard.said.lead, heard.said.claim.level) == (heir.pk, 3)
    assert {party: verdict.level for party, verdict in heard.said.verdicts.items()} == {community.pk: 2}
    assert parties_in([heard])[heir.pk] == heir


def test_an_heir_does_not_speak_before_its_day(debt, company):
    heir = PartyFactory(sector=Sector.COMPANY)
    company.succeeded_by, company.succeeded = heir, PartialDate.on(TODAY + datetime.timedelta(days=1))
    company.save()

    assert said_of(debt).lead == company.pk


def test_work_that_began_needs_no_words(debt):
    EvidenceFactory(commitment=debt, shows_work_began=True)

    assert state_of(said_of(debt)) == State.IN_PROGRESS


@pytest.mark.parametrize("count", [1, 3])
def test_hearing_costs_the_same_for_one_or_many(count, company, community, django_assert_num_queries):
    for _ in range(count):
        commitment = CommitmentFactory()
        CommitmentPartyFactory(commitment=commitment, party=company, duty=Duty.LEAD)
        SeatFactory(mesa=commitment.mesa, party=community)
        told(commitment, AssessmentKind.CLAIM, company, 3)
    commitments = list(type(commitment).objects.all())

    with django_assert_num_queries(6):  # heirs, assessments, work begun, settlements, duties, seats
        heard = hear(commitments, on=TODAY)

    assert [state_of(each.said) for each in heard.values()] == [State.CLAIMED] * count
