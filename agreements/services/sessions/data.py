"""A whole session as it was told: what `log_session` takes. Plain values and rows that already exist."""

import datetime
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from enum import Enum
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _

from agreements.choices import Kind, ReviewOutcome, Trigger
from agreements.models import Commitment
from agreements.services.registration import Deadline, Measurable, NewCommitment, NewDuty
from conflicts.choices import Grade, Level, Side, Theme, is_wider
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import (
    Admission,
    Answer,
    CanDecide,
    Capacity,
    DeliveryForm,
    DocumentKind,
    DocumentMark,
    Gender,
    Held,
    ItemOutcome,
    Mode,
    NotHeldReason,
    TravelPaidBy,
)
from mesas.models import Demand, Mesa, Person, WorkingGroup
from mesas.uploads import CheckedFile


@dataclass(frozen=True, kw_only=True)
class Summons:
    """When one side received the call and the documents."""

    side: Side
    notice_on: datetime.date | None = None
    documents_on: datetime.date | None = None


@dataclass(frozen=True, kw_only=True)
class Attendee:
    """Somebody of the list: a person already known, or a new one of a party, whose name may be left out."""

    party: Party
    came: bool
    person: Person | None = None
    name: str = ""
    gender: Gender = Gender.UNDECLARED
    post: str = ""
    level: Level = Level.UNKNOWN
    can_decide: CanDecide = CanDecide.UNKNOWN
    capacity: Capacity = Capacity.DELEGATE
    is_remote: bool = False
    travel_hours: Decimal | None = None
    travel_paid_by: TravelPaidBy = TravelPaidBy.UNKNOWN


@dataclass(frozen=True, kw_only=True)
class NewDemand:
    """Something asked in this session."""

    text: str
    raised_by: Party | None = None
    theme: Theme = Theme.UNKNOWN


#: A demand that is on record, or the place (from 0) of one among those of this session.
AnyDemand = Demand | int


@dataclass(frozen=True, kw_only=True)
class Point:
    """A point of the agenda."""

    text: str
    proposer: Party | None = None
    admission: Admission = Admission.UNKNOWN
    refusal_reason: str = ""
    demand: AnyDemand | None = None
    outcome: ItemOutcome = ItemOutcome.UNKNOWN
    minutes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Review:
    """What was said in the hall of an open commitment, and by whom."""

    commitment: Commitment
    outcome: ReviewOutcome
    said_by: Party | None = None
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A commitment of this session; what it shares with the session (mesa, document, day) is added on writing."""

    title: str
    deadline: Deadline
    grade: Grade
    text: str = ""
    duties: Sequence[NewDuty] = ()
    theme: Theme = Theme.UNKNOWN
    kind: Kind = Kind.UNKNOWN
    clause: str = ""
    grade_reason: str = ""
    amount_pen: Decimal | None = None
    measurable: Measurable = field(default_factory=Measurable)
    means_text: str = ""


@dataclass(frozen=True, kw_only=True)
class Accord:
    """An agreement and the commitments it gives rise to. Without words of its own, theirs are its words.

    Everybody who sees the mesa reads an agreement, so it never borrows the words of a commitment that fewer may see.
    """

    text: str = ""
    clause: str = ""
    demands: Sequence[AnyDemand] = ()
    promises: Sequence[Promise] = ()

    def words(self, grade: str) -> str:
        """`grade` is the mesa's."""
        shared = [promise.text or promise.title for promise in self.promises if not is_wider(grade, promise.grade)]
        return self.text or "\n".join(shared) or _("Acuerdo cuyos compromisos no ven todos.")


@dataclass(frozen=True, kw_only=True)
class Signer:
    """Whether a party signed; with what reservation, or why not."""

    party: Party
    signed: Answer
    reservation: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The acta, or whatever the session left in writing."""

    kind: DocumentKind = DocumentKind.ACTA
    title: str = ""
    file: CheckedFile | None = None
    mark: DocumentMark = DocumentMark.UNKNOWN
    signed_on: datetime.date | None = None
    signers: Sequence[Signer] = ()
    deliveries: Sequence[tuple[str, DeliveryForm]] = ()


@dataclass(frozen=True, kw_only=True)
class SessionData:
    """All of it. A session not held gives its reason and gets no number."""

    held: Held
    day: datetime.date
    working_group: WorkingGroup | None = None
    label: str = ""
    not_held_reason: NotHeldReason = NotHeldReason.UNKNOWN
    not_held_note: str = ""
    starts_at: datetime.time | None = None
    ends_at: datetime.time | None = None
    place: str = ""
    mode: Mode = Mode.UNKNOWN
    convened_by: Party | None = None
    languages_needed: str = ""
    interpretation: Answer = Answer.UNKNOWN
    interpretation_note: str = ""
    quorum: Answer = Answer.UNKNOWN
    attendance_note: str = ""
    outcome: str = ""
    next_day: PartialDate = field(default_factory=PartialDate.unknown)
    summons: Sequence[Summons] = ()
    attendees: Sequence[Attendee] = ()
    points: Sequence[Point] = ()
    reviews: Sequence[Review] = ()
    demands: Sequence[NewDemand] = ()
    accords: Sequence[Accord] = ()
    paper: Paper | None = None

    @property
    def promises(self) -> list[Promise]:
        """Of all agreements, in order: the order in which they are numbered."""
        return [promise for accord in self.accords for promise in accord.promises]

    def commitments(self, mesa: Mesa) -> list[NewCommitment]:
        """The promises with what they share with the session: mesa, day, and day zero of their terms."""
        signed = PartialDate.on(self.paper.signed_on) if self.paper and self.paper.signed_on else PartialDate.unknown()
        day_zero = {Trigger.SESSION: PartialDate.on(self.day), Trigger.SIGNATURE: signed}
        rows = []
        for promise in self.promises:
            own = {each.name: getattr(promise, each.name) for each in fields(promise)}
            triggered = day_zero.get(promise.deadline.trigger, promise.deadline.triggered)
            own["deadline"] = replace(promise.deadline, triggered=triggered)
            rows.append(NewCommitment(**own, mesa=mesa, agreed=PartialDate.on(self.day)))
        return rows

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the content: the same for the same session sent twice, whatever the order of keys."""
        return hashlib.sha256(json.dumps(bare(self), sort_keys=True, default=str).encode()).hexdigest()


def bare(value: Any) -> Any:
    """The value as lists, dicts, texts and keys; a row that exists is its key, a file its fingerprint."""
    if isinstance(value, CheckedFile):
        return value.sha256
    if isinstance(value, Model):
        return f"{value._meta.label}:{value.pk}"
    if isinstance(value, PartialDate):
        return [value.iso, value.words]
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {each.name: bare(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, list | tuple):
        return [bare(each) for each in value]
    return value
