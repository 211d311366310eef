"""Who asks for a commitment: its mesa, one that took it over, or a body of its own. Python and SQL say the same."""

import datetime
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from agreements.choices import Alert, Duty, Record, State
from agreements.models import Commitment, Inherited
from agreements.querysets.cover import Asking
from conflicts.choices import Grade, is_wider, narrowest
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, EndKind, Inheritance, MandateKind, MesaStatus
from mesas.cover import COVERED, ENDLESS, UNCOVERED, Cover, Orders, Tie
from mesas.models import Mandate, Mesa, MesaLink, Session
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    InheritedFactory,
    MandateFactory,
    MesaFactory,
    MesaLinkFactory,
    PartyFactory,
    SessionFactory,
)

TODAY = datetime.date(2026, 6, 25)
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN

pytestmark = pytest.mark.django_db


def day(text):
    return PartialDate.parse(text)


def sits(mesa, until="2027-12-31", since="2026-01-01", **more):
    MandateFactory(mesa=mesa, starts=day(since), ends=day(until), end_kind=EndKind.STATED, **more)
    return mesa


def over(**more):
    """A mesa whose term ended in 2020."""
    return sits(MesaFactory(**more), until="2020-12-31", since="2019-01-01")


def cover(commitment, on=TODAY):
    return Asking(on).of([Commitment.objects.get(pk=commitment.pk)])[commitment.pk]


def orphans(on=TODAY):
    return set(Commitment.objects.alerting([Alert.ORPHAN], on))


def linked(later, earlier, inheritance=Inheritance.ALL, **more):
    return MesaLinkFactory(mesa=later, predecessor=earlier, inheritance=inheritance, **more)


# Its own mesa


def test_nobody_asks_once_the_term_of_its_mesa_is_over():
    debt = CommitmentFactory(mesa=over())
    covered = CommitmentFactory(mesa=sits(MesaFactory(), since="2019-01-01"))
    unknown = CommitmentFactory()

    assert [cover(one).answer for one in (debt, covered, unknown)] == [NO, YES, UNKNOWN]
    assert orphans() == {debt}
    assert orphans(datetime.date(2020, 12, 31)) == set()


def test_what_ended_and_what_only_sources_tell_raises_no_alarm():
    mesa = over()
    for more in ({"state": State.FULFILLED}, {"state": State.WITHDRAWN}, {"record": Record.SOURCES}):
        CommitmentFactory(mesa=mesa, **more)

    assert orphans() == set()


def test_what_only_sources_tell_is_counted_as_they_tell_it():
    mesa = over()
    told = CommitmentFactory(mesa=mesa, record=Record.SOURCES)

    def found():
        return list(Commitment.objects.filter(Asking(TODAY).orphaned(by_members=False)))

    assert found() == [told]
    SessionFactory(mesa=mesa, day=day("2024"), logged_at=None, logged_by=None)
    assert found() == []  # they met later: somebody may have ordered it
    Mesa.objects.update(status=MesaStatus.CLOSED)
    assert found() == [told]


# Mesas that took it over


def test_a_mesa_inherits_across_years():
    """Signed in 2012, taken over in 2016 and again in 2022: whoever sits last asks for it."""
    first, second, third = over(), over(), sits(MesaFactory())
    debt = CommitmentFactory(mesa=first, due_on=datetime.date(2013, 6, 30))
    linked(second, first)
    last = linked(third, second)
    for mesa in (second, third):
        Mesa.objects.filter(pk=mesa.pk).update(conflict=first.conflict)

    assert cover(debt) == Cover(YES, datetime.date(2027, 12, 31))
    MesaLink.objects.filter(pk=last.pk).update(inheritance=Inheritance.UNKNOWN)
    assert cover(debt).answer == UNKNOWN
    MesaLink.objects.filter(pk=last.pk).update(inheritance=Inheritance.NONE)
    assert orphans() == {debt}
    MesaLink.objects.filter(pk=last.pk).update(inheritance=Inheritance.LISTED)
    assert orphans() == {debt}
    Inherited.objects.create(link=last, commitment=debt)
    assert cover(debt).answer == YES
    assert orphans() == set()


def test_of_a_list_only_what_it_names_is_asked_for():
    before = over()
    named, forgotten = CommitmentFactory.create_batch(2, mesa=before)
    later = sits(MesaFactory(conflict=before.conflict))
    InheritedFactory(link=linked(later, before, Inheritance.LISTED), commitment=named)

    assert orphans() == {forgotten}


@pytest.mark.parametrize(
    ("grade", "of_later", "answer"),
    [
        (Grade.PUBLIC, Grade.PUBLIC, YES),
        (Grade.PUBLIC, Grade.MEMBERS, NO),
        (Grade.PUBLIC, Grade.INTERNAL, NO),
        (Grade.MEMBERS, Grade.MEMBERS, YES),
        (Grade.MEMBERS, Grade.INTERNAL, NO),
        (Grade.INTERNAL, Grade.INTERNAL, YES),
    ],
)
def test_who_may_see_a_debt_may_see_who_asks_for_it_or_nobody_does(grade, of_later, answer):
    """That somebody asks can be checked, and a count gives no mesa away."""
    before = over()
    everything, listed = CommitmentFactory.create_batch(2, mesa=before, grade=grade)
    linked(sits(MesaFactory(conflict=before.conflict, grade=of_later)), before)
    named = linked(sits(MesaFactory(conflict=before.conflict, grade=of_later)), before, Inheritance.LISTED)
    InheritedFactory(link=named, commitment=listed)

    assert [cover(one).answer for one in (everything, listed)] == [answer, answer]
    assert orphans() == (set() if answer == YES else {everything, listed})


@pytest.mark.parametrize(("grade", "answer"), [(Grade.PUBLIC, YES), (Grade.MEMBERS, NO)])
def test_members_of_one_conflict_see_of_another_what_everybody_sees(grade, answer):
    before = over()
    debt = CommitmentFactory(mesa=before, grade=Grade.MEMBERS)
    linked(sits(MesaFactory(grade=grade)), before)

    assert cover(debt).answer == answer


# A body of its own


@pytest.mark.parametrize(
    ("party", "answer"),
    [
        ({}, YES),
        ({"succeeded": day("2025")}, NO),
        ({"succeeded": day("2026")}, UNKNOWN),
        ({"succeeded": day("2027")}, YES),
    ],
)
def test_a_body_in_charge_asks_until_it_is_gone(party, answer):
    debt = CommitmentFactory(mesa=over())
    CommitmentPartyFactory(commitment=debt, duty=Duty.FOLLOW_UP, party=PartyFactory(**party))

    assert cover(debt).answer == answer
    assert orphans() == ({debt} if answer == NO else set())


def test_an_heir_asks_in_its_place_and_a_duplicate_is_the_same_body():
    debt = CommitmentFactory(mesa=over())
    heir = PartyFactory()
    body = PartyFactory(succeeded=day("2025"), succeeded_by=heir)
    CommitmentPartyFactory(commitment=debt, duty=Duty.FOLLOW_UP, party=PartyFactory(merged_into=body))

    assert cover(debt) == COVERED
    Party.objects.filter(pk=heir.pk).update(succeeded_on=TODAY, succeeded_precision="day")
    assert orphans() == {debt}


# Ahead


def test_ahead_is_what_falls_due_after_the_last_covered_day():
    mesa = sits(MesaFactory(), until="2026-08-31")
    within, beyond, undated = (
        CommitmentFactory(mesa=mesa, due_on=due)
        for due in (datetime.date(2026, 8, 31), datetime.date(2026, 9, 1), None)
    )
    followed = CommitmentFactory(mesa=mesa, due_on=None)
    CommitmentPartyFactory(commitment=followed, duty=Duty.FOLLOW_UP)
    CommitmentFactory(mesa=over(), due_on=None)  # nobody asks already
    endless = MesaFactory()
    MandateFactory(mesa=endless, starts=day("2020"), end_kind=EndKind.NONE)
    CommitmentFactory(mesa=endless, due_on=None)

    ahead = Commitment.objects.filter(Asking(TODAY).orphaned_ahead())
    assert set(ahead) == {beyond, undated}
    InheritedFactory(commitment=beyond, link=linked(sits(MesaFactory()), mesa, Inheritance.LISTED))
    assert set(ahead.filter(Asking(TODAY).orphaned_ahead())) == {undated}
    assert within not in ahead


# Cost


@pytest.mark.parametrize("count", [1, 3])
def test_reading_costs_the_same_for_one_or_many(count, django_assert_num_queries):
    for _each in range(count):
        before = over()
        debt = CommitmentFactory(mesa=before)
        InheritedFactory(commitment=debt, link=linked(sits(MesaFactory()), before, Inheritance.LISTED))
        CommitmentPartyFactory(commitment=debt, duty=Duty.FOLLOW_UP)
    debts = list(Commitment.objects.all())

    with django_assert_num_queries(6):  # lists, bodies; mesas, orders, links; parties that ended
        assert len(Asking(TODAY).of(debts)) == count
    with django_assert_num_queries(5):  # mesas, orders, links; parties that ended; the commitments
        assert orphans() == set()


# Whatever is on record, both say the same


class Muddle:
    """Mesas, orders, links, lists, bodies and debts at random."""

    def __init__(self, seed):
        self.dice = random.Random(seed)
        conflicts = ConflictFactory.create_batch(2)
        self.mesas = [
            self.mesa(self.dice.choice([conflicts[0], *conflicts])) for _each in range(self.dice.randint(1, 5))
        ]
        self.links = [link for _each in range(self.dice.randint(0, 6)) if (link := self.link())]
        self.parties = self.bodies()
        self.debts = [self.debt() for _each in range(8)]

    def some_day(self):
        text = self.dice.choice(["", "2020", "2025", "2026", "2027", "2026-06", "2026-07", "2026-06-24", "2026-06-25"])
        return day(text)

    def mesa(self, conflict):
        status = self.dice.choice([MesaStatus.ACTIVE, MesaStatus.ACTIVE, *MesaStatus])
        mesa = MesaFactory(
            conflict=conflict, grade=self.dice.choice(list(Grade)), status=status, closed=self.some_day(),
            status_as_of=self.some_day(),
        )  # fmt: skip
        for _each in range(self.dice.randint(0, 3)):
            starts, ends = self.some_day(), self.some_day()
            if starts.last and ends.last and ends.last < starts.last:
                starts, ends = ends, starts
            MandateFactory(
                mesa=mesa, starts=starts, ends=ends, kind=self.dice.choice(list(MandateKind)),
                end_kind=self.dice.choice(list(EndKind)),
            )  # fmt: skip
        if self.dice.random() < 0.3:
            SessionFactory(mesa=mesa, day=self.some_day())
        return mesa

    def link(self):
        later, earlier = self.dice.choice(self.mesas), self.dice.choice(self.mesas)
        if later == earlier or MesaLink.objects.filter(mesa=later, predecessor=earlier).exists():
            return None
        return linked(later, earlier, self.dice.choice(list(Inheritance)), since=self.some_day())

    def bodies(self):
        heir = PartyFactory(succeeded=self.some_day())
        gone = PartyFactory(succeeded=self.some_day(), succeeded_by=self.dice.choice([None, heir]))
        return [heir, gone, PartyFactory(merged_into=gone), PartyFactory()]

    def debt(self):
        debt = CommitmentFactory(
            mesa=self.dice.choice(self.mesas), grade=self.dice.choice(list(Grade)), due_on=self.some_day().last,
            record=self.dice.choice(list(Record)),
        )  # fmt: skip
        for link in self.dice.sample(self.links, min(len(self.links), self.dice.choice([0, 0, 1, 2]))):
            Inherited.objects.create(link=link, commitment=debt)
        for party in self.dice.sample(self.parties, self.dice.choice([0, 0, 0, 1, 2])):
            CommitmentPartyFactory(commitment=debt, party=party, duty=Duty.FOLLOW_UP)
        return debt


def naive(debt):
    """From one debt to all that may ask for it, step by step, as one would with the papers on a table."""
    by_members = debt.record == Record.MEMBERS
    level = narrowest(debt.grade, debt.mesa.grade)
    found = walk(debt.mesa, debt.mesa.conflict_id, level, by_members, frozenset())
    for row in debt.inherited_by.select_related("link__mesa"):
        found |= through(row.link, debt.mesa.conflict_id, level, by_members, frozenset(), is_listed=True)
    for duty in debt.duties.filter(duty=Duty.FOLLOW_UP).select_related("party"):
        found |= of_body(duty.party)
    return found


def walk(mesa, home, level, by_members, seen):
    found = own(mesa, by_members)
    for link in mesa.links_forward.select_related("mesa"):
        if link.mesa_id not in seen:
            found |= through(link, home, level, by_members, seen | {mesa.pk})
    return found


def through(link, home, level, by_members, seen, is_listed=False):
    if link.mesa.conflict_id != home:
        level = Grade.PUBLIC
    if is_wider(level, link.mesa.grade):
        return UNCOVERED
    tie = Tie(link.pk, link.mesa_id, link.predecessor_id, link.inheritance, link.since)
    return tie.cover(walk(link.mesa, link.mesa.conflict_id, level, by_members, seen), TODAY, is_listed=is_listed)


def own(mesa, by_members):
    latest = Session.objects.filter(mesa=mesa, day_on__isnull=False).order_by("-day_on").first()
    facts = {"status": mesa.status, "closed": mesa.closed, "status_as_of": mesa.status_as_of}
    orders = Orders(list(Mandate.objects.filter(mesa=mesa)), last_session=latest and latest.day_on, **facts)
    return orders.cover_on(TODAY, by_members=by_members)


def of_body(party):
    while heir := party.merged_into or party.succeeded_by:
        party = heir
    ended = party.succeeded
    if not ended.is_known or ended.first > TODAY:
        return COVERED
    gone = Cover(NO, ended.last - datetime.timedelta(days=1))
    return gone if ended.last <= TODAY else Cover(UNKNOWN, ENDLESS)


class PythonAndSqlAgree(TestCase):
    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 2**32))
    def test_whatever_is_on_record(self, seed):
        Muddle(seed)
        asking = Asking(TODAY)
        debts = list(Commitment.objects.select_related("mesa"))
        said = asking.of(debts)
        assert said == {debt.pk: naive(debt) for debt in debts}

        for by_members, record in ((True, Record.MEMBERS), (False, Record.SOURCES)):
            rows = Commitment.objects.filter(record=record)
            here = [debt for debt in debts if debt.record == record]

            def found(condition, rows=rows):
                return set(rows.filter(condition).values_list("pk", flat=True))

            def expected(judge, here=here):
                return {debt.pk for debt in here if judge(said[debt.pk], debt.due_on)}

            assert found(asking.orphaned(by_members=by_members)) == expected(lambda one, _due: one.answer == NO)
            assert found(asking.not_known(by_members=by_members)) == expected(lambda one, _due: one.answer == UNKNOWN)
            assert found(asking.orphaned_ahead(by_members=by_members)) == expected(
                lambda one, due: one.answer == YES and one.ends_before(due)
            )
