"""What is said of one promise, or of one period of it, and the state that this makes."""

from __future__ import annotations

import datetime
from typing import Any

from agreements.choices import AssessmentKind, EvidenceKind, Kind, State, Step
from agreements.hearing import answer, claim, finding
from agreements.models import Assessment, Evidence, Occurrence
from agreements.services.results import columns_of, promised_on
from agreements.services.volume.people import moment
from agreements.services.volume.promises import Promise
from agreements.services.volume.setting import Table
from agreements.workflow import Said
from conflicts.choices import Role
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.models import Document

STEPS = {
    AssessmentKind.CLAIM: Step.CLAIMED,
    AssessmentKind.VERDICT: Step.ANSWERED,
    AssessmentKind.VERIFICATION: Step.VERIFIED,
}


class Saying:
    """Rows so far, as the steps of members would have left them."""

    def __init__(self, promise: Promise, table: Table, period: Occurrence | None = None) -> None:
        self.promise, self.table, self.period = promise, table, period
        self.spoken: list[Assessment] = []

    def claim(self, level: int, day: datetime.date) -> Assessment:
        """Of the first that owes, and of the others where none leads, for whom the claim of all counts."""
        rows = [
            self.say(AssessmentKind.CLAIM, one, self.speaker(one), level, day)
            for one in (self.promise.owing if self.lead is None else self.promise.owing[:1])
        ]
        return rows[0]

    def answer(self, party: Party, level: int, day: datetime.date) -> Assessment:
        return self.say(AssessmentKind.VERDICT, party, self.speaker(party), level, day)

    def confirm(self, day: datetime.date) -> None:
        """All that receive, each by the acta of an assembly that the registrar put on record."""
        later = (sitting.assembly for sitting in self.table.sittings if sitting.day >= day)
        acta = next(later, self.table.sittings[-1].assembly)
        for party in self.judging:
            self.say(AssessmentKind.VERDICT, party, self.registrar, 3, day, document=acta, is_on_behalf=True)

    def verify(self, level: int, day: datetime.date) -> Assessment:
        circle = self.table.circle
        by = circle.users[Role.VERIFIER]
        return self.say(AssessmentKind.VERIFICATION, circle.verifier, by, level, day, is_independent=True)

    def say(
        self, kind: AssessmentKind, party: Party, by: Any, level: int, day: datetime.date,
        document: Document | None = None, **about: bool,
    ) -> Assessment:  # fmt: skip
        commitment = self.promise.commitment
        row = Assessment(
            commitment=commitment, occurrence=self.period, kind=kind, party=party, recorded_by=by, level=level,
            observed=PartialDate.on(day), recorded_at=moment(day), document=document, **about,
        )  # fmt: skip
        row.has_own_evidence = False
        self.spoken.append(row)
        self.promise.rows.append(row)
        before = commitment.state
        self.settle()
        self.promise.step(
            Step.PERIOD_SPOKEN if self.period else STEPS[kind], day, by, before=before, assessment=row,
            occurrence=self.period, party=party,
        )  # fmt: skip
        return row

    def settle(self) -> None:
        """Store what the rows say now, on the period or on the whole."""
        about = self.period or self.promise.commitment
        first_due_on = self.period.due_on if self.period else promised_on(self.promise.commitment)
        for name, value in columns_of(self.said(), first_due_on).items():
            setattr(about, name, value)

    def said(self) -> Said:
        of_kind = {kind: [row for row in self.spoken if row.kind == kind] for kind in AssessmentKind}
        return Said(
            lead=self.lead,
            obligors={one.pk for one in self.promise.owing},
            beneficiaries={one.pk for one in self.promise.receiving},
            seated_communities={one.pk for one in self.table.circle.communities},
            claims=[claim(row) for row in of_kind[AssessmentKind.CLAIM]],
            answers=[answer(row) for row in of_kind[AssessmentKind.VERDICT]],
            findings=[finding(row) for row in of_kind[AssessmentKind.VERIFICATION]],
            abstains=self.promise.commitment.kind == Kind.ABSTENTION,
        )

    def show(self, claim: Assessment, digest: int) -> None:
        """A file that was taken back: nothing is read or written when somebody looks for it."""
        evidence = Evidence(
            commitment=claim.commitment, kind=EvidenceKind.PHOTO, original_name="foto.jpg", sha256=f"{digest:064x}",
            size=180_000, caption="Foto inventada", supplied_by=claim.party, uploaded_by=claim.recorded_by,
            uploaded_at=claim.recorded_at, redacted_at=claim.recorded_at, redacted_by=self.registrar,
            redaction_reason="Dato inventado para medir.",
        )  # fmt: skip
        self.promise.rows += [evidence, Assessment.evidence.through(assessment=claim, evidence=evidence)]

    @property
    def lead(self) -> int | None:
        return self.promise.owing[0].pk if self.promise.is_led else None

    @property
    def judging(self) -> list[Party]:
        return self.promise.receiving or self.table.circle.communities

    @property
    def registrar(self) -> Any:
        return self.table.circle.users[Role.REGISTRAR]

    def speaker(self, party: Party) -> Any:
        return self.table.circle.speaking[party][0]

    @property
    def state(self) -> str:
        return (self.period or self.promise.commitment).state or State.PENDING
