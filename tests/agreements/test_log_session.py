"""A whole session goes in through one door, once, with its number, or not at all."""

import datetime
import uuid
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from agreements.choices import DeadlineKind, Duty, Trigger
from agreements.models import Agreement, Commitment, SessionReview
from agreements.services.registration import Deadline, NewDuty
from agreements.services.sessions.data import Accord, Attendee, Paper, Point, Review, Summons
from agreements.services.sessions.rules import past_deadline
from conflicts.choices import Grade, Role, Side
from conflicts.partial_dates import PartialDate
from mesas.choices import Admission, Answer, DocumentMark, FileKind, Held, NotHeldReason
from mesas.models import (
    AgendaItem,
    Attendance,
    Demand,
    Document,
    Person,
    Session,
    SessionNotice,
    Signature,
    WorkingGroup,
)
from mesas.uploads import CheckedFile
from tests.agreements.sessions import AT, DAY, a_table, due_on, log, promise, told, whole
from tests.factories import (
    CommitmentFactory,
    DemandFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    PersonFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TOMORROW = datetime.date(2026, 11, 25)


@pytest.fixture
def table():
    return a_table()


def refusals(table, data, **more):
    """Code, part, row and field of each refusal; nothing is left behind."""
    before = counts()
    with pytest.raises(ValidationError) as refusal:
        log(table, data, **more)
    assert counts() == before
    return [
        (each.code, each.params["part"], each.params["row"], each.params["field"]) for each in refusal.value.error_list
    ]


def counts():
    models = (Session, Person, Attendance, AgendaItem, Demand, Document, Agreement, Commitment, SessionReview)
    return {model.__name__: model.objects.count() for model in models}


# What is written


def test_everything_that_was_told_is_on_record(table):
    session = log(table, whole(table, attendees=2, points=2, promises=2))

    document = session.documents.get()
    assert (str(session), session.day.iso, session.agenda_known) == ("Sesión 1", "2026-11-04", Answer.YES)
    assert counts() == {
        "Session": 1,
        "Person": 3,
        "Attendance": 3,
        "AgendaItem": 2,
        "Demand": 2,
        "Document": 1,
        "Agreement": 2,
        "Commitment": 4,  # two of them were already owed, and reviewed
        "SessionReview": 2,
    }
    assert (document.title, document.mark) == ("Acta de la sesión 1, 4 de noviembre de 2026", DocumentMark.SIGNED)
    assert list(session.notices.values_list("side", "notice_on", "documents_on")) == [(Side.STATE, DAY, None)]
    assert list(document.signatures.values_list("party", "signed", "reason")) == [
        (table.health.pk, Answer.YES, ""),
        (table.mine.pk, Answer.NO, "—"),
    ]
    assert [item.demand.text for item in session.agenda_items.order_by("order")] == ["Agua 0", "Agua 1"]
    assert list(session.demands.values_list("text", "raised_by", "raised_on")) == [
        ("Agua 0", table.village.pk, DAY),
        ("Agua 1", table.village.pk, DAY),
    ]
    assert [demand.text for agreement in session.agreements.all() for demand in agreement.demands.all()] == [
        "Agua 0",
        "Agua 0",
    ]


def test_terms_count_from_the_session_or_from_the_signature(table):
    log(table, whole(table, promises=2))

    rows = Commitment.objects.exclude(session=None).order_by("code")
    assert [(row.code, row.triggered.iso, row.due.iso, row.agreed.iso) for row in rows] == [
        ("ESP-2026-01", "2026-11-05", "2027-05-05", "2026-11-04"),
        ("ESP-2026-02", "2026-11-04", "2026-12-04", "2026-11-04"),
    ]


def test_a_term_from_a_signature_that_has_not_come_waits_for_it(table):
    deadline = Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.SIGNATURE)
    session = log(table, told(accords=[Accord(promises=[promise(table, deadline=deadline)])]))

    row = session.commitments.get()
    assert (row.first_due_on, row.due_on) == (None, None)
    assert (row.agreement.text, row.document.mark) == ("Posta médica", DocumentMark.UNKNOWN)


def test_a_known_person_is_pointed_at_and_a_new_one_is_made(table):
    data = told(
        attendees=[
            Attendee(party=table.village, person=table.rosa, came=False),
            Attendee(party=table.mine, came=True, post="gerente"),
        ]
    )
    session = log(table, data)

    assert list(session.attendances.order_by("id").values_list("person__name", "party", "post", "came")) == [
        ("Rosa Quispe", table.village.pk, "", False),
        ("", table.mine.pk, "gerente", True),
    ]


def test_the_original_of_the_acta_is_kept_with_its_fingerprint(table, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    file = SimpleUploadedFile("Acta firmada por Rosa.pdf", b"%PDF-1.7 ...")
    checked = CheckedFile(
        kind=FileKind.PDF, original=file, name=file.name, extension=".pdf", sha256="a" * 64, size=file.size
    )

    document = log(table, told(paper=Paper(file=checked))).documents.get()

    assert (document.sha256, document.original_name) == ("a" * 64, "Acta firmada por Rosa.pdf")
    assert document.original.read() == b"%PDF-1.7 ..."
    assert "Rosa" not in document.original.name


def test_every_new_row_begins_its_history(table):
    session = log(table, whole(table))

    rows = [session, *session.attendances.all(), *session.agenda_items.all(), *session.demands.all()]
    rows += [*session.documents.all(), *session.agreements.all(), *session.commitments.all()]
    for row in rows:
        assert list(row.history.values_list("history_type", "history_user", "history_date")) == [
            ("+", table.registrar.pk, AT)
        ]


# Its number


def test_sessions_held_are_numbered_one_after_another_and_each_group_counts_its_own(table):
    group = WorkingGroup.objects.create(mesa=table.mesa, name="Agua")
    told_in_order = [
        told(),
        told(held=Held.POSTPONED, not_held_reason=NotHeldReason.NO_QUORUM, day=TOMORROW),
        told(working_group=group),
        told(),
        told(held=Held.FAILED, not_held_reason=NotHeldReason.STATE_ABSENT),
        told(working_group=group),
    ]

    assert [log(table, data).number for data in told_in_order] == [1, None, 1, 2, None, 2]


def test_a_session_without_a_point_had_no_agenda_and_one_not_held_is_not_known(table):
    failed = told(held=Held.FAILED, not_held_reason=NotHeldReason.STATE_ABSENT)

    assert [log(table, data).agenda_known for data in (told(), failed)] == [Answer.NO, Answer.UNKNOWN]


# Who


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.REGISTRAR])
def test_coordinator_and_registrar_log(table, role):
    user = MembershipFactory(conflict=table.mesa.conflict, role=role).user

    assert log(table, told(), by=user).logged_by == user


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.DELEGATE, Role.VERIFIER, Role.OBSERVER])
def test_no_other_role_logs(table, role):
    user = MembershipFactory(conflict=table.mesa.conflict, role=role, party=table.village).user

    with pytest.raises(PermissionDenied):
        log(table, told(), by=user)
    assert Session.objects.count() == 0


@pytest.mark.parametrize("who", ["of another conflict", "whose time ended", "administrator"])
def test_nobody_from_elsewhere_logs(table, who):
    users = {
        "of another conflict": lambda: MembershipFactory(role=Role.COORDINATOR).user,
        "whose time ended": lambda: (
            MembershipFactory(conflict=table.mesa.conflict, ends_on=datetime.date(2021, 1, 1)).user
        ),
        "administrator": lambda: UserFactory(is_staff=True, is_superuser=True),
    }

    with pytest.raises(PermissionDenied):
        log(table, told(), by=users[who]())


# Once


def test_the_same_form_sent_twice_is_one_session(table):
    key = uuid.uuid4()
    data = whole(table)

    first = log(table, data, client_id=key)
    again = log(table, data, client_id=key, at=AT + datetime.timedelta(minutes=3))

    assert again == first
    assert Session.objects.count() == 1


@pytest.mark.parametrize("change", ["content", "person", "version"])
def test_the_same_form_with_something_else_in_it_is_a_conflict(table, change):
    key = uuid.uuid4()
    if change != "version":
        log(table, told(place="Local comunal"), client_id=key)
    changed = {
        "content": {"data": told(place="Municipalidad")},
        "person": {"by": MembershipFactory(conflict=table.mesa.conflict).user},
        "version": {"base_version": 1},
    }

    with pytest.raises(ValidationError) as refusal:
        log(table, **{"data": told(place="Local comunal"), "client_id": key, **changed[change]})

    assert refusal.value.code == "stale"
    assert list(Session.objects.values_list("place", flat=True)) == ["Local comunal"] * (change != "version")


# Whether


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


# How much it costs, and how many at once

#: Queries for a small session and for one of 121 attendees, 30 items and 40 commitments. SQLite takes 999 values in
#: one query, so there the large one is written in more batches; what is asked beforehand never grows.
QUERIES = {"sqlite": {(1, 1, 1): 39, (120, 30, 40): 47}, "postgresql": {(1, 1, 1): 39, (120, 30, 40): 39}}


@pytest.mark.parametrize("size", [(1, 1, 1), (120, 30, 40)])
def test_a_large_session_costs_as_many_queries_as_a_small_one(table, size, django_assert_num_queries):
    attendees, points, promises = size
    data = whole(table, attendees=attendees, points=points, promises=promises)

    with django_assert_num_queries(QUERIES[connection.vendor][size]):
        session = log(table, data)

    assert (session.attendances.count(), session.agenda_items.count(), session.commitments.count()) == (
        attendees + 1,
        points,
        promises,
    )


@pytest.mark.django_db(transaction=True)
def test_eight_people_logging_at_once_get_eight_consecutive_numbers():
    table = a_table()
    people = [MembershipFactory(conflict=table.mesa.conflict).user for _ in range(8)]
    together, failures = Barrier(8), []
    told_by_each = [whole(table, attendees=3, points=2, promises=2) for _ in people]

    def work(user, data):
        try:
            together.wait()
            log(table, data, by=user)
        except Exception as failure:  # told by the test, not by the thread
            failures.append(failure)
        finally:
            connection.close()

    threads = [Thread(target=work, args=pair) for pair in zip(people, told_by_each, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert sorted(Session.objects.values_list("number", flat=True)) == list(range(1, 9))
    codes = Commitment.objects.exclude(session=None).order_by("code").values_list("code", flat=True)
    assert list(codes) == [f"ESP-2026-{n:02}" for n in range(1, 17)]
    assert Attendance.objects.count() == 8 * 4
    assert SessionNotice.objects.count() == 8
    assert Signature.objects.count() == 16
