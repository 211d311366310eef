"""From stored rows to what `agreements.workflow` judges: all that was said about some commitments, in few queries.

The same reading serves the step that settles a state and the screens that tell of it, so that they cannot differ.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from agreements.choices import AssessmentKind, Step
from agreements.models import Assessment, Commitment, Evidence, Transition
from agreements.querysets.ends import ends_of
from agreements.workflow import Answer, Claim, Finding, Said, Settlement, said_day
from conflicts.choices import Sector
from conflicts.models import Party
from mesas.choices import DocumentKind, DocumentMark

SIGNED = (DocumentMark.SIGNED, DocumentMark.COLLATED)


@dataclass(frozen=True)
class Heard:
    """What was said about one commitment, and the rows that said it, in the order of recording."""

    said: Said
    rows: tuple[Assessment, ...]

    def row(self, pk: int | None) -> Assessment | None:
        """The stored row behind something said; a settlement has none."""
        return next((row for row in self.rows if row.pk == pk), None)


def hear(commitments: Collection[Commitment], *, on: datetime.date) -> dict[int, Heard]:
    """By key of the commitment, heirs in their predecessors' place as of that day. Six queries for any number."""
    keys = [commitment.pk for commitment in commitments]
    heirs = Party.objects.replaced(on).heirs
    rows: dict[int, list[Assessment]] = defaultdict(list)
    for row in assessments_of(keys):
        rows[row.commitment_id].append(row)
    shown = Evidence.objects.filter(commitment__in=keys, occurrence=None, shows_work_began=True)
    begun = set(shown.values_list("commitment_id", flat=True))
    settled = settlements_of(keys)
    return {
        pk: Heard(
            said=Said(
                lead=ends.lead,
                obligors=ends.obligors,
                beneficiaries=ends.beneficiaries,
                seated_communities=ends.seated,
                claims=[Claim(**statement(row)) for row in of_kind(AssessmentKind.CLAIM, rows[pk])],
                answers=[answer(row) for row in of_kind(AssessmentKind.VERDICT, rows[pk])],
                findings=[finding(row) for row in of_kind(AssessmentKind.VERIFICATION, rows[pk])],
                began=pk in begun,
                settlement=settled.get(pk),
            ).as_heirs_speak(heirs),
            rows=tuple(rows[pk]),
        )
        for pk, ends in ends_of(commitments).items()
    }


def parties_in(heard: Iterable[Heard]) -> Mapping[int, Party]:
    """The parties that owe, receive or said something, by key. One query."""
    keys: set[int] = set()
    for each in heard:
        keys |= each.said.owing | each.said.judges | {row.party_id for row in each.rows}
    return Party.objects.in_bulk(keys)


def assessments_of(keys: Collection[int]) -> QuerySet[Any]:
    """Rows of the commitments themselves, not of their periods, with what decides how much each weighs.

    Its own evidence is what its party supplied. A tombstone still counts: the file was there.
    """
    proof = Evidence.objects.filter(assessments=OuterRef("pk"), supplied_by=OuterRef("party"))
    rows = Assessment.objects.filter(commitment__in=keys, occurrence=None).select_related("document", "party")
    return rows.annotate(has_own_evidence=Exists(proof)).order_by("recorded_at", "pk")


def settlements_of(keys: Collection[int]) -> dict[int, Settlement]:
    """The last settlement of each commitment that has one: by its day, then by recording."""
    steps = Transition.objects.filter(commitment__in=keys, step=Step.SETTLED, level__isnull=False)
    return {
        step.commitment_id: Settlement(level=step.level, day=step.day.last, by_verifier=step.by_verifier)
        for step in steps.order_by("day_on", "at", "pk")
        if step.level is not None and step.day.last is not None
    }


def of_kind(kind: AssessmentKind, rows: Iterable[Assessment]) -> list[Assessment]:
    return [row for row in rows if row.kind == kind]


def statement(row: Assessment) -> dict:
    """What every voice tells: who, how much, of which day, and when it was told."""
    return {
        "pk": row.pk,
        "party": row.party_id,
        "level": row.level,
        "observed": row.observed,
        "said_on": said_day(row.recorded_at, row.document.dated if row.is_on_behalf and row.document else None),
        "recorded_at": row.recorded_at,
    }


def answer(row: Assessment) -> Answer:
    """A verdict. On behalf, the party's papers are one voice; otherwise each representative is one."""
    return Answer(
        speaker=None if row.is_on_behalf else row.recorded_by_id,
        own_evidence=row.has_own_evidence,
        by_assembly=speaks_for_all(row),
        **statement(row),
    )


def finding(row: Assessment) -> Finding:
    return Finding(independent=row.is_independent, **statement(row))


def speaks_for_all(row: Assessment) -> bool:
    """Whether the party as a whole speaks: in an assembly acta or, an institution, in its signed letter."""
    if row.document is None:
        return False
    if row.document.kind == DocumentKind.ASSEMBLY_ACTA:
        return True
    is_institution = row.party.sector != Sector.COMMUNITY
    return is_institution and row.document.kind == DocumentKind.LETTER and row.document.mark in SIGNED
