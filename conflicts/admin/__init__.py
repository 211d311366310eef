"""Administration of conflicts. What a party or a fact decides about commitments is corrected from `agreements`."""

from conflicts.admin.people import MembershipAdmin
from conflicts.admin.records import (
    CasualtyAdmin,
    ConflictAdmin,
    ConflictPartyAdmin,
    EpisodeAdmin,
    PartyNameAdmin,
    SourceAdmin,
    TerritoryAdmin,
)

__all__ = [
    "CasualtyAdmin",
    "ConflictAdmin",
    "ConflictPartyAdmin",
    "EpisodeAdmin",
    "MembershipAdmin",
    "PartyNameAdmin",
    "SourceAdmin",
    "TerritoryAdmin",
]
