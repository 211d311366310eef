"""Many rows in few queries, each with the first line of its history."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import Model
from simple_history.utils import bulk_create_with_history

Row = TypeVar("Row", bound=Model)


def insert_with_history(rows: Sequence[Row], *, by: Any, at: datetime) -> list[Row]:
    """Insert rows of one model and their history as of `at`, in batches as large as the database takes.

    Both databases give the new rows their keys at once, so the number of queries depends on batches alone.
    No rows, no query.
    """
    if not rows:
        return []
    return list(bulk_create_with_history(rows, type(rows[0]), default_user=by, default_date=at))
