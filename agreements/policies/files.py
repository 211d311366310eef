"""Which files a user may open, read about, publish and take back."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.utils import timezone

from agreements.models import Evidence
from agreements.policies.roles import memberships_on
from conflicts.choices import STAFF_ROLES, Role
from conflicts.models import Party
from conflicts.querysets.access import is_administrator


@dataclass(frozen=True)
class FileKey:
    """What a user may do with the files of one conflict. `parties`: those for which she has a role there."""

    roles: frozenset[str] = frozenset()
    parties: frozenset[int] = frozenset()
    keeps_site: bool = False

    @property
    def everything(self) -> bool:
        return bool(self.roles & {*STAFF_ROLES, Role.VERIFIER})

    def opens_original(self, evidence: Evidence) -> bool:
        """The original shows names, faces and places: for staff, verifiers and the party that supplied it."""
        return not evidence.redacted_at and (self.everything or evidence.supplied_by_id in self.parties)

    def opens_copy(self, evidence: Evidence) -> bool:
        """The copy without metadata: for the same, and for everybody once a person chose to publish it."""
        return bool(evidence.shown) and (is_published(evidence) or self.opens_original(evidence))

    def reads_about(self, evidence: Evidence) -> bool:
        """What it shows and where, in words: for whoever may open it, and for administrators, who may take it back.

        Everybody else who sees the commitment reads its kind, from whom it came, and the month.
        """
        return is_published(evidence) or self.opens_original(evidence) or self.keeps_site

    @property
    def publishes(self) -> bool:
        """A copy is published by who keeps the records, file by file."""
        return bool(self.roles & set(STAFF_ROLES))

    @property
    def redacts(self) -> bool:
        """Taking a file back for good is for the coordinator, and for administrators when nobody else can."""
        return Role.COORDINATOR in self.roles or self.keeps_site


def is_published(evidence: Evidence) -> bool:
    return evidence.published_at is not None and not evidence.redacted_at


def file_key_for(user, conflict_id: int, *, on: datetime.date | None = None) -> FileKey:
    """The key of a user to the files of a conflict. Two queries at most."""
    on = on or timezone.localdate()
    roles = list(memberships_on(user, conflict_id, on))
    key = FileKey(frozenset(role.role for role in roles), keeps_site=is_administrator(user))
    parties = [role.party_id for role in roles if role.party_id]
    if key.everything or not parties:
        return key
    return FileKey(key.roles, Party.objects.kin(on).same(parties), key.keeps_site)


def can_see_original(user, evidence: Evidence) -> bool:
    return file_key_for(user, evidence.commitment.mesa.conflict_id).opens_original(evidence)
