"""What must hold after every step, read from the stored rows and never from what the services answered."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from agreements.choices import CLOSED_STATES, OPEN_STATES, DeadlineKind, State, Step
from agreements.filters.closures import LISTS, ClosureFilter
from agreements.hearing import Heard, hear, hear_periods
from agreements.models import Assessment, Commitment, Occurrence, Reschedule, RescheduleAnswer, Transition
from agreements.services.results import columns_of, columns_of_whole, promised_on
from agreements.showing.closures import closings_of
from agreements.workflow import Said, state_of
from mesas.plazos import days_late
from tests.agreements.life.keeping import Rows, about, added, everything, files, require_nothing_vanished
from tests.agreements.life.sides import Ends, require_one_end_each, require_two_sides
from tests.agreements.life.world import World

#: After so many steps all debts are looked at, whomever the last one was about; and at the end of each story.
NOW_AND_THEN = 10


class Hunt:
    """Remembers what it saw last, and compares. Of the debts it looks at those to which something happened."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rows, self.files = everything(), files()
        self.before = {row.pk: row for row in world.debts}
        self.looks = 0

    def after_refusal(self) -> None:
        """Nothing was written, no file and no notice either."""
        assert everything() == self.rows
        assert files() == self.files

    def after_step(self, on: datetime.date, *, is_silent: bool = False) -> None:
        """`is_silent`: nobody said anything, so no state is another and nothing was put on record."""
        rows = everything()
        self.looks += 1
        require_nothing_vanished(self.rows, rows)
        touched = touched_by(self.rows, rows)
        if is_silent:
            require_silence(self.rows, rows)
        if not self.looks % NOW_AND_THEN:
            touched = set(self.before)
        if touched:
            self.look(touched, rows, on)
        require_clocks_run(self.before, on)
        self.rows, self.files = rows, files()

    def at_the_end(self, on: datetime.date) -> None:
        self.look(set(self.before), everything(), on)

    def look(self, touched: Collection[int], rows: Rows, on: datetime.date) -> None:
        debts = self.world.debts_of(touched)
        require_states_of_their_rows(debts, rows, on)
        steps = added(self.rows, rows, Transition)
        for debt in debts:
            new = [step for step in steps if step.commitment_id == debt.pk]
            require_unbroken_chain(debt, about(rows, Transition, debt.pk))
            require_two_sides(debt, new, on)
            require_one_end_each(debt, rows)
            require_dates_stay(self.before[debt.pk], debt, new, on)
        self.before |= {row.pk: row for row in debts}
        if any(debt.state in CLOSED_STATES for debt in debts) or any(step.step == Step.CLOSED for step in steps):
            require_one_closure_list(self.before, self.world.people["coordinator"], on)


def touched_by(before: Rows, now: Rows) -> set[int]:
    changed = {pk for pk, row in now[Commitment].items() if before[Commitment].get(pk) != row}
    periods = {row.commitment_id for pk, row in now[Occurrence].items() if before[Occurrence].get(pk) != row}
    return changed | periods | {row.commitment_id for row in added(before, now, Transition)}


def require_silence(before: Rows, now: Rows) -> None:
    """Days that passed, and people who came or left, made no other state: but the last period of what comes round was
    over, and each of them had been kept."""
    assert not added(before, now, Assessment)
    for row in now[Commitment].values():
        if row.state != before[Commitment][row.id].state:
            assert row.deadline_kind == DeadlineKind.RECURRING
            assert row.state == State.FULFILLED
            assert {period.state for period in about(now, Occurrence, row.id)} == {State.FULFILLED}


def require_states_of_their_rows(debts: Iterable[Commitment], rows: Rows, on: datetime.date) -> None:
    """The state equals the function of the current rows, or is that of the one closing that stands."""
    round_again = [debt for debt in debts if debt.deadline_kind == DeadlineKind.RECURRING]
    at_once = [debt for debt in debts if debt not in round_again]
    periods = list(Occurrence.objects.filter(commitment__in=round_again).select_related("commitment__mesa"))
    periods = [period for period in periods if period.pk in spoken_of(rows)]
    for of_period, said in zip(periods, hear_periods(periods, on=on).values() if periods else (), strict=True):
        require_stored(of_period, said, of_period.due_on)
    heard = hear(at_once, on=on) if at_once else {}
    for debt in debts:
        closings = standing_closings(rows, debt.pk)
        if closings:
            assert [debt.state] == closings
        elif debt in round_again:
            require_whole(debt, on)
        else:
            require_stored(debt, heard[debt.pk], promised_on(debt))


def spoken_of(rows: Rows) -> set[int | None]:
    return {row.occurrence_id for row in rows[Transition].values()}


def standing_closings(rows: Rows, commitment: int) -> list[str]:
    steps = about(rows, Transition, commitment)
    lifted = {step.lifts_id for step in steps}
    return [step.to_state for step in steps if step.step == Step.CLOSED and step.id not in lifted]


def require_stored(row: Any, heard: Heard, promised: datetime.date | None) -> None:
    stored = columns_of(heard.said, promised)
    assert {name: getattr(row, name) for name in stored} == stored
    require_typing_order_changes_nothing(heard)


def require_whole(debt: Commitment, on: datetime.date) -> None:
    """It ends with its last period once somebody speaks or the nightly job comes by, so it may still say what it said
    in its last period."""
    yesterday = columns_of_whole(debt, debt.last_moved_on or on)["state"]
    assert debt.state in {columns_of_whole(debt, on)["state"], yesterday}


def require_unbroken_chain(debt: Commitment, steps: Iterable[Any]) -> None:
    """Every change of state has its row, which starts where the one before ended."""
    state = State.PENDING
    for row in steps:
        assert row.from_state == state, f"{row.step} starts from {row.from_state}, and it was {state}"
        state = row.to_state
        if row.step in (Step.OBJECTED, Step.REOPENED):
            assert row.lifts_id, "lifted nothing"
            assert state not in CLOSED_STATES
    assert debt.state == state


def require_typing_order_changes_nothing(heard: Heard) -> None:
    """Papers put on record in another order, with the same days, make the same state."""
    papers = {row.pk: row.recorded_at for row in heard.rows if row.is_on_behalf}
    typed = dict(zip(papers, reversed(papers.values()), strict=True))

    def again(rows: Any) -> list[Any]:
        return [replace(row, recorded_at=typed.get(row.pk, row.recorded_at)) for row in reversed(rows)]

    said: Said = heard.said
    other = replace(said, claims=again(said.claims), answers=again(said.answers), findings=again(said.findings))
    assert state_of(other) == state_of(said)


def require_dates_stay(before: Commitment, now: Commitment, new: list[Any], on: datetime.date) -> None:
    """The first deadline changes by a correction only, or is counted once from the day zero for which it waited; the
    one in force changes also by what both accepted."""
    steps = {row.step for row in new}
    counted = {Step.TRIGGER_DATED} if not before.first_due.is_known else set()
    if before.first_due != now.first_due:
        assert steps & {Step.CORRECTED, *counted}
    if before.due != now.due:
        assert steps & {Step.CORRECTED, Step.RESCHEDULED, *counted}
    for row in new:
        if row.step == Step.RESCHEDULED:
            require_accepted(row.reschedule_id, Ends(now, on))
    if new:
        assert now.version > before.version or {row.step for row in new} <= STEPS_OF_FILES


#: They change nothing of the promise, so a form that was open on it is still good.
STEPS_OF_FILES = {Step.COPY_PUBLISHED, Step.COPY_WITHDRAWN, Step.REDACTED}


def require_accepted(pk: int, ends: Ends) -> None:
    """All who receive said yes in their own voice or in a paper, and nobody accepted what she asked for herself."""
    asked = Reschedule.objects.get(pk=pk)
    answers = list(RescheduleAnswer.objects.filter(reschedule=asked, accepts=True))
    assert ends.judges <= ends.of(answer.party_id for answer in answers), "accepted by some of those who receive"
    own = {answer.recorded_by_id for answer in answers if answer.document_id is None}
    assert asked.asked_by_id not in own, "accepted by who asked"


def require_one_closure_list(debts: dict[int, Commitment], reader: Any, on: datetime.date) -> None:
    """A closed commitment stands in exactly one public list, any other in none."""
    standing = closings_of(reader).filter(lifted_by=None)
    listed = {
        name: sorted(ClosureFilter(QueryDict(f"estado={name}"), standing, user=reader, on=on).qs.values_list(
            "commitment", flat=True
        ))
        for name, _label in LISTS
    }  # fmt: skip
    closed = {
        name: sorted(pk for pk, debt in debts.items() if name == debt.state and debt.state in CLOSED_STATES)
        for name in listed
    }
    assert listed == closed


def require_clocks_run(debts: dict[int, Commitment], on: datetime.date) -> None:
    """Late from the day after the deadline in force until the debt ends, whatever anybody claims meanwhile."""
    late = {
        pk
        for pk, debt in debts.items()
        if debt.state in OPEN_STATES and debt.due.is_known and days_late(debt.due.last, on) > 0
    }
    assert set(Commitment.objects.overdue(on).values_list("pk", flat=True)) == late
    assert set(Commitment.objects.timed(["vencido"], on).values_list("pk", flat=True)) == late
    for pk in late:
        since = debts[pk].overdue_since
        assert since is None or since <= on
