"""What became of each promise: what was said of it, how its date moved, how it ended.

The state stored is the one that `agreements.workflow` makes of the rows written here.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from random import Random

from agreements.choices import ClosingReason, DeadlineKind, Record, RescheduleReason, State, Step, Trigger
from agreements.models import Commitment, Inherited, ReportedStatus, Reschedule, RescheduleAnswer, Transition
from agreements.services.volume.people import DAY, moment
from agreements.services.volume.periods import come_round
from agreements.services.volume.promises import Promise, promised
from agreements.services.volume.saying import Saying
from agreements.services.volume.setting import Table
from agreements.workflow.steps import earliest_first_due
from conflicts.choices import Role
from conflicts.partial_dates import PartialDate
from mesas.choices import ReportedState, SaidBy

CLOSINGS = (State.CLOSED_PARTIAL, State.WITHDRAWN, State.CLOSED_UNMET)


def promises_of(table: Table, *, on: datetime.date, dice: Random) -> Iterator[Promise]:
    """What the mesa promised, each with all its rows. What replaces another is stored after it."""
    replaced: Promise | None = None
    awaited: Commitment | None = None
    for number in range(1, table.promises + 1):
        promise = promised(table, number, on=on, dice=dice)
        if replaced is not None:
            carry_on(replaced, promise, table, on=on)
            yield replaced
            replaced = None
        elif promise.is_recurring:
            come_round(promise, table, on=on, dice=dice)
        elif awaited is not None and dice.random() < 0.02:
            wait_for(promise, awaited)
            awaited = None
        elif number < table.promises and dice.random() < 0.02:
            replaced = promise
        else:
            (fate,) = dice.choices(tuple(FATES), tuple(FATES.values()))
            fate(promise, Saying(promise, table), Days(promise.registered_on, on, dice))
            awaited = promise.commitment if fate is be_silent else awaited
        if table.listing is not None and dice.random() < 0.3:
            promise.rows.append(Inherited(link=table.listing, commitment=promise.commitment))
        if promise is not replaced:
            yield promise


class Days:
    """Days after it was registered and not after today, each later than the one before where there is room."""

    def __init__(self, registered_on: datetime.date, on: datetime.date, dice: Random) -> None:
        self.now, self.on, self.dice = registered_on, on, dice

    def next(self) -> datetime.date:
        self.now += self.dice.randint(0, max(0, (self.on - self.now).days // 2)) * DAY
        return self.now


Fate = Callable[[Promise, Saying, Days], None]


def be_silent(promise: Promise, saying: Saying, days: Days) -> None:
    """Nobody says anything, except perhaps that it will be later."""
    if promise.commitment.due.is_known and promise.receiving and days.dice.random() < 0.12:
        ask_date(promise, saying, days)


def advance(promise: Promise, saying: Saying, days: Days) -> None:
    saying.claim(days.dice.randint(1, 2), days.next())


def be_claimed(promise: Promise, saying: Saying, days: Days) -> None:
    claim = saying.claim(3, days.next())
    if days.dice.random() < 0.2:
        saying.show(claim, days.dice.getrandbits(256))


def be_disputed(promise: Promise, saying: Saying, days: Days) -> None:
    saying.claim(3, days.next())
    saying.answer(saying.judging[0], days.dice.randint(0, 2), days.next())


def be_confirmed(promise: Promise, saying: Saying, days: Days) -> None:
    saying.claim(3, days.next())
    saying.confirm(days.next())


def be_verified(promise: Promise, saying: Saying, days: Days) -> None:
    saying.claim(3, days.next())
    saying.verify(days.dice.choices((3, 1), (85, 15))[0], days.next())


def be_closed(promise: Promise, saying: Saying, days: Days) -> None:
    state = days.dice.choice(CLOSINGS)
    reason = ClosingReason.IMPOSSIBLE if state == State.CLOSED_UNMET else ClosingReason.NONE
    if state == State.CLOSED_PARTIAL:
        saying.claim(2, days.next())
    close(promise, saying.table, state, days.next(), closing_reason=reason, reason="Así lo acordaron las partes.")


def be_told(promise: Promise, saying: Saying, days: Days) -> None:
    """Only public sources tell of it."""
    promise.commitment.record = Record.SOURCES
    promise.rows.append(
        ReportedStatus(
            commitment=promise.commitment, state=days.dice.choice(ReportedState.values), said_by=SaidBy.PRESS,
            as_of=PartialDate.on(days.next()),
        )
    )  # fmt: skip


#: How many in a hundred.
FATES: dict[Fate, int] = {
    be_silent: 40, advance: 17, be_claimed: 12, be_disputed: 7, be_confirmed: 8, be_verified: 9, be_closed: 4,
    be_told: 3,
}  # fmt: skip


def ask_date(promise: Promise, saying: Saying, days: Days) -> None:
    """Two of three are accepted by all that receive, and move the date."""
    commitment, asking = promise.commitment, promise.owing[0]
    day, answered = days.next(), days.next()
    old, new = commitment.due, PartialDate.on(commitment.due.last + days.dice.randint(30, 400) * DAY)
    accepts = days.dice.random() < 0.66
    asked = Reschedule(
        commitment=commitment, asked_by_party=asking, asked_by=saying.speaker(asking), asked_at=moment(day),
        old_due=old, new_due=new, reason=RescheduleReason.MORE_TIME, is_unilateral=not accepts,
        accepted_at=moment(answered) if accepts else None,
    )  # fmt: skip
    promise.rows.append(asked)
    promise.rows += [
        RescheduleAnswer(
            reschedule=asked, party=one, accepts=accepts, recorded_by=saying.speaker(one), recorded_at=moment(answered)
        )
        for one in promise.receiving
    ]
    if accepts:
        commitment.due = new
        by = saying.speaker(promise.receiving[0])
        promise.step(Step.RESCHEDULED, answered, by, before=commitment.state, reschedule=asked)


def close(promise: Promise, table: Table, state: State, day: datetime.date, **row) -> Transition:
    """With the agreement of both sides, in the acta."""
    before = promise.commitment.state
    promise.commitment.state = state
    closing = promise.step(Step.CLOSED, day, table.circle.users[Role.COORDINATOR], before=before, **row)
    promise.rows.append(Transition.documents.through(transition=closing, document=promise.sitting.acta))
    promise.rows += [
        Transition.consenting.through(transition=closing, party=one) for one in (*promise.owing, *promise.receiving)
    ]
    return closing


def carry_on(old: Promise, new: Promise, table: Table, *, on: datetime.date) -> None:
    """The new promise takes the old one's place, and its earliest first deadline with it."""
    day = min(on, max(old.registered_on, new.registered_on) + 5 * DAY)
    closing = close(old, table, State.REPLACED, day)
    new.rows.append(Transition.successors.through(transition=closing, commitment=new.commitment))
    new.commitment.carried_first_due = earliest_first_due(old.commitment.first_due, old.commitment.carried_first_due)


def wait_for(promise: Promise, other: Commitment) -> None:
    """Its term runs from the day on which the other is kept."""
    unknown = PartialDate.unknown()
    told = {"deadline_kind": DeadlineKind.DAYS, "term": 60, "trigger": Trigger.COMMITMENT, "trigger_commitment": other}
    for name, value in {**told, "triggered": unknown, "first_due": unknown, "due": unknown}.items():
        setattr(promise.commitment, name, value)
