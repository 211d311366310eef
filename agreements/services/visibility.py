"""Who may see a commitment: never more people than see its mesa, and fewer at any moment."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import Step
from agreements.models import Commitment, Transition
from agreements.policies import standing_of
from agreements.services.locking import locked, require_version
from conflicts.choices import Grade, is_wider
from conflicts.services.records import keep_first_values, store

ONLY_COORDINATION = gettext_lazy("Solo la coordinación del conflicto cambia quién puede ver este compromiso.")


@transaction.atomic
def change_visibility(
    commitment: Commitment, *, by, grade: Grade, reason: str, version: int, at: datetime.datetime | None = None
) -> Transition:
    """Let fewer people see it, or as many again as see its mesa; the reason stays with it, for members' eyes.

    What is told about it elsewhere is narrowed with it. `version` is the one on which the form was opened: another is
    refused with the code "stale".
    """
    at = at or timezone.now()
    commitment = locked(commitment)
    if not standing_of(by, commitment, on=timezone.localdate(at)).is_coordinator:
        raise PermissionDenied(ONLY_COORDINATION)
    grade, reason = Grade(grade), " ".join(reason.split())
    if is_wider(grade, commitment.mesa.grade):
        raise ValidationError(
            _("El compromiso no puede ser más visible que su mesa. Elija una visibilidad menor."), code="wider"
        )
    if grade == commitment.grade:
        raise ValidationError(_("Ya lo ven esas personas. Elija otra opción, o no cambie nada."), code="unchanged")
    require_version(commitment, version)
    if not reason:
        raise ValidationError(_("Escriba por qué cambia quién puede verlo."), code="reason")
    before = Grade(commitment.grade)
    keep_first_values(commitment, at=at)
    commitment.grade = grade
    commitment.grade_reason = reason if grade != commitment.mesa.grade else ""
    commitment.version += 1
    store(commitment, by=by, reason=reason, at=at)
    narrow_what_tells_of_it(commitment, by=by, reason=reason, at=at)
    return Transition.objects.create(
        commitment=commitment,
        step=Step.NARROWED,
        from_state=commitment.state,
        to_state=commitment.state,
        by=by,
        at=at,
        reason=reason,
        old_value=str(before.label),
        new_value=str(grade.label),
    )


def narrow_what_tells_of_it(commitment: Commitment, *, by: Any, reason: str, at: datetime.datetime) -> None:
    """Facts that tell of it are seen by nobody who may not see it. Each keeps the reason in its history."""
    for incident in commitment.incidents.select_for_update().order_by("pk"):
        if is_wider(incident.grade, commitment.grade):
            keep_first_values(incident, at=at)
            incident.grade = commitment.grade
            store(incident, by=by, reason=reason, at=at)
