"""What comes round: its periods, what is said of each, and when it ends as a whole."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q

from agreements.choices import ConfirmedBy, NoticeKind, Recurrence, State, Step, Timing
from agreements.lateness import timing_of
from agreements.models import Commitment, Notice, Occurrence
from agreements.services.overdue import flag_overdue
from agreements.services.periods import make_ahead, make_periods
from agreements.services.resettling import resettle
from agreements.workflow.periods import PeriodMark, state_of_whole
from conflicts.choices import Role
from mesas.models import Mesa
from tests.agreements.coming_round import DAY, MONTHLY, QUARTERLY, keep, monthly, names, period
from tests.agreements.promising import every, promise
from tests.agreements.scene import NOON, TODAY, Scene, day
from tests.agreements.speaking import claim, verdict, verification

pytestmark = pytest.mark.django_db

# Which periods there are


@pytest.mark.parametrize(
    ("deadline", "starts", "first", "last", "count"),
    [
        (every(MONTHLY), "2026-08-10", "2026-08", "2027-11", 16),
        (every(Recurrence.BIMONTHLY), "2026-08-10", "2026-B4", "2027-B6", 9),
        (every(QUARTERLY), "2026-08-10", "2026-T3", "2027-T4", 6),
        (every(Recurrence.HALF_YEARLY), "2026-08-10", "2026-S2", "2027-S2", 3),
        (every(Recurrence.YEARLY), "2026-08-10", "2026", "2027", 2),
        (every(MONTHLY, "2027-01-15"), "2026-08-10", "2026-08", "2027-01", 6),
        (every(MONTHLY, "2027"), "2026-12-01", "2026-12", "2027-11", 12),
        (every(MONTHLY), "2026", "2026-12", "2027-11", 12),  # known to the year, it counts from its last day
        (every(MONTHLY), "", "2026-11", "2027-11", 13),  # from the day on which it was agreed
        (every(MONTHLY), "2024-02-29", "2024-02", "2027-11", 46),
    ],
)
def test_periods_are_made_on_registration_a_year_ahead_or_to_the_last(deadline, starts, first, last, count):
    row = promise(Scene(), deadline, starts=day(starts))

    found = names(row)
    assert (found[0], found[-1], len(found)) == (first, last, count)


def test_each_is_due_on_its_last_day_or_the_next_working_one_where_the_mesa_moves_dates_on():
    scene = Scene()
    assert period(monthly(scene), "2026-10").due_on == datetime.date(2026, 10, 31)  # a Saturday
    Mesa.objects.update(rolls_forward=True)
    scene.mesa.refresh_from_db()
    # Monday 2 November, since 1 November is a Sunday
    assert period(monthly(scene), "2026-10").due_on == datetime.date(2026, 11, 2)


def test_the_whole_has_no_date_of_its_own():
    row = monthly(Scene())

    assert (row.first_due.iso, row.due.iso, row.skipped_days) == ("", "", [])
    assert (
        timing_of(due_on=None, deadline_kind=row.deadline_kind, is_open=True, on=TODAY)
        == Commitment.objects.with_timing(TODAY).get(pk=row.pk).timing
        == Timing.BY_PERIOD
    )
    assert list(Commitment.objects.timed(["sin-fecha"], TODAY)) == [row]


def test_a_last_period_before_the_first_is_refused():
    with pytest.raises(ValidationError) as refusal:
        promise(Scene(), every(MONTHLY, "2026-07-31"), starts=day("2026-08-10"))
    assert [(each.code, each.params["field"]) for each in refusal.value.error_list] == [("ends_before", "until")]


def test_the_sweep_makes_what_lacks_and_a_second_one_nothing(django_assert_num_queries):
    row = monthly(Scene())
    march = datetime.date(2027, 3, 1)

    assert make_ahead(TODAY) == 0
    assert make_ahead(march) == 4  # to March 2028
    assert names(row)[-1] == "2028-03"
    with django_assert_num_queries(1):
        assert make_ahead(march) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_making_ahead_costs_the_same_for_one_or_many(count, django_assert_num_queries):
    scene = Scene()
    for _each in range(count):
        monthly(scene)
    Occurrence.objects.all().delete()

    with django_assert_num_queries(4):  # which lack some, rows, those there, insert
        assert make_ahead(TODAY) == 16 * count


def test_what_is_closed_gets_no_more_periods_and_neither_does_what_only_sources_tell():
    row = monthly(Scene())
    for change in ({"state": State.WITHDRAWN}, {"record": "fuentes"}, {"recurs": ""}):
        Commitment.objects.filter(pk=row.pk).update(state=State.PENDING, record="miembros", recurs="mensual")
        Commitment.objects.filter(pk=row.pk).update(**change)
        assert make_ahead(datetime.date(2027, 3, 1)) == 0


def test_made_twice_at_once_there_is_one_of_each(monkeypatch):
    """The second one looked before the first had written."""
    row = monthly(Scene())
    before = names(row)
    monkeypatch.setattr(Occurrence.objects, "filter", lambda **_asked: Occurrence.objects.none())
    make_periods([Commitment.objects.select_related("mesa").get(pk=row.pk)], TODAY)
    monkeypatch.undo()

    assert names(row) == before


# What is said of each


def test_each_period_has_its_own_voices_and_its_own_state():
    scene = Scene()
    row = monthly(scene)
    september, october = period(row, "2026-09"), period(row, "2026-10")

    claim(scene, occurrence=september, observed=day("2026-09-30"))
    verdict(scene, occurrence=october, level=2, observed=day("2026-10-31"))

    stored = Occurrence.objects.filter(commitment=row, state__in=[State.CLAIMED, State.IN_PROGRESS]).order_by("due_on")
    assert list(stored.values_list("period", "state", "claim_level", "verdict_level", "finding_level")) == [
        ("2026-09", State.CLAIMED, 3, None, None),
        ("2026-10", State.IN_PROGRESS, None, 2, None),
    ]
    whole = scene.fresh()
    assert (whole.state, whole.claim_level, whole.verdict_level) == (State.IN_PROGRESS, None, None)
    assert list(whole.transitions.values_list("step", "occurrence__period", "from_state", "to_state")) == [
        (Step.REGISTERED, None, "", State.PENDING),
        (Step.PERIOD_SPOKEN, "2026-09", State.PENDING, State.IN_PROGRESS),
        (Step.PERIOD_SPOKEN, "2026-10", State.IN_PROGRESS, State.IN_PROGRESS),
    ]


def test_a_period_is_disputed_and_kept_by_the_same_rules_as_any_debt():
    scene = Scene()
    september = period(monthly(scene), "2026-09")
    claim(scene, occurrence=september, observed=day("2026-09-30"))
    verdict(scene, occurrence=september, level=0, observed=day("2026-10-05"))
    assert Occurrence.objects.get(pk=september.pk).state == State.DISPUTED
    assert set(Notice.objects.filter(kind=NoticeKind.DISPUTE).values_list("user", flat=True)) == {
        scene.coordinator.pk, scene.delegate.pk,
    }  # fmt: skip

    keep(scene, "2026-08")
    august = period(scene.commitment, "2026-08")
    assert (august.state, august.confirmed_by, august.fulfilled_on, august.done_in_time) == (
        State.FULFILLED, ConfirmedBy.VERIFIER, datetime.date(2026, 8, 31), True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "page"), [("delegate", "declarar"), ("representative", "veredicto"), ("verifier", "verificar")]
)
def test_who_would_speak_of_the_whole_is_led_to_its_periods(client, who, page):
    scene = Scene()
    whole = monthly(scene)
    client.force_login(getattr(scene, who))

    answer = client.get(f"/compromisos/{whole.code}/{page}/")

    assert (answer.status_code, answer["Location"]) == (302, f"/compromisos/{whole.code}/#h-periodos")


def test_who_spoke_for_one_end_in_one_period_is_on_that_end_in_all():
    scene = Scene()
    row = monthly(scene)
    claim(scene, occurrence=period(row, "2026-08"), observed=day("2026-08-31"))
    scene.member(Role.REPRESENTATIVE, scene.community, user=scene.delegate)

    with pytest.raises(PermissionDenied, match="Solo responde quien recibe"):
        verdict(scene, by=scene.delegate, occurrence=period(row, "2026-09"))


def test_nobody_speaks_of_a_period_before_its_first_day():
    scene = Scene()
    december = period(monthly(scene), "2026-12")

    for say in (claim, verdict, verification):
        with pytest.raises(ValidationError) as refused:
            say(scene, occurrence=december)
        assert refused.value.messages == [
            "Ese periodo empieza el 1 de diciembre de 2026: hasta entonces no hay nada que decir de él."
        ]
    claim(scene, occurrence=december, observed=day("2026-12-01"), at=NOON + 11 * DAY)


def test_a_period_of_another_commitment_is_refused():
    scene = Scene()
    other = period(monthly(scene), "2026-09")
    monthly(scene)
    with pytest.raises(ValidationError) as refusal:
        claim(scene, occurrence=other)
    assert refusal.value.code == "recurring"


# The whole


KEPT, OPEN = PeriodMark(State.FULFILLED), PeriodMark(State.CLAIMED)
SILENT = PeriodMark(State.PENDING)


@pytest.mark.parametrize(
    ("periods", "is_over", "state"),
    [
        ([], True, State.PENDING),
        ([SILENT, SILENT], True, State.PENDING),
        ([KEPT, SILENT], True, State.IN_PROGRESS),
        ([KEPT, OPEN], True, State.IN_PROGRESS),
        ([KEPT, KEPT], False, State.IN_PROGRESS),
        ([KEPT, KEPT], True, State.FULFILLED),
    ],
)
def test_the_whole_is_kept_once_its_last_period_is_over_with_all_of_them_kept(periods, is_over, state):
    assert state_of_whole(periods, is_over=is_over) == state


def test_it_ends_with_its_last_period_by_the_sweep_where_that_was_kept_before_it_was_over():
    scene = Scene()
    row = monthly(scene, until="2026-10-31")
    for name in names(row):
        keep(scene, name)
    assert scene.fresh().state == State.FULFILLED  # October is over

    Commitment.objects.all().update(state=State.IN_PROGRESS)
    flag_overdue(TODAY + DAY, at=NOON + DAY)
    whole = scene.fresh()
    assert (whole.state, whole.confirmed_by, whole.fulfilled_on, whole.done_in_time) == (
        State.FULFILLED, ConfirmedBy.VERIFIER, datetime.date(2026, 10, 31), True,
    )  # fmt: skip
    last = whole.transitions.last()
    assert (last.step, last.occurrence, last.by) == (Step.PERIOD_SPOKEN, None, None)


def test_one_period_that_was_not_kept_leaves_it_open_for_good():
    scene = Scene()
    row = monthly(scene, until="2026-10-31")
    for name in names(row)[1:]:
        keep(scene, name)
    flag_overdue(TODAY, at=NOON)
    assert scene.fresh().state == State.IN_PROGRESS

    keep(scene, "2026-08")
    assert scene.fresh().state == State.FULFILLED


def test_without_a_last_period_it_never_ends_by_itself():
    scene = Scene()
    row = monthly(scene)
    for name in names(row)[:3]:
        keep(scene, name)
    Occurrence.objects.filter(due_on__gt=TODAY).delete()
    flag_overdue(TODAY, at=NOON)

    assert scene.fresh().state == State.IN_PROGRESS


def test_a_correction_of_who_owes_settles_its_periods_and_then_the_whole():
    scene = Scene()
    row = monthly(scene)
    claim(scene, occurrence=period(row, "2026-09"), observed=day("2026-09-30"))
    row.duties.filter(party=scene.company).update(party=scene.town)

    resettle(Q(pk=row.pk), by=scene.admin, at=NOON, reason="Quien debe es la municipalidad")
    assert period(row, "2026-09").state == State.PENDING
    assert scene.fresh().state == State.PENDING
