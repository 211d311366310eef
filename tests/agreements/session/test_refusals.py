"""What keeps a session from being logged is told where it can be mended, and nothing is left behind."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import DeadlineKind, Duty, Trigger
from agreements.services.registration import Deadline, NewDuty
from agreements.services.sessions.data import Accord, Attendee, Paper, Point, Review, Summons
from agreements.services.sessions.rules import past_deadline
from conflicts.choices import Grade, Side
from conflicts.partial_dates import PartialDate
from mesas.choices import Admission, DocumentMark, Held
from mesas.models import (
    WorkingGroup,
)
from tests.agreements.session.telling import AT, DAY, counts, due_on, log, promise, told
from tests.factories import (
    CommitmentFactory,
    DemandFactory,
    MesaFactory,
    PartyFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db
TOMORROW = datetime.date(2026, 11, 25)


def refusals(table, data, **more):
    """Code, part, row and field of each refusal; nothing is left behind."""
    before = counts()
    with pytest.raises(ValidationError) as refusal:
        log(table, data, **more)
    assert counts() == before
    return [
        (each.code, each.params["part"], each.params["row"], each.params["field"]) for each in refusal.value.error_list
    ]


def test_a_session_not_held_says_why_and_leaves_no_agreements(table):
    data = told(held=Held.FAILED, accords=[Accord(promises=[promise(table)])])

    assert refusals(table, data) == [("no_reason", "", 0, "not_held_reason"), ("not_held", "", 0, "held")]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (told(day=TOMORROW), [("future", "", 0, "day")]),
        (told(next_day=PartialDate.on(DAY)), [("order", "", 0, "next_day")]),
        (
            told(summons=[Summons(side=Side.STATE), Summons(side=Side.COMPANY, notice_on=TOMORROW)]),
            [("late_notice", "summons", 1, "notice_on")],
        ),
        (
            told(summons=[Summons(side=Side.STATE, documents_on=TOMORROW)]),
            [("late_documents", "summons", 0, "documents_on")],
        ),
        (told(points=[Point(text="x", admission=Admission.REFUSED)]), [("no_reason", "points", 0, "refusal_reason")]),
        (told(paper=Paper(mark=DocumentMark.SIGNED)), [("no_date", "paper", 0, "signed_on")]),
        (told(paper=Paper(signed_on=DAY)), [("unsigned", "paper", 0, "mark")]),
        (
            told(paper=Paper(mark=DocumentMark.SIGNED, signed_on=datetime.date(2026, 11, 3))),
            [("order", "paper", 0, "signed_on")],
        ),
        (told(paper=Paper(mark=DocumentMark.SIGNED, signed_on=TOMORROW)), [("future", "paper", 0, "signed_on")]),
        (told(paper=Paper(mark=DocumentMark.COLLATED, signed_on=DAY)), [("no_file", "paper", 0, "file")]),
    ],
    ids=lambda value: value[0][0] if isinstance(value, list) else "",
)
def test_what_cannot_be_so_is_refused_where_it_can_be_mended(table, data, expected):
    assert refusals(table, data) == expected


def test_a_person_is_on_the_list_once(table):
    rosa = Attendee(party=table.village, person=table.rosa, came=True)

    assert refusals(table, told(attendees=[rosa, rosa])) == [("twice", "attendees", 1, "person")]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"grade": Grade.PUBLIC}, ("wider", "promises", 1, "grade")),
        ({"deadline": Deadline(DeadlineKind.DATE)}, ("no_date", "promises", 1, "due")),
        ({"deadline": Deadline(DeadlineKind.DAYS)}, ("no_term", "promises", 1, "term")),
        (
            {"deadline": Deadline(DeadlineKind.YEARS, term=99, trigger=Trigger.SESSION)},
            ("impossible_term", "promises", 1, "term"),
        ),
    ],
    ids=["wider than the mesa", "date without a date", "term without a number", "term that ends after 2100"],
)
def test_a_promise_that_cannot_be_registered_is_told_in_its_place(table, more, expected):
    table.mesa.grade = Grade.MEMBERS
    table.mesa.save()
    fine = promise(table, grade=Grade.MEMBERS)
    odd = promise(table, **{"grade": Grade.MEMBERS, **more})

    assert refusals(table, told(accords=[Accord(promises=[fine]), Accord(promises=[odd])])) == [expected]


def test_who_owes_is_not_the_only_one_to_receive(table):
    own = [NewDuty(Duty.LEAD, table.village), NewDuty(Duty.BENEFICIARY, table.village)]

    data = told(accords=[Accord(promises=[promise(table, duties=own)])])
    assert refusals(table, data) == [("own_debt", "promises", 0, "beneficiaries")]


def test_a_deadline_before_the_session_waits_for_a_yes(table):
    early = promise(table, deadline=due_on(datetime.date(2026, 11, 3)))
    data = told(accords=[Accord(promises=[early])])

    assert refusals(table, data) == [("confirm", "promises", 0, "due")]
    assert refusals(table, data, confirmed_warnings=["past_deadline:0:2026-11-02"]) == [
        ("confirm", "promises", 0, "due")
    ]

    session = log(table, data, confirmed_warnings=[past_deadline(early, 0)])
    assert session.commitments.get().due.iso == "2026-11-03"


def strangers():
    other = MesaFactory()
    return {
        "party": lambda table: told(convened_by=PartyFactory()),
        "proposer": lambda table: told(points=[Point(text="x", proposer=PartyFactory())]),
        "party of somebody new": lambda table: told(attendees=[Attendee(party=PartyFactory(), came=True)]),
        "person": lambda table: told(attendees=[Attendee(party=table.village, person=PersonFactory(), came=True)]),
        "demand": lambda table: told(points=[Point(text="x", demand=DemandFactory(mesa=other))]),
        "new demand that is not there": lambda table: told(points=[Point(text="x", demand=3)]),
        "commitment": lambda table: told(reviews=[Review(commitment=CommitmentFactory(mesa=other), outcome="avanza")]),
        "group": lambda table: told(working_group=WorkingGroup.objects.create(mesa=other, name="x")),
        "obligor": lambda table: told(
            accords=[Accord(promises=[promise(table, duties=[NewDuty(Duty.LEAD, PartyFactory())])])]
        ),
    }


@pytest.mark.parametrize(
    ("what", "place"),
    [
        ("party", ("", 0, "convened_by")),
        ("proposer", ("points", 0, "proposer")),
        ("party of somebody new", ("attendees", 0, "party")),
        ("person", ("attendees", 0, "person")),
        ("demand", ("points", 0, "demand")),
        ("new demand that is not there", ("points", 0, "demand")),
        ("commitment", ("reviews", 0, "outcome")),
        ("group", ("", 0, "working_group")),
        ("obligor", ("promises", 0, "lead")),
    ],
)
def test_nothing_of_another_conflict_gets_in(table, what, place):
    assert refusals(table, strangers()[what](table)) == [("foreign", *place)]


def test_somebody_who_was_erased_is_no_longer_on_any_list(table):
    table.rosa.erased_at = AT
    table.rosa.save()

    data = told(attendees=[Attendee(party=table.village, person=table.rosa, came=True)])
    assert refusals(table, data) == [("foreign", "attendees", 0, "person")]
