"""Facts of conflicts taken from public sources: places, parties, cases, outbreaks, victims.

Nobody is asked who acts: no address leads here, only a command on the machine itself. Rows carry no user.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from typing import Any

from django.db import transaction

from conflicts.choices import SlugKind
from conflicts.models import Casualty, Conflict, Episode, Incident, OldSlug, Party, Source, Territory
from conflicts.services.sources.facts import Fact, Hanging, links_of
from conflicts.services.sources.keys import KEYS
from conflicts.services.sources.shelf import Shelf, Tally, insert, insert_unless_taken, refuse_taken
from conflicts.services.sources.taking import take_over

__all__ = [
    "KEYS",
    "ConflictFacts",
    "Fact",
    "Hanging",
    "Shelf",
    "Tally",
    "insert",
    "insert_unless_taken",
    "links_of",
    "refuse_taken",
    "register_from_source",
    "take_over",
]


@dataclass(frozen=True)
class ConflictFacts:
    """What the files say of conflicts."""

    territories: Sequence[Fact] = ()
    sources: Sequence[Fact] = ()
    parties: Sequence[Fact] = ()
    conflicts: Sequence[Fact] = ()
    episodes: Sequence[Fact] = ()
    incidents: Sequence[Fact] = ()
    casualties: Sequence[Fact] = ()


@transaction.atomic
def register_from_source(told: ConflictFacts, *, at: datetime) -> list[Tally]:
    """Take over what public sources tell of conflicts. A second time changes nothing, see `take_over`."""
    shelves = [
        (Shelf(Territory), told.territories),
        (Shelf(Source), told.sources),
        (Shelf(Party, hanging=links_of(Party, "sources"), make=insert_with_free_address), told.parties),
        (Shelf(Conflict, hanging=links_of(Conflict, "sources", "territories", "parties")), told.conflicts),
        (Shelf(Episode, hanging=links_of(Episode, "sources")), told.episodes),
        (Shelf(Incident, hanging=links_of(Incident, "sources")), told.incidents),
        (Shelf(Casualty, hanging=links_of(Casualty, "sources")), told.casualties),
    ]
    return [take_over(shelf, facts, at=at) for shelf, facts in shelves]


def insert_with_free_address(rows: Sequence[Party], facts: Sequence[Fact], at: datetime) -> list[Any]:
    """Store new parties; where another one has or had the address, theirs gets a number: `frente-2`."""
    wanted = {row.slug for row in rows}
    taken = set(Party.objects.filter(slug__regex=numbered(wanted)).values_list("slug", flat=True))
    old = OldSlug.objects.filter(kind=SlugKind.PARTY, slug__regex=numbered(wanted))
    taken |= set(old.values_list("slug", flat=True))
    for row in rows:
        row.slug = next(slug for slug in addresses(row.slug) if slug not in taken)
        taken.add(row.slug)
    return insert(rows, at)


def numbered(slugs: set[str]) -> str:
    """The addresses themselves and those that end in a number."""
    return rf"^({'|'.join(sorted(slugs))})(-[0-9]+)?$"


def addresses(slug: str) -> Iterator[str]:
    """An address, and what is tried when it is taken."""
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))
