"""Who speaks in whose place: duplicates of one party, and heirs of one that is gone. Pure: no database, no clock."""

from collections import defaultdict
from collections.abc import Iterable


class Kin:
    """Follows the pointers between parties, of which no row is ever rewritten.

    A duplicate and the party it was merged into are one; an heir speaks in its predecessor's place, and never
    the other way round. Pointers that go in a circle end where they began.
    """

    def __init__(self, *, merged: Iterable[tuple[int, int]] = (), succeeded: Iterable[tuple[int, int]] = ()) -> None:
        """Pairs of ids: a duplicate and what it was merged into; a party and its heir."""
        self._speaks_too: dict[int, list[int]] = defaultdict(list)
        for duplicate, party in merged:
            self._speaks_too[duplicate].append(party)
            self._speaks_too[party].append(duplicate)
        for party, heir in succeeded:
            self._speaks_too[party].append(heir)

    def speakers_for(self, party: int) -> frozenset[int]:
        """Ids of the parties whose people speak for this one: itself, its duplicates, its heirs and theirs."""
        found: set[int] = set()
        ahead = [party]
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += self._speaks_too.get(one, ())
        return frozenset(found)
