"""Which parties are one and the same, which stand in another's place, and who depends on whom."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.apps import apps

from conflicts.choices import SIDE_OF, Side


@dataclass(frozen=True)
class Kinship:
    """The family of all parties, by their ids."""

    heirs: Mapping[int, int]  # a duplicate, or a predecessor since its succession → who stands in its place
    selves: Mapping[int, frozenset[int]]  # those one step of merging or succession away, whenever it took place
    parents: Mapping[int, int]
    children: Mapping[int, frozenset[int]]
    sides: Mapping[int, Side]

    def heir(self, party: int) -> int:
        """Who speaks in the place of that party: itself, unless it was merged or succeeded."""
        seen = {party}
        while (party := self.heirs.get(party, party)) not in seen:
            seen.add(party)
        return party

    def heirs_of(self, parties: Collection[int]) -> frozenset[int]:
        return frozenset(self.heir(party) for party in parties)

    def same(self, parties: Collection[int]) -> frozenset[int]:
        """With all their duplicates, predecessors and heirs: one party through time."""
        found, fresh = set(parties), set(parties)
        while fresh:
            fresh = {other for party in fresh for other in self.selves.get(party, ())} - found
            found |= fresh
        return frozenset(found)

    def kin(self, parties: Collection[int]) -> frozenset[int]:
        """With those they depend on and those that depend on them: for a verification they are one party.

        Two bodies under one parent are not kin to each other.
        """
        above = below = self.same(parties)
        found = set(above)
        while above or below:
            above = self.same([self.parents[party] for party in above if party in self.parents]) - found
            below = self.same([child for party in below for child in self.children.get(party, ())]) - found
            found |= above | below
        return frozenset(found)

    def sides_of(self, parties: Collection[int]) -> frozenset[Side]:
        """Sides of the table on which they sit. A party without a side adds none."""
        return frozenset(self.sides[party] for party in parties if party in self.sides)


def kinship(on: datetime.date) -> Kinship:
    """The family as it stands on a day. One query, of a few columns of every party."""
    rows = apps.get_model("conflicts", "Party").objects.values_list(
        "pk", "sector", "parent_id", "merged_into_id", "succeeded_by_id", "succeeded_on"
    )
    heirs: dict[int, int] = {}
    parents: dict[int, int] = {}
    sides: dict[int, Side] = {}
    selves: dict[int, set[int]] = defaultdict(set)
    children: dict[int, set[int]] = defaultdict(set)
    for party, sector, parent, merged_into, succeeded_by, succeeded_on in rows:
        if sector in SIDE_OF:
            sides[party] = SIDE_OF[sector]
        if parent:
            parents[party] = parent
            children[parent].add(party)
        for other in filter(None, (merged_into, succeeded_by)):
            selves[party].add(other)
            selves[other].add(party)
        if merged_into:
            heirs[party] = merged_into
        elif succeeded_by and (succeeded_on is None or succeeded_on <= on):
            heirs[party] = succeeded_by
    return Kinship(heirs, frozen(selves), parents, frozen(children), sides)


def frozen(sets: Mapping[int, set[int]]) -> dict[int, frozenset[int]]:
    return {party: frozenset(others) for party, others in sets.items()}
