"""A promise broken: who receives demands it in writing, a third party finds that it was not kept, who owes answers.

The finding is a mark on a debt that goes on. Nobody but an independent verifier makes it.
"""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import OPEN_STATES, AssessmentKind, AssessmentLevel, NoticeKind, Step
from agreements.models import Assessment, Commitment, Transition
from agreements.policies import Standing, standing_of
from agreements.querysets.cover import Asking
from agreements.services.assessments import VOICES, record
from agreements.services.consents import Consent, require_paper
from agreements.services.evidence import NewEvidence
from agreements.services.locking import locked
from agreements.services.notices import tell
from agreements.services.rules import Told, on_record, require_behalf_paper, require_debt, require_sound
from agreements.services.state import settle_state
from agreements.workflow.steps import DEMAND_DAYS, breach_from
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_words
from mesas.choices import DocumentMark
from mesas.cover import ENDLESS, NEVER
from mesas.models import Document
from mesas.services.files import undone_on_failure
from mesas.services.papers import NewPaper

ONLY_WHO_RECEIVES = gettext_lazy("Solo requiere por escrito quien recibe este compromiso, o el registro en su nombre.")
ONLY_WHO_OWES = gettext_lazy("Solo responde a lo constatado quien debe este compromiso, o el registro en su nombre.")
ONLY_INDEPENDENT = gettext_lazy(
    "Un incumplimiento lo constata solo quien verifica, no es parte y no está del lado de quien debe."
)

#: A finding of breach is a verification with a name of its own on the timeline and in the notices.
FINDING = replace(
    VOICES[AssessmentKind.VERIFICATION],
    step=Step.BREACH_FOUND,
    notice=NoticeKind.BREACH,
    allowed=lambda standing: standing.finds_breach_for,
    refusal=ONLY_INDEPENDENT,
)


def demand_in_writing(
    commitment: Commitment,
    *,
    party: Party,
    by,
    received_on: datetime.date,
    document: Document | NewPaper,
    note: str = "",
    at: datetime.datetime | None = None,
) -> Transition:
    """A beneficiary's written demand that it be done: its paper, and the day on which who owes received it.

    Without a deadline, a breach may be found from 30 days after that day. The same demand again is the one on record.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=on)
        speaker = standing.kin.heir(party.pk)
        if speaker not in standing.demands_for:
            raise PermissionDenied(ONLY_WHO_RECEIVES)
        require_owed(commitment)
        day = PartialDate.on(received_on)
        first = demanded_before(commitment, speaker, day, document, by=by)
        if first:
            return first
        party = Party.objects.get(pk=speaker)
        require_paper(commitment, Consent(party, document), standing, on=on)
        require_received(document, received_on, on)
        if isinstance(document, NewPaper):
            document = replace(document, mark=DocumentMark.SIGNED, signed_by=[party])
        paper = on_record(document, commitment, by=by, at=at, keep=keep)
        step = settle_state(
            commitment, by=by, at=at, step=Step.DEMANDED, is_movement=False, party=party, day=day, reason=note.strip()
        )
        step.documents.set([paper] if paper else [])
        tell(NoticeKind.DEMANDED, [commitment], cause=f"requerimiento:{step.pk}", at=at, by=by)
        return step


def require_owed(commitment: Commitment) -> None:
    """Only what is still owed can be demanded or found broken."""
    require_debt(commitment)
    if commitment.state not in OPEN_STATES:
        raise ValidationError(
            _("Este compromiso consta como cumplido. Si no es así, diga primero lo que ve."), code="not_open"
        )


def demanded_before(
    commitment: Commitment, party: int, day: PartialDate, document: Document | NewPaper, *, by
) -> Transition | None:
    """The demand that this very post left when it came first."""
    demands = Transition.objects.filter(commitment=commitment, step=Step.DEMANDED, party=party, by=by, day_on=day.last)
    return demands.filter(documents__title=document.title).first()


def require_received(document: Document | NewPaper, received_on: datetime.date, on: datetime.date) -> None:
    """After it was written, and not in days to come."""
    if received_on > on:
        raise ValidationError(_("El día en que se recibió no puede ser posterior a hoy."), code="received_on")
    if document.dated.first is not None and received_on < document.dated.first:
        raise ValidationError(_("No pudo recibirse antes de la fecha del documento."), code="received_on")


def find_breach(
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
) -> Assessment:
    """What an independent verifier found short of complete, once it should have been done: a verification, marked."""
    told = Told(
        kind=AssessmentKind.VERIFICATION,
        party=party,
        by=by,
        level=level,
        observed=observed,
        note=note,
        evidence=evidence,
        client_id=client_id,
        at=at or timezone.now(),
        is_breach=True,
    )
    return record(commitment, told, voice=FINDING, whether=require_breach)


def require_breach(told: Told, row: Assessment, standing: Standing) -> None:
    """The rules of a verification, and those of a breach: an open debt, less than complete, and not before its time."""
    require_sound(told, row, standing)
    require_owed(row.commitment)
    if told.level is None:
        raise ValidationError(_("Para constatar un incumplimiento hay que decir cuánto encontró hecho."), code="level")
    if told.level == AssessmentLevel.COMPLETE:
        raise ValidationError(_("Si está completo no hay incumplimiento: registre una verificación."), code="level")
    require_ripe(row.commitment, told.observed.earliest, on=told.on)


def require_breakable(commitment: Commitment, on: datetime.date) -> None:
    """Whether anybody could find a breach of what is seen on that day."""
    require_owed(commitment)
    require_ripe(commitment, on, on=on)


def require_ripe(commitment: Commitment, seen_on: datetime.date, *, on: datetime.date) -> None:
    """Seen once the promise should have been kept. ValidationError with the code "too_early" says from when."""
    start = breach_day(commitment, on)
    if start is None:
        raise ValidationError(
            _(
                "Este compromiso no tiene una fecha de plazo. Para constatar que no se cumplió hace falta antes un "
                "requerimiento por escrito de quien recibe, con %(days)d días de espera, o que termine el último "
                "mandato de la mesa."
            )
            % {"days": DEMAND_DAYS},
            code="too_early",
        )
    if seen_on < start:
        running = (
            _("Todavía corre el plazo. El incumplimiento se constata con lo visto desde el %(day)s.")
            if commitment.due.is_known
            else _("Todavía no: sin fecha de plazo, el incumplimiento se constata con lo visto desde el %(day)s.")
        )
        raise ValidationError(running % {"day": in_words(start)}, code="too_early")


def breach_day(commitment: Commitment, on: datetime.date) -> datetime.date | None:
    """The first day of which a breach may be found, as things stand. Five queries, none where there is a deadline."""
    if commitment.due.last is not None:
        return breach_from(due_on=commitment.due.last, demanded_on=None, covered_until=None)
    demands = Transition.objects.filter(commitment=commitment, step=Step.DEMANDED).order_by("day_on")
    return breach_from(
        due_on=None,
        demanded_on=demands.values_list("day_on", flat=True).first(),
        covered_until=last_mandate_ends(commitment, on),
    )


def last_mandate_ends(commitment: Commitment, on: datetime.date) -> datetime.date | None:
    """The last day on which a mandate of its mesa, or of one that took it over, may be in force; nothing where nobody
    knows that it ends, or that there was one."""
    until = Asking(on, near=[commitment.mesa_id]).by_orders(commitment).until
    return None if until in (ENDLESS, NEVER) else until


def reply_to_breach(
    commitment: Commitment,
    *,
    finding: Assessment | None,
    party: Party,
    by,
    text: str,
    document: Document | NewPaper | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """What an obligor answers to a finding of breach: published beside it, whenever it comes.

    By the party itself, or by staff on its behalf with the paper. The same words again are the answer on record.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=on)
        speaker = standing.kin.heir(party.pk)
        if speaker not in standing.replies_for:
            raise PermissionDenied(ONLY_WHO_OWES)
        if finding is None or finding.commitment_id != commitment.pk or not finding.is_breach:
            raise ValidationError(_("Eso no es un incumplimiento constatado de este compromiso."), code="finding")
        text = text.strip()
        if not text:
            raise ValidationError(_("Escriba qué responde quien debe."), code="text")
        replies = Transition.objects.filter(commitment=commitment, step=Step.REPLIED, assessment=finding)
        first = replies.filter(party=speaker, reason=text).first()
        if first:
            return first
        require_behalf_paper(document, commitment, is_on_behalf=speaker not in standing.own_owing, on=on)
        paper = on_record(document, commitment, by=by, at=at, keep=keep)
        step = settle_state(
            commitment, by=by, at=at, step=Step.REPLIED, is_movement=False, assessment=finding, party_id=speaker,
            reason=text,
        )  # fmt: skip
        step.documents.set([paper] if paper else [])
        tell(NoticeKind.REPLY, [commitment], cause=f"descargo:{step.pk}", at=at, by=by)
        return step
