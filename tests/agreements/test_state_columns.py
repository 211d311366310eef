"""What is stored beside the state, so that lists can ask for it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.choices import ConfirmedBy, DeadlineKind, InTime, Record, State
from agreements.models import Commitment
from agreements.services.state import columns_of
from agreements.workflow import declared_in_time
from conflicts.choices import Grade
from conflicts.partial_dates import PartialDate
from tests.agreements.histories import START, histories
from tests.agreements.voices import answer, claim, finding, proven, said
from tests.factories import MesaFactory

DUE = date(2026, 3, 31)


def test_nothing_said_is_stored_as_nothing():
    assert columns_of(said(), DUE) == {
        "state": State.PENDING,
        "confirmed_by": ConfirmedBy.NOBODY,
        "fulfilled_on": None,
        "done_in_time": None,
        "claim_level": None,
        "claimed_on": None,
        "verdict_level": None,
        "finding_level": None,
    }


def test_what_each_voice_says_is_stored_beside_the_state():
    rows = said(claim(3, "03-20", "03-22"), answer(2, "03-10"), finding(1, "02-01"))

    assert columns_of(rows, DUE) == {
        "state": State.CLAIMED,
        "confirmed_by": ConfirmedBy.NOBODY,
        "fulfilled_on": None,
        "done_in_time": None,
        "claim_level": 3,
        "claimed_on": date(2026, 3, 22),
        "verdict_level": 2,
        "finding_level": 1,
    }


def test_a_debt_that_was_kept_knows_by_whose_word_and_when():
    assert columns_of(said(claim(3, "03-20"), proven("04-20")), DUE) == {
        "state": State.FULFILLED,
        "confirmed_by": ConfirmedBy.BENEFICIARY,
        "fulfilled_on": date(2026, 3, 20),
        "done_in_time": True,
        "claim_level": 3,
        "claimed_on": date(2026, 3, 20),
        "verdict_level": 3,
        "finding_level": None,
    }


@pytest.mark.django_db
def test_the_filter_of_what_was_declared_in_time_tells_the_same_as_the_rows():
    mesa = MesaFactory()

    @settings(max_examples=60)
    @given(rows=histories(), days=st.integers(0, 130))
    @example(rows=said(claim(3, "03-20")), days=78)
    @example(rows=said(claim(3, "03-20")), days=77)
    @example(rows=said(claim(3, "03-20"), answer(3, "03-21")), days=90)
    @example(rows=said(claim(3, "03-20"), answer(2, "03-10")), days=90)
    def equal(rows, days):
        due = START + timedelta(days=days)
        commitment = Commitment.objects.create(
            mesa=mesa,
            code=f"MES-{Commitment.objects.count()}",
            title="Agua",
            grade=Grade.PUBLIC,
            record=Record.MEMBERS,
            registered_at=datetime(2020, 1, 1, tzinfo=UTC),
            deadline_kind=DeadlineKind.DATE,
            first_due=PartialDate.on(due),
            due=PartialDate.on(due),
            **columns_of(rows, due),
        )
        found = Commitment.objects.filter(pk=commitment.pk).in_time([InTime.CLAIMED]).exists()

        assert found == declared_in_time(rows, due)

    equal()
