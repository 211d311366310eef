"""Who is told what, once, and only what she may see."""

import datetime

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.choices import Duty, NoticeKind
from agreements.models import Commitment, Notice
from agreements.services.notices import TIES_OF, tell
from conflicts.choices import PARTY_ROLES, Grade, Role, Sector
from conflicts.partial_dates import PartialDate
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

TODAY = timezone.localdate()
NOW = timezone.now()
DAY = datetime.timedelta(days=1)
CAUSE = "veredicto:1"

pytestmark = pytest.mark.django_db


@pytest.fixture
def debt():
    """A ministry owes a community; both are on the same conflict."""
    commitment = CommitmentFactory()
    CommitmentPartyFactory(commitment=commitment, duty=Duty.LEAD, party__sector=Sector.NATIONAL)
    CommitmentPartyFactory(commitment=commitment, duty=Duty.BENEFICIARY)
    return commitment


def owing(commitment):
    return commitment.duties.get(duty=Duty.LEAD).party


def receiving(commitment):
    return commitment.duties.get(duty=Duty.BENEFICIARY).party


def person(commitment, role, party=None, **more):
    """Somebody with that role on the conflict of the commitment."""
    return MembershipFactory(conflict=commitment.mesa.conflict, role=role, party=party, **more).user


def told(kind=NoticeKind.OVERDUE):
    return sorted(Notice.objects.filter(kind=kind).values_list("user", flat=True))


@pytest.mark.parametrize(
    ("kind", "hear"),
    [
        (NoticeKind.DUE_SOON, {"delegate", "representative", "coordinator"}),
        (NoticeKind.OVERDUE, {"delegate", "representative", "coordinator"}),
        (NoticeKind.CLAIM_TO_CHECK, {"representative", "coordinator"}),
        (NoticeKind.VERDICT, {"delegate", "coordinator"}),
        (NoticeKind.DISPUTE, {"delegate", "representative", "coordinator"}),
    ],
)
def test_each_kind_has_its_hearers_and_nobody_else_hears(debt, kind, hear):
    people = {
        "delegate": person(debt, Role.DELEGATE, owing(debt)),
        "representative": person(debt, Role.REPRESENTATIVE, receiving(debt)),
        "coordinator": person(debt, Role.COORDINATOR),
    }
    for role in (Role.REGISTRAR, Role.VERIFIER, Role.OBSERVER):
        person(debt, role)
    person(debt, Role.DELEGATE, PartyFactory())
    person(CommitmentFactory(), Role.COORDINATOR)
    MembershipFactory(role=Role.DELEGATE, party=owing(debt))
    UserFactory(is_staff=True)

    assert tell(kind, [debt], cause=CAUSE, at=NOW) == len(hear)
    assert told(kind) == sorted(people[name].pk for name in hear)


def test_the_row_says_what_when_and_why(debt):
    user = person(debt, Role.COORDINATOR)

    tell(NoticeKind.VERDICT, [debt], cause=CAUSE, at=NOW)

    columns = ("user", "kind", "mesa", "commitment", "cause", "count", "due_on", "created_at")
    assert Notice.objects.values(*columns).get() == {
        "user": user.pk, "kind": "veredicto", "mesa": debt.mesa_id, "commitment": debt.pk,
        "cause": CAUSE, "count": 1, "due_on": debt.due_on, "created_at": NOW,
    }  # fmt: skip


def test_two_roles_are_one_row(debt):
    user = person(debt, Role.COORDINATOR)
    person(debt, Role.DELEGATE, owing(debt), user=user)
    person(debt, Role.REPRESENTATIVE, receiving(debt), user=user)

    assert tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW) == 1
    assert told() == [user.pk]


def test_telling_again_tells_nobody_twice_but_newcomers_and_new_causes_count(debt):
    first = person(debt, Role.COORDINATOR)
    tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW)
    second = person(debt, Role.DELEGATE, owing(debt))

    assert tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW) == 1
    assert told() == sorted([first.pk, second.pk])
    assert tell(NoticeKind.OVERDUE, [debt], cause="veredicto:2", at=NOW) == 2


def test_who_did_it_need_not_be_told(debt):
    coordinator = person(debt, Role.COORDINATOR)
    other = person(debt, Role.COORDINATOR)

    tell(NoticeKind.VERDICT, [debt], cause=CAUSE, at=NOW, by=coordinator)

    assert told(NoticeKind.VERDICT) == [other.pk]


def test_a_role_counts_from_its_first_to_its_last_day(debt):
    now = [
        person(debt, Role.COORDINATOR, starts_on=TODAY),
        person(debt, Role.COORDINATOR, starts_on=TODAY - DAY, ends_on=TODAY),
    ]
    person(debt, Role.COORDINATOR, starts_on=TODAY + DAY)
    person(debt, Role.COORDINATOR, starts_on=TODAY - DAY, ends_on=TODAY - DAY)
    person(debt, Role.COORDINATOR, user=UserFactory(is_active=False))

    tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW)

    assert told() == sorted(user.pk for user in now)


def test_who_stands_in_the_place_of_a_party_hears_for_it(debt):
    heir = PartyFactory()
    party = owing(debt)
    party.succeeded_by, party.succeeded = heir, PartialDate.on(TODAY)
    party.save()
    twin = PartyFactory(merged_into=heir)
    hear = [person(debt, Role.DELEGATE, each) for each in (party, heir, twin)]
    not_yet = PartyFactory()
    person(debt, Role.DELEGATE, PartyFactory(succeeded_by=party))
    other = receiving(debt)
    other.succeeded_by, other.succeeded = not_yet, PartialDate.on(TODAY + DAY)
    other.save()
    person(debt, Role.REPRESENTATIVE, not_yet)

    tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW)

    assert told() == sorted(user.pk for user in hear)


def test_without_beneficiary_every_community_at_the_table_receives():
    debt = CommitmentFactory()
    seated = SeatFactory(mesa=debt.mesa).party
    company = SeatFactory(mesa=debt.mesa, party__sector=Sector.COMPANY).party
    hears = person(debt, Role.REPRESENTATIVE, seated)
    person(debt, Role.REPRESENTATIVE, company)
    person(debt, Role.REPRESENTATIVE, SeatFactory(party__sector=Sector.COMMUNITY).party)

    tell(NoticeKind.CLAIM_TO_CHECK, [debt], cause=CAUSE, at=NOW)

    assert told(NoticeKind.CLAIM_TO_CHECK) == [hears.pk]


@pytest.mark.parametrize("narrow", ["commitment", "mesa"])
def test_what_is_internal_is_told_to_those_who_keep_the_records_only(debt, narrow):
    row = debt if narrow == "commitment" else debt.mesa
    row.grade = Grade.INTERNAL
    row.save()
    person(debt, Role.DELEGATE, owing(debt))
    registrar = person(debt, Role.REGISTRAR)
    person(debt, Role.DELEGATE, owing(debt), user=registrar)
    coordinator = person(debt, Role.COORDINATOR)
    administrator = person(debt, Role.REPRESENTATIVE, receiving(debt), user=UserFactory(is_staff=True))

    tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW)

    assert told() == sorted(user.pk for user in (registrar, coordinator, administrator))


@pytest.mark.parametrize("count", [1, 3])
def test_telling_costs_the_same_for_one_or_many(count, django_assert_num_queries):
    conflict = ConflictFactory()
    debts = CommitmentFactory.create_batch(count, mesa__conflict=conflict)
    for each in debts:
        CommitmentPartyFactory(commitment=each)
        person(each, Role.DELEGATE, owing(each))
    person(debts[0], Role.COORDINATOR)

    # savepoint, commitments, kin, duties, seats, roles, given before, insert, release
    with django_assert_num_queries(9):
        assert tell(NoticeKind.OVERDUE, debts, cause=CAUSE, at=NOW) == 2 * count


def test_a_notice_shows_to_its_person_while_its_commitment_shows(debt):
    user = person(debt, Role.DELEGATE, owing(debt))
    tell(NoticeKind.OVERDUE, [debt], cause=CAUSE, at=NOW)
    Notice.objects.create(user=user, kind=NoticeKind.SUMMARY, mesa=debt.mesa, cause="resumen", created_at=NOW)
    stranger = person(debt, Role.COORDINATOR)

    assert sorted(Notice.objects.visible_to(user).values_list("kind", flat=True)) == ["resumen", "vencido"]
    assert not Notice.objects.visible_to(stranger).exists()

    Commitment.objects.update(grade=Grade.INTERNAL)
    assert list(Notice.objects.visible_to(user).values_list("kind", flat=True)) == ["resumen"]


#: A role, and on which end the party stands for which it speaks. Only a verifier may speak for one or for none.
ENDS = ("owes", "receives", "neither")
PARTS = [
    *((role, part) for role in (*PARTY_ROLES, Role.VERIFIER) for part in ENDS),
    *((role, None) for role in Role if role not in PARTY_ROLES),
]


class HearersTest(TestCase):
    """Whatever the roles and grades: whoever is told may see it, has a fitting role, and is told once."""

    @settings(max_examples=40, deadline=None)
    @given(
        own=st.sampled_from(Grade),
        of_mesa=st.sampled_from(Grade),
        kind=st.sampled_from([kind for kind in TIES_OF if kind != NoticeKind.SUMMARY]),
        roles=st.lists(
            st.tuples(st.integers(0, 3), st.sampled_from(PARTS), st.integers(-1, 1), st.booleans()),
            max_size=8,
            unique_by=lambda role: role[:2],
        ),
        staff=st.sets(st.integers(0, 3)),
    )
    def test_only_those_who_may_see_it_are_told_and_each_once(self, own, of_mesa, kind, roles, staff):
        mesa = MesaFactory(grade=of_mesa)
        debt = CommitmentFactory(mesa=mesa, grade=own)
        parties = {"owes": PartyFactory(), "receives": PartyFactory(), "neither": PartyFactory(sector=Sector.CHURCH)}
        CommitmentPartyFactory(commitment=debt, duty=Duty.LEAD, party=parties["owes"])
        CommitmentPartyFactory(commitment=debt, duty=Duty.BENEFICIARY, party=parties["receives"])
        users = [UserFactory(is_staff=number in staff) for number in range(4)]
        fits = set()
        for number, (role, part), begins, here in roles:
            MembershipFactory(
                user=users[number],
                role=role,
                party=parties.get(part),
                conflict=mesa.conflict if here else ConflictFactory(),
                starts_on=TODAY + begins * DAY,
            )
            tie = {Role.COORDINATOR: "coordinates", Role.VERIFIER: part == "neither" and "verifies"}.get(role, part)
            if here and begins <= 0 and tie in {tie.value for tie in TIES_OF[kind]}:
                fits.add(users[number])

        tell(kind, [debt], cause=CAUSE, at=NOW)

        may_see = {user for user in fits if Commitment.objects.visible_to(user).filter(pk=debt.pk).exists()}
        assert told(kind) == sorted(user.pk for user in may_see)
