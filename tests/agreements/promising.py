"""Promises registered at the table of a scene, with the deadline that a test is about."""

from agreements.choices import DeadlineKind, Duty, Recurrence
from agreements.models import Commitment
from agreements.services.deadlines import Deadline
from agreements.services.registration import NewCommitment, NewDuty, register_commitments
from tests.agreements.scene import NOON, day


def promise(scene, deadline, *, at=NOON, **more) -> Commitment:
    """The company owes it to the community, as agreed on 4 November 2026."""
    duties = [NewDuty(Duty.LEAD, scene.company), NewDuty(Duty.BENEFICIARY, scene.community)]
    told = {
        "mesa": scene.mesa, "title": "Mantener el canal", "grade": scene.mesa.grade, "duties": duties,
        "agreed": day("2026-11-04"), "deadline": deadline, **more,
    }  # fmt: skip
    (row,) = register_commitments([NewCommitment(**told)], by=scene.registrar, at=at)
    return Commitment.objects.get(pk=row.pk)


def every(recurs, until="", **more) -> Deadline:
    return Deadline(DeadlineKind.RECURRING, recurs=Recurrence(recurs), recurs_until=day(until), **more)
