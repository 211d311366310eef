"""Who is one and the same party, who speaks in whose place, and who depends on whom. Pure: no database, no clock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from conflicts.choices import Side

Pairs = Iterable[tuple[int, int]]


class Kin:
    """Follows the pointers between parties, of which no row is ever rewritten.

    A duplicate and the party it was merged into are one; an heir speaks in its predecessor's place, and never
    the other way round. Pointers that go in a circle end where they began.
    """

    def __init__(
        self,
        *,
        merged: Pairs = (),
        succeeded: Pairs = (),
        to_be_succeeded: Pairs = (),
        parents: Pairs = (),
        sides: Mapping[int, Side] | None = None,
    ) -> None:
        """Pairs of ids: a duplicate and what it was merged into; a party and its heir, by the day asked about or
        later; a party and what it depends on. `sides` is where each sits at the table, if anywhere."""
        merged, succeeded, parents = list(merged), list(succeeded), list(parents)
        self.heirs: Mapping[int, int] = dict(succeeded) | dict(merged)
        self._speaks_too = links(merged, inverse(merged), succeeded)
        ever = [*merged, *succeeded, *to_be_succeeded]
        self._spoken_by = links(merged, inverse(merged), inverse(succeeded))
        self._selves = links(ever, inverse(ever))
        self._above, self._below = links(parents), links(inverse(parents))
        self._sides = sides or {}

    def heir(self, party: int) -> int:
        """The one that stands in its place today: itself, unless it was merged or succeeded."""
        seen = {party}
        while (party := self.heirs.get(party, party)) not in seen:
            seen.add(party)
        return party

    def heirs_of(self, parties: Collection[int]) -> frozenset[int]:
        return frozenset(self.heir(party) for party in parties)

    def speakers_for(self, party: int) -> frozenset[int]:
        """Ids of the parties whose people speak for this one: itself, its duplicates, its heirs and theirs."""
        return reached([party], self._speaks_too)

    def voices_of(self, parties: Collection[int]) -> frozenset[int]:
        """Parties for which the people of these speak: themselves, their duplicates and their predecessors."""
        return reached(parties, self._spoken_by)

    def same(self, parties: Collection[int]) -> frozenset[int]:
        """With all their duplicates, predecessors and heirs, whenever: one party through time."""
        return reached(parties, self._selves)

    def family(self, parties: Collection[int]) -> frozenset[int]:
        """With those they depend on and those that depend on them, and the other selves of all: for a verification
        they are one party. Two bodies under one parent are not family."""
        return reached(parties, self._selves, self._above) | reached(parties, self._selves, self._below)

    def sides_of(self, parties: Collection[int]) -> frozenset[Side]:
        """Sides of the table on which they sit. A party without a side adds none."""
        return frozenset(self._sides[party] for party in parties if party in self._sides)

    def beside(self, party: int) -> frozenset[int]:
        """Those that sit, or whose heirs sit, on the side of this one; nobody where it has no side."""
        sides = self.sides_of([party])
        known = {*self._sides, *self.heirs}
        return frozenset(other for other in known if sides & self.sides_of([self.heir(other)]))


def inverse(pairs: Pairs) -> list[tuple[int, int]]:
    return [(other, one) for one, other in pairs]


def links(*many: Pairs) -> dict[int, list[int]]:
    """From each id to those it leads to."""
    leads: dict[int, list[int]] = defaultdict(list)
    for pairs in many:
        for one, other in pairs:
            leads[one].append(other)
    return dict(leads)


def reached(start: Collection[int], *ways: Mapping[int, list[int]]) -> frozenset[int]:
    """All that one comes to from the start by any of the ways, the start included."""
    found: set[int] = set()
    ahead = list(start)
    while ahead:
        one = ahead.pop()
        if one not in found:
            found.add(one)
            ahead += [other for way in ways for other in way.get(one, ())]
    return frozenset(found)
