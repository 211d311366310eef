"""What the state and the visibility of commitments rest on: parties, seats, papers, agreements, facts."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Agreement
from agreements.services.counting import count_signed
from agreements.services.resettling import resettle, touching
from conflicts.choices import Grade, is_wider
from conflicts.models import Incident, Party
from conflicts.services.records import correct_record, create_record, require_may_correct
from conflicts.services.records.parts import changed_parts
from mesas.models import Document, Seat
from mesas.services.records import require_not_wider

#: Pointers between parties; a circle would leave nobody to speak.
POINTERS = ("parent", "succeeded_by", "merged_into")
#: What decides who speaks for whom, and with what weight.
WHO_SPEAKS = frozenset({"succeeded_by", "succeeded", "merged_into", "sector"})
#: What decides how much something said in a paper weighs, and of which day it is.
WEIGHT = frozenset({"kind", "mark", "dated"})


@transaction.atomic
def correct_party(
    party: Party,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Party:
    """Correct a party, say who succeeds it, or that it is a duplicate of another.

    No row is rewritten: reading follows the pointer. What it said counts as said by its heir, so that the states of
    all commitments in which either has a part are computed again.
    """
    at = at or timezone.now()
    before = Party.objects.select_for_update().get(pk=party.pk)
    require_may_correct(by, before)
    for name in POINTERS:
        require_no_circle(before, name, changes.get(name))
    on = timezone.localdate(at)
    selves = Party.objects.kin(on).same([before.pk])
    party = correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
    if WHO_SPEAKS & {part.name for part in changed_parts(before, party)}:
        selves |= Party.objects.kin(on).same([party.pk])
        resettle(touching(selves), by=by, at=at, reason=reason)
    return party


def require_no_circle(party: Party, name: str, target: Party | None) -> None:
    """Following a pointer from a party never leads back to it."""
    met, next_one = {party.pk}, target.pk if target else None
    while next_one is not None:
        if next_one in met:
            message = _("Por ese camino se vuelve al mismo actor. Revise cuál de los dos apunta al otro.")
            raise ValidationError({name: ValidationError(message, code="circle")})
        met.add(next_one)
        next_one = Party.objects.values_list(name, flat=True).get(pk=next_one)


@transaction.atomic
def create_seat(
    seat: Seat,
    *,
    by: Any,
    reason: str = "",
    at: datetime.datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> Seat:
    """A new seat. Where no beneficiary is recorded, every community seated answers: states may follow."""
    at = at or timezone.now()
    seat = create_record(seat, by=by, reason=reason, at=at, related=related)
    resettle(Q(mesa=seat.mesa_id), by=by, at=at, reason=reason or str(_("Asiento nuevo en la mesa.")))
    return seat


@transaction.atomic
def correct_seat(
    seat: Seat,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Seat:
    """Correct who sits and as what."""
    at = at or timezone.now()
    before = Seat.objects.select_for_update().get(pk=seat.pk)
    seat = correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
    if seat.party_id != before.party_id:
        resettle(Q(mesa=seat.mesa_id), by=by, at=at, reason=reason)
    return seat


@transaction.atomic
def correct_document(
    document: Document,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Document:
    """Correct what is noted of a paper; its file is never replaced. An assembly acta or a signed letter speaks for a
    whole party, so that states may follow from its kind, its mark and its day; terms that waited for its signature are
    counted once that has its day."""
    at = at or timezone.now()
    before = Document.objects.select_for_update().get(pk=document.pk)
    document = correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
    if WEIGHT & {part.name for part in changed_parts(before, document)}:
        resettle(Q(assessments__document=document), by=by, at=at, reason=reason)
    count_signed(document, by=by, at=at, on=timezone.localdate(at))
    return document


@transaction.atomic
def create_agreement(
    agreement: Agreement,
    *,
    by: Any,
    reason: str = "",
    at: datetime.datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> Agreement:
    """An agreement that a registered document holds and the record left out."""
    require_may_correct(by, agreement)
    require_not_wider((related or {}).get("incidents", ()), agreement.document.mesa.grade)
    return create_record(agreement, by=by, reason=reason, at=at, related=related)


@transaction.atomic
def correct_agreement(
    agreement: Agreement,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Agreement:
    """Correct the words of an agreement and what it is linked to."""
    require_may_correct(by, agreement)
    grade = agreement.document.mesa.grade
    require_not_wider(set(changes.get("incidents", ())) - set(agreement.incidents.all()), grade)
    return correct_record(agreement, by=by, changes=changes, reason=reason, at=at, seen=seen)


@transaction.atomic
def correct_incident(
    incident: Incident,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Incident:
    """Correct a fact. It is never more visible than the mesas and commitments that it tells about."""
    before = Incident.objects.select_for_update().get(pk=incident.pk)
    require_may_correct(by, before)
    grade = changes.get("grade", before.grade)
    if grade != before.grade and grade in Grade and any(is_wider(grade, each) for each in grades_above(before)):
        message = _("El hecho no puede ser más visible que la mesa o el compromiso del que habla.")
        raise ValidationError({"grade": ValidationError(message, code="wider")})
    return correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)


def grades_above(incident: Any) -> set[str]:
    """Grades of all that a fact tells about."""
    return {
        *incident.mesas.values_list("grade", flat=True),
        *incident.commitments.values_list("grade", flat=True),
        *incident.commitments.values_list("mesa__grade", flat=True),
        *incident.agreements.values_list("document__mesa__grade", flat=True),
    }
