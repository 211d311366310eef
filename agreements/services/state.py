"""The one place where the state of a commitment is stored: after every row, from all rows."""

from __future__ import annotations

import datetime

from django.utils import timezone

from agreements.choices import OPEN_STATES, Record, State, Step
from agreements.hearing import hear
from agreements.models import Assessment, Commitment, Evidence, Transition
from agreements.workflow import Said, completion_day, confirmed_by, on_time, state_of

#: States that the rows make. The others are closings, which stand until somebody lifts them.
COMPUTED_STATES = (*OPEN_STATES, State.FULFILLED)


def settle_state(
    commitment: Commitment,
    *,
    by,
    at: datetime.datetime,
    step: Step,
    assessment: Assessment | None = None,
    evidence: Evidence | None = None,
) -> Transition:
    """Store what the rows now say of a commitment that the caller has locked, and leave the row that names the cause.

    A member has spoken, so the commitment is no longer told by sources only. What could not be assessed is no
    movement. A closing stands whatever is said: reopening is a step of its own.
    """
    on = timezone.localdate(at)
    before = commitment.state
    stored: dict = {"record": Record.MEMBERS, "version": commitment.version + 1}
    if before in COMPUTED_STATES:
        stored |= result_of(commitment, on)
    if assessment is None or assessment.level is not None:
        stored["last_moved_on"] = max(filter(None, (commitment.last_moved_on, on)))
    write(commitment, stored)
    return Transition.objects.create(
        commitment=commitment,
        step=step,
        from_state=before,
        to_state=commitment.state,
        by=by,
        at=at,
        assessment=assessment,
        evidence=evidence,
    )


def result_of(commitment: Commitment, on: datetime.date) -> dict:
    """What the rows of a commitment make of it, heirs in their predecessors' place as of that day."""
    return columns_of(hear([commitment], on=on)[commitment.pk].said, commitment.first_due_on)


def columns_of(said: Said, first_due_on: datetime.date | None) -> dict:
    """State, who confirmed it, the day it was done, and beside them what each voice says today, as stored."""
    done = completion_day(said, first_due_on)
    return {
        "state": state_of(said),
        "confirmed_by": confirmed_by(said),
        "fulfilled_on": done.last if done else None,
        "done_in_time": on_time(said, first_due_on),
        "claim_level": said.claim.level if said.claim else None,
        "claimed_on": said.claimed_on,
        "verdict_level": said.verdict_level,
        "finding_level": said.finding.level if said.finding else None,
    }


def write(commitment: Commitment, stored: dict) -> None:
    """Computed columns only, so they leave no row in the history of corrections."""
    Commitment.objects.filter(pk=commitment.pk).update(**stored)
    for name, value in stored.items():
        setattr(commitment, name, value)
