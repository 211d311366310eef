"""A party shows once it stands on something that shows; what is hidden gives nobody away."""

import pytest
from django.contrib.auth.models import AnonymousUser

from conflicts.choices import Grade, Role
from conflicts.models import ConflictParty, Party
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def seen_by(user):
    return {party.short_name for party in Party.objects.visible_to(user)}


def test_a_party_shows_through_its_seat_its_part_in_a_promise_or_its_case():
    conflict = ConflictFactory()
    for grade in Grade:
        mesa = MesaFactory(conflict=conflict, grade=grade)
        SeatFactory(mesa=mesa, party=PartyFactory(short_name=f"seated {grade}"))
        SeatFactory(mesa=mesa, party=Party.objects.get(short_name=f"seated {grade}"))
        promise = CommitmentFactory(mesa=mesa)
        CommitmentPartyFactory(commitment=promise, party=PartyFactory(short_name=f"owes {grade}"))
    narrow = CommitmentFactory(mesa=MesaFactory(conflict=conflict), grade=Grade.MEMBERS)
    CommitmentPartyFactory(commitment=narrow, party=PartyFactory(short_name="owes narrow"))
    ConflictParty.objects.create(conflict=conflict, party=PartyFactory(short_name="of the case"))
    hidden = ConflictFactory()
    ConflictParty.objects.create(conflict=hidden, party=PartyFactory(short_name="of a hidden case"))
    PartyFactory(short_name="of nothing")

    public = {"seated publica", "owes publica", "of the case"}
    members = public | {"seated miembros", "owes miembros", "owes narrow"}
    staff = members | {"seated interna", "owes interna"}
    observer = MembershipFactory(conflict=conflict, role=Role.OBSERVER).user
    coordinator = MembershipFactory(conflict=conflict, role=Role.COORDINATOR).user

    assert seen_by(AnonymousUser()) == seen_by(UserFactory()) == public
    assert seen_by(observer) == members
    assert seen_by(coordinator) == staff
    assert seen_by(UserFactory(is_staff=True)) == staff | {"of a hidden case", "of nothing"}


def test_one_sees_the_parties_that_have_a_voice_in_ones_own_case():
    membership = MembershipFactory(role=Role.REPRESENTATIVE, party=PartyFactory(short_name="mine"))
    MembershipFactory(role=Role.REPRESENTATIVE, party=PartyFactory(short_name="of another case"))

    assert seen_by(membership.user) == {"mine"}
