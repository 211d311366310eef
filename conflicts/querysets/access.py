"""The one rule of who may see what, as conditions that every queryset uses.

Administrators see all rows. Everybody else sees what is public, what their memberships in force
open to them, and nothing more. Access is asked at the moment of looking, so these functions ask
for today's date themselves.
"""

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from conflicts.choices import STAFF_ROLES, Grade


def is_administrator(user) -> bool:
    """Whether the user keeps the whole site. A signed-out visitor does not."""
    return bool(user.is_active and user.is_staff)


def memberships_of(user, *roles: str) -> QuerySet:
    """Memberships in force today, of the named roles or of any. Nobody signed in has none."""
    mine = apps.get_model("conflicts", "Membership").objects.in_force(timezone.localdate())
    mine = mine.filter(user=user) if user.is_authenticated and user.is_active else mine.none()
    return mine.filter(role__in=roles) if roles else mine


def conflicts_of(user, *roles: str) -> QuerySet:
    """Ids of the conflicts on which the user has a role today: a subquery, never a list."""
    return memberships_of(user, *roles).values("conflict")


def may_see(user, *, grade: str, conflict: str) -> Q:
    """Condition on two paths of the row: its grade and its conflict.

    Public: everybody. Members: any role on the conflict. Internal: its coordinators and registrars.
    """
    if is_administrator(user):
        return Q()
    public = Q(**{grade: Grade.PUBLIC})
    if not user.is_authenticated:
        return public
    members = Q(**{grade: Grade.MEMBERS, f"{conflict}__in": conflicts_of(user)})
    internal = Q(**{grade: Grade.INTERNAL, f"{conflict}__in": conflicts_of(user, *STAFF_ROLES)})
    return public | members | internal


def in_totals(user, *, conflict: str = "") -> Q:
    """Condition that leaves the fictitious example out of lists, totals and exports.

    A signed-in member of the example keeps it in hers, under a banner. `conflict` is the path to
    the conflict, empty on the conflict itself.
    """
    real = Q(**{f"{conflict}__is_example" if conflict else "is_example": False})
    if not user.is_authenticated:
        return real
    return real | Q(**{f"{conflict or 'pk'}__in": conflicts_of(user)})
