"""Roles of a user on a conflict."""

import datetime

from django.db.models import QuerySet

from conflicts.models import Membership


def memberships_on(user, conflict_id: int, on: datetime.date) -> QuerySet[Membership]:
    """Roles of the user on that conflict, in force that day."""
    if not user.is_authenticated or not user.is_active:
        return Membership.objects.none()
    return Membership.objects.in_force(on).filter(user=user, conflict=conflict_id)
