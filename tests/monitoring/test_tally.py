"""Every count of a mesa or an actor leads to a list of exactly so many rows."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from agreements.choices import DeadlineKind, Duty, Kind, Record, State
from agreements.filters import CommitmentFilter
from agreements.lateness import Thresholds
from agreements.models import Commitment, ReportedStatus
from conflicts.partial_dates import PartialDate
from mesas.choices import ReportedState
from monitoring.indicators.delay import median_days_late
from monitoring.indicators.figure import measure
from monitoring.indicators.tally import INDICATORS, Tally, tally_of
from monitoring.showing.asking import list_of
from tests.factories import CommitmentFactory, CommitmentPartyFactory, MesaFactory, PartyFactory

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2026, 11, 24)
SOON = Thresholds().due_soon


def day(days):
    return TODAY + datetime.timedelta(days=days)


@pytest.fixture
def mesa():
    return MesaFactory(slug="esp-2012")


@pytest.fixture
def everything(mesa):
    """One commitment, at least, of each kind that is counted."""
    CommitmentFactory(mesa=mesa, due_on=day(-200))
    CommitmentFactory(mesa=mesa, due_on=day(-1), claim_level=3, claimed_on=day(-2), state=State.CLAIMED)
    CommitmentFactory(mesa=mesa, due_on=day(SOON), claim_level=3, claimed_on=day(-2), state=State.CLAIMED)
    CommitmentFactory(mesa=mesa, due_on=day(SOON + 1), state=State.DISPUTED, claim_level=3, verdict_level=0)
    CommitmentFactory(mesa=mesa, due_on=day(-1), kind=Kind.ABSTENTION)
    CommitmentFactory(mesa=mesa, due_on=day(SOON + 1), kind=Kind.ABSTENTION)
    CommitmentFactory(mesa=mesa, due_on=None, deadline_kind=DeadlineKind.RECURRING)
    CommitmentFactory(mesa=mesa, due_on=day(SOON + 1), claim_level=3, verdict_level=3, state=State.CLAIMED)
    CommitmentFactory(mesa=mesa, due_on=None)
    CommitmentFactory(mesa=mesa, due_on=None, deadline_kind=DeadlineKind.UNKNOWN)
    CommitmentFactory(mesa=mesa, due_on=None, deadline_kind=DeadlineKind.STAGE)
    CommitmentFactory(mesa=mesa, state=State.FULFILLED, done_in_time=True, verdict_level=3, finding_level=3)
    CommitmentFactory(mesa=mesa, state=State.FULFILLED, done_in_time=False, finding_level=3)
    CommitmentFactory(mesa=mesa, state=State.CLOSED_UNMET)
    followed = CommitmentFactory(mesa=mesa, due_on=None)
    CommitmentPartyFactory(commitment=followed, duty=Duty.FOLLOW_UP)
    told = {"mesa": mesa, "record": Record.SOURCES}
    CommitmentFactory(**told, due_on=day(-200))
    CommitmentFactory(**told, due_on=day(200))
    CommitmentFactory(**told, due_on=day(-200), kind=Kind.ABSTENTION)
    CommitmentFactory(**told, due_on=None, deadline_kind=DeadlineKind.UNKNOWN)
    CommitmentFactory(**told, due_on=None, deadline_kind=DeadlineKind.STAGE)
    CommitmentFactory(**told, due_on=None, deadline_kind=DeadlineKind.NONE)
    done = CommitmentFactory(**told, due_on=day(-200))
    ReportedStatus.objects.create(commitment=done, state=ReportedState.FULFILLED)
    CommitmentFactory(mesa=MesaFactory())


def counted():
    return tally_of(Commitment.objects.visible_to(AnonymousUser()).filter(mesa__slug="esp-2012"), TODAY)


def test_members_records_and_public_sources_are_counted_apart(everything):
    assert counted() == Tally(
        total=15,
        still_open=12,
        dated=5,
        overdue=2,
        due_soon=1,
        on_course=4,
        period_over=1,
        no_deadline=2,
        no_date_yet=2,
        unknown=1,
        deadline_known=14,
        undated_by_acta=2,
        no_follow_up=14,
        declared_in_time=1,
        disputed=1,
        fulfilled=2,
        kept_in_time=1,
        judged=14,
        timed=2,
        claimed=4,
        confirmed=1,
        verified=2,
        told=7,
        told_overdue=2,
        told_ahead=1,
        told_unknown=1,
        told_waiting=2,
        told_done=1,
    )


def test_the_parts_add_up(everything):
    tally = counted()

    with_day = tally.overdue + tally.on_course + tally.period_over
    assert with_day + tally.no_deadline + tally.no_date_yet + tally.unknown == tally.still_open
    assert tally.still_open + tally.fulfilled + tally.ended_otherwise == tally.total
    assert (
        tally.told_done + tally.told_overdue + tally.told_ahead + tally.told_unknown + tally.told_waiting == tally.told
    )


def test_a_mesa_counts_as_the_dashboard_does(everything):
    commitments, tally = Commitment.objects.filter(mesa__slug="esp-2012"), counted()
    figures = measure(INDICATORS.values(), commitments, TODAY)
    wholes = {
        "overdue": tally.dated,
        "undated_by_acta": tally.deadline_known,
        "claimed": tally.judged,
        "confirmed": tally.judged,
        "verified": tally.judged,
    }

    assert {name: figures[one.key].count for name, one in INDICATORS.items()} == {
        name: getattr(tally, name) for name in INDICATORS
    }
    assert {name: figures[INDICATORS[name].key].whole for name in wholes} == wholes


def test_nothing_counts_as_nothing(mesa):
    assert counted() == Tally()


@pytest.mark.parametrize("name", INDICATORS)
def test_the_list_behind_a_count_holds_exactly_its_rows(everything, name):
    address = list_of({"mesa": "esp-2012"}, name)
    asked = CommitmentFilter(QueryDict(address.partition("?")[2]), user=AnonymousUser(), on=TODAY)

    assert (asked.refused, asked.qs.count()) == ([], getattr(counted(), name))


@pytest.mark.parametrize("count", [1, 3])
def test_a_tally_is_one_query(mesa, django_assert_num_queries, count):
    CommitmentFactory.create_batch(count, mesa=mesa)

    with django_assert_num_queries(1):
        assert counted().total == count


@pytest.mark.parametrize(
    ("late", "median"), [([], None), ([10], 10), ([1, 3], 2), ([1, 10, 400], 10), ([1, 2, 5, 400], 3.5)]
)
def test_half_of_what_is_late_has_waited_longer_than_the_median(mesa, late, median):
    for days in late:
        CommitmentFactory(mesa=mesa, due_on=day(-days))
    CommitmentFactory(mesa=mesa, due_on=day(5))
    CommitmentFactory(mesa=mesa, due_on=day(-1000), record=Record.SOURCES)

    assert median_days_late(Commitment.objects.all(), TODAY, len(late)) == median


def test_what_one_leads_and_what_one_takes_part_in(mesa):
    company = PartyFactory(slug="minera")
    CommitmentPartyFactory(commitment__mesa=mesa, party=company, duty=Duty.LEAD)
    CommitmentPartyFactory(commitment__mesa=mesa, party=company, duty=Duty.CO_OBLIGOR)
    CommitmentPartyFactory(commitment__mesa=mesa, party=company, duty=Duty.BENEFICIARY)

    assert tally_of(Commitment.objects.led_by([company.pk]), TODAY).total == 1
    assert tally_of(Commitment.objects.owed_by([company.pk]), TODAY).total == 2


def test_a_month_without_its_day_is_late_after_its_last(mesa):
    CommitmentFactory(mesa=mesa, due=PartialDate.month(2026, 11), first_due=PartialDate.month(2026, 11))

    assert tally_of(Commitment.objects.all(), datetime.date(2026, 11, 30)).overdue == 0
    assert tally_of(Commitment.objects.all(), datetime.date(2026, 12, 1)).overdue == 1


def test_what_was_kept_without_a_deadline_is_neither_in_time_nor_late(mesa):
    kept = {"mesa": mesa, "state": State.FULFILLED, "fulfilled_on": day(-9)}
    CommitmentFactory(**kept, due_on=day(-5), done_in_time=True)
    CommitmentFactory(**kept, due_on=day(-20), done_in_time=False)
    CommitmentFactory(**kept, due_on=None, deadline_kind=DeadlineKind.NONE)

    figure = measure([INDICATORS["kept_in_time"]], Commitment.objects.all(), TODAY)["cumplidos_a_tiempo"]

    assert (figure.numerator, figure.denominator) == (1, 2)
    assert [(str(out.reason), out.count) for out in figure.left_out] == [
        ("los cumplidos sin un primer plazo o sin un día de cumplimiento conocido", 1)
    ]
