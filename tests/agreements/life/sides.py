"""Who stood behind what ended a debt, read from raw rows: never one side alone, and nobody on both ends."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import Any

from django.utils import timezone

from agreements.choices import (
    CLOSED_STATES,
    OBLIGOR_DUTIES,
    OPEN_STATES,
    AssessmentKind,
    DeadlineKind,
    Duty,
    State,
    Step,
)
from agreements.models import Assessment, Commitment
from agreements.workflow.steps import CLOSINGS
from conflicts.choices import Sector
from conflicts.models import Party
from mesas.choices import Answer, DocumentKind
from mesas.models import Signature
from tests.agreements.life.keeping import Rows, about


class Ends:
    """Of one debt, as recorded, each party by the one that stands in its place on that day."""

    def __init__(self, debt: Commitment, on: datetime.date) -> None:
        self.debt, self.kin = debt, Party.objects.kin(on)
        duties = list(debt.duties.values_list("duty", "party"))
        self.owing = self.of(party for duty, party in duties if duty in OBLIGOR_DUTIES)
        #: Who must agree: who leads or, where nobody does, all of them.
        self.answerable = self.of(party for duty, party in duties if duty == Duty.LEAD) or self.owing
        self.judges = self.of(party for duty, party in duties if duty == Duty.BENEFICIARY) or self.seated() - self.owing
        assert self.judges

    def of(self, parties: Iterable[int]) -> set[int]:
        return {self.kin.heir(party) for party in parties}

    def seated(self) -> set[int]:
        seats = self.debt.mesa.seats.select_related("party")
        return self.of(seat.party_id for seat in seats if seat.party.sector == Sector.COMMUNITY)

    def require_signed(self, step: Any, needed: set[int]) -> None:
        """Each of those needed signed one of its papers, dated after the promise."""
        for party in needed:
            signed = Signature.objects.filter(
                document__transitions=step.id, party__in=self.kin.same([party]), signed=Answer.YES
            ).select_related("document")
            assert any(self.debt.agreed.known_before(each.document.dated) for each in signed), "ended by one side alone"


def require_two_sides(debt: Commitment, new: Iterable[Any], on: datetime.date) -> None:
    """What ended a debt was more than one side alone."""
    for step in new:
        if step.from_state in OPEN_STATES and step.to_state in CLOSED_STATES:
            require_closed_by_all(step, Ends(debt, on))
    if debt.state == State.FULFILLED and debt.deadline_kind != DeadlineKind.RECURRING and new:
        require_fulfilled_by_all(Ends(debt, on))


def require_closed_by_all(step: Any, ends: Ends) -> None:
    rule = CLOSINGS[State(step.to_state)]
    if step.assessment_id and rule.or_verification:
        backing = Assessment.objects.get(pk=step.assessment_id)
        assert backing.kind == AssessmentKind.VERIFICATION
        assert backing.commitment_id == ends.debt.pk
        assert backing.is_independent
        assert backing.level is not None
        assert backing.level < 3
        assert backing.note
        assert step.closing_reason
        return
    ends.require_signed(step, ends.judges | (ends.answerable if rule.needs_obligor else set()))


def require_fulfilled_by_all(ends: Ends) -> None:
    """By the finding of a third party, by what all signed, or by all who owe and receive; and nobody's *no* was passed
    over, whoever has left since."""
    said = list(
        Assessment.objects.filter(commitment=ends.debt).exclude(level=None).select_related("document").order_by("pk")
    )
    settled = ends.debt.transitions.filter(step=Step.SETTLED).order_by("day_on", "pk").last()
    if settled is None:
        require_nobody_passed_over(said, ends)
    if any(row.kind == AssessmentKind.VERIFICATION and row.is_independent and row.level == 3 for row in said):
        return
    if settled:
        ends.require_signed(settled, ends.judges | ends.answerable)
        return
    claimed = ends.of(row.party_id for row in said if row.kind == AssessmentKind.CLAIM and row.level == 3)
    assert ends.answerable <= claimed, "fulfilled without a claim of those who owe"
    yes = [row for row in said if row.kind == AssessmentKind.VERDICT and row.level == 3]
    proven = ends.of(row.party_id for row in yes if is_proven(row))
    assert ends.judges <= proven, "fulfilled without the proven word of those who receive"


def is_proven(row: Assessment) -> bool:
    return is_of_assembly(row) or row.evidence.filter(supplied_by=row.party_id).exists()


def is_of_assembly(row: Assessment) -> bool:
    return row.document is not None and row.document.kind == DocumentKind.ASSEMBLY_ACTA


def require_nobody_passed_over(said: list[Assessment], ends: Ends) -> None:
    """Each voice of those who receive said complete last, or its assembly said so later. An answer outlives its
    representative."""
    voices: dict[tuple[int, Hashable], list[Assessment]] = defaultdict(list)
    actas: dict[int, list[Assessment]] = defaultdict(list)
    for row in said:
        party = ends.kin.heir(row.party_id)
        if row.kind == AssessmentKind.VERDICT and party in ends.judges:
            voices[party, "papers" if row.is_on_behalf else row.recorded_by_id].append(row)
            if is_of_assembly(row):
                actas[party].append(row)
    for (party, _voice), rows in voices.items():
        last = max(rows, key=lambda row: (said_on(row), row.recorded_at))
        overruled = any(said_on(acta) >= said_on(last) and acta.level == 3 for acta in actas[party])
        assert last.level == 3 or overruled, "fulfilled against the word of one who receives"


def said_on(row: Assessment) -> datetime.date:
    """Of a paper, its day: it may be put on record much later."""
    paper = row.document.dated.last if row.is_on_behalf and row.document else None
    return paper or timezone.localdate(row.recorded_at)


def require_one_end_each(debt: Commitment, rows: Rows) -> None:
    """Nobody speaks in her own voice for both ends, nobody who recorded a word of either verified, and no party both
    declared and answered."""
    said = about(rows, Assessment, debt.pk)
    by_kind: dict[str, list[Any]] = defaultdict(list)
    for row in said:
        by_kind[row.kind].append(row)
    claims, answers = by_kind[AssessmentKind.CLAIM], by_kind[AssessmentKind.VERDICT]
    verified = {row.recorded_by_id for row in by_kind[AssessmentKind.VERIFICATION]}
    assert not own(claims) & own(answers)
    assert not verified & {row.recorded_by_id for row in (*claims, *answers)}
    assert not {row.party_id for row in claims} & {row.party_id for row in answers}
    spoke = {row.party_id for row in (*claims, *answers)}
    assert not spoke & {row.party_id for row in by_kind[AssessmentKind.VERIFICATION]}


def own(rows: Iterable[Any]) -> set[int]:
    return {row.recorded_by_id for row in rows if not row.is_on_behalf}
