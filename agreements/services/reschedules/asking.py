"""Asking for another date, or that the clock stand still."""

from __future__ import annotations

import datetime
import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import NoticeKind, Record, RescheduleReason
from agreements.models import Commitment, Reschedule
from agreements.policies import standing_of
from agreements.services.locking import locked
from agreements.services.notices import tell
from agreements.services.reschedules.rules import require_movable
from agreements.services.rules import on_record, require_behalf_paper
from agreements.services.state import write
from agreements.workflow import said_day
from agreements.workflow.steps import due_after_suspension
from conflicts.models import Party
from conflicts.partial_dates import ImpossibleDate, PartialDate
from conflicts.wording import in_words
from mesas.models import Document
from mesas.services.files import undone_on_failure
from mesas.services.papers import NewPaper

ONLY_WHO_OWES = gettext_lazy("Solo pide otra fecha quien debe este compromiso, o el registro en su nombre.")


def ask_reschedule(
    commitment: Commitment,
    *,
    party: Party,
    by,
    reason: RescheduleReason,
    new_due: datetime.date | None = None,
    suspended_from: datetime.date | None = None,
    suspended_until: datetime.date | None = None,
    note: str = "",
    document: Document | NewPaper | None = None,
    client_id: uuid.UUID | None = None,
    at: datetime.datetime | None = None,
) -> Reschedule:
    """What an obligor asks for: a whole day or, to stop the clock, the days between which it stands still.

    By the party itself, or by staff on its behalf with the paper. Kept as unilateral, for all to see: the deadline in
    force is the same as before. The same `client_id` again answers as the first.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        commitment = locked(commitment)
        standing = standing_of(by, commitment, on=on)
        speaker = standing.kin.heir(party.pk)
        if speaker not in standing.asks_date_for:
            raise PermissionDenied(ONLY_WHO_OWES)
        asked = Reschedule(
            commitment=commitment,
            asked_by_party_id=speaker,
            asked_by=by,
            asked_at=at,
            old_due=commitment.due,
            suspended_from=suspended_from,
            suspended_until=suspended_until,
            reason=RescheduleReason(reason),
            note=note.strip(),
            client_id=client_id,
        )
        first = asked_before(asked, new_due)
        if first:
            return first
        require_movable(commitment)
        require_behalf_paper(document, commitment, is_on_behalf=speaker not in standing.own_owing, on=on)
        asked.new_due = PartialDate.on(date_asked(asked, new_due))
        require_ahead(asked, on=said_day(at, document.dated if document else None))
        asked.asked_document = on_record(document, commitment, by=by, at=at, keep=keep)
        asked.save()
        write(commitment, {"record": Record.MEMBERS, "version": commitment.version + 1})
        tell(NoticeKind.DATE_ASKED, [commitment], cause=f"reprogramacion:{asked.pk}", at=at, by=by)
        return asked


def asked_before(asked: Reschedule, new_due: datetime.date | None) -> Reschedule | None:
    """What this very post left when it came first. With other content it is refused, and nothing is lost."""
    first = Reschedule.objects.filter(client_id=asked.client_id).first() if asked.client_id else None
    if first is None:
        return None
    names = ("commitment_id", "asked_by_party_id", "asked_by_id", "reason", "suspended_from", "suspended_until", "note")
    is_same_date = asked.reason == RescheduleReason.SUSPENSION or first.new_due.last == new_due
    if is_same_date and all(getattr(first, name) == getattr(asked, name) for name in names):
        return first
    raise ValidationError(
        _("Este pedido ya se recibió antes con otro contenido. Abra de nuevo la página si quiere pedir otra cosa."),
        code="stale",
    )


def date_asked(asked: Reschedule, new_due: datetime.date | None) -> datetime.date:
    """The day that is asked for: as it was typed or, of a suspension, as it comes out."""
    require_fitting_reason(asked)
    if asked.reason == RescheduleReason.SUSPENSION:
        if new_due is not None:
            raise ValidationError(
                _("En una suspensión la fecha nueva se calcula sola. Déjela vacía."), code="new_due_of_suspension"
            )
        return date_after(asked)
    if asked.suspended_from or asked.suspended_until:
        raise ValidationError(_("Los días de suspensión van solo con el motivo «Suspensión»."), code="suspended")
    if new_due is None:
        raise ValidationError(_("Indique la fecha nueva, con día, mes y año."), code="new_due")
    return new_due


def require_fitting_reason(asked: Reschedule) -> None:
    """A first date is for what has none; anything else moves the one that there is."""
    is_first = asked.reason == RescheduleReason.FIRST_DATE
    if is_first and asked.old_due.is_known:
        raise ValidationError(
            _("Este compromiso ya tiene plazo. Elija otro motivo: «Plazo fijado después» es para el que no lo tiene."),
            code="reason",
        )
    if not is_first and not asked.old_due.is_known:
        raise ValidationError(
            _("Este compromiso todavía no tiene una fecha que mover. Elija «Plazo fijado después»."), code="reason"
        )


def date_after(asked: Reschedule) -> datetime.date:
    """The deadline in force and the days of the suspension on top. A clock that ran out is not stopped afterwards."""
    due, first, last = asked.old_due.last, asked.suspended_from, asked.suspended_until
    if due is None or first is None or last is None:
        raise ValidationError(_("Diga desde qué día y hasta qué día se suspende."), code="suspended")
    if last < first:
        raise ValidationError(_("La suspensión termina antes de empezar. Revise los dos días."), code="suspended")
    if due < first:
        raise ValidationError(
            _("El plazo venció el %(day)s, antes de que empiece la suspensión: ya no hay reloj que parar.")
            % {"day": in_words(due)},
            code="suspended",
        )
    accepted = Reschedule.objects.filter(commitment=asked.commitment, is_unilateral=False)
    if accepted.filter(suspended_from__lte=last, suspended_until__gte=first).exists():
        raise ValidationError(_("Algunos de esos días ya están en otra suspensión aceptada."), code="suspended")
    try:
        return PartialDate.on(due_after_suspension(due, first, last)).earliest
    except (ImpossibleDate, OverflowError) as impossible:
        raise ValidationError(
            _("La suspensión es demasiado larga. Revise los dos días."), code="suspended"
        ) from impossible


def require_ahead(asked: Reschedule, on: datetime.date) -> None:
    """Another day than that in force, and one still to come on the day when it was asked for."""
    if asked.new_due.last == asked.old_due.last:
        raise ValidationError(_("Esa ya es la fecha del plazo vigente. Escriba otra."), code="new_due")
    if asked.new_due.earliest < on:
        raise ValidationError(
            _("La fecha nueva no puede ser anterior al día en que se pide (%(day)s).") % {"day": in_words(on)},
            code="new_due",
        )
