"""Lateness as one Python function and one SQL expression, proven equal around every threshold and midnight in Lima."""

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.test import override_settings
from django.utils import timezone
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.choices import OPEN_STATES, DeadlineKind, Kind, Record, State, Timing
from agreements.lateness import Thresholds, is_stalled, timing_of, timings_within
from agreements.models import Commitment
from conflicts.choices import Grade
from conflicts.models import Conflict
from conflicts.partial_dates import PartialDate
from mesas.choices import Mechanism
from mesas.models import Mesa

TODAY = date(2026, 6, 25)
EDGES = (-400, -91, -90, -89, -61, -60, -59, -31, -30, -1, 0, 1, 13, 14, 15, 90, 400)

DATED = [
    (-400, Timing.VERY_OVERDUE),
    (-91, Timing.VERY_OVERDUE),
    (-90, Timing.OVERDUE),
    (-1, Timing.OVERDUE),
    (0, Timing.DUE_SOON),  # a due date includes its day
    (14, Timing.DUE_SOON),
    (15, Timing.ON_COURSE),
    (400, Timing.ON_COURSE),
]


@pytest.mark.parametrize(("days_to_due", "timing"), [(-400, Timing.PERIOD_OVER), (-1, Timing.PERIOD_OVER), *DATED[4:]])
def test_not_doing_something_is_never_late(days_to_due, timing):
    due = TODAY + timedelta(days=days_to_due)
    kind = {"deadline_kind": DeadlineKind.DATE, "kind": Kind.ABSTENTION}

    assert timing_of(due_on=due, is_open=True, on=TODAY, **kind) == timing


@pytest.mark.parametrize(("days_to_due", "timing"), DATED)
@pytest.mark.parametrize("kind", [DeadlineKind.DATE, DeadlineKind.MONTHS, DeadlineKind.NONE])
def test_a_due_date_decides_whatever_the_kind(days_to_due, timing, kind):
    due = TODAY + timedelta(days=days_to_due)

    assert timing_of(due_on=due, deadline_kind=kind, is_open=True, on=TODAY) == timing
    assert timing_of(due_on=due, deadline_kind=kind, is_open=False, on=TODAY) == Timing.ENDED


UNDATED = [
    (DeadlineKind.NONE, Timing.NO_DEADLINE),
    (DeadlineKind.UNKNOWN, Timing.UNKNOWN),
    (DeadlineKind.MONTHS, Timing.NO_DATE_YET),
    (DeadlineKind.STAGE, Timing.NO_DATE_YET),
]


@pytest.mark.parametrize(("kind", "timing"), UNDATED)
def test_without_a_date_no_deadline_no_knowledge_and_no_trigger_are_told_apart(kind, timing):
    assert timing_of(due_on=None, deadline_kind=kind, is_open=True, on=TODAY) == timing


def test_a_filter_by_on_course_or_late_lets_through_what_lies_within():
    assert timings_within(["en-plazo"]) == {Timing.ON_COURSE, Timing.DUE_SOON}
    assert timings_within(["vencido", "sin-plazo"]) == {Timing.OVERDUE, Timing.VERY_OVERDUE, Timing.NO_DEADLINE}
    assert timings_within(["por-vencer", "muy-vencido"]) == {Timing.DUE_SOON, Timing.VERY_OVERDUE}


@override_settings(MESAS_DUE_SOON_DAYS=3, MESAS_VERY_LATE_DAYS=10, MESAS_STALLED_DAYS=5, MESAS_UNVERIFIED_DAYS=7)
def test_thresholds_are_settings():
    due = {days: TODAY + timedelta(days=days) for days in (-11, -10, 3, 4)}

    assert Thresholds.in_force() == Thresholds(due_soon=3, very_late=10, stalled=5, unverified=7)
    assert [timing_of(due_on=day, deadline_kind=DeadlineKind.DATE, is_open=True, on=TODAY) for day in due.values()] == [
        Timing.VERY_OVERDUE,
        Timing.OVERDUE,
        Timing.DUE_SOON,
        Timing.ON_COURSE,
    ]


def test_the_day_ends_at_midnight_in_lima():
    """Five hours after midnight in Greenwich, for everyone."""
    last_moment, next_day = datetime(2026, 6, 26, 4, 59, 59, tzinfo=UTC), datetime(2026, 6, 26, 5, tzinfo=UTC)

    assert [
        timing_of(due_on=TODAY, deadline_kind=DeadlineKind.DATE, is_open=True, on=timezone.localdate(moment))
        for moment in (last_moment, next_day)
    ] == [Timing.DUE_SOON, Timing.OVERDUE]


@pytest.fixture
def mesa(db):
    conflict = Conflict.objects.create(name="Anta", slug="anta")
    return Mesa.objects.create(
        conflict=conflict, code="ANT", slug="ant", name="Anta", mechanism=Mechanism.WORK, grade=Grade.PUBLIC
    )


def stored(mesa, rows):
    """Commitments with these fields, one each."""
    return Commitment.objects.bulk_create(
        Commitment(
            mesa=mesa,
            code=f"ANT-{number}",
            title="Agua",
            grade=Grade.PUBLIC,
            record=Record.MEMBERS,
            registered_at=datetime(2020, 1, 1, tzinfo=UTC),
            **fields,
        )
        for number, fields in enumerate(rows)
    )


def every_kind_of_debt():
    """Every state, kind of deadline and edge that a database may hold."""
    for state, kind, edge in product(State, DeadlineKind, (None, *EDGES)):
        due = PartialDate.unknown() if edge is None else PartialDate.on(TODAY + timedelta(days=edge))
        if kind == DeadlineKind.DATE and edge is None:
            continue
        first = due if kind == DeadlineKind.DATE else PartialDate.unknown()
        yield {"state": state, "deadline_kind": kind, "due": due, "first_due": first, "last_moved_on": due.last}
    for state, edge in product(State, EDGES):
        due = PartialDate.on(TODAY + timedelta(days=edge))
        dates = {"due": due, "first_due": due, "last_moved_on": due.last}
        yield {"state": state, "deadline_kind": DeadlineKind.DATE, "kind": Kind.ABSTENTION, **dates}


def around_midnight():
    """Moments near the end of a day in Lima, on and near the days on which something above changes its timing."""
    seconds = st.sampled_from([-1, 0, 1, 12 * 3600]) | st.integers(-86400, 86400)
    days = st.sampled_from([edge + shift for edge in EDGES for shift in (0, -14, -15, 90, 91)]) | st.integers(-500, 500)
    return st.builds(
        lambda day, second: datetime(2026, 6, 25, 5, tzinfo=UTC) + timedelta(days=day, seconds=second), days, seconds
    )


def test_sql_and_python_tell_the_same_timing(mesa):
    stored(mesa, every_kind_of_debt())

    @settings(max_examples=60)
    @given(moment=around_midnight())
    @example(moment=datetime(2026, 6, 26, 4, 59, 59, tzinfo=UTC))
    @example(moment=datetime(2026, 6, 26, 5, tzinfo=UTC))
    def equal(moment):
        on = timezone.localdate(moment)
        rows = list(Commitment.objects.with_timing(on))

        assert [(row.pk, row.timing) for row in rows] == [(row.pk, python_timing(row, on)) for row in rows]

    equal()


def python_timing(row, on):
    return timing_of(
        due_on=row.due_on, deadline_kind=row.deadline_kind, is_open=row.state in OPEN_STATES, on=on, kind=row.kind
    )


@pytest.mark.parametrize(
    "asked", [[], *([timing.value] for timing in Timing if timing.value), ["vencido", "sin-plazo"]]
)
def test_the_filter_finds_the_rows_that_have_the_timing(mesa, asked):
    rows = stored(mesa, every_kind_of_debt())
    found = Commitment.objects.timed(asked, TODAY).values_list("pk", flat=True)

    assert set(found) == {row.pk for row in rows if python_timing(row, TODAY) in timings_within(asked)}


def test_stalled_is_the_same_in_sql_and_python(mesa):
    rows = stored(mesa, every_kind_of_debt())
    still = {
        row.pk
        for row in rows
        if is_stalled(last_moved_on=row.last_moved_on, is_open=row.state in OPEN_STATES, on=TODAY)
    }

    assert set(Commitment.objects.stalled(TODAY).values_list("pk", flat=True)) == still
    assert {row.last_moved_on for row in rows if row.pk in still} == {
        TODAY + timedelta(days=edge) for edge in EDGES if edge <= -60
    }


def test_unverified_is_a_claim_of_completion_that_waited_more_than_30_days(mesa):
    waited, not_yet = TODAY - timedelta(days=31), TODAY - timedelta(days=30)
    cases = [
        ({"state": State.CLAIMED, "claimed_on": waited}, True),
        ({"state": State.CLAIMED, "claimed_on": not_yet}, False),
        ({"state": State.CLAIMED, "claimed_on": waited, "verdict_level": 2}, True),  # older than the claim
        ({"state": State.CLAIMED, "claimed_on": waited, "verdict_level": 3}, False),  # a yes without proof
        ({"state": State.DISPUTED, "claimed_on": waited, "verdict_level": 2}, False),
        ({"state": State.IN_PROGRESS, "claimed_on": waited}, False),
        ({"state": State.FULFILLED, "claimed_on": waited}, False),
    ]
    rows = stored(mesa, [{"deadline_kind": DeadlineKind.NONE, **fields} for fields, _ in cases])
    found = set(Commitment.objects.unverified(TODAY).values_list("pk", flat=True))

    assert [row.pk in found for row in rows] == [expected for _, expected in cases]
