"""Which date could move, and whether what was asked still fits it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, DeadlineKind
from agreements.models import Commitment, Reschedule
from conflicts.partial_dates import PartialDate


def require_movable(commitment: Commitment) -> None:
    """Only an open debt has a date that could move, and one that comes due again and again has no single one."""
    if commitment.state not in OPEN_STATES:
        raise ValidationError(
            _("Este compromiso ya terminó: no hay fecha que mover. Si volviera a abrirse, se podrá pedir."),
            code="ended",
        )
    if commitment.deadline_kind == DeadlineKind.RECURRING:
        raise ValidationError(
            _("Este compromiso se cumple por periodos, y cada periodo tiene su plazo: aquí no se mueve."),
            code="recurring",
        )


def is_stale(reschedule: Reschedule, commitment: Commitment) -> bool:
    """Whether the deadline that it asks to move is no longer the one in force."""
    since = Reschedule.objects.filter(commitment=commitment, accepted_at__gt=reschedule.asked_at)
    return reschedule.old_due.last != commitment.due.last or since.exists()


def due_columns(due: PartialDate) -> dict[str, object]:
    """The deadline in force as it is stored."""
    return {"due_on": due.last, "due_precision": due.precision, "due_words": due.words}
