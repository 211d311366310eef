"""Deadlines counted at registration, when another commitment is kept, and when somebody dates an event or a stage."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.choices import DeadlineKind, Kind, State, Step, Trigger
from agreements.models import Commitment, Evidence
from agreements.services.counting import would_circle
from agreements.services.deadlines import Deadline
from agreements.services.overdue import flag_overdue
from agreements.services.triggers import date_trigger
from agreements.showing.deadline import count_of, deadline_lines
from conflicts.partial_dates import PartialDate
from mesas.models import Mesa, NonWorkingDay
from tests import factories
from tests.agreements.promising import promise
from tests.agreements.scene import NOON, TODAY, Scene, day, shown
from tests.agreements.speaking import claim, verification

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)


def working(term, **more):
    return Deadline(DeadlineKind.WORKING_DAYS, term=term, **more)


def after(commitment, term=10, kind=DeadlineKind.WORKING_DAYS):
    return Deadline(kind, term=term, trigger=Trigger.COMMITMENT, trigger_commitment=commitment)


def dates(row):
    row = Commitment.objects.get(pk=row.pk)
    return row.triggered.iso, row.first_due.iso, row.due.iso


def codes(refusal):
    return [(each.code, each.params["field"]) for each in refusal.value.error_list]


# At registration


def test_a_term_in_working_days_passes_over_the_decreed_days_and_keeps_what_it_passed_over():
    factories.NonWorkingDayFactory(day=datetime.date(2026, 12, 7), decree="DS 099-2026-PCM")
    row = promise(Scene(), working(25, trigger=Trigger.SESSION, triggered=day("2026-11-04")))

    # 2 days of November's first week, 15 of the next three, Mo 30; then 1-4 December (22 in all), Mo 7 by decree,
    # 8 and 9 by law, Th 10, Fr 11 and, after the weekend, Mo 14.
    assert row.first_due.iso == row.due.iso == "2026-12-14"
    assert row.skipped_days == [
        ["2026-12-07", "día no laborable (DS 099-2026-PCM)"],
        ["2026-12-08", "Inmaculada Concepción"],
        ["2026-12-09", "Batalla de Ayacucho"],
    ]


def test_the_panel_repeats_the_sum_from_what_was_kept_whatever_became_of_the_calendar():
    factories.NonWorkingDayFactory(day=datetime.date(2026, 12, 7), decree="DS 099-2026-PCM")
    row = promise(Scene(), working(25, trigger=Trigger.SESSION, triggered=day("2026-11-04")))
    NonWorkingDay.objects.all().delete()
    factories.NonWorkingDayFactory(day=datetime.date(2026, 11, 20))

    assert [(line.label, line.value or line.note) for line in deadline_lines(row, [], TODAY, is_alarm=True)] == [
        ("Día cero", "el día de la sesión, miércoles 4 de noviembre de 2026"),
        ("Plazo", "25 días hábiles"),
        ("Más sábados y domingos", "12"),
        ("Más día no laborable (DS 099-2026-PCM)", "lunes 7 de diciembre de 2026"),
        ("Más Inmaculada Concepción", "martes 8 de diciembre de 2026"),
        ("Más Batalla de Ayacucho", "miércoles 9 de diciembre de 2026"),
        ("Suma", "40 días calendario"),
        ("Regla", "hábiles son de lunes a viernes, sin feriados ni días no laborables del sector público"),
        ("Vence", "lunes 14 de diciembre de 2026"),
        ("Hoy", "viernes 20 de noviembre de 2026"),
        ("Días que faltan", "24"),
    ]


@pytest.mark.parametrize("rolls", [True, False])
def test_the_panel_tells_the_roll_of_then_when_the_mesa_changed_its_rules_since(rolls):
    scene = Scene()
    Mesa.objects.update(rolls_forward=rolls)
    scene.mesa.refresh_from_db()
    row = promise(scene, Deadline(DeadlineKind.DAYS, term=10, trigger=Trigger.DATE, triggered=day("2026-11-05")))
    assert row.first_due.iso == ("2026-11-16" if rolls else "2026-11-15")  # a Sunday
    Mesa.objects.update(rolls_forward=not rolls)

    row = Commitment.objects.select_related("mesa").get(pk=row.pk)
    labels = [step.label for step in count_of(row).steps]
    assert labels == ["Día cero", "Plazo", *(["Cae en", "Regla"] if rolls else []), "Vence"]


def test_a_stated_date_on_a_sunday_moves_on_where_the_mesa_says_so_and_the_panel_shows_both():
    scene = Scene()
    Mesa.objects.update(rolls_forward=True)
    scene.mesa.refresh_from_db()
    row = promise(scene, Deadline(DeadlineKind.DATE, due=day("2026-11-15")))

    assert dates(row) == ("2026-11-15", "2026-11-16", "2026-11-16")
    assert [step.value for step in count_of(row).steps][::2] == [
        "domingo 15 de noviembre de 2026", "lunes 16 de noviembre de 2026",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("deadline", "found"),
    [
        (Deadline(DeadlineKind.WORKING_DAYS), ("no_term", "term")),
        (Deadline(DeadlineKind.DAYS, term=5, trigger=Trigger.COMMITMENT), ("no_trigger_commitment", "after")),
        (Deadline(DeadlineKind.DAYS, term=5, trigger=Trigger.EVENT), ("no_event", "event")),
        (Deadline(DeadlineKind.RECURRING), ("no_recurrence", "recurs")),
        (working(25_001), ("impossible_term", "term")),
        (working(25_000, triggered=day("2026-11-04")), ("impossible_term", "term")),
    ],
)
def test_a_deadline_that_says_too_little_is_refused_where_it_can_be_mended(deadline, found):
    with pytest.raises(ValidationError) as refusal:
        promise(Scene(), deadline)
    assert codes(refusal) == [found]


def test_it_depends_on_a_commitment_of_the_same_conflict():
    with pytest.raises(ValidationError) as refusal:
        promise(Scene(), after(Scene().commitment))
    assert codes(refusal) == [("elsewhere", "after")]


# After another commitment


def test_what_waits_for_another_commitment_is_counted_in_the_step_that_keeps_it():
    scene = Scene()
    row = promise(scene, after(scene.commitment))
    assert dates(row) == ("", "", "")

    verification(scene)  # it was done on Monday 16 November

    # Tu 17 to Fr 20, Mo 23 to Fr 27, Mo 30
    assert dates(row) == ("2026-11-16", "2026-11-30", "2026-11-30")
    last = row.transitions.last()
    assert (last.step, last.day.iso, last.by, last.reason) == (
        Step.TRIGGER_DATED, "2026-11-16", scene.verifier, "Se cumplió el compromiso del que depende.",
    )  # fmt: skip


def test_once_counted_it_stays_whatever_becomes_of_the_other():
    scene = Scene()
    row = promise(scene, after(scene.commitment))
    verification(scene)
    verification(scene, level=0, observed=day("2026-11-18"), evidence=[shown(b"nada")])
    assert scene.fresh().state == State.PENDING
    verification(scene, observed=day("2026-11-20"), evidence=[shown(b"por fin")])

    assert scene.fresh().state == State.FULFILLED
    assert dates(row) == ("2026-11-16", "2026-11-30", "2026-11-30")


def test_what_was_done_on_a_day_known_to_the_month_makes_a_date_known_to_the_month():
    scene = Scene()
    row = promise(scene, after(scene.commitment, 1, DeadlineKind.MONTHS))
    claim(scene, observed=day("2026-10"))
    verification(scene)

    assert dates(row) == ("2026-10", "2026-11", "2026-11")


def test_each_of_a_chain_waits_for_the_one_before_it():
    scene = Scene()
    second = promise(scene, after(scene.commitment, 5))
    third = promise(scene, after(second, 5))
    verification(scene)
    assert dates(second)[1:] == ("2026-11-23", "2026-11-23")
    assert dates(third) == ("", "", "")

    verification(_about(scene, second), observed=day("2026-11-18"), evidence=[shown(b"segundo")])
    assert dates(third) == ("2026-11-18", "2026-11-25", "2026-11-25")


def _about(scene, commitment):
    scene.commitment = commitment
    return scene


def test_what_is_registered_after_the_other_was_kept_is_counted_at_once():
    scene = Scene()
    verification(scene)

    row = promise(scene, after(scene.fresh(), 5))
    assert dates(row) == ("2026-11-16", "2026-11-23", "2026-11-23")


def test_the_sweep_finds_what_nobody_counted():
    scene = Scene()
    row = promise(scene, after(scene.commitment))
    Commitment.objects.filter(pk=scene.commitment.pk).update(
        state=State.FULFILLED, fulfilled_on=datetime.date(2026, 11, 16)
    )
    assert flag_overdue(TODAY, at=NOON).counted == 1
    assert flag_overdue(TODAY, at=NOON).counted == 0
    assert dates(row) == ("2026-11-16", "2026-11-30", "2026-11-30")


def test_a_promise_that_was_kept_before_its_count_is_then_known_to_be_in_time():
    scene = Scene()
    second = promise(scene, after(scene.commitment))
    verification(_about(scene, second), observed=day("2026-11-12"), evidence=[shown(b"antes")])
    assert Commitment.objects.get(pk=second.pk).done_in_time is None

    verification(_about(scene, Commitment.objects.order_by("pk").first()))
    assert Commitment.objects.get(pk=second.pk).done_in_time is True


def test_a_chain_that_would_close_on_itself_is_seen():
    scene = Scene()
    second = promise(scene, after(scene.commitment))
    third = promise(scene, after(second))

    assert would_circle(scene.commitment, third)
    assert would_circle(second, second)
    assert not would_circle(third, scene.commitment)


# After an event, or by stage


def event(scene, **more):
    deadline = Deadline(
        DeadlineKind.WORKING_DAYS, term=10, trigger=Trigger.EVENT, trigger_text="la licencia de uso de agua", **more
    )
    return promise(scene, deadline)


def dated(scene, row, **more):
    told = {"by": scene.delegate, "day": datetime.date(2026, 11, 16), "evidence": [shown(b"licencia")], "at": NOON}
    return date_trigger(row, **{**told, **more})


@pytest.mark.parametrize("who", ["delegate", "representative", "registrar", "coordinator", "verifier"])
def test_both_ends_and_who_keeps_or_checks_the_record_date_the_event_and_this_is_counting_not_moving(who):
    scene = Scene()
    row = event(scene)

    step = dated(scene, row, by=getattr(scene, who), note="  La dio la autoridad  ")

    assert dates(row) == ("2026-11-16", "2026-11-30", "2026-11-30")
    assert (step.step, step.day.iso, step.reason) == (Step.TRIGGER_DATED, "2026-11-16", "La dio la autoridad")
    assert step.evidence.commitment_id == row.pk
    assert not row.reschedules.exists()


@pytest.mark.parametrize("who", ["observer", "admin", "stranger"])
def test_nobody_else_dates_it(who):
    scene = Scene()
    row = event(scene)
    with pytest.raises(PermissionDenied):
        dated(scene, row, by=getattr(scene, who))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"day": datetime.date(2026, 11, 21)}, "day"),
        ({"day": datetime.date(2026, 11, 3)}, "day"),
        ({"evidence": []}, "evidence"),
        ({"evidence": [shown(taken=PartialDate.on(TODAY + DAY))]}, "taken"),
        ({"version": 99}, "stale"),
    ],
)
def test_the_day_has_come_after_the_promise_and_is_shown(more, code):
    scene = Scene()
    row = event(scene)
    with pytest.raises(ValidationError) as refusal:
        dated(scene, row, **more)
    assert refusal.value.error_list[0].code == code
    assert dates(row) == ("", "", "")
    assert not Evidence.objects.exists()


def test_it_is_dated_once():
    scene = Scene()
    row = event(scene)
    dated(scene, row)
    with pytest.raises(ValidationError) as refusal:
        dated(scene, row, day=datetime.date(2026, 11, 10))
    assert refusal.value.code == "not_waiting"
    assert dates(row)[0] == "2026-11-16"


def test_a_stage_ends_on_the_day_that_it_is_dated():
    scene = Scene()
    row = promise(scene, Deadline(DeadlineKind.STAGE, trigger_text="el inicio de la construcción"))
    dated(scene, row, day=datetime.date(2026, 11, 18))

    assert dates(row) == ("2026-11-18", "2026-11-18", "2026-11-18")


def test_a_date_that_both_sides_agreed_meanwhile_stays_in_force():
    scene = Scene()
    row = event(scene)
    Commitment.objects.filter(pk=row.pk).update(due_on=datetime.date(2027, 1, 15), due_precision="day")
    dated(scene, row)

    assert dates(row) == ("2026-11-16", "2026-11-30", "2027-01-15")


@pytest.mark.parametrize("deadline", [Deadline(DeadlineKind.NONE), working(5, triggered=day("2026-11-05"))])
def test_what_waits_for_nothing_is_not_dated(deadline):
    scene = Scene()
    with pytest.raises(ValidationError) as refusal:
        dated(scene, promise(scene, deadline, kind=Kind.WORKS))
    assert refusal.value.code == "not_waiting"
