"""What replaces a debt without a date carries its first deadline from the moment that this can be counted."""

import datetime

import pytest

from agreements.choices import DeadlineKind, State, Trigger
from agreements.models import Commitment
from agreements.services.deadlines import Deadline
from agreements.services.records.grounds import correct_document
from agreements.services.triggers import date_trigger
from mesas.choices import DocumentKind
from tests.agreements.closing import another, objection, replace
from tests.agreements.promising import promise
from tests.agreements.scene import NOON, Scene, day, shown
from tests.agreements.speaking import verification

pytestmark = pytest.mark.django_db

LATE = datetime.date(2027, 6, 30)


def about(scene, commitment):
    scene.commitment = commitment
    return scene


def carried(*rows):
    return [Commitment.objects.get(pk=row.pk).carried_first_due.iso for row in rows]


def dated_event(scene, row, on="2026-11-16"):
    return date_trigger(row, by=scene.delegate, day=day(on).last, evidence=[shown(b"licencia")], at=NOON)


def waiting(scene, **more):
    """Thirty days from an event that nobody has dated."""
    return promise(
        scene, Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.EVENT, trigger_text="la licencia"), **more
    )


def test_a_chain_counted_after_it_was_replaced_reaches_all_that_carry_it_on():
    scene = Scene()
    first = scene.commitment
    deadline = Deadline(DeadlineKind.DAYS, term=10, trigger=Trigger.COMMITMENT, trigger_commitment=first)
    old, undated = promise(scene, deadline), another(scene, due_on=None)
    second, twin, third = (another(scene, due_on=LATE) for _ in range(3))
    replace(about(scene, old), second, twin, also=[undated])
    replace(about(scene, second), third)
    assert carried(second, twin, third) == ["", "", "2027-06-30"]

    verification(about(scene, first))  # done on 16 November

    assert carried(second, twin, third) == ["2026-11-26"] * 3
    assert {row.state for row in Commitment.objects.filter(pk__in=[old.pk, second.pk])} == {State.REPLACED}


def test_a_signature_noted_after_the_replacement_is_carried_too():
    scene = Scene()
    acta = scene.paper(DocumentKind.ACTA, "2026-11-04", mark="sin-firmar")
    old = promise(scene, Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.SIGNATURE), document=acta)
    new = another(scene, due_on=LATE)
    replace(about(scene, old), new)

    signed = {"signed": day("2026-11-10"), "mark": "firmada"}
    correct_document(acta, by=scene.admin, changes=signed, reason="Llegó firmada.", at=NOON)

    assert carried(new) == ["2026-12-10"]


def test_an_event_may_be_dated_after_the_debt_that_waited_for_it_was_replaced():
    scene = Scene()
    old, new = waiting(scene), another(scene, due_on=LATE)
    replace(about(scene, old), new)

    step = dated_event(scene, old)

    assert (step.from_state, step.to_state) == (State.REPLACED, State.REPLACED)
    assert carried(new) == ["2026-12-16"]


def test_once_the_replacement_is_lifted_a_date_that_comes_later_is_its_own_again():
    scene = Scene()
    old, new = waiting(scene), another(scene, due_on=LATE)
    replace(about(scene, old), new)
    objection(scene, at=NOON + datetime.timedelta(days=1))

    date_trigger(
        old, by=scene.delegate, day=day("2026-11-16").last, evidence=[shown(b"licencia")],
        at=NOON + datetime.timedelta(days=2),
    )  # fmt: skip

    assert carried(new) == [""]
    assert Commitment.objects.get(pk=old.pk).due.iso == "2026-12-16"


def test_a_date_that_came_while_it_was_replaced_is_no_longer_carried_once_that_is_lifted():
    scene = Scene()
    old, new = waiting(scene), another(scene, due_on=LATE)
    replace(about(scene, old), new)
    dated_event(scene, old)

    objection(scene, at=NOON + datetime.timedelta(days=1))

    assert carried(new) == [""]
    row = Commitment.objects.get(pk=old.pk)
    assert (row.state, row.first_due.iso, row.due.iso) == (State.PENDING, "2026-12-16", "2026-12-16")


def test_what_was_kept_in_time_is_judged_anew_by_the_promise_that_came_to_light():
    scene = Scene()
    old, new = waiting(scene, agreed=day("2026-06-01")), another(scene, due_on=LATE)
    replace(about(scene, old), new)
    verification(about(scene, new))  # seen on 16 November
    assert Commitment.objects.get(pk=new.pk).done_in_time is True

    dated_event(scene, old, "2026-07-01")

    assert carried(new) == ["2026-07-31"]
    assert Commitment.objects.get(pk=new.pk).done_in_time is False
