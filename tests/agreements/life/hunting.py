"""What must hold after every step, read from the stored rows and never from what the services answered."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import QueryDict

from agreements.choices import CLOSED_STATES, OBLIGOR_DUTIES, OPEN_STATES, AssessmentKind, Duty, State, Step
from agreements.filters.closures import LISTS, ClosureFilter
from agreements.hearing import Heard, hear
from agreements.models import (
    Assessment,
    Commitment,
    Evidence,
    Reschedule,
    RescheduleAnswer,
    Transition,
)
from agreements.services.results import columns_of, promised_on
from agreements.showing.closures import closings_of
from agreements.workflow import Said, state_of
from agreements.workflow.steps import CLOSINGS
from conflicts.choices import Sector
from conflicts.models import Party
from mesas.choices import Answer, DocumentKind
from mesas.models import Document, Signature
from mesas.plazos import days_late
from tests.agreements.life.world import World

#: What is only ever added, with what of it may still change.
KEPT: dict[Any, set[str]] = {
    Assessment: set(),
    Evidence: set(),
    Transition: set(),
    RescheduleAnswer: set(),
    Signature: set(),
    Document: set(),
    Reschedule: {"accepted_at", "is_unilateral"},
    Transition.documents.through: set(),
    Transition.consenting.through: set(),
    Transition.successors.through: set(),
    Assessment.evidence.through: set(),
}


def everything() -> dict[Any, dict[int, dict[str, Any]]]:
    """All that was registered, by kind and key."""
    return {
        model: {row["id"]: {name: row[name] for name in row if name not in changing} for row in model.objects.values()}
        for model, changing in KEPT.items()
    }


class Hunt:
    """Remembers what it saw last, and compares."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.rows = everything()
        self.before = {row.pk: row for row in world.debts}

    def after_refusal(self) -> None:
        """Nothing was written."""
        assert everything() == self.rows
        assert {row.pk: vars_of(row) for row in self.world.debts} == {
            pk: vars_of(row) for pk, row in self.before.items()
        }

    def after_step(self, on: datetime.date) -> None:
        rows, debts = everything(), self.world.debts
        require_nothing_vanished(self.rows, rows)
        heard = hear(debts, on=on)
        parties = Party.objects.in_bulk()
        for debt in debts:
            new = [
                Transition.objects.get(pk=pk)
                for pk in sorted(rows[Transition].keys() - self.rows[Transition].keys())
                if rows[Transition][pk]["commitment_id"] == debt.pk
            ]
            require_state_of_its_rows(debt, heard[debt.pk])
            require_unbroken_chain(debt)
            require_typing_order_changes_nothing(heard[debt.pk])
            require_two_sides(debt, new, heard[debt.pk], parties, on)
            require_dates_stay(self.before[debt.pk], debt, new)
            if new:
                require_one_closure_list(debt, self.world.people["coordinator"], on)
            require_clock_runs(debt, on)
            require_one_end_each(debt)
        self.rows, self.before = rows, {row.pk: row for row in debts}

    def after_silence(self) -> None:
        """Days that passed made no other state."""
        assert [row.state for row in self.world.debts] == [row.state for row in self.before.values()]


def vars_of(row: Commitment) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in Commitment._meta.concrete_fields}


def require_nothing_vanished(before: dict, now: dict) -> None:
    for model, rows in before.items():
        assert {pk: now[model].get(pk) for pk in rows} == rows, f"{model.__name__}: something registered changed"


def require_state_of_its_rows(debt: Commitment, heard: Heard) -> None:
    """The state equals the function of the current rows, or is that of the one closing that stands."""
    closings = list(debt.transitions.filter(step=Step.CLOSED, lifted_by=None).values_list("to_state", flat=True))
    if closings:
        assert [debt.state] == closings
        return
    stored = columns_of(heard.said, promised_on(debt))
    assert {name: getattr(debt, name) for name in stored} == stored


def require_unbroken_chain(debt: Commitment) -> None:
    """Every change of state has its row, which starts where the one before ended."""
    state = State.PENDING
    for row in debt.transitions.order_by("pk"):
        assert row.from_state == state, f"{row.step} starts from {row.from_state}, and it was {state}"
        state = row.to_state
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


def require_two_sides(
    debt: Commitment, new: list[Transition], heard: Heard, parties: dict[int, Party], on: datetime.date
) -> None:
    """What ended a debt was more than one side alone, read from raw rows."""
    kin = Party.objects.kin(on)
    duties = list(debt.duties.values_list("duty", "party"))
    owing = {kin.heir(party) for duty, party in duties if duty in OBLIGOR_DUTIES}
    lead = {kin.heir(party) for duty, party in duties if duty == Duty.LEAD}
    judges = {kin.heir(party) for duty, party in duties if duty == Duty.BENEFICIARY} or {
        kin.heir(seat.party_id)
        for seat in debt.mesa.seats.select_related("party")
        if seat.party.sector == Sector.COMMUNITY
    } - owing
    assert judges
    for step in new:
        if step.from_state not in OPEN_STATES or step.to_state in OPEN_STATES:
            continue
        if step.to_state in CLOSED_STATES:
            rule = CLOSINGS[State(step.to_state)]
            backing = step.assessment
            if backing and rule.or_verification:
                assert backing.is_independent
                assert backing.level is not None
                assert backing.level < 3
                assert backing.note
                assert step.closing_reason
                continue
            needed = judges | ((lead or owing) if rule.needs_obligor else set())
            require_signed(step, needed, kin, debt)
            continue
        rows = list(Assessment.objects.filter(commitment=debt).select_related("document", "party"))
        if any(row.kind == AssessmentKind.VERIFICATION and row.is_independent and row.level == 3 for row in rows):
            continue
        settled = debt.transitions.filter(step=Step.SETTLED).order_by("day_on", "pk").last()
        if settled:
            require_signed(settled, judges | (lead or owing), kin, debt)
            continue
        claiming = {kin.heir(row.party_id) for row in rows if row.kind == AssessmentKind.CLAIM and row.level == 3}
        assert (lead or owing) <= claiming, "fulfilled without a claim of those who owe"
        proven = {
            kin.heir(row.party_id)
            for row in rows
            if row.kind == AssessmentKind.VERDICT and row.level == 3 and is_proven(row)
        }
        assert judges <= proven, "fulfilled without the proven word of those who receive"


def is_proven(row: Assessment) -> bool:
    by_assembly = row.document is not None and row.document.kind == DocumentKind.ASSEMBLY_ACTA
    return by_assembly or row.evidence.filter(supplied_by=row.party_id).exists()


def require_signed(step: Transition, needed: set[int], kin: Any, debt: Commitment) -> None:
    """Each of those needed signed one of its papers, dated after the promise."""
    for party in needed:
        signed = Signature.objects.filter(
            document__transitions=step, party__in=kin.same([party]), signed=Answer.YES
        ).select_related("document")
        assert any(debt.agreed.known_before(each.document.dated) for each in signed), "ended by one side alone"


def require_dates_stay(before: Commitment, now: Commitment, new: list[Transition]) -> None:
    """The first deadline changes by a correction only, the one in force also by what both accepted."""
    steps = {row.step for row in new}
    if before.first_due != now.first_due:
        assert Step.CORRECTED in steps
    if before.due != now.due:
        assert steps & {Step.CORRECTED, Step.RESCHEDULED}
    for row in new:
        if row.step == Step.RESCHEDULED:
            require_accepted(row.reschedule)
    if new:
        assert now.version > before.version


def require_accepted(asked: Reschedule) -> None:
    """Somebody who receives said yes in her own voice or in a paper, and nobody accepted what she asked for herself."""
    answers = list(RescheduleAnswer.objects.filter(reschedule=asked, accepts=True))
    assert answers
    own = {answer.recorded_by_id for answer in answers if answer.document_id is None}
    assert asked.asked_by_id not in own, "accepted by who asked"


def require_one_closure_list(debt: Commitment, reader: Any, on: datetime.date) -> None:
    """A closed commitment stands in exactly one public list, any other in none."""
    standing = closings_of(reader).filter(commitment=debt, lifted_by=None)
    if debt.state not in CLOSED_STATES:
        assert not standing.exists()
        return
    lists = [ClosureFilter(QueryDict(f"estado={name}"), standing, user=reader, on=on).qs for name, _label in LISTS]
    assert [rows.count() for rows in lists] == [int(name == debt.state) for name, _label in LISTS]


def require_clock_runs(debt: Commitment, on: datetime.date) -> None:
    """Late from the day after the deadline in force until the debt ends, whatever anybody claims meanwhile."""
    is_late = debt.state in OPEN_STATES and days_late(debt.due.last, on) > 0
    asked = Commitment.objects.filter(pk=debt.pk)
    assert asked.overdue(on).exists() is is_late
    assert asked.timed(["vencido"], on).exists() is is_late
    if debt.overdue_since:
        assert not (is_late and debt.overdue_since > on)


def require_one_end_each(debt: Commitment) -> None:
    """Nobody speaks in her own voice for both ends, and nobody who recorded a word of either verified."""
    said = Assessment.objects.filter(commitment=debt)
    own = said.filter(is_on_behalf=False)

    def people(rows: Any) -> set[int]:
        return set(rows.values_list("recorded_by", flat=True))

    claimed = people(own.filter(kind=AssessmentKind.CLAIM))
    answered = people(own.filter(kind=AssessmentKind.VERDICT))
    verified = people(said.filter(kind=AssessmentKind.VERIFICATION))
    recorded = people(said.filter(~Q(kind=AssessmentKind.VERIFICATION)))
    assert not claimed & answered
    assert not verified & recorded
