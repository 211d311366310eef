"""Putting new promises on record, however they arrive: a session, a document, public sources, the example."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import (
    OBLIGOR_DUTIES,
    TERM_KINDS,
    DeadlineBasis,
    DeadlineKind,
    Duty,
    Kind,
    Record,
    State,
    Step,
    Trigger,
)
from agreements.models import Agreement, Commitment, CommitmentParty, Transition
from agreements.text import search_text_for
from conflicts.choices import Confidence, Grade, Theme, is_wider
from conflicts.models import Party, Territory
from conflicts.partial_dates import ImpossibleDate, PartialDate
from conflicts.services.bulk import insert_with_history
from mesas.choices import Answer, MonthEndRule
from mesas.models import Document, Mesa, Session
from mesas.plazos import Count, Unit, counted, none_stated, not_known, stated

UNITS = {DeadlineKind.DAYS: Unit.CALENDAR_DAYS, DeadlineKind.MONTHS: Unit.MONTHS, DeadlineKind.YEARS: Unit.YEARS}


@dataclass(frozen=True)
class Deadline:
    """How the document sets the deadline, and from which day a term counts.

    `due` is for a date that the document states or somebody inferred; a term is counted here from `triggered`,
    unless a source gives its end as well. A term whose trigger has no day yet has no due date.
    """

    kind: DeadlineKind
    due: PartialDate = field(default_factory=PartialDate.unknown)
    basis: DeadlineBasis | None = None
    text: str = ""
    term: int | None = None
    trigger: Trigger = Trigger.NONE
    trigger_text: str = ""
    trigger_commitment: Commitment | None = None
    triggered: PartialDate = field(default_factory=PartialDate.unknown)

    def count(self, month_end: MonthEndRule = MonthEndRule.SAME_DAY) -> Count:
        """The due date and how it was reached, by the mesa's rule for months. ImpossibleDate if it ends nowhere."""
        if self.due.is_known:
            return stated(self.due)
        if self.kind == DeadlineKind.NONE:
            return none_stated()
        if self.kind in UNITS and self.term:
            name = self.trigger_text or (str(self.trigger.label) if self.trigger else _("el día cero"))
            return counted(self.term, UNITS[self.kind], self.triggered, name, month_end=month_end)
        return not_known()

    def basis_of(self, count: Count) -> DeadlineBasis:
        """As it was given, else as the count says."""
        return self.basis or DeadlineBasis(count.basis.value if count.basis else "")


@dataclass(frozen=True)
class Measurable:
    """What the promise says, asked in plain words when it is registered and frozen with it."""

    what: Answer = Answer.UNKNOWN
    who: Answer = Answer.UNKNOWN
    when: Answer = Answer.UNKNOWN
    where: Answer = Answer.UNKNOWN
    means: Answer = Answer.UNKNOWN
    follow_up: Answer = Answer.UNKNOWN


@dataclass(frozen=True)
class NewDuty:
    """A party's part in the new commitment."""

    duty: Duty
    party: Party
    note: str = ""


@dataclass(frozen=True)
class NewCommitment:
    """One promise to register. `number` is given only where a document already numbers it; else it is the next one."""

    mesa: Mesa
    title: str
    deadline: Deadline
    grade: Grade
    text: str = ""
    duties: Sequence[NewDuty] = ()
    agreement: Agreement | None = None
    document: Document | None = None
    session: Session | None = None
    agreed: PartialDate = field(default_factory=PartialDate.unknown)
    starts: PartialDate = field(default_factory=PartialDate.unknown)
    clause: str = ""
    theme: Theme = Theme.UNKNOWN
    theme_note: str = ""
    kind: Kind = Kind.UNKNOWN
    territory: Territory | None = None
    grade_reason: str = ""
    obligor_text: str = ""
    beneficiary_text: str = ""
    amount_pen: Decimal | None = None
    amount_text: str = ""
    measurable: Measurable = Measurable()
    means_text: str = ""
    notes: str = ""
    is_background: bool = False
    record: Record = Record.MEMBERS
    number: int | None = None
    ref: str | None = None
    source_code: str = ""
    source_label: str = ""
    source_note: str = ""
    confidence: Confidence = Confidence.UNKNOWN

    def parties(self, *duties: str) -> list[Party]:
        """Who has one of these parts, in the order given."""
        return [each.party for each in self.duties if each.duty in duties]


#: What is stored as it was given; the rest is counted or shared out.
AS_GIVEN = [
    each.name for each in fields(NewCommitment) if each.name not in ("deadline", "duties", "measurable", "number")
]


@transaction.atomic
def register_commitments(rows: Sequence[NewCommitment], *, by: Any, at: datetime) -> list[Commitment]:
    """Write new commitments with their parties and the first row of their timeline, in the order given.

    Who may register is asked by the service that calls this one. The mesas are locked, so that codes
    (`<mesa code>-NN`, two digits or more) are consecutive and never reused. Measurability and first deadline are
    frozen here. Raises ValidationError, with the place of each fault in `params["row"]` (from 0) and
    `params["field"]`. The number of queries depends on batches, not on rows.
    """
    faults = [fault for index, row in enumerate(rows) for fault in faults_of(row, index)]
    if faults:
        raise ValidationError(faults)
    codes = take_codes(rows)
    commitments = insert_with_history(
        [commitment_of(row, code, by=by, at=at) for row, code in zip(rows, codes, strict=True)], by=by, at=at
    )
    CommitmentParty.objects.bulk_create(
        CommitmentParty(commitment=commitment, party=duty.party, duty=duty.duty, note=duty.note)
        for row, commitment in zip(rows, commitments, strict=True)
        for duty in row.duties
    )
    Transition.objects.bulk_create(
        Transition(commitment=commitment, step=Step.REGISTERED, to_state=State.PENDING, by=by, at=at)
        for commitment in commitments
    )
    return commitments


def faults_of(row: NewCommitment, index: int) -> Iterable[ValidationError]:
    """What keeps a promise from being registered. What public sources tell is kept as they tell it."""
    place = {"row": index}
    if is_wider(row.grade, row.mesa.grade):
        message = _("El compromiso no puede ser más visible que su mesa. Elija una visibilidad menor.")
        yield ValidationError(message, code="wider", params=place | {"field": "grade"})
    if row.record == Record.SOURCES:
        return
    obligors, beneficiaries = (each_once(row.parties(*duties)) for duties in (OBLIGOR_DUTIES, (Duty.BENEFICIARY,)))
    if beneficiaries and beneficiaries <= obligors:
        message = _("Quien debe no puede ser el único beneficiario: nadie más podría decir si se cumplió.")
        yield ValidationError(message, code="own_debt", params=place | {"field": "beneficiaries"})
    if len(row.parties(Duty.LEAD)) > 1:
        message = _("Solo puede haber un responsable principal; los demás son corresponsables.")
        yield ValidationError(message, code="two_leads", params=place | {"field": "lead"})
    if each_once(row.parties(Duty.LEAD)) & each_once(row.parties(Duty.CO_OBLIGOR)):
        message = _("El responsable principal ya debe; no lo ponga además como corresponsable.")
        yield ValidationError(message, code="lead_twice", params=place | {"field": "co_obligors"})
    if row.deadline.kind in TERM_KINDS and not row.deadline.term:
        message = _("Escriba de cuánto es el plazo.")
        yield ValidationError(message, code="no_term", params=place | {"field": "term"})
    try:
        row.deadline.count(MonthEndRule(row.mesa.month_end_rule))
    except ImpossibleDate as impossible:
        yield ValidationError(str(impossible), code="impossible_term", params=place | {"field": "term"})


def each_once(parties: Iterable[Party]) -> set[int]:
    """Keys of the parties; a duplicate counts as the one it was merged into."""
    return {party.merged_into_id or party.pk for party in parties}


def take_codes(rows: Sequence[NewCommitment]) -> list[str]:
    """Next codes of each mesa, in the order of the rows. Locks the mesas and remembers the last number given."""
    mesas = Mesa.objects.select_for_update().order_by("pk").in_bulk({row.mesa.pk for row in rows})
    for row in rows:
        mesa = mesas[row.mesa.pk]
        mesa.last_commitment_number = max(mesa.last_commitment_number, row.number or 0)
    codes = []
    for row in rows:
        mesa = mesas[row.mesa.pk]
        if row.number is None:
            mesa.last_commitment_number += 1
        codes.append(f"{mesa.code}-{row.number or mesa.last_commitment_number:02}")
    Mesa.objects.bulk_update(mesas.values(), ["last_commitment_number"])
    return codes


def commitment_of(row: NewCommitment, code: str, *, by: Any, at: datetime) -> Commitment:
    """The row to be stored, with its deadline counted."""
    answers = {f"measurable_{question.name}": getattr(row.measurable, question.name) for question in fields(Measurable)}
    told_by_sources = row.record == Record.SOURCES
    return Commitment(
        **{name: getattr(row, name) for name in AS_GIVEN},
        **deadline_columns(row.deadline, MonthEndRule(row.mesa.month_end_rule)),
        **answers,
        code=code,
        last_moved_on=None if told_by_sources else timezone.localdate(at),
        search_text=words_of(row, code),
        registered_by=by,
        registered_at=at,
    )


def deadline_columns(deadline: Deadline, month_end: MonthEndRule) -> dict[str, Any]:
    """The deadline as stored: how it is set, and the date that this makes."""
    count = deadline.count(month_end)
    return {
        "deadline_kind": deadline.kind,
        "deadline_basis": deadline.basis_of(count),
        "deadline_text": deadline.text,
        "first_due": count.due,
        "due": count.due,
        **{name: getattr(deadline, name) for name in ("term", "trigger", "trigger_text", "trigger_commitment")},
        "triggered": deadline.triggered,
    }


def words_of(row: NewCommitment, code: str) -> str:
    """What a search looks in. Who only follows up is left out: people look for who owes and who receives."""
    parties = row.parties(*OBLIGOR_DUTIES, Duty.BENEFICIARY)
    return search_text_for(
        code=code,
        title=row.title,
        text=row.text,
        source_code=row.source_code,
        source_label=row.source_label,
        clause=row.clause,
        obligor_text=row.obligor_text,
        beneficiary_text=row.beneficiary_text,
        parties=[name for party in parties for name in (party.name, party.short_name)],
    )
