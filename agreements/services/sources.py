"""Facts of promises taken from public sources: what was agreed, who owes what, and what a source says became of it.

No member reports on these commitments: their record is *fuentes*, they keep the code that the files give them, and
what a source tells is a reported status, never an assessment. From the first word of a member on, a commitment belongs
to members, and what the files change in it is left out and named.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Prefetch, prefetch_related_objects

from agreements.choices import OBLIGOR_DUTIES, DeadlineBasis, DeadlineKind, Duty, Record, Trigger
from agreements.models import Agreement, Commitment, CommitmentParty, ReportedStatus
from agreements.services.registration import AS_GIVEN, Deadline, NewCommitment, NewDuty, register_commitments
from agreements.text import search_text_for
from conflicts.choices import Grade, is_wider, narrowest
from conflicts.models import Incident, Party
from conflicts.services.sources import Fact, Hanging, Shelf, Tally, links_of, refuse_taken, take_over
from mesas.models import Mesa

#: Columns in which a search looks, beside the names of the parties.
SEARCHED = ("code", "title", "text", "source_code", "source_label", "clause", "obligor_text", "beneficiary_text")


@dataclass(frozen=True)
class AgreementFacts:
    """What the files say of agreements and commitments."""

    agreements: Sequence[Fact] = ()
    commitments: Sequence[Fact] = ()
    statuses: Sequence[Fact] = ()


@transaction.atomic
def register_from_source(told: AgreementFacts, *, at: datetime) -> list[Tally]:
    """Take over what public sources tell of promises. A second time changes nothing, see `take_over`."""
    agreements = Shelf(Agreement, hanging=links_of(Agreement, "sources", "incidents"))
    commitments = Shelf(
        Commitment,
        hanging={
            **links_of(Commitment, "sources", "incidents"),
            "duties": Hanging(CommitmentParty, "commitment", ("party", "duty")),
        },
        make=register,
        is_kept=belongs_to_members,
        settle=renew_search_text,
    )
    statuses = Shelf(ReportedStatus, hanging=links_of(ReportedStatus, "sources"), forgets=True)
    return [
        take_over(agreements, told.agreements, at=at),
        take_over(commitments, told.commitments, at=at),
        take_over(statuses, told.statuses, at=at),
    ]


def narrow_incidents() -> None:
    """What a source tells is seen by nobody who may not see the mesa or the commitment that it is about.

    Public files know nothing of a coordinator who narrowed one of them since.
    """
    subjects = [
        *Mesa.objects.filter(incidents__ref__isnull=False).values_list("incidents", "grade"),
        *Agreement.objects.filter(incidents__ref__isnull=False).values_list("incidents", "document__mesa__grade"),
        *Commitment.objects.filter(incidents__ref__isnull=False).values_list("incidents", "grade"),
        *Commitment.objects.filter(incidents__ref__isnull=False).values_list("incidents", "mesa__grade"),
    ]
    for grade in (Grade.MEMBERS, Grade.INTERNAL):
        wider = [each for each in Grade if is_wider(each, grade)]
        about = {incident for incident, of_subject in subjects if of_subject == grade}
        Incident.objects.filter(pk__in=about, grade__in=wider).update(grade=grade)


def belongs_to_members(commitment: Commitment) -> bool:
    """Members report on it: its words and its first deadline are theirs to correct."""
    return commitment.record == Record.MEMBERS


def register(rows: Sequence[Commitment], facts: Sequence[Fact], at: datetime) -> list[Commitment]:
    """Register new commitments like any other, under the numbers that the files give them."""
    refuse_taken(rows)
    prefetch_related_objects(rows, "mesa", "agreement", "document", "session")
    keys = {key for fact in facts for key, _duty in fact.sets["duties"]}
    parties = {party.ref: party for party in Party.objects.filter(ref__in=keys)}
    new = [
        new_commitment(row, [NewDuty(duty, parties[key]) for key, duty in fact.sets["duties"] if key in parties])
        for row, fact in zip(rows, facts, strict=True)
    ]
    return register_commitments(new, by=None, at=at)


def new_commitment(row: Commitment, duties: Sequence[NewDuty]) -> NewCommitment:
    """What a row says, for registering it."""
    deadline = Deadline(
        kind=DeadlineKind(row.deadline_kind),
        due=row.first_due,
        basis=DeadlineBasis(row.deadline_basis),
        text=row.deadline_text,
        term=row.term,
        trigger=Trigger(row.trigger),
        trigger_text=row.trigger_text,
        triggered=row.triggered,
    )
    number = int(row.code.removeprefix(f"{row.mesa.code}-"))
    given = {name: getattr(row, name) for name in AS_GIVEN} | {"grade": narrowest(row.grade, row.mesa.grade)}
    return NewCommitment(**given, deadline=deadline, duties=duties, number=number)


def renew_search_text(commitments: Sequence[Commitment]) -> None:
    """Find corrected commitments by the words that they hold now."""
    prefetch_related_objects(commitments, Prefetch("duties", CommitmentParty.objects.select_related("party")))
    for row in commitments:
        parties = [each.party for each in row.duties.all() if each.duty in (*OBLIGOR_DUTIES, Duty.BENEFICIARY)]
        row.search_text = search_text_for(
            parties=[name for party in parties for name in (party.name, party.short_name)],
            **{name: getattr(row, name) for name in SEARCHED},
        )
    Commitment.objects.bulk_update(commitments, ["search_text"])
