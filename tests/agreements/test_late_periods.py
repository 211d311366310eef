"""Periods that are late or soon will be: what the sweep does about them, and that rows and Python judge alike."""

import datetime

import pytest

from agreements.choices import DeadlineKind, Kind, NoticeKind, State, Timing
from agreements.lateness import timing_of
from agreements.models import Commitment, Notice, Occurrence
from agreements.services.overdue import flag_overdue
from tests.agreements.coming_round import MONTHLY, keep, monthly, period
from tests.agreements.promising import every, promise
from tests.agreements.scene import TODAY, Scene, day

pytestmark = pytest.mark.django_db


# The sweep


def told(user, kind=NoticeKind.OVERDUE):
    """Of periods: cause, number, and the last day of the first."""
    mine = Notice.objects.filter(user=user, kind=kind, cause__startswith="periodo").order_by("pk")
    return list(mine.values_list("cause", "count", "due_on"))


def test_a_late_period_is_noticed_once_to_each_and_remembered():
    scene = Scene()
    row = promise(scene, every(MONTHLY), starts=day("2026-11-01"))
    december = datetime.date(2026, 12, 1)

    assert flag_overdue(december).late_periods == 1
    assert flag_overdue(december).late_periods == 0
    assert (
        told(scene.coordinator)
        == told(scene.delegate)
        == [("periodo:2026-11:2026-11-30", 1, datetime.date(2026, 11, 30))]
    )
    assert period(row, "2026-11").overdue_since == december
    assert told(scene.observer) == []


def test_what_is_soon_due_is_told_once():
    scene = Scene()
    promise(scene, every(MONTHLY), starts=day("2026-11-01"))

    flag_overdue(TODAY)
    flag_overdue(TODAY)
    assert told(scene.delegate, NoticeKind.DUE_SOON)[-1] == (
        "periodo:2026-11:2026-11-30", 1, datetime.date(2026, 11, 30),
    )  # fmt: skip
    assert Notice.objects.filter(user=scene.delegate, cause__startswith="periodo").count() == 1


def test_what_was_late_long_before_makes_one_notice_per_commitment():
    scene = Scene()
    promise(scene, every(MONTHLY), starts=day("2016-01-01"))

    assert flag_overdue(TODAY).late_periods == 130
    assert told(scene.representative) == [("periodo:2016-01:2016-01-31", 130, datetime.date(2016, 1, 31))]


@pytest.mark.parametrize(
    "change", [{"state": State.WITHDRAWN}, {"kind": Kind.ABSTENTION}, {"record": "fuentes"}], ids=str
)
def test_what_ended_what_is_not_to_be_done_and_what_only_sources_tell_is_never_late(change):
    scene = Scene()
    row = monthly(scene)
    Commitment.objects.filter(pk=row.pk).update(**change)

    assert flag_overdue(TODAY).late_periods == 0
    assert not Occurrence.objects.overdue(TODAY).exists()


def test_a_period_that_was_kept_is_forgotten():
    scene = Scene()
    row = monthly(scene)
    flag_overdue(TODAY)
    keep(scene, "2026-09")
    flag_overdue(TODAY)

    assert period(row, "2026-09").overdue_since is None
    assert period(row, "2026-08").overdue_since == datetime.date(2026, 9, 1)


@pytest.mark.parametrize("count", [1, 3])
def test_the_sweep_over_late_periods_costs_the_same_for_one_or_many(count, django_assert_num_queries):
    for _each in range(count):
        scene = Scene(due_on=datetime.date(2027, 6, 1))
        monthly(scene)

    # nothing to make ahead, to end or to count: one each; forget: savepoint, ids, release; which mesas have late or due
    # debts: two; kin; of periods: forget, which mesas late; savepoint, mesas, rows, duties, seats, roles, given,
    # insert, flag, release; which mesas due soon, and the same without flag; of mesas: eight, see the sweep of mesas
    with django_assert_num_queries(40):
        assert flag_overdue(TODAY).late_periods == 3 * count


# Python and SQL say the same


@pytest.mark.parametrize("on", [TODAY, datetime.date(2026, 9, 1), datetime.date(2027, 3, 2), datetime.date(2026, 8, 1)])
@pytest.mark.parametrize("kind", [Kind.WORKS, Kind.ABSTENTION])
@pytest.mark.parametrize("whole", [State.PENDING, State.WITHDRAWN])
def test_the_timing_of_a_period_is_the_same_in_python_and_in_sql(on, kind, whole):
    scene = Scene()
    row = monthly(scene, kind=kind)
    keep(scene, "2026-09")
    Commitment.objects.filter(pk=row.pk).update(state=whole)

    found = {one.period: one.timing for one in Occurrence.objects.with_timing(on)}
    assert found == {
        one.period: timing_of(
            due_on=one.due_on,
            deadline_kind=DeadlineKind.RECURRING,
            is_open=one.state == State.PENDING and whole == State.PENDING,
            on=on,
            kind=kind,
        )
        for one in Occurrence.objects.all()
    }
    assert set(Occurrence.objects.overdue(on).values_list("period", flat=True)) == {
        name for name, timing in found.items() if timing in (Timing.OVERDUE, Timing.VERY_OVERDUE)
    }
