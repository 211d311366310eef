"""From stored rows to what has been said: the bridge between the database and `agreements.workflow`."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection

from django.db.models import Exists, OuterRef

from agreements.choices import AssessmentKind
from agreements.models import Assessment, Commitment, Evidence
from agreements.querysets.ends import ends_of
from agreements.workflow import Answer, Claim, Finding, Said, said_day
from conflicts.choices import Sector
from conflicts.models import Party
from mesas.choices import DocumentKind, DocumentMark

SIGNED = (DocumentMark.SIGNED, DocumentMark.COLLATED)


def said_of(commitments: Collection[Commitment], *, on: datetime.date) -> dict[int, Said]:
    """All that was said about each commitment, by its id, heirs in their predecessors' place as of that day.

    Five queries for any number of commitments.
    """
    heirs = Party.objects.kin(on).heirs
    rows: dict[tuple[int, str], list[Assessment]] = defaultdict(list)
    for row in assessments_of(commitments):
        rows[row.commitment_id, row.kind].append(row)
    begun = set(
        Evidence.objects.filter(
            commitment__in=[commitment.pk for commitment in commitments], occurrence=None, shows_work_began=True
        ).values_list("commitment_id", flat=True)
    )
    return {
        pk: Said(
            lead=ends.lead,
            obligors=ends.obligors,
            beneficiaries=ends.beneficiaries,
            seated_communities=ends.seated,
            claims=[Claim(**statement(row)) for row in rows[pk, AssessmentKind.CLAIM]],
            answers=[answer(row) for row in rows[pk, AssessmentKind.VERDICT]],
            findings=[
                Finding(independent=row.is_independent, **statement(row))
                for row in rows[pk, AssessmentKind.VERIFICATION]
            ],
            began=pk in begun,
        ).as_heirs_speak(heirs)
        for pk, ends in ends_of(commitments).items()
    }


def assessments_of(commitments: Collection[Commitment]):
    """Rows of the commitments themselves, not of their periods, with what decides how much each weighs."""
    proof = Assessment.evidence.through.objects.filter(assessment=OuterRef("pk"))
    return (
        Assessment.objects.filter(commitment__in=[commitment.pk for commitment in commitments], occurrence=None)
        .select_related("document", "party")
        .annotate(is_proven=Exists(proof))
        .order_by("recorded_at", "pk")
    )


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
        own_evidence=row.is_proven,
        by_assembly=speaks_for_all(row),
        **statement(row),
    )


def speaks_for_all(row: Assessment) -> bool:
    """Whether the party as a whole speaks: in an assembly acta or, an institution, in its signed letter."""
    if row.document is None:
        return False
    if row.document.kind == DocumentKind.ASSEMBLY_ACTA:
        return True
    is_institution = row.party.sector != Sector.COMMUNITY
    return is_institution and row.document.kind == DocumentKind.LETTER and row.document.mark in SIGNED
