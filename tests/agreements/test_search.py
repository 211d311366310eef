"""What was corrected is found under its new words."""

import pytest

from agreements.choices import DeadlineKind, Duty
from agreements.models import Commitment
from agreements.services.registration import Deadline, NewCommitment, NewDuty, register_commitments
from agreements.services.search import refresh_search_text
from tests.agreements.reading import at
from tests.factories import CommitmentFactory, CommitmentPartyFactory, MesaFactory, PartyFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_a_renamed_party_and_a_corrected_title_are_found():
    commitment = CommitmentFactory(code="ESP-01", title="Reservorio de Huisa")
    duty = CommitmentPartyFactory(commitment=commitment, party__name="Municipio", party__short_name="MUNI")
    type(duty.party).objects.update(name="Municipalidad de Espinar", short_name="MPE")

    assert refresh_search_text(Commitment.objects.all()) == 1

    commitment.refresh_from_db()
    assert commitment.search_text == "esp-01 reservorio de huisa municipalidad de espinar mpe"
    assert refresh_search_text(Commitment.objects.all()) == 0


def test_what_was_just_registered_needs_no_refreshing():
    mesa = MesaFactory(code="ESP-2026")
    duties = [NewDuty(Duty.LEAD, PartyFactory()), NewDuty(Duty.FOLLOW_UP, PartyFactory())]
    row = NewCommitment(
        mesa=mesa, title="Agua", text="Palabras del acta", deadline=Deadline(DeadlineKind.NONE), grade=mesa.grade,
        duties=duties, clause="4.ª", obligor_text="El Estado", beneficiary_text="Las familias", source_code="CM-1",
    )  # fmt: skip
    register_commitments([row], by=UserFactory(), at=at("2026-11-20"))

    assert refresh_search_text(Commitment.objects.all()) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_refreshing_costs_the_same_for_one_row_or_many(count, django_assert_num_queries):
    for _ in range(count):
        CommitmentPartyFactory()

    with django_assert_num_queries(6):  # savepoint, rows, duties, parties, one update, release
        assert refresh_search_text(Commitment.objects.all()) == count
