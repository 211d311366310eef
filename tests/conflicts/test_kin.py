"""Heirs and duplicates speak in the right place, and only there."""

import datetime

import pytest

from conflicts.choices import Sector, Side
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
    assert {other for other in range(1, 7) if party in kin.voices_of([other])} == speakers


def test_pointers_in_a_circle_come_to_an_end():
    kin = Kin(succeeded=[(1, 2), (2, 3), (3, 1)], parents=[(1, 2), (2, 1)])

    assert kin.speakers_for(2) == kin.same([2]) == kin.family([2]) == {1, 2, 3}
    assert kin.heir(2) in {1, 2, 3}


def test_what_stands_in_a_partys_place_is_the_last_heir_of_what_it_was_merged_into():
    kin = Kin(merged=[(TWIN, MINISTRY), (TWIN_OF_HEIR, HEIR)], succeeded=[(MINISTRY, HEIR), (HEIR, LAST_HEIR)])

    assert kin.heirs_of([MINISTRY, TWIN, TWIN_OF_HEIR, STRANGER]) == {LAST_HEIR, STRANGER}


def test_one_party_through_time_is_its_twins_predecessors_and_heirs_even_before_the_day():
    kin = Kin(merged=[(TWIN, MINISTRY)], to_be_succeeded=[(MINISTRY, HEIR)])

    assert kin.heir(TWIN) == MINISTRY
    assert kin.same([HEIR]) == {MINISTRY, TWIN, HEIR}


def test_family_are_those_above_and_below_and_their_other_selves_but_no_siblings():
    office, sibling, desk = 11, 12, 13
    kin = Kin(succeeded=[(MINISTRY, HEIR)], parents=[(office, HEIR), (sibling, HEIR), (desk, office)])

    assert kin.family([office]) == {MINISTRY, HEIR, office, desk}
    assert kin.family([MINISTRY]) == {MINISTRY, HEIR, office, sibling, desk}
    assert kin.family([]) == frozenset()


def test_a_party_without_a_side_adds_none():
    kin = Kin(sides={MINISTRY: Side.STATE, HEIR: Side.STATE})

    assert kin.sides_of([MINISTRY, HEIR, STRANGER]) == {Side.STATE}


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


@pytest.mark.django_db
def test_all_pointers_are_read_at_once():
    ministry = PartyFactory(sector=Sector.NATIONAL)
    office = PartyFactory(parent=ministry, sector=Sector.OTHER)
    twin = PartyFactory(merged_into=office)

    kin = Party.objects.kin(TODAY)

    assert kin.family([twin.pk]) == {twin.pk, office.pk, ministry.pk}
    assert kin.sides_of([ministry.pk, office.pk]) == {Side.STATE}
