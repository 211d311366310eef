"""The state of a commitment: one function of what has been said. The first line that holds gives it.

Read beside the table of states, where c is what who owes claims (`Said.claim`), f what a third party found
(`Said.finding`), and a verdict what one party that receives says today (`Said.verdicts`).
"""

from __future__ import annotations

from datetime import date

from agreements.choices import ConfirmedBy, State
from agreements.workflow.said import Said
from conflicts.partial_dates import PartialDate


def state_of(said: Said) -> State:
    """The state that the current rows make. Silence is never agreement, and the calendar has no say.

    Closings are steps that somebody takes; they stand beside this function, not in it (see `steps`).
    """
    if said.contradicts_itself():
        return State.DISPUTED
    if said.is_found_complete:
        return State.FULFILLED  # verified by a third party
    if said.every_beneficiary_confirms():
        return State.FULFILLED  # confirmed by the beneficiary
    if said.is_claimed_complete:
        return State.CLAIMED
    if said.work_began():
        return State.IN_PROGRESS
    return State.PENDING


def confirmed_by(said: Said) -> ConfirmedBy:
    """Who makes it fulfilled: a third party before the beneficiary; a settlement, those who signed it."""
    if state_of(said) != State.FULFILLED:
        return ConfirmedBy.NOBODY
    by_sides = said.settlement is not None and said.is_settled and not said.settlement.by_verifier
    return ConfirmedBy.VERIFIER if said.is_found_complete and not by_sides else ConfirmedBy.BENEFICIARY


def completion_day(said: Said, first_due_on: date | None) -> PartialDate | None:
    """The day on which a fulfilled commitment was done, however late somebody came to look.

    It is the day that the claim speaks of, if that claim was received by the first deadline and no third party found
    less since; else the earliest day that a confirming row speaks of. Nothing while it is not fulfilled.
    """
    if state_of(said) != State.FULFILLED:
        return None
    if received_by(said, first_due_on) and not said.is_claim_refuted():
        return said.claim.observed if said.claim else None
    return min(row.observed for row in said.confirming_rows())


def on_time(said: Said, first_due_on: date | None) -> bool | None:
    """Whether the completion day is not (not known to be) after the deadline. Nothing where there is no deadline, it
    is not fulfilled, or nobody knows the day. What nobody did to the end of its time was kept in time, although that
    is only seen afterwards."""
    done = completion_day(said, first_due_on)
    if first_due_on is None or done is None:
        return None
    if said.abstains:
        return True
    if not done.is_known:
        return (received_by(said, first_due_on) and not said.is_claim_refuted()) or None
    return not PartialDate.on(first_due_on).known_before(done)


def declared_in_time(said: Said, due_on: date | None) -> bool:
    """*Declarado a tiempo, sin verificar*: claimed complete by the deadline in force, and nobody says less.

    It stays overdue all the same: the clock runs until the debt ends.
    """
    if due_on is None or said.says_less():
        return False
    return state_of(said) == State.CLAIMED and received_by(said, due_on)


def received_by(said: Said, due_on: date | None) -> bool:
    """Whether completion was claimed by that day; where there is no deadline, whether it was claimed at all."""
    if not said.is_claimed_complete or said.claimed_on is None:
        return False
    return due_on is None or said.claimed_on <= due_on
