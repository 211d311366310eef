"""A whole session goes in through one door, once, with its number, or not at all."""

import datetime
import uuid
from threading import Barrier, Thread

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection

from agreements.choices import DeadlineKind, Trigger
from agreements.models import Commitment
from agreements.services.registration import Deadline
from agreements.services.sessions.data import Accord, Attendee, Paper
from conflicts.choices import Grade, Role, Side
from mesas.choices import Answer, DocumentMark, FileKind, Held, NotHeldReason
from mesas.models import (
    Attendance,
    Session,
    SessionNotice,
    Signature,
    WorkingGroup,
)
from mesas.uploads import CheckedFile
from tests.agreements.session.telling import AT, DAY, a_table, counts, log, promise, told, whole
from tests.factories import (
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
TOMORROW = datetime.date(2026, 11, 25)


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


def test_an_agreement_without_words_takes_those_of_its_commitments_but_none_that_fewer_may_see(table):
    open_one, closed = (
        promise(table, text="Harán la posta."),
        promise(table, grade=Grade.MEMBERS, text="Levantan el paro."),
    )
    session = log(table, told(accords=[Accord(promises=[open_one, closed]), Accord(promises=[closed])]))

    assert [agreement.text for agreement in session.agreements.order_by("order")] == [
        "Harán la posta.",
        "Acuerdo cuyos compromisos no ven todos.",
    ]


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


def an_acta():
    file = SimpleUploadedFile("Acta firmada por Rosa.pdf", b"%PDF-1.7 ...")
    return CheckedFile(
        kind=FileKind.PDF, original=file, name=file.name, extension=".pdf", sha256="a" * 64, size=file.size
    )


def test_the_original_of_the_acta_is_kept_with_its_fingerprint(table):
    document = log(table, told(paper=Paper(file=an_acta()))).documents.get()

    assert (document.sha256, document.original_name) == ("a" * 64, "Acta firmada por Rosa.pdf")
    assert document.original.read() == b"%PDF-1.7 ..."
    assert "Rosa" not in document.original.name


def test_the_original_of_a_session_that_could_not_be_written_is_not_kept(table, settings, monkeypatch):
    def stumble(*_args, **_more):
        raise DatabaseError

    monkeypatch.setattr("agreements.services.sessions.writing.write_agreements", stumble)
    with pytest.raises(DatabaseError):
        log(table, told(paper=Paper(file=an_acta())))
    assert [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()] == []


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


# How much it costs, and how many at once

#: Queries for a small session and for one of 121 attendees, 30 items and 40 commitments. SQLite takes 999 values in
#: one query, so there the large one is written in more batches; what is asked beforehand never grows.
QUERIES = {"sqlite": {(1, 1, 1): 43, (120, 30, 40): 52}, "postgresql": {(1, 1, 1): 43, (120, 30, 40): 43}}


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
