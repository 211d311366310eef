"""The row that an address means: by its name, or by one that it had before."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from agreements.filters.rows import find
from conflicts.choices import SlugKind


def row_at(visible: QuerySet, kind: SlugKind, slug: str) -> Any:
    """What is hidden is as unknown as what does not exist (Http404). An old slug gives the row that bore it."""
    row = find(visible, kind, [slug]).get(slug)
    if row is None:
        raise Http404
    return row
