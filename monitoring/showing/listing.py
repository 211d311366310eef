"""In what order a list stands, and how to see it in another."""

from typing import NamedTuple

from agreements.filters.chips import address
from monitoring.filters import ListFilter


class Order(NamedTuple):
    label: str
    href: str
    is_current: bool


def orders_of(asked: ListFilter, path: str) -> list[Order]:
    """Tabs that keep what was asked."""
    found = []
    for value, label in asked.form.fields["orden"].choices:
        query = asked.query.copy()
        query["orden"] = value
        found.append(Order(str(label), address(path, query), value == asked.order))
    return found
