"""Which files a user may open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from agreements.models import Evidence
from agreements.policies.roles import memberships_on
from conflicts.choices import STAFF_ROLES, Role
from conflicts.models import Party


@dataclass(frozen=True)
class FileKey:
    """Which files of one conflict a user may open."""

    everything: bool
    parties: frozenset[int]

    def opens_original(self, evidence: Evidence) -> bool:
        """The original shows names, faces and places: for staff, verifiers and the party that supplied it."""
        return not evidence.redacted_at and (self.everything or evidence.supplied_by_id in self.parties)

    def opens_copy(self, evidence: Evidence) -> bool:
        """The copy without metadata: for the same, and for everybody once a person chose to publish it."""
        is_published = evidence.published_at is not None and not evidence.redacted_at
        return bool(evidence.shown) and (is_published or self.opens_original(evidence))


def file_key_for(user, conflict_id: int, *, on: datetime.date | None = None) -> FileKey:
    """The key of a user to the files of a conflict. Two queries at most."""
    on = on or timezone.localdate()
    roles = list(memberships_on(user, conflict_id, on))
    if any(role.role in (*STAFF_ROLES, Role.VERIFIER) for role in roles):
        return FileKey(True, frozenset())
    parties = [role.party_id for role in roles if role.party_id]
    return FileKey(False, Party.objects.kin(on).same(parties) if parties else frozenset())


def can_see_original(user, evidence: Evidence) -> bool:
    return file_key_for(user, evidence.commitment.mesa.conflict_id).opens_original(evidence)
