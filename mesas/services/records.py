"""Making and correcting mesas, sessions and people, with what follows from each."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from conflicts.choices import Grade, is_wider
from conflicts.models import Incident
from conflicts.services.records import correct_record, create_record, require_may_correct
from mesas.choices import Held
from mesas.models import Mesa, Person, Session

#: A code stands in addresses and at the head of the code of each commitment: ESP-2012.
CODE = re.compile(r"[A-Z0-9]+(-[A-Z0-9]+)*", re.ASCII)


@transaction.atomic
def create_mesa(
    mesa: Mesa,
    *,
    by: Any,
    reason: str = "",
    at: datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> Mesa:
    """A new mesa. Its address is its code in lower case, unless another is given."""
    require_may_correct(by, mesa)
    mesa.code = mesa.code.strip().upper()
    require_code(mesa.code)
    require_not_wider((related or {}).get("incidents", ()), mesa.grade)
    return create_record(mesa, by=by, reason=reason, at=at, related=related)


@transaction.atomic
def correct_mesa(
    mesa: Mesa,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime | None = None,
    seen: str | None = None,
) -> Mesa:
    """Correct a mesa. When fewer people may see it, the same holds at once for the facts told about it.

    Its code stays once it stands at the head of a commitment's.
    """
    before = Mesa.objects.select_for_update().get(pk=mesa.pk)
    require_may_correct(by, before)
    if changes.get("code", before.code) != before.code:
        if before.last_commitment_number:
            message = _("El código ya está en los códigos de sus compromisos, que la gente cita. No se cambia.")
            raise ValidationError({"code": ValidationError(message, code="code_in_use")})
        require_code(changes["code"])
    grade = changes.get("grade", before.grade)
    if grade in Grade:
        new = set(changes.get("incidents", ())) - set(before.incidents.all())
        require_not_wider(new, grade)
    mesa = correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
    if mesa.grade != before.grade:
        narrow(mesa.incidents.all(), mesa.grade, by=by, reason=reason, at=at)
    return mesa


def require_code(code: str) -> None:
    if not CODE.fullmatch(code):
        message = _("Escriba el código con letras mayúsculas sin tilde, números y guiones, por ejemplo ESP-2012.")
        raise ValidationError({"code": ValidationError(message, code="bad_code")})


def require_not_wider(incidents: Collection[Any], grade: str) -> None:
    """A fact is never more visible than what it tells about."""
    wide = [incident for incident in incidents if is_wider(incident.grade, grade)]
    if wide:
        message = _("El hecho «%(incident)s» es más visible que este registro. Reduzca antes su visibilidad.")
        raise ValidationError({"incidents": ValidationError(message, code="wider", params={"incident": wide[0]})})


def narrow(incidents: Collection[Incident], grade: str, *, by: Any, reason: str, at: datetime | None) -> None:
    """Let no more people see these facts than may see what they tell about. Each keeps its reason."""
    for incident in incidents:
        if is_wider(incident.grade, grade):
            correct_record(incident, by=by, changes={"grade": grade}, reason=reason, at=at)


@transaction.atomic
def correct_session(
    session: Session,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime | None = None,
    seen: str | None = None,
) -> Session:
    """Correct a session. Whether it was held gave it its number, so what members logged keeps that answer."""
    before = Session.objects.select_for_update().get(pk=session.pk)
    require_may_correct(by, before)
    held = changes.get("held", before.held)
    if held != before.held and before.logged_at and Held.HELD in (held, before.held):
        message = _("De si se realizó depende su número: no se cambia aquí.")
        raise ValidationError({"held": ValidationError(message, code="number_depends")})
    return correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)


@transaction.atomic
def correct_person(
    person: Person,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime | None = None,
    seen: str | None = None,
) -> Person:
    """Correct what is known of a person. Who asked to be forgotten stays forgotten."""
    before = Person.objects.select_for_update().get(pk=person.pk)
    require_may_correct(by, before)
    if before.erased_at:
        raise ValidationError(_("Los datos de esta persona se borraron y no se vuelven a llenar."), code="erased")
    return correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
