"""Stories of a session and its acta, told from the first word to the last."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import DeadlineKind, NoticeKind, State, Step, Timing, Trigger
from agreements.lateness import timing_of
from agreements.models import Commitment, Notice, Transition
from agreements.services.assessments import record_claim, record_verdict
from agreements.services.overdue import flag_overdue
from agreements.services.records import correct_document
from agreements.services.registration import Deadline
from agreements.services.sessions.data import Accord, Attendee, NewDemand, Paper, Point
from conflicts.choices import Role
from conflicts.partial_dates import PartialDate
from mesas.choices import Admission, DocumentMark, Held, NotHeldReason
from mesas.models import Demand
from tests.agreements.scene import shown
from tests.agreements.session.telling import DAY, counts, due_on, log, promise, told
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db

SIGNATURE = Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.SIGNATURE)
DATED = due_on(datetime.date(2026, 12, 1))


def at(text):
    """That day at noon in Lima."""
    return datetime.datetime.fromisoformat(f"{text}T17:00:00+00:00")


def agreed(table):
    """A session of 4 November with two promises: one counts from the signature, one has its date."""
    both = [promise(table, title="Posta", deadline=SIGNATURE), promise(table, title="Agua", deadline=DATED)]
    unsigned = Paper(mark=DocumentMark.UNSIGNED)
    session = log(table, told(accords=[Accord(text="Salud", promises=both)], paper=unsigned), at=at("2026-11-05"))
    return session.commitments.get(title="Posta"), session.commitments.get(title="Agua")


def dates(commitment):
    row = Commitment.objects.get(pk=commitment.pk)
    return row.state, row.first_due.iso, row.due.iso, row.document.mark


def timing(commitment, on):
    row = Commitment.objects.get(pk=commitment.pk)
    return timing_of(
        due_on=row.due.last, deadline_kind=row.deadline_kind, is_open=True, on=datetime.date.fromisoformat(on)
    )


def test_acta_signed_six_weeks_late_or_never(table):
    posta, water = agreed(table)
    coordinator = MembershipFactory(conflict=table.mesa.conflict, role=Role.COORDINATOR).user
    admin = UserFactory(is_staff=True, is_superuser=True)

    # Nobody signs. Both are owed from the day they were registered, and it is told that the acta waits, twice.
    assert dates(posta) == (State.PENDING, "", "", DocumentMark.UNSIGNED)
    assert dates(water) == (State.PENDING, "2026-12-01", "2026-12-01", DocumentMark.UNSIGNED)
    for day in (7, 8, 11, 12):
        flag_overdue(datetime.date(2026, 11, day), at=at(f"2026-11-{day:02}"))
    for user in (coordinator, table.registrar):
        assert Notice.objects.filter(kind=NoticeKind.PAPER_MISSING, user=user).count() == 2
    # Without a signature the dated one is late when its day has passed, and the other has no day yet.
    assert (timing(water, "2026-12-02"), timing(posta, "2026-12-02")) == (Timing.OVERDUE, Timing.NO_DATE_YET)

    # Six weeks later it is signed: the term counts from that day, and nobody is late with it for what was not signed.
    signed = {"mark": DocumentMark.SIGNED, "signed": PartialDate.on(datetime.date(2026, 12, 16))}
    correct_document(posta.document, by=admin, changes=signed, reason="Firmaron todos.", at=at("2026-12-17"))
    assert dates(posta) == (State.PENDING, "2027-01-15", "2027-01-15", DocumentMark.SIGNED)
    assert dates(water) == (State.PENDING, "2026-12-01", "2026-12-01", DocumentMark.SIGNED)
    row = Transition.objects.get(commitment=posta, step=Step.TRIGGER_DATED)
    assert (row.day.iso, row.reason, row.by) == ("2026-12-16", "Se firmó el documento.", admin)
    # Once counted it stays: another day of signature is no other deadline, which only a correction of the copy changes.
    later = {"signed": PartialDate.on(datetime.date(2026, 12, 20))}
    correct_document(posta.document, by=admin, changes=later, reason="Fue el 20.", at=at("2026-12-21"))
    assert dates(posta)[1:3] == ("2027-01-15", "2027-01-15")


def test_what_was_agreed_in_an_acta_that_nobody_ever_signs_can_be_kept(table):
    _posta, water = agreed(table)
    delegate = MembershipFactory(conflict=table.mesa.conflict, role=Role.DELEGATE, party=table.health).user
    rosa = MembershipFactory(conflict=table.mesa.conflict, role=Role.REPRESENTATIVE, party=table.village).user

    seen = {"level": 3, "observed": PartialDate.on(datetime.date(2026, 11, 20)), "at": at("2026-11-22")}
    record_claim(water, party=table.health, by=delegate, evidence=[shown(b"agua")], **seen)
    record_verdict(water, party=table.village, by=rosa, evidence=[shown(b"chorro")], **seen)

    assert dates(water) == (State.FULFILLED, "2026-12-01", "2026-12-01", DocumentMark.UNSIGNED)


def test_session_without_quorum(table):
    failed = {"held": Held.FAILED, "not_held_reason": NotHeldReason.NO_QUORUM}
    before = counts()

    # It leaves no promise: neither what some would have signed nor the review of what is owed.
    with pytest.raises(ValidationError) as refused:
        log(table, told(**failed, accords=[Accord(promises=[promise(table)])]))
    assert [error.code for error in refused.value.error_list] == ["not_held"]
    assert counts() == before

    # Who came, what was to be treated and what the community asks for stay on record, without a number.
    session = log(
        table,
        told(
            **failed,
            attendees=[Attendee(party=table.village, person=table.rosa, came=True)],
            points=[Point(text="Agua", proposer=table.village, admission=Admission.ADMITTED)],
            demands=[NewDemand(text="Agua para 84 casas", raised_by=table.village)],
        ),
    )
    assert (session.number, session.not_held_reason, session.attendances.count()) == (None, "sin-quorum", 1)
    assert Demand.objects.get().raised_by == table.village
    assert not Commitment.objects.exists()
    # No acta is asked of what was not held, and the next session is the first.
    flag_overdue(DAY + datetime.timedelta(days=8), at=at("2026-11-12"))
    assert not Notice.objects.filter(kind=NoticeKind.PAPER_MISSING).exists()
    assert log(table, told(day=DAY + datetime.timedelta(days=14))).number == 1
