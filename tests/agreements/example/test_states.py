"""What the example shows: each state with each timing and each alert that the product knows."""

import pytest

from agreements.choices import OPEN_STATES, Alert, State, Timing
from agreements.models import Commitment
from tests.agreements.example import TODAY
from tests.agreements.example.standing import IN_TIME, TABLE, shown

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("example")
def test_each_promise_stands_where_it_should():
    assert shown(TODAY) == TABLE


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
        ("EJEMPLO-A-03", "pendiente", True),
    ]
    assert list(example.links_back.values_list("inherited__commitment__code", flat=True)) == ["EJEMPLO-A-01"]


def test_what_is_stored_is_what_the_rows_make(example):
    stored = {one.code[-2:]: State(one.state).value for one in Commitment.objects.filter(mesa=example)}
    assert stored == {f"{number:02}": line[0].partition(",")[0] for number, line in TABLE.items()}
