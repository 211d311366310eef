"""What a link between two mesas lists: the commitments that the later one took over."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from agreements.models import Commitment, Inherited
from agreements.querysets.heritage import reviewable
from conflicts.services.records import correct_record, create_record, require_may_correct
from mesas.choices import Inheritance


@transaction.atomic
def create_inherited(
    row: Inherited,
    *,
    by: Any,
    reason: str = "",
    at: datetime.datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> Inherited:
    """List one more commitment under a link."""
    require_may_correct(by, row)
    require_held(row.commitment, row, by)
    return create_record(row, by=by, reason=reason, at=at, related=related)


@transaction.atomic
def correct_inherited(
    row: Inherited,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Inherited:
    """Put another commitment in the place of one that was listed by mistake."""
    require_may_correct(by, row)
    if changes.get("commitment"):
        require_held(changes["commitment"], row, by)
    return correct_record(row, by=by, changes=changes, reason=reason, at=at, seen=seen)


def require_held(commitment: Commitment, row: Inherited, by: Any) -> None:
    """The link takes over what it lists, and the earlier mesa had it: its own, or taken over from one before."""
    if row.link.inheritance != Inheritance.LISTED:
        message = _("Ese vínculo no hereda por lista. Corrija primero qué compromisos hereda.")
        raise ValidationError({"link": ValidationError(message, code="not_listed")})
    if not reviewable(row.link.predecessor, by).filter(pk=commitment.pk).exists():
        message = _("La mesa anterior de ese vínculo no tuvo ese compromiso. Elija uno de %(mesa)s.")
        told = ValidationError(message % {"mesa": row.link.predecessor.code}, code="not_held")
        raise ValidationError({"commitment": told})
