"""Putting new promises on record, however they arrive: a session, a document, public sources, the example."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import OBLIGOR_DUTIES, Duty, Kind, Record, State, Step, Trigger
from agreements.models import Agreement, Commitment, CommitmentParty, Transition
from agreements.services.deadlines import Deadline, Rules, deadline_columns
from agreements.services.periods import make_periods
from agreements.text import search_text_for
from conflicts.choices import Confidence, Grade, Theme, is_wider
from conflicts.models import Party, Territory
from conflicts.partial_dates import PartialDate
from conflicts.services.bulk import insert_with_history
from mesas.choices import Answer
from mesas.models import Document, Mesa, Session
from mesas.plazos import LAW, WorkCalendar
from mesas.services.calendar import working_calendar


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
    needs_calendar = any(row.deadline.needs_calendar(row.mesa) for row in rows)
    calendar = working_calendar() if needs_calendar else LAW
    faults = [fault for index, row in enumerate(rows) for fault in faults_of(row, index, calendar)]
    faults += faults_of_order([row.deadline for row in rows])
    if faults:
        raise ValidationError(faults)
    codes = take_codes(rows)
    commitments = insert_with_history(
        [commitment_of(row, code, by=by, at=at, calendar=calendar) for row, code in zip(rows, codes, strict=True)],
        by=by,
        at=at,
    )
    name_what_they_follow(commitments, [row.deadline.after_row for row in rows])
    CommitmentParty.objects.bulk_create(
        CommitmentParty(commitment=commitment, party=duty.party, duty=duty.duty, note=duty.note)
        for row, commitment in zip(rows, commitments, strict=True)
        for duty in row.duties
    )
    Transition.objects.bulk_create(
        Transition(commitment=commitment, step=Step.REGISTERED, to_state=State.PENDING, by=by, at=at)
        for commitment in commitments
    )
    make_periods(commitments, timezone.localdate(at))
    return commitments


def faults_of(row: NewCommitment, index: int, calendar: WorkCalendar = LAW) -> Iterable[ValidationError]:
    """What keeps a promise from being registered. What public sources tell is kept as they tell it."""
    place = {"row": index}
    if is_wider(row.grade, row.mesa.grade):
        message = _("El compromiso no puede ser más visible que su mesa. Elija una visibilidad menor.")
        yield ValidationError(message, code="wider", params=place | {"field": "grade"})
    if row.record == Record.SOURCES:
        return
    named = {duty: row.parties(duty) for duty in Duty}
    for each in (*faults_of_ends(named), *row.deadline.faults(row.mesa, calendar)):
        yield ValidationError(each.message, code=each.code, params=place | (each.params or {}))
    until = row.deadline.recurs_until
    if until.last and (start := row.starts if row.starts.is_known else row.agreed).last and until.last < start.last:
        message = _("El último periodo tiene que ser posterior al primero.")
        yield ValidationError(message, code="ends_before", params=place | {"field": "until"})


def faults_of_ends(named: Mapping[Duty, Sequence[Party]]) -> Iterable[ValidationError]:
    """What cannot be so of who owes and who receives, each with the `field` that mends it. A duplicate counts as what
    it was merged into."""
    lead, others, beneficiaries = (each_once(named[each]) for each in (*OBLIGOR_DUTIES, Duty.BENEFICIARY))
    if beneficiaries and beneficiaries <= lead | others:
        message = _("Quien debe no puede ser el único beneficiario: nadie más podría decir si se cumplió.")
        yield ValidationError(message, code="own_debt", params={"field": "beneficiaries"})
    if len(named[Duty.LEAD]) > 1:
        message = _("Solo puede haber un responsable principal; los demás son corresponsables.")
        yield ValidationError(message, code="two_leads", params={"field": "lead"})
    if lead & others:
        message = _("El responsable principal ya debe; no lo ponga además como corresponsable.")
        yield ValidationError(message, code="lead_twice", params={"field": "co_obligors"})


def faults_of_order(deadlines: Sequence[Deadline]) -> Iterable[ValidationError]:
    """What is registered together may wait for each other in any order, but never for itself."""
    places = [each.after_row if each.trigger == Trigger.COMMITMENT else None for each in deadlines]
    for index, place in enumerate(places):
        params = {"row": index, "field": "after_row"}
        if place is None:
            continue
        if not 0 <= place < len(places):
            yield ValidationError(_("Ese compromiso no es de esta sesión. Elija otro."), code="foreign", params=params)
        elif place == index:
            message = _("Un compromiso no puede depender de sí mismo. Elija otro.")
            yield ValidationError(message, code="circle", params=params)
        elif comes_back(places, index):
            message = _("Estos compromisos se esperan unos a otros y ninguno tendría fecha. Cambie uno.")
            yield ValidationError(message, code="circle", params=params)


def comes_back(places: Sequence[int | None], start: int) -> bool:
    """Whether one comes to where one began, going from each to the one that it waits for."""
    place, steps = places[start], 0
    while place is not None and 0 <= place < len(places) and place != start and steps < len(places):
        place, steps = places[place], steps + 1
    return place == start


def name_what_they_follow(commitments: Sequence[Commitment], places: Sequence[int | None]) -> None:
    """Point each that runs from another one of these at it, once that has its key; in the first line of history too."""
    later = [(one, commitments[place]) for one, place in zip(commitments, places, strict=True) if place is not None]
    if not later:
        return
    for one, first in later:
        one.trigger_commitment = first
    Commitment.objects.bulk_update([one for one, _first in later], ["trigger_commitment"])
    firsts = {one.pk: first.pk for one, first in later}
    history = Commitment.history.model.objects
    lines = list(history.filter(id__in=firsts))
    for line in lines:
        line.trigger_commitment_id = firsts[line.id]
    history.bulk_update(lines, ["trigger_commitment"])


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


def commitment_of(row: NewCommitment, code: str, *, by: Any, at: datetime, calendar: WorkCalendar = LAW) -> Commitment:
    """The row to be stored, with its deadline counted."""
    answers = {f"measurable_{question.name}": getattr(row.measurable, question.name) for question in fields(Measurable)}
    told_by_sources = row.record == Record.SOURCES
    return Commitment(
        **{name: getattr(row, name) for name in AS_GIVEN},
        **deadline_columns(row.deadline, Rules.of(row.mesa, calendar)),
        **answers,
        code=code,
        last_moved_on=None if told_by_sources else timezone.localdate(at),
        search_text=words_of(row, code),
        registered_by=by,
        registered_at=at,
    )


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
