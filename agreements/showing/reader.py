"""Who is reading, as far as it decides what is shown."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

from conflicts.choices import Role
from conflicts.kin import Kin
from conflicts.querysets.access import is_administrator, memberships_of


@dataclass(frozen=True)
class Reader:
    """The roles of a user today, by conflict. One query for any number of commitments."""

    everywhere: bool
    roles: Mapping[int, frozenset[str]]
    parties: Mapping[int, frozenset[int]]

    @classmethod
    def of(cls, user: Any) -> Self:
        roles: dict[int, set[str]] = defaultdict(set)
        parties: dict[int, set[int]] = defaultdict(set)
        if user.is_authenticated:
            for conflict, role, party in memberships_of(user).values_list("conflict_id", "role", "party_id"):
                roles[conflict].add(role)
                parties[conflict] |= {party} if party else set()
        return cls(
            everywhere=is_administrator(user),
            roles={conflict: frozenset(held) for conflict, held in roles.items()},
            parties={conflict: frozenset(held) for conflict, held in parties.items()},
        )

    def belongs_to(self, conflict: int) -> bool:
        """Members read the day of a verdict, its photos and its words; everybody else its month."""
        return self.everywhere or conflict in self.roles

    def hears_single_answers(self, conflict: int, voices: frozenset[int]) -> bool:
        """What each person of a party answered is for that party and the coordinator. `voices`: who speaks for it."""
        is_coordinator = Role.COORDINATOR in self.roles.get(conflict, frozenset())
        return is_coordinator or bool(voices & self.parties.get(conflict, frozenset()))


def own_answers(reader: Reader, judges: Iterable[int], conflict: int, kin: Kin) -> frozenset[int]:
    """Of the parties that receive, those whose single answers this reader may read."""
    if not reader.belongs_to(conflict):
        return frozenset()
    return frozenset(party for party in judges if reader.hears_single_answers(conflict, kin.speakers_for(party)))
