"""Whose names one may read."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Q

from conflicts.choices import STAFF_ROLES
from conflicts.querysets.access import conflicts_of, is_administrator, memberships_of


@dataclass(frozen=True)
class NameKey:
    """Which names a user may read: all, those of some conflicts, and those of her own parties."""

    everything: bool
    conflicts: frozenset[int]
    parties: frozenset[int]

    def opens(self, *, conflict_id: int, party_id: int) -> bool:
        """Whether the name of somebody of that party, on that conflict, may be shown."""
        return self.everything or conflict_id in self.conflicts or party_id in self.parties


def personal_fields_for(user) -> NameKey:
    """Names are for coordinator, registrar and administrator, and for one's own party. One query at most."""
    if is_administrator(user):
        return NameKey(True, frozenset(), frozenset())
    if not user.is_authenticated:
        return NameKey(False, frozenset(), frozenset())
    roles = list(memberships_of(user).values_list("conflict_id", "role", "party_id"))
    return NameKey(
        False,
        frozenset(conflict for conflict, role, _party in roles if role in STAFF_ROLES),
        frozenset(party for _conflict, _role, party in roles if party),
    )


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        """People whose name the user may read, see `personal_fields_for`."""
        if is_administrator(user):
            return self.all()
        kept = conflicts_of(user, *STAFF_ROLES)
        in_my_cases = Q(seats__mesa__conflict__in=kept) | Q(attendances__session__mesa__conflict__in=kept)
        mine = Q(party__in=memberships_of(user).filter(party__isnull=False).values("party"))
        return self.filter(in_my_cases | mine).distinct()

    def of_conflict(self, conflict_id: int):
        """Those who sit at a mesa of the conflict or attended one of its sessions, and were not erased."""
        sit = self.model.objects.filter(seats__mesa__conflict=conflict_id).values("pk")
        attended = self.model.objects.filter(attendances__session__mesa__conflict=conflict_id).values("pk")
        return self.existing().filter(Q(pk__in=sit) | Q(pk__in=attended))

    def existing(self):
        """Without those whose data were erased."""
        return self.filter(erased_at__isnull=True)
