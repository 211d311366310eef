from conflicts.models.conflict import Casualty, Conflict, ConflictParty, Episode, Incident
from conflicts.models.membership import Membership
from conflicts.models.party import Party, PartyName
from conflicts.models.slugs import OldSlug
from conflicts.models.source import FromSource, Source, SourceRow
from conflicts.models.territory import Territory

__all__ = [
    "Casualty",
    "Conflict",
    "ConflictParty",
    "Episode",
    "FromSource",
    "Incident",
    "Membership",
    "OldSlug",
    "Party",
    "PartyName",
    "Source",
    "SourceRow",
    "Territory",
]
