"""The three voices: what who owes says it did, what who receives saw, and what a third party found. Append-only."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import AssessmentKind, NoticeKind, State, Step
from agreements.models import Assessment, Commitment, Occurrence
from agreements.policies import Standing, standing_of
from agreements.services.evidence import NewEvidence, store
from agreements.services.locking import locked
from agreements.services.notices import tell
from agreements.services.results import settle_periods
from agreements.services.rules import Told, on_record, require_sound
from agreements.services.state import settle_state
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.models import Document
from mesas.services.files import Keep, undone_on_failure
from mesas.services.papers import NewPaper

#: What makes a post that comes again the same.
SAME_WORDS = (
    "commitment_id",
    "occurrence_id",
    "kind",
    "party_id",
    "recorded_by_id",
    "level",
    "observed",
    "note",
    "is_breach",
)


@dataclass(frozen=True)
class Voice:
    """What differs between the three: who may, for which of them in her own voice, and what follows."""

    step: Step
    notice: NoticeKind | None
    allowed: Callable[[Standing], frozenset[int]]
    own: Callable[[Standing], frozenset[int]]
    refusal: Promise


VOICES: dict[AssessmentKind, Voice] = {
    AssessmentKind.CLAIM: Voice(
        Step.CLAIMED,
        NoticeKind.CLAIM_TO_CHECK,
        lambda standing: standing.claims_for,
        lambda standing: standing.own_owing,
        gettext_lazy("Solo declara quien debe este compromiso, o el registro en su nombre."),
    ),
    AssessmentKind.VERDICT: Voice(
        Step.ANSWERED,
        NoticeKind.VERDICT,
        lambda standing: standing.answers_for,
        lambda standing: standing.own_judging,
        gettext_lazy("Solo responde quien recibe este compromiso y no lo debe, o el registro en su nombre."),
    ),
    AssessmentKind.VERIFICATION: Voice(
        Step.VERIFIED,
        None,
        lambda standing: standing.verifies_for,
        lambda standing: standing.verifies_for,
        gettext_lazy("Quien debe, recibe o registra lo que ellos dicen no puede verificar este compromiso."),
    ),
}


def record_claim(
    commitment: Commitment,
    *,
    party: Party,
    by,
    level: int | None,
    observed: PartialDate,
    note: str = "",
    evidence: Sequence[NewEvidence] = (),
    document: Document | NewPaper | None = None,
    client_id: uuid.UUID | None = None,
    at: datetime.datetime | None = None,
    occurrence: Occurrence | None = None,
) -> Assessment:
    """What an obligor says it did: `level` 0 to 3, or nothing; `observed`, the day of which it speaks.

    By the party itself, or by staff on its behalf with the document. The same `client_id` again answers as the first.
    """
    told = Told(
        kind=AssessmentKind.CLAIM,
        party=party,
        by=by,
        level=level,
        observed=observed,
        note=note,
        evidence=evidence,
        client_id=client_id,
        occurrence=occurrence,
        at=at or timezone.now(),
        document=document,
    )
    return record(commitment, told)


def record_verdict(
    commitment: Commitment,
    *,
    party: Party,
    by,
    level: int | None,
    observed: PartialDate,
    note: str = "",
    evidence: Sequence[NewEvidence] = (),
    document: Document | NewPaper | None = None,
    client_id: uuid.UUID | None = None,
    at: datetime.datetime | None = None,
    occurrence: Occurrence | None = None,
) -> Assessment:
    """What a beneficiary saw. A 3 without evidence of its own is kept and shown, and confirms nothing.

    By a representative, or by staff on behalf of the party with the document.
    """
    told = Told(
        kind=AssessmentKind.VERDICT,
        party=party,
        by=by,
        level=level,
        observed=observed,
        note=note,
        evidence=evidence,
        client_id=client_id,
        occurrence=occurrence,
        at=at or timezone.now(),
        document=document,
    )
    return record(commitment, told)


def record_verification(
    commitment: Commitment,
    *,
    party: Party,
    by,
    level: int | None,
    observed: PartialDate,
    note: str = "",
    evidence: Sequence[NewEvidence] = (),
    client_id: uuid.UUID | None = None,
    at: datetime.datetime | None = None,
    occurrence: Occurrence | None = None,
) -> Assessment:
    """What somebody on neither end found, on a full day, with evidence that does not come from who owes.

    Never on behalf. Of the same side of the table as an obligor it is kept as not independent and counts for nothing.
    """
    told = Told(
        kind=AssessmentKind.VERIFICATION,
        party=party,
        by=by,
        level=level,
        observed=observed,
        note=note,
        evidence=evidence,
        client_id=client_id,
        occurrence=occurrence,
        at=at or timezone.now(),
    )
    return record(commitment, told)


def record(
    commitment: Commitment, told: Told, *, voice: Voice | None = None, whether: Callable[..., None] = require_sound
) -> Assessment:
    """Lock, who, whether, write, leave a row: the same for the three voices. `whether` are the rules of the row."""
    voice = voice or VOICES[told.kind]
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(told.by, commitment, on=told.on)
        row = draft(commitment, told, standing)
        if row.party_id not in voice.allowed(standing):
            raise PermissionDenied(voice.refusal)
        first = sent_before(row, told)
        if first:
            return first
        whether(told, row, standing)
        write(row, told, keep)
        spread(row, settle(row, told, voice), voice)
        return row


def settle(row: Assessment, told: Told, voice: Voice) -> bool:
    """Store what the rows now say of the commitment, or of the period and with it of the whole. Whether that is a new
    dispute."""
    period = row.occurrence
    before = State(period.state) if period else None
    if period:
        settle_periods([period], told.on)
    transition = settle_state(
        row.commitment,
        by=told.by,
        at=told.at,
        step=Step.PERIOD_SPOKEN if period else voice.step,
        is_movement=row.level is not None,
        assessment=row,
        party_id=row.party_id,
        occurrence=period,
    )
    if period:
        return period.state == State.DISPUTED != before
    return transition.to_state == State.DISPUTED != transition.from_state


def draft(commitment: Commitment, told: Told, standing: Standing) -> Assessment:
    """The row as it would be written. An heir speaks in its predecessor's place."""
    speaker = standing.kin.heir(told.party.pk)
    is_finding = told.kind == AssessmentKind.VERIFICATION
    return Assessment(
        commitment=commitment,
        occurrence=held(told.occurrence, commitment) if told.occurrence else None,
        kind=told.kind,
        party_id=speaker,
        recorded_by=told.by,
        recorded_at=told.at,
        is_on_behalf=speaker not in VOICES[told.kind].own(standing),
        observed=told.observed,
        level=told.level,
        note=told.note.strip(),
        is_independent=is_finding and standing.is_independent(speaker),
        is_breach=told.is_breach,
        client_id=told.client_id,
    )


def held(period: Occurrence, commitment: Commitment) -> Occurrence:
    """The period as it stands, with the commitment that the caller holds: holding that one holds its periods."""
    period = Occurrence.objects.get(pk=period.pk)
    if period.commitment_id == commitment.pk:
        period.commitment = commitment
    return period


def sent_before(row: Assessment, told: Told) -> Assessment | None:
    """The row that this very post left when it came first. With other content it is refused, and nothing is lost."""
    first = Assessment.objects.filter(client_id=row.client_id).first() if row.client_id else None
    if first is None:
        return None
    same_words = all(getattr(first, name) == getattr(row, name) for name in SAME_WORDS)
    files = {new.file.sha256 for new in told.evidence}
    if same_words and set(first.evidence.values_list("sha256", flat=True)) == files:
        return first
    raise ValidationError(
        _("Esta respuesta ya se recibió antes con otro contenido. Abra de nuevo la página si quiere decir algo más."),
        code="stale",
    )


def write(row: Assessment, told: Told, keep: Keep) -> None:
    """The row with its document and its evidence. What a party shows, it gave; who verifies may say from whom."""
    row.document = on_record(told.document, row.commitment, by=told.by, at=told.at, keep=keep)
    row.save()
    own = row.kind != AssessmentKind.VERIFICATION
    evidence = [replace(new, supplied_by=None) if own else new for new in told.evidence]
    shown = store(
        row.commitment, evidence, by=told.by, at=told.at, keep=keep, party_id=row.party_id, occurrence=row.occurrence
    )
    row.evidence.set(shown)


def spread(row: Assessment, is_new_dispute: bool, voice: Voice) -> None:
    """Tell those whom it concerns: a breach and a new dispute to all, else a claim or a verdict to the other end."""
    if row.level is None:
        return
    kind = NoticeKind.DISPUTE if is_new_dispute and not row.is_breach else voice.notice
    if kind:
        tell(kind, [row.commitment], cause=f"{row.kind}:{row.pk}", at=row.recorded_at, by=row.recorded_by)
