"""The one rule of who may see what, as conditions that every queryset uses.

Administrators see all rows. Everybody else sees what is public, what their memberships in force
open to them, and nothing more. Access is asked at the moment of looking, so these functions ask
for today's date themselves.
"""

import datetime
from collections.abc import Callable, Sequence
from functools import lru_cache

from django.apps import apps
from django.db.models import Q, QuerySet
from django.utils import timezone

from conflicts.choices import STAFF_ROLES, Grade


def is_administrator(user) -> bool:
    """Whether the user keeps the whole site. A signed-out visitor does not."""
    return bool(user.is_active and user.is_staff)


def memberships_of(user, *roles: str) -> QuerySet:
    """Memberships in force today, of the named roles or of any. Nobody signed in has none."""
    if not user.is_authenticated or not user.is_active:
        return apps.get_model("conflicts", "Membership").objects.none()
    return _held(user.pk, roles, timezone.localdate()).all()


@lru_cache(maxsize=1024)
def _held(person: int, roles: tuple[str, ...], on: datetime.date) -> QuerySet:
    """The question alone, never its answer: a page puts it into a dozen others, and to write it takes a while."""
    mine = apps.get_model("conflicts", "Membership").objects.in_force(on).filter(user=person)
    return mine.filter(role__in=roles) if roles else mine


def conflicts_of(user, *roles: str) -> QuerySet:
    """Ids of the conflicts on which the user has a role today: a subquery, never a list."""
    return memberships_of(user, *roles).values("conflict")


def may_see(user, *grades: str, conflict: str) -> Q:
    """Condition on paths of the row: its grades, each of which must let her look, and its conflict.

    Public: everybody. Members: any role on the conflict. Internal: its coordinators and registrars.
    """
    return may_see_where(user, lambda these: Q(**{f"{grade}__in": these for grade in grades}), conflict=conflict)


def may_see_where(user, graded: Callable[[Sequence[str]], Q], *, conflict: str) -> Q:
    """`may_see` of rows that say their grade in a way of their own: `graded` is the condition that it is one of these.

    Coordinators and registrars of the conflict see every grade there is, so they are asked for none.
    """
    if is_administrator(user):
        return Q()
    public = graded([Grade.PUBLIC])
    if not user.is_authenticated:
        return public
    members = graded([Grade.PUBLIC, Grade.MEMBERS]) & Q(**{f"{conflict}__in": conflicts_of(user)})
    return public | members | Q(**{f"{conflict}__in": conflicts_of(user, *STAFF_ROLES)})


def in_totals(user, *, conflict: str = "") -> Q:
    """Condition that leaves the fictitious example out of lists, totals and exports.

    A signed-in member of the example keeps it in hers, under a banner. `conflict` is the path to
    the conflict, empty on the conflict itself.
    """
    real = Q(**{f"{conflict}__is_example" if conflict else "is_example": False})
    if not user.is_authenticated:
        return real
    return real | Q(**{f"{conflict or 'pk'}__in": conflicts_of(user)})
