"""From stored rows to what `agreements.workflow` judges: all that was said about some commitments, in few queries.

The same reading serves the step that settles a state and the screens that tell of it, so that they cannot differ.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q, prefetch_related_objects

from agreements.choices import OBLIGOR_DUTIES, AssessmentKind, Duty
from agreements.models import Assessment, Commitment, Evidence
from agreements.workflow import Answer, Claim, Finding, Said, said_day
from conflicts.choices import Sector, Side
from conflicts.models import Party
from mesas.choices import DocumentKind, DocumentMark
from mesas.models import Seat

SIGNED = (DocumentMark.SIGNED, DocumentMark.COLLATED)


@dataclass(frozen=True)
class Heard:
    """What was said about one commitment, with the rows that said it and the parties that speak, by their keys."""

    said: Said
    rows: Mapping[int, Assessment]
    parties: Mapping[int, Party]


def hear(commitments: Iterable[Commitment], on: datetime.date) -> dict[int, Heard]:
    """By key of the commitment. The number of queries does not grow with the commitments.

    Duplicates speak as the party they were merged into, and from its day on an heir in its predecessor's place.
    Assessments of single periods are about those, not about the commitment.
    """
    commitments = list(commitments)
    keys = [commitment.pk for commitment in commitments]
    prefetch_related_objects(commitments, "duties__party")
    rows = rows_by_commitment(keys)
    shown = Evidence.objects.filter(commitment__in=keys, shows_work_began=True)
    began = set(shown.values_list("commitment", flat=True))
    seated = seated_communities([commitment for commitment in commitments if not beneficiaries_of(commitment)])
    heirs = heirs_on(on)
    heard = {}
    for commitment in commitments:
        here = rows.get(commitment.pk, [])
        seats = seated.get(commitment.mesa_id, [])
        parties = {duty.party_id: duty.party for duty in commitment.duties.all()}
        parties |= {row.party_id: row.party for row in here} | {party.pk: party for party in seats}
        parties |= {heir.pk: heir for heir in heirs.values()}
        said = said_in(commitment, here, seats, began=commitment.pk in began)
        said = said.as_heirs_speak({party: heir.pk for party, heir in heirs.items()})
        heard[commitment.pk] = Heard(said=said, rows={row.pk: row for row in here}, parties=parties)
    return heard


def said_in(commitment: Commitment, rows: Sequence[Assessment], seats: Sequence[Party], *, began: bool) -> Said:
    """Stored rows as the workflow reads them, under the names they were stored with."""
    duties = list(commitment.duties.all())
    return Said(
        lead=next((duty.party_id for duty in duties if duty.duty == Duty.LEAD), None),
        obligors={duty.party_id for duty in duties if duty.duty in OBLIGOR_DUTIES},
        beneficiaries=beneficiaries_of(commitment),
        seated_communities={party.pk for party in seats},
        claims=[claim_in(row) for row in rows if row.kind == AssessmentKind.CLAIM],
        answers=[answer_in(row) for row in rows if row.kind == AssessmentKind.VERDICT],
        findings=[finding_in(row) for row in rows if row.kind == AssessmentKind.VERIFICATION],
        began=began,
    )


def beneficiaries_of(commitment: Commitment) -> Collection[int]:
    return {duty.party_id for duty in commitment.duties.all() if duty.duty == Duty.BENEFICIARY}


def claim_in(row: Assessment) -> Claim:
    return Claim(
        pk=row.pk,
        party=row.party_id,
        level=row.level,
        observed=row.observed,
        said_on=day_said(row),
        recorded_at=row.recorded_at,
    )


def answer_in(row: Assessment) -> Answer:
    """Its own evidence is what its party supplied; a tombstone still counts, since the file was there."""
    return Answer(
        pk=row.pk,
        party=row.party_id,
        level=row.level,
        observed=row.observed,
        said_on=day_said(row),
        recorded_at=row.recorded_at,
        speaker=None if row.is_on_behalf else row.recorded_by_id,
        own_evidence=any(evidence.supplied_by_id == row.party_id for evidence in row.evidence.all()),
        by_assembly=is_by_assembly(row),
    )


def finding_in(row: Assessment) -> Finding:
    return Finding(
        pk=row.pk,
        party=row.party_id,
        level=row.level,
        observed=row.observed,
        said_on=day_said(row),
        recorded_at=row.recorded_at,
        independent=row.is_independent,
    )


def day_said(row: Assessment) -> datetime.date:
    return said_day(row.recorded_at, row.document.dated if row.is_on_behalf and row.document else None)


def is_by_assembly(row: Assessment) -> bool:
    """An assembly acta speaks for the whole party; where nobody assembles, its signed letter does."""
    if row.document is None:
        return False
    if row.document.kind == DocumentKind.ASSEMBLY_ACTA:
        return True
    is_institution = row.party.side != Side.SOCIETY
    return is_institution and row.document.kind == DocumentKind.LETTER and row.document.mark in SIGNED


def rows_by_commitment(keys: Sequence[int]) -> Mapping[int, list[Assessment]]:
    rows: dict[int, list[Assessment]] = defaultdict(list)
    told = Assessment.objects.filter(commitment__in=keys, occurrence__isnull=True)
    for row in told.select_related("party", "document").prefetch_related("evidence").order_by("recorded_at", "pk"):
        rows[row.commitment_id].append(row)
    return rows


def seated_communities(commitments: Sequence[Commitment]) -> Mapping[int, list[Party]]:
    """Communities at the table, by mesa: they answer where nobody wrote down who receives."""
    seated: dict[int, list[Party]] = defaultdict(list)
    mesas = {commitment.mesa_id for commitment in commitments}
    seats = Seat.objects.filter(mesa__in=mesas, party__sector=Sector.COMMUNITY)
    for seat in seats.select_related("party").order_by("pk") if mesas else []:
        if seat.party not in seated[seat.mesa_id]:
            seated[seat.mesa_id].append(seat.party)
    return seated


def heirs_on(on: datetime.date) -> dict[int, Party]:
    """Who stands in whose place that day: what a duplicate was merged into, else the heir, from its day on if known."""
    pointing = Party.objects.filter(Q(merged_into__isnull=False) | Q(succeeded_by__isnull=False))
    heirs = {}
    for party in pointing.select_related("merged_into", "succeeded_by").order_by("pk"):
        heir = party.merged_into or party.succeeded_by
        if heir and (party.merged_into or party.succeeded.last is None or party.succeeded.last <= on):
            heirs[party.pk] = heir
    return heirs
