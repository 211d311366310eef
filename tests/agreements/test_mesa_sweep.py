"""What the sweep tells of mesas: a mandate that ends, an acta that is missing, a mesa that no longer meets."""

import datetime

import pytest
from django.utils import timezone

from agreements.choices import Duty, NoticeKind, Record, State
from agreements.models import Notice
from agreements.services import mesa_sweep
from agreements.services.overdue import Swept, flag_overdue
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentMark, EndKind, Held, MandateKind, MesaStatus
from mesas.models import Mandate, Mesa, Session
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    DocumentFactory,
    MandateFactory,
    MembershipFactory,
    MesaFactory,
    PartyFactory,
    SeatFactory,
    SessionFactory,
    UserFactory,
)

TODAY = datetime.date(2026, 11, 24)
DAY = datetime.timedelta(days=1)
NOW = datetime.datetime(2026, 11, 24, 5, 15, tzinfo=datetime.UTC)  # a quarter past midnight in Lima
LONG_AGO = datetime.date(2025, 1, 1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mesa():
    return MesaFactory()


@pytest.fixture
def coordinator(mesa):
    return MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR).user


def member(mesa, role, party=None):
    return MembershipFactory(conflict=mesa.conflict, role=role, party=party).user


def mandate(mesa, ends_on, **more):
    ends = PartialDate.on(ends_on) if ends_on else PartialDate.unknown()
    return MandateFactory(mesa=mesa, starts=PartialDate.on(LONG_AGO), ends=ends, end_kind=EndKind.STATED, **more)


def session(mesa, days_ago, mark=None, logged_days_ago=None, **more):
    day = TODAY - days_ago * DAY
    logged = datetime.datetime.combine(TODAY - (logged_days_ago or days_ago) * DAY, datetime.time(20), datetime.UTC)
    row = SessionFactory(mesa=mesa, day=PartialDate.on(day), logged_at=logged, **more)
    if mark:
        DocumentFactory(mesa=mesa, mark=mark).sessions.add(row)
    return row


def debt(mesa, **more):
    return CommitmentFactory(mesa=mesa, **{"due_on": TODAY + 300 * DAY, **more})


def told(kind):
    return list(Notice.objects.filter(kind=kind).order_by("pk").values_list("user", "cause", "due_on", "count"))


def sweep(on=TODAY):
    return flag_overdue(on, at=NOW + (on - TODAY))


# Mandates


@pytest.mark.parametrize(
    ("days", "warning"), [(61, None), (60, 60), (45, 60), (31, 60), (30, 30), (8, 30), (7, 7), (0, 7), (-1, None)]
)
def test_before_a_mandate_ends_the_nearest_warning_is_given(mesa, coordinator, days, warning):
    order = mandate(mesa, TODAY + days * DAY)

    sweep()

    end = TODAY + days * DAY
    expected = [(coordinator.pk, f"mandato:{order.pk}:{end}:{warning}", end, 1)] if warning else []
    assert told(NoticeKind.MANDATE_ENDING) == expected


def test_each_warning_is_given_once_and_a_late_sweep_gives_only_the_nearest(mesa, coordinator):
    mandate(mesa, TODAY + 60 * DAY)

    assert sweep() == Swept(mandates=1)
    assert sweep() == sweep(TODAY + 29 * DAY) == Swept()
    assert sweep(TODAY + 54 * DAY) == Swept(mandates=1)  # nobody swept for three weeks: 30 is no news any more
    assert sweep(TODAY + 60 * DAY) == sweep(TODAY + 61 * DAY) == Swept()
    assert [cause.rpartition(":")[2] for _user, cause, *_rest in told(NoticeKind.MANDATE_ENDING)] == ["60", "7"]


def test_an_end_that_moves_is_told_anew(mesa, coordinator):
    order = mandate(mesa, TODAY + 5 * DAY)
    sweep()
    Mandate.objects.filter(pk=order.pk).update(ends_on=TODAY + 55 * DAY)

    assert sweep() == Swept(mandates=1)


@pytest.mark.parametrize(
    "more",
    [
        {"ends_on": TODAY + 200 * DAY},
        {"ends_on": None},
        {"ends_on": TODAY + 5 * DAY, "kind": MandateKind.ANTECEDENT},
    ],
)
def test_an_order_that_goes_on_or_may_go_on_leaves_nothing_to_tell(mesa, coordinator, more):
    if more.get("kind"):
        Mandate.objects.all().delete()
    else:
        mandate(mesa, TODAY + 5 * DAY)
    mandate(mesa, **more)

    assert sweep() == Swept()


def test_a_closed_mesa_has_no_end_to_come(mesa, coordinator):
    mandate(mesa, TODAY + 5 * DAY)
    Mesa.objects.update(status=MesaStatus.CLOSED)

    assert sweep() == Swept()


def test_a_mandate_concerns_the_coordinator_and_who_speaks_for_a_party_with_something_open(mesa, coordinator):
    mandate(mesa, TODAY + 5 * DAY)
    owes, receives, sits, done, hidden = (PartyFactory() for _each in range(5))
    open_debt = debt(mesa)
    CommitmentPartyFactory(commitment=open_debt, party=owes)
    CommitmentPartyFactory(commitment=open_debt, party=receives, duty=Duty.BENEFICIARY)
    CommitmentPartyFactory(commitment=debt(mesa, state=State.FULFILLED), party=done)
    CommitmentPartyFactory(commitment=debt(mesa, grade=Grade.INTERNAL), party=hidden)
    SeatFactory(mesa=mesa, party=sits)
    expected = [
        coordinator,
        member(mesa, Role.DELEGATE, owes),
        member(mesa, Role.REPRESENTATIVE, receives),
        member(mesa, Role.REPRESENTATIVE, sits),
    ]
    member(mesa, Role.DELEGATE, done)
    member(mesa, Role.DELEGATE, hidden)
    member(mesa, Role.REGISTRAR)
    member(mesa, Role.OBSERVER)
    MembershipFactory(role=Role.COORDINATOR)
    UserFactory(is_staff=True)

    assert sweep() == Swept(mandates=4)
    assert [user for user, *_rest in told(NoticeKind.MANDATE_ENDING)] == [user.pk for user in expected]


def test_of_an_internal_mesa_only_its_coordinator_hears(mesa, coordinator):
    Mesa.objects.update(grade=Grade.INTERNAL)
    mandate(mesa, TODAY + 5 * DAY)
    member(mesa, Role.REPRESENTATIVE, SeatFactory(mesa=mesa).party)

    assert sweep() == Swept(mandates=1)


# Actas


@pytest.mark.parametrize("mark", [None, DocumentMark.UNSIGNED])
@pytest.mark.parametrize(("days", "after"), [(2, None), (3, 3), (6, 3), (7, 7), (14, 7)])
def test_three_and_seven_days_after_a_session_its_acta_is_asked_for(mesa, coordinator, days, after, mark):
    held = session(mesa, days, mark)

    sweep()

    expected = [(coordinator.pk, f"acta:{held.pk}:{after}", TODAY - days * DAY, 1)] if after else []
    assert told(NoticeKind.PAPER_MISSING) == expected


@pytest.mark.parametrize(
    ("mark", "more"),
    [
        (DocumentMark.SIGNED, {}),
        (DocumentMark.COLLATED, {}),
        (DocumentMark.UNKNOWN, {}),
        (None, {"held": Held.FAILED}),
        (None, {"held": Held.POSTPONED}),
    ],
)
def test_nothing_is_asked_of_a_session_with_its_acta_or_not_held(mesa, coordinator, mark, more):
    session(mesa, 5, mark, **more)

    assert sweep() == Swept()


def test_what_public_sources_tell_is_no_alarm(mesa, coordinator):
    Session.objects.filter(pk=session(mesa, 5).pk).update(logged_at=None)

    assert sweep() == Swept()


def test_actas_are_asked_of_coordinators_and_registrars_once_each(mesa, coordinator):
    keepers = {coordinator.pk, member(mesa, Role.REGISTRAR).pk}
    member(mesa, Role.REPRESENTATIVE, SeatFactory(mesa=mesa).party)
    session(mesa, 3)

    assert sweep() == Swept(papers=2)
    assert sweep() == sweep(TODAY + DAY) == Swept()
    assert sweep(TODAY + 4 * DAY) == Swept(papers=2)
    assert sweep(TODAY + 30 * DAY) == Swept()
    assert {user for user, *_rest in told(NoticeKind.PAPER_MISSING)} == keepers


def test_old_sessions_make_one_summary_not_a_flood(mesa, coordinator):
    """Typed in from a folder: years of sessions, none of which has its acta here."""
    first, *_rest = [session(mesa, days, logged_days_ago=1) for days in (900, 600, 300, 20)]
    session(mesa, 5)

    assert sweep() == Swept(papers=2)
    assert told(NoticeKind.PAPER_MISSING)[-1] == (
        coordinator.pk, f"actas-de-antes:{TODAY}:{first.pk}", TODAY - 900 * DAY, 4,
    )  # fmt: skip
    assert sweep() == Swept()
    another = session(mesa, 100)
    Session.objects.filter(pk=another.pk).update(logged_at=NOW + DAY)
    assert sweep(TODAY + DAY) == Swept(papers=1)
    assert told(NoticeKind.PAPER_MISSING)[-1][1:] == (f"acta:{another.pk}:7", TODAY - 100 * DAY, 1)
    assert sweep(TODAY + DAY) == Swept()


def test_a_session_that_grew_old_while_nobody_swept_is_told_all_the_same(mesa, coordinator):
    for days in (50, 40):
        session(mesa, days)
    assert sweep() == Swept(papers=1)
    session(mesa, 2)

    assert sweep(TODAY + 40 * DAY) == Swept(papers=1)
    assert sweep(TODAY + 41 * DAY) == Swept()


# Silence


@pytest.mark.parametrize(("days", "count"), [(59, 0), (60, 1), (400, 1)])
def test_a_mesa_that_has_not_met_for_sixty_days_is_silent(mesa, coordinator, days, count):
    debt(mesa)
    session(mesa, days, DocumentMark.SIGNED)
    session(mesa, 500, DocumentMark.SIGNED)
    session(mesa, 10, held=Held.FAILED)

    assert sweep() == Swept(silent=count)
    assert sweep(TODAY) == Swept()
    last = TODAY - days * DAY
    assert told(NoticeKind.MESA_SILENT) == [(coordinator.pk, f"silencio:{last}", last, 1)] * count


@pytest.mark.parametrize(
    "change",
    [
        lambda mesa: Mesa.objects.update(status=MesaStatus.EXPIRED),
        lambda mesa: mesa.commitments.update(state=State.FULFILLED),
        lambda mesa: mesa.commitments.update(record=Record.SOURCES),
        lambda mesa: mesa.sessions.update(next_day_on=TODAY + 5 * DAY, next_day_precision="day"),
        lambda mesa: mesa.sessions.update(logged_at=None),
    ],
)
def test_silence_is_of_active_mesas_with_something_owed_and_no_session_to_come(mesa, coordinator, change):
    debt(mesa)
    session(mesa, 90, DocumentMark.SIGNED)
    change(mesa)

    assert sweep() == Swept()


def test_a_new_silence_is_told_anew(mesa, coordinator):
    debt(mesa)
    session(mesa, 200, DocumentMark.SIGNED)
    assert sweep() == Swept(silent=1)
    session(mesa, 70, DocumentMark.SIGNED)

    assert sweep() == Swept(silent=1)


# Cost


@pytest.mark.parametrize("count", [1, 3])
def test_a_sweep_costs_the_same_for_one_mesa_or_many(count, django_assert_num_queries):
    for _each in range(count):
        mesa = MesaFactory()
        member(mesa, Role.COORDINATOR)
        mandate(mesa, TODAY + 5 * DAY)
        debt(mesa)
        session(mesa, 90)
        session(mesa, 91)

    # periods, and: forget: savepoint, ids, release; overdue, due soon; kin; savepoint, mesas; orders; actas: new, told,
    # old; silent; held; given; seats, parties, roles; of each of three kinds: given, insert; release
    with django_assert_num_queries(32):
        assert sweep() == Swept(mandates=count, papers=count, silent=count)
    with django_assert_num_queries(23):
        assert sweep() == Swept()


def test_small_batches_come_to_the_same(monkeypatch):
    monkeypatch.setattr(mesa_sweep, "BATCH", 2)
    for _each in range(5):
        mesa = MesaFactory()
        member(mesa, Role.COORDINATOR)
        mandate(mesa, TODAY + 5 * DAY)

    assert sweep() == Swept(mandates=5)
    assert sweep() == Swept()


def test_a_dry_run_leaves_nothing(mesa, coordinator):
    mandate(mesa, TODAY + 5 * DAY)

    assert flag_overdue(TODAY, dry_run=True) == Swept(mandates=1)
    assert Notice.objects.count() == 0
    assert timezone.localdate(NOW) == TODAY
