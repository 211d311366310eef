"""For whom a person speaks today, on each conflict."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Role
from conflicts.kin import Kin
from conflicts.models import Membership, Party
from conflicts.querysets.access import memberships_of

Voices = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Roles:
    """What a person is today: for whom she speaks on each conflict, and whether she keeps records."""

    represents: Voices
    speaks_for: Voices
    parties: Sequence[Party]
    is_staff: bool
    kin: Kin

    def hers(self, conflict: int) -> frozenset[int]:
        """Parties that she represents there, as they stand today."""
        return self.kin.heirs_of(self.represents.get(conflict, frozenset()))

    def own(self, conflict: int) -> frozenset[int]:
        """Parties for which she speaks there, as representative or delegate, as they stand today."""
        return self.kin.heirs_of(self.speaks_for.get(conflict, frozenset()))


def roles_of(user: Any, on: datetime.date) -> Roles:
    """Two queries: the roles in force with their parties, and the family of parties."""
    roles = list(memberships_of(user).select_related("party"))
    speaking = [role for role in roles if role.role in PARTY_ROLES]
    kin = Party.objects.kin(on)
    return Roles(
        represents=voices([role for role in speaking if role.role == Role.REPRESENTATIVE], kin),
        speaks_for=voices(speaking, kin),
        parties=list({role.party_id: role.party for role in speaking if role.party}.values()),
        is_staff=any(role.role in STAFF_ROLES for role in roles),
        kin=kin,
    )


def voices(roles: Iterable[Membership], kin: Kin) -> Voices:
    parties: dict[int, set[int]] = defaultdict(set)
    for role in roles:
        if role.party_id:
            parties[role.conflict_id].add(role.party_id)
    return {conflict: kin.voices_of(held) for conflict, held in parties.items()}
