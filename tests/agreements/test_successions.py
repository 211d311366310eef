"""An heir whose day had not come when it was put on record: it speaks from that day on, and states follow."""

import datetime

import pytest

from agreements.choices import DeadlineKind, Duty, State, Step, Trigger
from agreements.models import Commitment
from agreements.services.assessments import record_verification
from agreements.services.deadlines import Deadline
from agreements.services.overdue import flag_overdue
from agreements.services.records import correct_party
from tests.agreements.promising import promise
from tests.agreements.scene import NOON, TODAY, Scene, day, shown
from tests.agreements.speaking import claim, verdict

pytestmark = pytest.mark.django_db

DAY = datetime.timedelta(days=1)
UNKNOWN = {"on": None, "precision": "unknown"}
COMES = TODAY + 11 * DAY  # 1 December


@pytest.fixture
def scene():
    """The town says that it is done, the community confirms; the company leads, is silent, and will be the town's."""
    scene = Scene()
    scene.duty(scene.town, Duty.CO_OBLIGOR)
    claim(scene, party=scene.town, by=scene.registrar, document=scene.paper())
    verdict(scene, level=3, evidence=[shown(b"agua")])
    changes = {"succeeded_by": scene.town, "succeeded": day("2026-12")}  # known to the month: its last day
    correct_party(scene.company, by=scene.admin, changes=changes, reason="La compra la municipalidad.", at=NOON)
    return scene


def test_states_follow_on_the_day_on_which_it_takes_its_place(scene):
    last = datetime.date(2026, 12, 31)
    for on in (COMES, last - DAY):
        flag_overdue(on, at=NOON + (on - TODAY))
        assert scene.fresh().state == State.IN_PROGRESS

    for on in (last, last + DAY):
        flag_overdue(on, at=NOON + (on - TODAY))
        assert scene.fresh().state == State.FULFILLED

    rows = scene.commitment.transitions.filter(step=Step.CORRECTED)
    assert list(rows.values_list("from_state", "to_state", "by", "reason")) == [
        (State.IN_PROGRESS, State.FULFILLED, None, "Desde su día habla quien le sucede.")
    ]


def test_a_term_that_is_counted_in_between_tells_which_state_it_came_to(scene):
    """Its day zero comes after the succession and before any sweep."""
    first = promise(scene, Deadline(DeadlineKind.NONE))
    waits = {"trigger": Trigger.COMMITMENT, "trigger_commitment": first, "deadline_kind": DeadlineKind.DAYS, "term": 5}
    nowhere = {f"{name}_{part}": value for name in ("due", "first_due") for part, value in UNKNOWN.items()}
    Commitment.objects.filter(pk=scene.commitment.pk).update(**waits, **nowhere)
    later = NOON + 50 * DAY

    record_verification(
        first, party=scene.church, by=scene.verifier, level=3, observed=day("2027-01-05"), at=later,
        evidence=[shown(b"visita")],
    )  # fmt: skip

    row = scene.commitment.transitions.get(step=Step.TRIGGER_DATED)
    assert (row.from_state, row.to_state, scene.fresh().state) == (
        State.IN_PROGRESS, State.FULFILLED, State.FULFILLED,
    )  # fmt: skip


def test_a_sweep_by_way_of_trial_changes_nothing(scene):
    flag_overdue(datetime.date(2026, 12, 31), at=NOON + 41 * DAY, dry_run=True)

    assert scene.fresh().state == State.IN_PROGRESS
