"""Heirs and duplicates speak in the right place, and only there."""

import datetime

import pytest

from conflicts.kin import Kin
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from tests.factories import PartyFactory

TODAY = datetime.date(2026, 11, 24)
MINISTRY, HEIR, LAST_HEIR, TWIN, TWIN_OF_HEIR, STRANGER = range(1, 7)


@pytest.mark.parametrize(
    ("party", "speakers"),
    [
        (MINISTRY, {MINISTRY, TWIN, HEIR, TWIN_OF_HEIR, LAST_HEIR}),
        (TWIN, {MINISTRY, TWIN, HEIR, TWIN_OF_HEIR, LAST_HEIR}),
        (HEIR, {HEIR, TWIN_OF_HEIR, LAST_HEIR}),
        (LAST_HEIR, {LAST_HEIR}),
        (STRANGER, {STRANGER}),
    ],
)
def test_heirs_and_duplicates_speak_for_a_party_but_never_its_predecessors(party, speakers):
    kin = Kin(merged=[(TWIN, MINISTRY), (TWIN_OF_HEIR, HEIR)], succeeded=[(MINISTRY, HEIR), (HEIR, LAST_HEIR)])

    assert kin.speakers_for(party) == speakers


def test_pointers_in_a_circle_come_to_an_end():
    assert Kin(succeeded=[(1, 2), (2, 3), (3, 1)]).speakers_for(2) == {1, 2, 3}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("succeeded", "speaks"),
    [
        (PartialDate.on(TODAY), True),
        (PartialDate.on(TODAY + datetime.timedelta(days=1)), False),
        (PartialDate.unknown(), True),
    ],
)
def test_an_heir_speaks_from_its_day_on(succeeded, speaks, django_assert_num_queries):
    heir = PartyFactory()
    gone = PartyFactory(succeeded_by=heir, succeeded=succeeded)

    with django_assert_num_queries(1):
        kin = Party.objects.kin(TODAY)

    assert kin.speakers_for(gone.pk) == ({gone.pk, heir.pk} if speaks else {gone.pk})
