from conflicts.querysets.conflict import ConflictQuerySet, IncidentQuerySet
from conflicts.querysets.membership import MembershipQuerySet
from conflicts.querysets.party import PartyQuerySet

__all__ = ["ConflictQuerySet", "IncidentQuerySet", "MembershipQuerySet", "PartyQuerySet"]
