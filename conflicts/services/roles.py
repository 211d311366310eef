"""Who may do what on a conflict. A role is given from a day on and ended on a day; it is never deleted."""

from __future__ import annotations

import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from conflicts.models import Conflict, Membership, Party
from conflicts.policies import can_manage_roles
from conflicts.services.records import keep_first_values, store, version_of
from conflicts.services.records.rules import require_reason


@transaction.atomic
def grant_role(
    *,
    by: Any,
    user: User,
    conflict: Conflict,
    role: str,
    party: Party | None = None,
    starts_on: datetime.date,
    ends_on: datetime.date | None = None,
    reason: str = "",
    at: datetime.datetime | None = None,
) -> Membership:
    """Let a user act on a conflict from that day on, to the last day if one is said (it counts).

    A voice names its party. Refused where the same role is in force on any of those days already.
    """
    user = User.objects.select_for_update().get(pk=user.pk)
    require_manager(by, conflict)
    if not user.is_active:
        message = _("La cuenta de esa persona está desactivada. Actívela antes de darle un rol.")
        raise ValidationError({"user": ValidationError(message, code="inactive")})
    membership = Membership(
        user=user, conflict=conflict, role=role, party=party, starts_on=starts_on, ends_on=ends_on, given_by=by
    )
    membership.full_clean()
    require_only_one(membership)
    store(membership, by=by, reason=" ".join(reason.split()), at=at or timezone.now())
    return membership


@transaction.atomic
def end_role(
    membership: Membership,
    *,
    by: Any,
    ends_on: datetime.date | None,
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> Membership:
    """Say the last day of a role, which still counts, or that it has none after all.

    A role given by mistake ends at once with yesterday as its last day, also if it began today or later: then it
    stands as that one day. `seen` is the `version_of` the role on which the form was opened.
    """
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    require_manager(by, membership.conflict)
    if membership.ends_on == ends_on:
        raise ValidationError(_("No hay nada que corregir: el rol ya termina así."), code="unchanged")
    if seen is not None and seen != version_of(membership):
        message = _("Otra persona cambió este rol mientras usted lo tenía abierto. Ábralo otra vez antes de guardar.")
        raise ValidationError(message, code="stale", params={"seen": version_of(membership)})
    told = require_reason(reason)
    at = at or timezone.now()
    keep_first_values(membership, at=at)
    membership.ends_on = ends_on
    if ends_on is not None:
        membership.starts_on = min(membership.starts_on, ends_on)
    membership.full_clean()
    require_only_one(membership)
    store(membership, by=by, reason=told, at=at)
    return membership


def require_manager(by: Any, conflict: Conflict) -> None:
    if not can_manage_roles(by, conflict):
        raise PermissionDenied(_("Solo quien administra el sitio puede dar o quitar roles."))


def require_only_one(membership: Membership) -> None:
    """No day on which somebody has the same role twice."""
    same = Membership.objects.exclude(pk=membership.pk).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=membership.starts_on),
        user=membership.user_id,
        conflict=membership.conflict_id,
        role=membership.role,
        party=membership.party_id,
        starts_on__lte=membership.ends_on or datetime.date.max,
    )
    if same.exists():
        raise ValidationError(_("Esa persona ya tiene ese rol en esos días."), code="already")
