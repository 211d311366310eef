"""Who is one and the same party, who speaks in whose place, and who is kin."""

from datetime import date

import pytest

from conflicts.choices import Sector, Side
from conflicts.partial_dates import PartialDate
from conflicts.querysets.kinship import kinship
from tests.factories import PartyFactory

ON = date(2026, 11, 24)

pytestmark = pytest.mark.django_db


def test_an_heir_speaks_in_its_predecessors_place_from_the_day_of_succession():
    heir = PartyFactory()
    merged = PartyFactory(succeeded_by=heir, succeeded=PartialDate.on(ON))
    first = PartyFactory(succeeded_by=merged)

    assert kinship(ON).heir(first.pk) == heir.pk
    assert kinship(date(2026, 11, 23)).heir(first.pk) == merged.pk


def test_a_duplicate_is_the_party_it_was_merged_into():
    real = PartyFactory()
    duplicate = PartyFactory(merged_into=real)

    assert kinship(ON).heirs_of([duplicate.pk, real.pk]) == {real.pk}
    assert kinship(ON).same([real.pk]) == {real.pk, duplicate.pk}


def test_two_parties_that_succeed_each_other_do_not_turn_for_ever():
    one, other = PartyFactory(), PartyFactory()
    type(one).objects.filter(pk=one.pk).update(succeeded_by=other)
    type(one).objects.filter(pk=other.pk).update(succeeded_by=one)

    assert kinship(ON).heir(one.pk) in {one.pk, other.pk}
    assert kinship(ON).kin([one.pk]) == {one.pk, other.pk}


def test_kin_are_those_above_and_below_and_their_other_selves_but_not_siblings():
    ministry = PartyFactory()
    old_ministry = PartyFactory(succeeded_by=ministry)
    office, sibling = PartyFactory(parent=ministry), PartyFactory(parent=ministry)
    desk = PartyFactory(parent=office)
    PartyFactory()

    assert kinship(ON).kin([office.pk]) == {ministry.pk, old_ministry.pk, office.pk, desk.pk}
    assert kinship(ON).kin([ministry.pk]) == {ministry.pk, old_ministry.pk, office.pk, sibling.pk, desk.pk}
    assert kinship(ON).kin([]) == frozenset()


def test_sides_come_from_sectors_and_a_party_without_one_adds_none():
    parties = [PartyFactory(sector=sector).pk for sector in (Sector.COMPANY, Sector.NATIONAL, Sector.OTHER)]

    assert kinship(ON).sides_of(parties) == {Side.COMPANY, Side.STATE}


def test_the_family_is_read_in_one_query(django_assert_num_queries):
    PartyFactory(parent=PartyFactory(), succeeded_by=PartyFactory())

    with django_assert_num_queries(1):
        kinship(ON)
