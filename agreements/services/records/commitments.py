"""What the document says of a promise, and who owes and who receives."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import OBLIGOR_DUTIES, Duty, Step
from agreements.models import Commitment, CommitmentParty, Transition
from agreements.services.locking import locked
from agreements.services.registration import each_once
from agreements.services.resettling import resettle
from agreements.services.state import write
from agreements.text import search_text_for
from conflicts.choices import Grade, is_wider
from conflicts.models import Party
from conflicts.services.records import correct_record, create_record, require_may_correct
from conflicts.services.records.parts import Part, changed_parts
from conflicts.services.records.words import names_of, said
from mesas.services.records import narrow, require_not_wider

#: Words and figures of the document: whoever reads the commitment reads what they were before.
ON_TIMELINE = (
    "title", "text", "clause", "obligor_text", "beneficiary_text", "amount_pen", "amount_text", "agreed", "starts",
    "territory", "kind", "theme", "means_text",
)  # fmt: skip


@transaction.atomic
def correct_commitment(
    commitment: Commitment,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Commitment:
    """Correct what the document says, and who may look: never its deadline, its state or what was promised first.

    What was read before stays on the timeline. Raises ValidationError with the code "wider" where more people would
    see it than see its mesa.
    """
    at = at or timezone.now()
    before = locked(commitment)
    require_may_correct(by, before)
    grade = changes.get("grade", before.grade)
    if grade != before.grade and grade in Grade and is_wider(grade, before.mesa.grade):
        message = _("El compromiso no puede ser más visible que su mesa. Elija una visibilidad menor.")
        raise ValidationError({"grade": ValidationError(message, code="wider")})
    if grade in Grade:
        require_not_wider(set(changes.get("incidents", ())) - set(before.incidents.all()), grade)
    commitment = correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
    write(commitment, {"search_text": words_of(commitment)})
    changed = {part.name: part for part in changed_parts(before, commitment)}
    told = [changed[name] for name in ON_TIMELINE if name in changed]
    leave(commitment, Step.CORRECTED, told, before, commitment, by=by, at=at, reason=reason)
    if "grade" in changed:
        narrow(commitment.incidents.all(), commitment.grade, by=by, reason=reason, at=at)
        leave(commitment, Step.NARROWED, [changed["grade"]], before, commitment, by=by, at=at, reason=reason)
    if "kind" in changed:  # what is not to be done is in time by another rule
        resettle(Q(pk=commitment.pk), by=by, at=at, reason=" ".join(reason.split()))
    return commitment


def leave(
    commitment: Commitment,
    step: Step,
    parts: Sequence[Part],
    before: Model,
    after: Model,
    *,
    by: Any,
    at: datetime.datetime,
    reason: str,
) -> None:
    """A row of the timeline with both values, where there is a difference to tell."""
    if not parts:
        return
    names = names_of((part, part.value(row)) for part in parts for row in (before, after))
    old, new = (
        "\n".join(f"{part.label}: {said(part, part.value(row), names)}" for part in parts) for row in (before, after)
    )
    state = commitment.state
    Transition.objects.create(
        commitment=commitment,
        step=step,
        from_state=state,
        to_state=state,
        by=by,
        at=at,
        reason=" ".join(reason.split()),
        old_value=old,
        new_value=new,
    )


def words_of(commitment: Commitment) -> str:
    """What a search finds it by, as registration writes it, with the names that the parties have today."""
    parties = Party.objects.filter(
        duties__commitment=commitment, duties__duty__in=(*OBLIGOR_DUTIES, Duty.BENEFICIARY)
    ).order_by("duties__pk")
    return search_text_for(
        code=commitment.code,
        title=commitment.title,
        text=commitment.text,
        source_code=commitment.source_code,
        source_label=commitment.source_label,
        clause=commitment.clause,
        obligor_text=commitment.obligor_text,
        beneficiary_text=commitment.beneficiary_text,
        parties=[name for party in parties for name in (party.name, party.short_name)],
    )


@transaction.atomic
def create_duty(
    duty: CommitmentParty,
    *,
    by: Any,
    reason: str = "",
    at: datetime.datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> CommitmentParty:
    """Add a party that the document names and the record left out."""
    at = at or timezone.now()
    commitment = locked(duty.commitment)
    require_may_correct(by, commitment)
    require_fair_ends([*commitment.duties.select_related("party"), duty])
    duty = create_record(duty, by=by, reason=reason, at=at, related=related)
    follow_up(commitment, None, duty, by=by, at=at, reason=reason)
    return duty


@transaction.atomic
def correct_duty(
    duty: CommitmentParty,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> CommitmentParty:
    """Correct who owes or receives to what the document says. The state is again what the rows make.

    Refused, with the code "own_debt", where nobody but who owes would be left to say whether it was kept.
    """
    at = at or timezone.now()
    commitment = locked(duty.commitment)
    before = CommitmentParty.objects.select_for_update().get(pk=duty.pk)
    require_may_correct(by, before)
    duty = correct_record(before, by=by, changes=changes, reason=reason, at=at, seen=seen)
    if {"party", "duty"} & set(changes):
        require_fair_ends(commitment.duties.select_related("party"))
    follow_up(commitment, before, duty, by=by, at=at, reason=reason)
    return duty


def require_fair_ends(duties: Iterable[CommitmentParty]) -> None:
    """Who owes is not the only one to receive, and owes once. A duplicate counts as what it was merged into."""
    parties: dict[str, list[Party]] = {duty: [] for duty in Duty.values}
    for each in duties:
        parties[each.duty].append(each.party)
    obligors = each_once(party for duty in OBLIGOR_DUTIES for party in parties[duty])
    beneficiaries = each_once(parties[Duty.BENEFICIARY])
    if beneficiaries and beneficiaries <= obligors:
        message = _("Quien debe no puede ser el único beneficiario: nadie más podría decir si se cumplió.")
        raise ValidationError({"party": ValidationError(message, code="own_debt")})
    if each_once(parties[Duty.LEAD]) & each_once(parties[Duty.CO_OBLIGOR]):
        message = _("El responsable principal ya debe; no lo ponga además como corresponsable.")
        raise ValidationError({"party": ValidationError(message, code="lead_twice")})


def follow_up(
    commitment: Commitment,
    before: CommitmentParty | None,
    duty: CommitmentParty,
    *,
    by: Any,
    at: datetime.datetime,
    reason: str,
) -> None:
    """The words by which it is found, the timeline and the state, after who owes or receives was corrected."""
    reason = " ".join(reason.split())
    write(commitment, {"search_text": words_of(commitment), "version": commitment.version + 1})
    Transition.objects.create(
        commitment=commitment,
        step=Step.CORRECTED,
        from_state=commitment.state,
        to_state=commitment.state,
        by=by,
        at=at,
        reason=reason,
        old_value=told(before) if before else "",
        new_value=told(duty),
    )
    resettle(Q(pk=commitment.pk), by=by, at=at, reason=reason)


def told(duty: CommitmentParty) -> str:
    return " · ".join(filter(None, (f"{duty.get_duty_display()}: {duty.party}", duty.note)))
