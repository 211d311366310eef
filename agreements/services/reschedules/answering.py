"""Accepting another date or not. Silence is never agreement."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import NoticeKind, Record, Step
from agreements.models import Commitment, Reschedule, RescheduleAnswer
from agreements.policies import Standing, standing_of
from agreements.services.consents import Consent, require_files, require_paper
from agreements.services.locking import locked
from agreements.services.notices import tell
from agreements.services.reschedules.rules import due_columns, is_stale, require_movable
from agreements.services.rules import on_record, require_behalf_paper
from agreements.services.state import settle_state, write
from agreements.workflow import said_day
from conflicts.models import Party
from conflicts.wording import in_words
from mesas.choices import DocumentMark
from mesas.models import Document
from mesas.services.files import Keep, undone_on_failure
from mesas.services.papers import NewPaper

ONLY_WHO_RECEIVES = gettext_lazy(
    "Solo acepta otra fecha quien recibe este compromiso y no lo debe, o el registro en su nombre."
)

ONLY_SOMEBODY_ELSE = gettext_lazy("Usted pidió esta fecha por quien debe: por quien recibe la acepta otra persona.")


def answer_reschedule(
    reschedule: Reschedule,
    *,
    party: Party,
    by,
    accepts: bool,
    note: str = "",
    document: Document | NewPaper | None = None,
    at: datetime.datetime | None = None,
) -> RescheduleAnswer:
    """Whether one beneficiary accepts the date. When all have, it is in force; until then nothing moves.

    By its representative, or by staff on its behalf: to accept, with a paper that it signed, as any consent; to
    refuse, with a letter, an assembly acta or the note of a call. The same answer again is the one that was given.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(reschedule.commitment)
        reschedule = Reschedule.objects.select_related("asked_by_party").get(pk=reschedule.pk, commitment=commitment)
        standing = standing_of(by, commitment, on=on)
        speaker = standing.kin.heir(party.pk)
        is_on_behalf = speaker not in standing.own_judging
        if speaker not in standing.answers_date_for:
            raise PermissionDenied(ONLY_WHO_RECEIVES)
        if accepts and not is_on_behalf and reschedule.asked_by_id == by.pk:
            raise PermissionDenied(ONLY_SOMEBODY_ELSE)  # she asked for it, and came over to who receives
        answer = RescheduleAnswer(
            reschedule=reschedule, party_id=speaker, accepts=accepts, recorded_by=by, recorded_at=at, note=note.strip()
        )
        first = answered_before(answer, document)
        if first:
            return first
        require_pending(reschedule, commitment)
        if accepts:
            require_somebody_else(standing)
        require_spoken(answer, document, standing, is_on_behalf=is_on_behalf, on=on)
        answer.document = signed_on_record(answer, document, by=by, at=at, keep=keep)
        answer.save()
        if all_accept(reschedule, standing):
            move(commitment, reschedule, by=by, at=at)
        else:
            write(commitment, {"record": Record.MEMBERS, "version": commitment.version + 1})
        if not accepts and not last_words(reschedule, standing)[speaker]:
            asked_by = [reschedule.asked_by_id]
            cause = f"respuesta:{answer.pk}"
            tell(NoticeKind.DATE_REFUSED, [commitment], cause=cause, at=at, by=by, also=asked_by)
        return answer


def answered_before(answer: RescheduleAnswer, document: Document | NewPaper | None) -> RescheduleAnswer | None:
    """The last word of this party, where it is this very one: sent twice, it is said once."""
    last = RescheduleAnswer.objects.filter(reschedule=answer.reschedule, party=answer.party_id).last()
    if last is None or (last.accepts, last.note, last.recorded_by_id) != (
        answer.accepts, answer.note, answer.recorded_by_id
    ):  # fmt: skip
        return None
    title = document.title if document else None
    return last if (last.document.title if last.document else None) == title else None


def require_pending(reschedule: Reschedule, commitment: Commitment) -> None:
    if not reschedule.is_unilateral:
        raise ValidationError(
            _("Todos aceptaron ya esta fecha y está vigente. Para cambiarla, quien debe tiene que pedir otra."),
            code="answered",
        )
    require_movable(commitment)
    if is_stale(reschedule, commitment):
        raise ValidationError(
            _("El plazo cambió desde que se pidió esta fecha: ya no se puede aceptar. Quien debe puede pedir otra."),
            code="stale",
        )


def require_somebody_else(standing: Standing) -> None:
    """Who owes, and who depends on it, does not accept its own date alone."""
    if standing.is_within_family:
        raise ValidationError(
            _("Quien recibe depende de quien debe: entre ellos solos no se mueve una fecha."), code="own_debt"
        )


def require_spoken(
    answer: RescheduleAnswer,
    document: Document | NewPaper | None,
    standing: Standing,
    *,
    is_on_behalf: bool,
    on: datetime.date,
) -> None:
    """On behalf, a yes is a consent like any other, and shown; a no may also come by telephone."""
    commitment = answer.reschedule.commitment
    if is_on_behalf and answer.accepts and document is not None:
        consent = Consent(answer.party, document)
        require_paper(commitment, consent, standing, on=on)
        require_files([consent])
    else:
        require_behalf_paper(document, commitment, is_on_behalf=is_on_behalf, on=on)


def signed_on_record(
    answer: RescheduleAnswer,
    document: Document | NewPaper | None,
    *,
    by,
    at: datetime.datetime,
    keep: Keep,
) -> Document | None:
    """The paper as a document of the mesa. A new one by which a party accepts bears its signature."""
    if isinstance(document, NewPaper) and answer.accepts:
        document = replace(document, mark=DocumentMark.SIGNED, signed_by=[answer.party])
    return on_record(document, answer.reschedule.commitment, by=by, at=at, keep=keep)


def all_accept(reschedule: Reschedule, standing: Standing) -> bool:
    """Whether the latest answer of every party that receives is yes. Silence is never agreement."""
    latest = last_words(reschedule, standing)
    return bool(standing.judges) and all(latest.get(party, False) for party in standing.judges)


def last_words(reschedule: Reschedule, standing: Standing) -> dict[int, bool]:
    """Whether each party that has answered accepts, by its latest answer.

    *Latest* goes by the day said: of recording, or of the paper when on behalf.
    """
    answers = reschedule.answers.select_related("document").order_by("recorded_at", "pk")
    latest: dict[int, bool] = {}
    for answer in sorted(answers, key=said_on):
        latest[standing.kin.heir(answer.party_id)] = answer.accepts
    return latest


def move(commitment: Commitment, reschedule: Reschedule, *, by, at: datetime.datetime) -> None:
    """The new date is in force. The first one stays what was promised first, and what was said by then stays said."""
    old, new = commitment.due, reschedule.new_due
    reschedule.accepted_at, reschedule.is_unilateral = at, False
    reschedule.save(update_fields=["accepted_at", "is_unilateral"])
    write(commitment, {**due_columns(new), "overdue_since": None})
    settle_state(
        commitment,
        by=by,
        at=at,
        step=Step.RESCHEDULED,
        reschedule=reschedule,
        party=reschedule.asked_by_party,
        old_value=in_words(old) if old.is_known else "",
        new_value=in_words(new),
    )
    tell(NoticeKind.DATE_MOVED, [commitment], cause=f"reprogramacion:{reschedule.pk}", at=at, by=by)


def said_on(answer: RescheduleAnswer) -> datetime.date:
    return said_day(answer.recorded_at, answer.document.dated if answer.document else None)
