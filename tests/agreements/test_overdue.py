"""The nightly sweep: late is remembered and told once, however often, late or interrupted it runs."""

import datetime
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from django.utils import timezone

from agreements.choices import Duty, Kind, NoticeKind, Record, State
from agreements.models import Commitment, Notice
from agreements.services import overdue
from agreements.services.overdue import Swept, flag_overdue
from conflicts.choices import Grade, Role
from mesas.models import Mesa
from tests.factories import CommitmentFactory, CommitmentPartyFactory, MembershipFactory, MesaFactory

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
YESTERDAY = TODAY - DAY
LIMA = timezone.get_default_timezone()
NOW = datetime.datetime(2026, 11, 24, 0, 15, tzinfo=LIMA)
LOGGED = datetime.datetime(2026, 11, 24, 10, tzinfo=LIMA)
LONG_BEFORE = NOW - 60 * DAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesa():
    return MesaFactory()


@pytest.fixture
def coordinator(mesa):
    return MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR).user


def debt(mesa, due_on=YESTERDAY, registered_at=LONG_BEFORE, **more):
    return CommitmentFactory(mesa=mesa, due_on=due_on, registered_at=registered_at, **more)


def notices():
    """Kind, person, commitment, count and date of every notice."""
    return sorted(Notice.objects.values_list("kind", "user", "commitment", "count", "due_on"), key=str)


def flags():
    return dict(Commitment.objects.order_by("pk").values_list("pk", "overdue_since"))


def test_the_journey_of_a_late_commitment(mesa, coordinator):
    """A session of twenty days ago is logged today with four commitments, one of them due yesterday."""
    late = debt(mesa, registered_at=LOGGED)
    later = [debt(mesa, due_on=TODAY + days * DAY, registered_at=LOGGED) for days in (30, 60)]
    open_ended = debt(mesa, due_on=None, registered_at=LOGGED)
    delegate = MembershipFactory(
        conflict=mesa.conflict, role=Role.DELEGATE, party=CommitmentPartyFactory(commitment=late).party
    ).user

    assert flag_overdue(TODAY) == Swept(flagged=1, overdue=2)
    assert notices() == sorted(
        [(NoticeKind.OVERDUE, user.pk, late.pk, 1, YESTERDAY) for user in (coordinator, delegate)], key=str
    )
    assert flags() == {late.pk: TODAY, later[0].pk: None, later[1].pk: None, open_ended.pk: None}


@pytest.mark.parametrize(
    ("due_on", "flag"),
    [(TODAY - 400 * DAY, TODAY - 399 * DAY), (TODAY - DAY, TODAY), (TODAY, None), (TODAY + DAY, None), (None, None)],
)
def test_late_begins_the_day_after_the_due_date(mesa, due_on, flag):
    late = debt(mesa, due_on=due_on)

    flag_overdue(TODAY)

    assert flags() == {late.pk: flag}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": State.FULFILLED, "fulfilled_on": YESTERDAY, "confirmed_by": "verificado"},
        {"state": State.WITHDRAWN},
        {"record": Record.SOURCES},
        {"kind": Kind.ABSTENTION},
    ],
)
def test_what_ended_what_only_sources_tell_and_abstentions_are_never_flagged(mesa, coordinator, fields):
    late, soon = debt(mesa), debt(mesa, due_on=TODAY)
    Commitment.objects.update(**fields)

    assert flag_overdue(TODAY) == Swept()
    assert flags() == {late.pk: None, soon.pk: None}
    assert notices() == []


@pytest.mark.parametrize("state", [State.PENDING, State.IN_PROGRESS, State.CLAIMED, State.DISPUTED])
def test_every_open_state_can_be_late_a_claim_pauses_nothing(mesa, coordinator, state):
    debt(mesa, state=state)

    assert flag_overdue(TODAY) == Swept(flagged=1, overdue=1)


def test_a_second_run_does_nothing(mesa, coordinator):
    for days in (-40, -30, -1, 3):
        debt(mesa, due_on=TODAY + days * DAY)
    assert flag_overdue(TODAY) == Swept(flagged=3, overdue=1, summaries=1, due_soon=1)
    before = notices()

    assert flag_overdue(TODAY) == Swept()
    assert flag_overdue(TODAY + DAY) == Swept()
    assert notices() == before


def test_three_days_late_loses_nothing(mesa, coordinator):
    debts = [debt(mesa, due_on=TODAY - days * DAY) for days in (1, 2, 3)]

    assert flag_overdue(TODAY) == Swept(flagged=3, overdue=3)
    assert notices() == [
        (NoticeKind.OVERDUE, coordinator.pk, each.pk, 1, each.due_on)
        for each in sorted(debts, key=lambda each: str(("vencido", coordinator.pk, each.pk)))
    ]


def test_due_soon_is_told_once_from_fourteen_days_before(mesa, coordinator):
    soon = debt(mesa, due_on=TODAY + 14 * DAY)
    debt(mesa, due_on=TODAY + 15 * DAY)
    today = debt(mesa, due_on=TODAY)

    assert flag_overdue(TODAY) == Swept(due_soon=2)
    assert flag_overdue(TODAY) == Swept()
    assert flag_overdue(TODAY + DAY) == Swept(flagged=1, overdue=1, due_soon=1)
    assert Notice.objects.filter(commitment__in=[soon, today]).count() == 3


# Old news


def test_what_was_late_when_registered_makes_one_summary_for_each_person_and_mesa(mesa, coordinator):
    """Two mesas of one conflict; the delegate owes two of one and one of the other."""
    other = MesaFactory(conflict=mesa.conflict)
    of_mesa = [debt(mesa, due_on=TODAY - days * DAY, registered_at=LOGGED) for days in (1, 2, 3)]
    of_other = [debt(other, due_on=TODAY - days * DAY, registered_at=LOGGED) for days in (4, 5)]
    party = CommitmentPartyFactory(commitment=of_mesa[0]).party
    for each in (of_mesa[2], of_other[0]):
        CommitmentPartyFactory(commitment=each, party=party)
    delegate = MembershipFactory(conflict=mesa.conflict, role=Role.DELEGATE, party=party).user

    assert flag_overdue(TODAY) == Swept(flagged=5, overdue=1, summaries=3)
    rows = Notice.objects.values_list("kind", "user", "mesa", "commitment", "count", "due_on").order_by("user", "mesa")
    assert list(rows) == [
        (NoticeKind.SUMMARY, coordinator.pk, mesa.pk, None, 3, TODAY - 3 * DAY),
        (NoticeKind.SUMMARY, coordinator.pk, other.pk, None, 2, TODAY - 5 * DAY),
        (NoticeKind.SUMMARY, delegate.pk, mesa.pk, None, 2, TODAY - 3 * DAY),
        (NoticeKind.OVERDUE, delegate.pk, other.pk, of_other[0].pk, 1, TODAY - 4 * DAY),
    ]


def test_the_first_run_over_old_data_makes_one_summary_and_tells_the_fresh_ones_by_name(mesa, coordinator):
    """Registered in good time, but nobody ever swept: after a week it is no news."""
    for days in (8, 30, 300):
        debt(mesa, due_on=TODAY - days * DAY, registered_at=NOW - 400 * DAY)
    fresh = debt(mesa, due_on=TODAY - 7 * DAY)

    assert flag_overdue(TODAY) == Swept(flagged=4, overdue=1, summaries=1)
    assert notices() == [
        (NoticeKind.SUMMARY, coordinator.pk, None, 3, TODAY - 300 * DAY),
        (NoticeKind.OVERDUE, coordinator.pk, fresh.pk, 1, TODAY - 7 * DAY),
    ]


def test_a_second_lot_of_the_same_day_makes_a_summary_of_its_own(mesa, coordinator):
    for lot in (2, 3):
        for _each in range(lot):
            debt(mesa, due_on=TODAY - 30 * DAY)
        assert flag_overdue(TODAY) == Swept(flagged=lot, summaries=1)

    assert sorted(Notice.objects.values_list("count", flat=True)) == [2, 3]


def test_registered_just_before_midnight_in_lima_is_registered_that_day(mesa, coordinator):
    """23:30 in Lima is the next day in Greenwich. Due that day, it was not yet late."""
    half_past_eleven = datetime.datetime(2026, 11, 23, 23, 30, tzinfo=LIMA)
    for _each in range(2):
        debt(mesa, due_on=YESTERDAY, registered_at=half_past_eleven)

    assert flag_overdue(TODAY) == Swept(flagged=2, overdue=2)


# A debt that is no longer late


def test_the_flag_goes_when_the_debt_ends_and_nothing_is_told(mesa, coordinator):
    late, other = debt(mesa), debt(mesa)
    flag_overdue(TODAY)
    Commitment.objects.filter(pk=late.pk).update(state=State.FULFILLED)

    assert flag_overdue(TODAY + DAY) == Swept(cleared=1)
    assert flags() == {late.pk: None, other.pk: TODAY}


def test_a_date_that_moved_is_forgotten_and_told_anew_when_it_passes(mesa, coordinator):
    late = debt(mesa)
    flag_overdue(TODAY)
    Commitment.objects.update(due_on=TODAY + 2 * DAY)

    assert flag_overdue(TODAY) == Swept(cleared=1, due_soon=1)
    assert flags() == {late.pk: None}
    assert flag_overdue(TODAY + 3 * DAY) == Swept(flagged=1, overdue=1)
    assert notices() == [
        (NoticeKind.DUE_SOON, coordinator.pk, late.pk, 1, TODAY + 2 * DAY),
        (NoticeKind.OVERDUE, coordinator.pk, late.pk, 1, YESTERDAY),
        (NoticeKind.OVERDUE, coordinator.pk, late.pk, 1, TODAY + 2 * DAY),
    ]


def test_a_date_taken_away_is_forgotten(mesa):
    late = debt(mesa)
    flag_overdue(TODAY)
    Commitment.objects.update(due_on=None, due_precision="unknown")

    assert flag_overdue(TODAY) == Swept(cleared=1)
    assert flags() == {late.pk: None}


def test_sweeping_for_an_earlier_day_forgets_nothing(mesa, coordinator):
    late = debt(mesa)
    flag_overdue(TODAY)

    assert flag_overdue(TODAY - 10 * DAY) == Swept()
    assert flags() == {late.pk: TODAY}


# Trying out


def test_a_dry_run_counts_and_leaves_nothing(mesa, coordinator):
    ended = debt(mesa)
    flag_overdue(TODAY)
    Commitment.objects.update(state=State.FULFILLED)
    Notice.objects.all().delete()
    late = debt(mesa, due_on=TODAY + 20 * DAY)
    debt(mesa, due_on=TODAY + 25 * DAY)

    assert flag_overdue(TODAY + 21 * DAY, dry_run=True) == Swept(flagged=1, cleared=1, overdue=1, due_soon=1)
    assert notices() == []
    assert flags()[ended.pk] == TODAY
    assert flags()[late.pk] is None


def test_the_example_is_swept_like_everything_else(mesa, coordinator):
    mesa.conflict.is_example = True
    mesa.conflict.save()
    debt(mesa)

    assert flag_overdue(TODAY) == Swept(flagged=1, overdue=1)


def test_an_internal_commitment_is_flagged_but_told_to_the_coordinator_only(mesa, coordinator):
    late = debt(mesa, grade=Grade.INTERNAL)
    party = CommitmentPartyFactory(commitment=late, duty=Duty.LEAD).party
    MembershipFactory(conflict=mesa.conflict, role=Role.DELEGATE, party=party)

    assert flag_overdue(TODAY) == Swept(flagged=1, overdue=1)
    assert notices() == [(NoticeKind.OVERDUE, coordinator.pk, late.pk, 1, YESTERDAY)]


def test_created_at_is_the_moment_of_the_sweep(mesa, coordinator):
    debt(mesa)

    flag_overdue(TODAY, at=NOW)

    assert set(Notice.objects.values_list("created_at", flat=True)) == {NOW}


# Cost, batches, killed half way


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("mesas", [1, 3])
def test_a_sweep_costs_the_same_for_one_or_many(count, mesas, django_assert_num_queries):
    for _each in range(mesas):
        mesa = MesaFactory()
        MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR)
        for _other in range(count):
            debt(mesa)
            debt(mesa, due_on=TODAY + DAY)
    total = count * mesas

    # nothing to make ahead, to end, to succeed or to count: one each; forget: savepoint, ids, release; which mesas:
    # overdue, due soon; kin; savepoint, mesas; overdue: rows, duties, seats, roles, given, insert, flag; due soon: the
    # same without flag; release; of periods: forget, which mesas late, which due soon;
    # mesas: savepoint, which; mandates; actas: new, told before, old; silent; release
    with django_assert_num_queries(37):
        assert flag_overdue(TODAY) == Swept(flagged=total, overdue=total, due_soon=total)


def test_small_batches_come_to_the_same(mesa, coordinator, monkeypatch):
    monkeypatch.setattr(overdue, "BATCH", 2)
    other = MembershipFactory(conflict=MesaFactory().conflict, role=Role.COORDINATOR)
    for place in (mesa, other.conflict.mesas.get()):
        for days in (-60, -50, -40, -30, -20, -3, -2, -1, 1, 2, 3):
            debt(place, due_on=TODAY + days * DAY)

    assert flag_overdue(TODAY) == Swept(flagged=16, overdue=6, summaries=2, due_soon=6)
    assert list(Notice.objects.filter(kind=NoticeKind.SUMMARY).values_list("count", flat=True)) == [5, 5]
    Commitment.objects.update(state=State.FULFILLED)
    assert flag_overdue(TODAY) == Swept(cleared=16)


def test_an_end_in_the_middle_keeps_what_was_finished_and_the_next_run_does_the_rest(mesa, coordinator, monkeypatch):
    monkeypatch.setattr(overdue, "BATCH", 1)
    second = MesaFactory(conflict=mesa.conflict)
    done, undone = debt(mesa), debt(second)
    honest = overdue.keep

    def dies_at_the_second_mesa(notices):
        notices = list(notices)
        kept = honest(notices)
        if any(notice.mesa_id == second.pk for notice in notices):
            raise KeyboardInterrupt
        return kept

    monkeypatch.setattr(overdue, "keep", dies_at_the_second_mesa)
    with pytest.raises(KeyboardInterrupt):
        flag_overdue(TODAY)
    assert flags() == {done.pk: TODAY, undone.pk: None}
    assert len(notices()) == 1

    monkeypatch.setattr(overdue, "keep", honest)
    assert flag_overdue(TODAY) == Swept(flagged=1, overdue=1)
    assert len(notices()) == 2


@pytest.mark.postgres_only
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("held", ["mesa", "commitment"])
def test_what_somebody_holds_is_left_for_the_next_sweep(mesa, coordinator, held):
    """Nobody waits: neither the sweep for a session being logged, nor the page for the sweep."""
    free, late = debt(MesaFactory(conflict=mesa.conflict)), debt(mesa)
    model, pk = (Mesa, mesa.pk) if held == "mesa" else (Commitment, late.pk)

    with ThreadPoolExecutor(1) as elsewhere:
        with transaction.atomic():
            model.objects.select_for_update().get(pk=pk)
            assert elsewhere.submit(sweep_elsewhere).result(timeout=20) == Swept(flagged=1, overdue=1)
        assert flags() == {free.pk: TODAY, late.pk: None}
        assert elsewhere.submit(sweep_elsewhere).result(timeout=20) == Swept(flagged=1, overdue=1)


def sweep_elsewhere():
    """A sweep on a connection of its own."""
    try:
        return flag_overdue(TODAY)
    finally:
        connection.close()
