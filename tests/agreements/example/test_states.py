"""What the example shows: each state with each timing and each alert that the product knows."""

import datetime

import pytest

from agreements.choices import CLOSED_STATES, OPEN_STATES, Alert, DeadlineKind, State, Timing
from agreements.hearing import hear
from agreements.lateness import timing_of
from agreements.models import Commitment
from agreements.workflow import confirmed_by, declared_in_time, state_of
from tests.agreements.example import TODAY, build

pytestmark = pytest.mark.django_db

STALLED, UNVERIFIED = "estancado", "sin-verificar"
NO_LEAD, NO_FOLLOW_UP, LATE_MILESTONE = "sin-responsable", "sin-seguimiento", "hito-vencido"
IN_TIME = "declarado a tiempo"

#: Number, state and timing, as the rows and the calendar make them; then what deserves attention.
TABLE = {
    1: ("cumplido, confirmado", ""),
    2: ("pendiente", "muy-vencido", STALLED, NO_FOLLOW_UP),
    3: ("en-disputa", "muy-vencido"),
    4: ("en-disputa", "muy-vencido", STALLED, NO_FOLLOW_UP),
    5: ("cumplido, confirmado", ""),
    6: ("pendiente", "periodo-terminado", STALLED, NO_FOLLOW_UP),
    7: ("en-ejecucion", "muy-vencido", STALLED),
    8: ("reemplazado", ""),
    9: ("cerrado-parcial", ""),
    10: ("en-ejecucion", "en-plazo", LATE_MILESTONE),
    11: ("pendiente", "sin-plazo", STALLED, NO_LEAD, NO_FOLLOW_UP),
    12: ("pendiente", "por-vencer", STALLED, NO_FOLLOW_UP),
    13: ("cumplido, verificado", ""),
    14: ("en-disputa", "en-plazo", STALLED),
    15: ("en-disputa", "por-vencer", NO_FOLLOW_UP),
    16: ("en-disputa", "vencido"),
    17: ("en-disputa", "sin-plazo", NO_FOLLOW_UP),
    18: ("en-ejecucion", "vencido", NO_FOLLOW_UP),
    19: ("cerrado-sin-cumplimiento", ""),
    20: ("pendiente", "plazo-no-conocido", STALLED, NO_FOLLOW_UP),
    21: ("en-disputa", "muy-vencido", NO_FOLLOW_UP),
    22: ("en-ejecucion", "sin-plazo", NO_FOLLOW_UP),
    23: ("cumplido, confirmado", ""),
    24: ("declarado", "vencido", NO_FOLLOW_UP, IN_TIME),
    25: ("declarado", "vencido", IN_TIME),
    26: ("pendiente", "sin-fecha", STALLED, NO_FOLLOW_UP),
    27: ("pendiente", "vencido", NO_FOLLOW_UP),
    28: ("declarado", "muy-vencido", UNVERIFIED, NO_FOLLOW_UP, IN_TIME),
    29: ("pendiente", "por-vencer", NO_FOLLOW_UP),
    30: ("en-ejecucion", "por-vencer", NO_FOLLOW_UP),
    31: ("en-ejecucion", "por-periodos", NO_FOLLOW_UP),
    32: ("en-ejecucion", "sin-fecha", NO_FOLLOW_UP),
    33: ("declarado", "sin-plazo", STALLED, UNVERIFIED, NO_FOLLOW_UP),
    34: ("pendiente", "en-plazo", STALLED, NO_FOLLOW_UP),
    35: ("en-ejecucion", "muy-vencido", NO_FOLLOW_UP),
    36: ("pendiente", "en-plazo"),
    37: ("declarado", "en-plazo", IN_TIME),
    38: ("en-ejecucion", "en-plazo", NO_FOLLOW_UP),
    39: ("retirado", ""),
    40: ("declarado", "por-vencer", NO_FOLLOW_UP, IN_TIME),
}


def shown(on):
    """The same table, from the rows: state and timing by the pure functions, alerts as the lists ask for them."""
    commitments = list(Commitment.objects.filter(mesa__code="EJEMPLO"))
    heard = hear(commitments, on=on)
    alerts = {alert: set(Commitment.objects.alerting([alert], on).values_list("pk", flat=True)) for alert in Alert}
    return {int(one.code[-2:]): line(one, heard[one.pk].said, alerts, on) for one in commitments}


def line(one, said, alerts, on):
    """What comes round and what was closed has its state from elsewhere: its periods, a step that somebody took."""
    is_computed = one.state not in CLOSED_STATES and one.deadline_kind != DeadlineKind.RECURRING
    state = state_of(said) if is_computed else State(one.state)
    confirmation = confirmed_by(said) if is_computed else ""
    timing = timing_of(
        due_on=one.due_on, deadline_kind=one.deadline_kind, is_open=state in OPEN_STATES, on=on, kind=one.kind
    )
    marks = [alert.value for alert in Alert if one.pk in alerts[alert]]
    words = f"{state.value}, {confirmation.value}" if confirmation else state.value
    in_time = is_computed and declared_in_time(said, one.due_on)
    return (words, timing.value, *marks, *([IN_TIME] if in_time else []))


@pytest.mark.parametrize("on", [datetime.date(2026, 11, 24), datetime.date(2024, 2, 29), datetime.date(2026, 3, 31)])
def test_whatever_the_day_each_promise_stands_where_it_should(on):
    build(on)
    assert shown(on) == TABLE


def test_every_state_meets_every_timing_that_it_can():
    met = {tuple(line[:2]) for line in TABLE.values()}
    dated = [Timing.ON_COURSE, Timing.DUE_SOON, Timing.OVERDUE, Timing.VERY_OVERDUE, Timing.NO_DEADLINE]
    assert {(state.value, timing.value) for state in OPEN_STATES for timing in dated} - met == set()
    assert set(Timing.values) - {timing for _state, timing in met} == set()
    marks = {mark for line in TABLE.values() for mark in line[2:]}
    assert {*Alert.values, IN_TIME} - marks == {Alert.ORPHAN}
    assert {state.value for state in State} - {line[0].partition(",")[0] for line in TABLE.values()} == set()


def test_what_an_earlier_mesa_left_is_inherited_or_nobodys(example):
    earlier = Commitment.objects.filter(mesa__code="EJEMPLO-A").order_by("code")
    orphans = set(Commitment.objects.alerting([Alert.ORPHAN], TODAY))
    assert [(one.code, one.state, one in orphans) for one in earlier] == [
        ("EJEMPLO-A-01", "en-ejecucion", False),
        ("EJEMPLO-A-02", "pendiente", True),
    ]
    assert list(example.links_back.values_list("inherited__commitment__code", flat=True)) == ["EJEMPLO-A-01"]


def test_what_is_stored_is_what_the_rows_make(example):
    stored = {one.code[-2:]: State(one.state).value for one in Commitment.objects.filter(mesa=example)}
    assert stored == {f"{number:02}": line[0].partition(",")[0] for number, line in TABLE.items()}
