"""Putting new debts in the place of old ones: N to M, in one act.

What replaces a debt carries its earliest first deadline on, see `carrying`.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import State, Step
from agreements.models import Commitment, Transition
from agreements.policies import Standing, standing_of
from agreements.services.carrying import ancestors_of, carry_first_deadlines
from agreements.services.closing_rules import require_fresh, require_open
from agreements.services.closings import end, of_needed, require_coordinator, sent_before
from agreements.services.consents import Consent, register_consents, require_consents, require_files, who_must_agree
from agreements.services.locking import locked_all, require_version
from mesas.services.files import undone_on_failure


def replace_commitments(
    predecessors: Sequence[Commitment],
    *,
    by,
    successors: Sequence[Commitment],
    consents: Sequence[Consent] = (),
    reason: str = "",
    version: int | None = None,
    at: datetime.datetime | None = None,
) -> list[Transition]:
    """End open debts by open ones of the same conflict, with all that owe and receive each of the old.

    One closing for each predecessor, in their order. `version` is that of the first, from whose page this was asked;
    sent twice on the same, it answers with the first.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    with undone_on_failure() as keep, transaction.atomic():
        found = locked_all(row.pk for row in (*predecessors, *successors))
        old = [found[key] for key in dict.fromkeys(row.pk for row in predecessors)]
        new = [found[key] for key in dict.fromkeys(row.pk for row in successors)]
        standings = {row.pk: standing_of(by, row, on=on) for row in old}
        for standing in standings.values():
            require_coordinator(standing)
        first = replaced_before(old, new, by=by, version=version, reason=reason.strip())
        if first:
            return first
        if version is not None:
            require_version(old[0], version)
        require_in_sight([*old, *new], by=by)
        require_apart(old, new)
        agreed = {row.pk: agreeing(row, standings[row.pk], consents, on=on) for row in old}
        papers = register_consents(old[0], distinct(agreed.values()), by=by, at=at, keep=keep)
        closings = [
            end(
                row,
                by=by,
                at=at,
                closes_as=State.REPLACED,
                consents=agreed[row.pk],
                documents=[papers[consent.party.pk] for consent in agreed[row.pk]],
                successors=new,
                reason=reason.strip(),
            )
            for row in old
        ]
        carry_first_deadlines(new, on=on)
        return closings


def require_in_sight(commitments: Collection[Commitment], *, by) -> None:
    """Of one conflict, and shown to who replaces them."""
    seen = Commitment.objects.visible_to(by).filter(pk__in=[row.pk for row in commitments])
    if seen.count() < len({row.pk for row in commitments}) or len({row.mesa.conflict_id for row in commitments}) > 1:
        raise ValidationError(
            _("Solo un compromiso del mismo conflicto reemplaza a otro. Revise los que eligió."), code="successors"
        )


def require_apart(old: Collection[Commitment], new: Collection[Commitment]) -> None:
    """All open, none on both sides, and none that was replaced by what it would replace: no debt carries itself on."""
    if not new:
        raise ValidationError(_("Indique qué compromisos lo reemplazan."), code="successors")
    for row in (*old, *new):
        require_open(row)
    keys = {row.pk for row in old}
    if keys & {row.pk for row in new}:
        raise ValidationError(
            _("Un compromiso no puede reemplazarse a sí mismo. Quítelo de una de las dos listas."), code="successors"
        )
    if {row.pk for row in new} & {row.pk for row in ancestors_of(old)}:
        raise ValidationError(
            _("Los que eligió ya se reemplazan unos a otros: la deuda daría vueltas."), code="successors"
        )


def agreeing(
    commitment: Commitment, standing: Standing, consents: Sequence[Consent], *, on: datetime.date
) -> list[Consent]:
    """Those by which all that owe and receive this one agree."""
    needed = who_must_agree(standing, beneficiary=True, obligor=True)
    own = of_needed(consents, standing, needed)
    require_files(own)
    require_consents(commitment, own, standing, needed=needed, on=on)
    require_fresh(commitment, own)
    return own


def distinct(agreed: Iterable[Sequence[Consent]]) -> list[Consent]:
    return list({consent.party.pk: consent for consents in agreed for consent in consents}.values())


def replaced_before(
    old: Sequence[Commitment], new: Sequence[Commitment], *, by, version: int | None, reason: str
) -> list[Transition]:
    """What this very post left when it came first, for all of them or for none."""
    first = sent_before(old[0], by=by, version=version, step=Step.CLOSED, to_state=State.REPLACED, reason=reason)
    if first is None or set(first.successors.all()) != set(new):
        return []
    same = Transition.objects.filter(commitment__in=old, step=Step.CLOSED, by=by, at=first.at)
    found = {row.commitment_id: row for row in same}
    return [found[row.pk] for row in old] if len(found) == len(old) else []
