"""Columns that a list sorts by."""

from django.db.models import Count, F, IntegerField, OrderBy, QuerySet, Subquery
from django.db.models.functions import Coalesce


def how_many(rows: QuerySet, by: str) -> Coalesce:
    """How many rows of the other table belong to each of this one; `by` is their column that the outer query names."""
    counted = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def last_first(column: str) -> OrderBy:
    """The latest first, what is not known at the end."""
    return F(column).desc(nulls_last=True)
