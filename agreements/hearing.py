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

from agreements.choices import AssessmentKind, Kind, Step
from agreements.models import Assessment, Commitment, Evidence, Occurrence, Transition
from agreements.querysets.ends import Ends, ends_of
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
    """By key of the commitment, heirs in their predecessors' place as of that day. Six queries for any number.

    What is said of the periods of one is not said of it: see `hear_periods`.
    """
    keys = [commitment.pk for commitment in commitments]
    return heard(
        ends_of(commitments),
        assessments_of(commitment__in=keys, occurrence=None),
        Evidence.objects.filter(commitment__in=keys, occurrence=None),
        settling(commitment__in=keys, occurrence=None),
        abstaining={commitment.pk for commitment in commitments if commitment.kind == Kind.ABSTENTION},
        about="commitment_id",
        on=on,
    )


def hear_periods(periods: Collection[Occurrence], *, on: datetime.date) -> dict[int, Heard]:
    """By key of the period: who owes and receives is as in the whole. They come with their commitment."""
    keys = [period.pk for period in periods]
    ends = ends_of({period.commitment_id: period.commitment for period in periods}.values())
    return heard(
        {period.pk: ends[period.commitment_id] for period in periods},
        assessments_of(occurrence__in=keys),
        Evidence.objects.filter(occurrence__in=keys),
        settling(occurrence__in=keys),
        abstaining={period.pk for period in periods if period.commitment.kind == Kind.ABSTENTION},
        about="occurrence_id",
        on=on,
    )


def heard(
    ends: Mapping[int, Ends],
    assessments: QuerySet[Any],
    evidence: QuerySet[Evidence],
    settlements: QuerySet[Transition],
    *,
    abstaining: Collection[int],
    about: str,
    on: datetime.date,
) -> dict[int, Heard]:
    """What stands about each of the things in `ends`; `about` is the column by which the rows name them."""
    heirs = Party.objects.replaced(on).heirs
    rows: dict[int, list[Assessment]] = defaultdict(list)
    for row in assessments:
        rows[getattr(row, about)].append(row)
    begun = set(evidence.filter(shows_work_began=True).values_list(about, flat=True))
    settled = last_of_each(settlements, about)
    return {
        pk: Heard(
            said=Said(
                lead=of_this.lead,
                obligors=of_this.obligors,
                beneficiaries=of_this.beneficiaries,
                seated_communities=of_this.seated,
                claims=[claim(row) for row in of_kind(AssessmentKind.CLAIM, rows[pk])],
                answers=[answer(row) for row in of_kind(AssessmentKind.VERDICT, rows[pk])],
                findings=[finding(row) for row in of_kind(AssessmentKind.VERIFICATION, rows[pk])],
                began=pk in begun,
                abstains=pk in abstaining,
                settlement=settled.get(pk),
            ).as_heirs_speak(heirs),
            rows=tuple(rows[pk]),
        )
        for pk, of_this in ends.items()
    }


def parties_in(heard: Iterable[Heard]) -> Mapping[int, Party]:
    """The parties that owe, receive or said something, by key. One query."""
    keys: set[int] = set()
    for each in heard:
        keys |= each.said.owing | each.said.judges | {row.party_id for row in each.rows}
    return Party.objects.in_bulk(keys)


def assessments_of(**about: Any) -> QuerySet[Any]:
    """Rows about some commitments or periods, with what decides how much each weighs.

    Its own evidence is what its party supplied. A tombstone still counts: the file was there.
    """
    proof = Evidence.objects.filter(assessments=OuterRef("pk"), supplied_by=OuterRef("party"))
    rows = Assessment.objects.filter(**about).select_related("document", "party")
    return rows.annotate(has_own_evidence=Exists(proof)).order_by("recorded_at", "pk")


def settlements_of(keys: Collection[int]) -> dict[int, Settlement]:
    """The last settlement of each commitment that has one."""
    return last_of_each(settling(commitment__in=keys, occurrence=None), "commitment_id")


def settling(**about: Any) -> QuerySet[Transition]:
    """In the order in which they count: by their day, then by recording."""
    steps = Transition.objects.filter(**about, step=Step.SETTLED, level__isnull=False)
    return steps.order_by("day_on", "at", "pk")


def last_of_each(steps: Iterable[Transition], about: str) -> dict[int, Settlement]:
    return {
        getattr(step, about): Settlement(level=step.level, day=step.day.last, by_verifier=step.by_verifier)
        for step in steps
        if step.level is not None and step.day.last is not None
    }


def of_kind(kind: AssessmentKind, rows: Iterable[Assessment]) -> list[Assessment]:
    return [row for row in rows if row.kind == kind]


def statement(row: Assessment, *, by_paper: bool) -> dict:
    """What every voice tells: who, how much, of which day, and when it was told: by the paper in which, if any."""
    return {
        "pk": row.pk,
        "party": row.party_id,
        "level": row.level,
        "observed": row.observed,
        "said_on": said_day(row.recorded_at, row.document.dated if by_paper and row.document else None),
        "recorded_at": row.recorded_at,
        "paper": row.document_id if by_paper else None,
    }


def claim(row: Assessment) -> Claim:
    return Claim(**statement(row, by_paper=row.is_on_behalf))


def answer(row: Assessment) -> Answer:
    """A verdict. The party's papers are one voice, whoever brings that of an assembly; each representative is one."""
    by_assembly = speaks_for_all(row)
    by_paper = row.is_on_behalf or by_assembly
    return Answer(
        speaker=None if by_paper else row.recorded_by_id,
        own_evidence=row.has_own_evidence,
        by_assembly=by_assembly,
        **statement(row, by_paper=by_paper),
    )


def finding(row: Assessment) -> Finding:
    return Finding(independent=row.is_independent, **statement(row, by_paper=False))


def speaks_for_all(row: Assessment) -> bool:
    """Whether the party as a whole speaks."""
    return row.document is not None and is_whole_party(row.document.kind, row.document.mark, row.party)


def is_whole_party(kind: str, mark: str, party: Party) -> bool:
    """Whether such a paper is the word of the party as a whole: an assembly acta or, of an institution, its signed
    letter."""
    is_letter = party.sector != Sector.COMMUNITY and kind == DocumentKind.LETTER and mark in SIGNED
    return kind == DocumentKind.ASSEMBLY_ACTA or is_letter
