"""The whole life of a commitment in the example: every step, every way in which a date moves, every kind of notice."""

import pytest

from accounts.models import User
from agreements.choices import Alert, NoticeKind, RescheduleReason, State, Step, Timing
from agreements.models import Commitment, Evidence, Milestone, Notice, Occurrence, Reschedule, Transition
from monitoring.showing.alerts.page import alerts_page, order_of_groups
from monitoring.showing.alerts.words import SILENT
from tests.agreements.example import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def number(row):
    return int(row.commitment.code[-2:])


def test_it_shows_every_state_step_timing_and_alert_and_every_kind_of_notice():
    debts = Commitment.objects.filter(mesa__conflict__is_example=True)
    shown = {
        State: debts.values_list("state", flat=True),
        Step: Transition.objects.values_list("step", flat=True),
        Timing: [timing for timing in Timing.values if debts.in_timing([timing], TODAY).exists()],
        Alert: [alert for alert in Alert.values if debts.alerting([alert], TODAY).exists()],
        NoticeKind: Notice.objects.values_list("kind", flat=True),
    }
    lacking = {kind.__name__: sorted(set(kind.values) - set(values)) for kind, values in shown.items()}
    assert lacking == {name: [] for name in lacking}


def test_each_cause_needs_somebody_of_its_people():
    accounts = User.objects.filter(memberships__conflict__is_example=True).distinct()
    pages = [alerts_page(user, TODAY) for user in accounts]
    assert set(order_of_groups()) - {group.key for page in pages for group in page.groups} == set()
    [silent] = [group for page in pages for group in page.groups if group.key == SILENT and group.items][:1]
    assert [item.title for item in silent.items] == ["Comité de monitoreo del agua de Cerro Claro (ficticio)"]


def test_debts_end_in_four_ways_and_two_of_six_closings_were_lifted():
    closings = Transition.objects.filter(step=Step.CLOSED).order_by("commitment__code")
    told = [
        (number(row), row.to_state, row.consenting.count(), [lift.step for lift in row.lifted_by.all()])
        for row in closings
    ]
    assert told == [
        (8, "reemplazado", 2, []),
        (9, "cerrado-parcial", 1, []),
        (17, "cerrado-sin-cumplimiento", 0, ["objecion"]),
        (19, "cerrado-sin-cumplimiento", 0, []),
        (28, "cerrado-parcial", 2, ["reapertura"]),
        (39, "retirado", 2, []),
    ]


def test_two_promises_carry_on_the_first_deadline_of_the_one_that_they_replace():
    carried = Commitment.objects.exclude(carried_first_due_on=None).order_by("code")
    replaced = Commitment.objects.get(code="EJEMPLO-08")
    assert [(one.code, one.carried_first_due) for one in carried] == [
        ("EJEMPLO-36", replaced.first_due),
        ("EJEMPLO-37", replaced.first_due),
    ]


def test_dates_were_moved_stopped_and_set_and_some_were_not():
    asked = Reschedule.objects.order_by("commitment__code")
    told = [
        (number(row), row.reason, not row.is_unilateral, [one.accepts for one in row.answers.all()]) for row in asked
    ]
    assert told == [
        (2, RescheduleReason.MORE_TIME, False, [False]),
        (12, RescheduleReason.MORE_TIME, False, []),
        (18, RescheduleReason.SUSPENSION, True, [True]),
        (25, RescheduleReason.FIRST_DATE, True, [True]),
        (30, RescheduleReason.MORE_TIME, True, [True]),
    ]


def test_deadlines_are_set_in_every_way():
    how = Commitment.objects.order_by().values_list("deadline_kind", "trigger").distinct()
    assert set(how) == {
        ("fecha", ""), ("sin-plazo", ""), ("no-conocido", ""), ("anios", "firma"), ("meses", "firma"),
        ("dias", "hecho"), ("dias", "compromiso"), ("dias-habiles", "sesion"), ("etapa", "hecho"), ("periodico", ""),
    }  # fmt: skip
    waiting = Commitment.objects.filter(trigger="hecho", first_due_on=None)
    assert [one.code for one in waiting] == ["EJEMPLO-26"]


def test_periods_were_kept_are_late_and_run():
    periods = Occurrence.objects.filter(due_on__lt="2027-01-01").order_by("due_on")
    assert [(one.period, one.state, one.due_on < TODAY) for one in periods] == [
        ("2026-B3", "cumplido", True),
        ("2026-B4", "en-ejecucion", True),
        ("2026-B5", "pendiente", True),
        ("2026-B6", "pendiente", False),
    ]


def test_milestones_were_reached_are_late_and_to_come():
    steps = Milestone.objects.order_by("number")
    assert [(one.text, one.reached.is_known, one.due.last < TODAY) for one in steps] == [
        ("Terreno nivelado", True, True),
        ("Tanques terminados", False, True),
        ("Prueba con agua", False, False),
    ]


def test_a_copied_date_was_corrected_and_both_stay():
    [row] = Transition.objects.filter(step=Step.CORRECTED)
    corrected = row.commitment
    assert (corrected.code, corrected.first_due) == ("EJEMPLO-16", corrected.due)
    assert "10 de setiembre de 2026" in row.old_value
    assert "10 de octubre de 2026" in row.new_value


def test_a_file_was_published_another_no_longer_and_one_taken_back():
    published = Evidence.objects.exclude(published_at=None)
    assert [one.caption for one in published] == ["Reservorio terminado, con agua"]
    [gone] = Evidence.objects.exclude(redacted_at=None)
    assert (gone.commitment.code, gone.original.name, gone.caption) == ("EJEMPLO-23", "", "")
