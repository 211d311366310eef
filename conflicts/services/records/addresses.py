"""Addresses of records: each leads to one record for ever, also after it has another."""

from __future__ import annotations

from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.text import slugify
from django.utils.translation import gettext as _

from conflicts.models import OldSlug


def give_address(row: Any) -> None:
    """Make an address from the name of a record that has none; where another has or had it, add a number."""
    if not hasattr(row, "slug_kind") or row.slug:
        return
    longest = row._meta.get_field("slug").max_length - 4
    wanted = slugify(getattr(row, row.slug_from))[:longest] or str(row.slug_kind)
    row.slug = next(slug for slug in tried(wanted) if not is_taken(row, slug))


def tried(slug: str):
    yield slug
    yield from (f"{slug}-{number}" for number in count(2))


def is_taken(row: Model, slug: str) -> bool:
    return type(row)._default_manager.filter(slug=slug).exclude(pk=row.pk).exists() or was_taken(row, slug)


def was_taken(row: Any, slug: str) -> bool:
    """Whether the address still leads to another record, which had it before."""
    return OldSlug.objects.filter(kind=row.slug_kind, slug=slug).exclude(target_id=row.pk).exists()


def require_free_address(row: Any) -> None:
    if hasattr(row, "slug_kind") and was_taken(row, row.slug):
        message = _("Esa dirección la tuvo antes otro registro y todavía lleva a él. Elija otra.")
        raise ValidationError({"slug": ValidationError(message, code="address_taken")})


def keep_old_address(before: Any, row: Any) -> None:
    """Links on paper and in other people's pages go on working."""
    if hasattr(row, "slug_kind") and before.slug != row.slug:
        OldSlug.objects.get_or_create(kind=row.slug_kind, slug=before.slug, defaults={"target_id": row.pk})
