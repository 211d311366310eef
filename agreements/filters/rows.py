"""Rows that an address names. What the reader may not see is as unknown as what does not exist."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet

from conflicts.choices import SlugKind
from conflicts.models import Conflict, OldSlug, Party
from mesas.models import Mesa


def find_mesas(slugs: list[str], *, user: Any) -> dict[str, Mesa]:
    return find(Mesa.objects.visible_to(user).select_related("conflict"), SlugKind.MESA, slugs)


def find_conflicts(slugs: list[str], *, user: Any) -> dict[str, Conflict]:
    return find(Conflict.objects.visible_to(user), SlugKind.CONFLICT, slugs)


def find_parties(slugs: list[str], *, user: Any) -> dict[str, Party]:
    """A duplicate stands for the party it was merged into."""
    found = find(Party.objects.shown_to(user).select_related("merged_into"), SlugKind.PARTY, slugs)
    return {slug: party.merged_into or party for slug, party in found.items()}


def find(visible: QuerySet, kind: SlugKind, slugs: list[str]) -> dict[str, Any]:
    """By the slug asked, in lower case; an old one leads to the row that bore it."""
    found = {row.slug: row for row in visible.filter(slug__in=[slug.lower() for slug in slugs])}
    missing = [slug.lower() for slug in slugs if slug.lower() not in found]
    if missing:
        old = dict(OldSlug.objects.filter(kind=kind, slug__in=missing).values_list("slug", "target_id"))
        rows = visible.in_bulk(old.values()) if old else {}
        found |= {slug: rows[target] for slug, target in old.items() if target in rows}
    return {slug: found[slug.lower()] for slug in slugs if slug.lower() in found}


def with_inherited(parties: Iterable[Party], on: datetime.date) -> list[int]:
    """Keys of the parties and of those in whose place they stand on that day: what these owed is theirs to answer."""
    return sorted(Party.objects.replaced(on).voices_of([party.pk for party in parties]))


def with_duplicates(parties: Iterable[Party]) -> list[int]:
    """Keys of the parties and of all that were merged into them: rows still name the duplicate."""
    keys = {party.pk for party in parties}
    ahead = keys
    while ahead:
        ahead = set(Party.objects.filter(merged_into__in=ahead).values_list("pk", flat=True)) - keys
        keys |= ahead
    return sorted(keys)
