"""What the lists of conflicts, mesas and actors are asked alike."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.filters.asking import AskingFilter, Words
from conflicts.querysets.matching import matching

#: How addresses write a value that nobody knows, which is stored empty.
NOT_KNOWN = "no-conocido"


class ListFilter(AskingFilter):
    """A list of names, in one of a few orders."""

    #: Columns in which words are looked for.
    searched: ClassVar[tuple[str, ...]]
    #: Columns of each order; the first is the one without a question.
    orders: ClassVar[Mapping[str, tuple[Any, ...]]]

    q = Words(method="by_words", label=_("Buscar"))

    @property
    def order(self) -> str:
        return self.asked.get("orden", [next(iter(self.orders))])[0]

    def in_order(self) -> QuerySet:
        """The selection as the page shows it. What an order counts is counted for that order only."""
        return self.qs.alias(**self.counted_by().get(self.order, {})).order_by(*self.orders[self.order])

    def counted_by(self) -> dict[str, dict[str, Any]]:
        """Columns that an order needs beside those of the table."""
        return {}

    def by_words(self, queryset: QuerySet, _name: str, texts: list[str]) -> QuerySet:
        return matching(queryset, texts, *self.searched)


def known(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Choices as addresses write them: what is not known has a word too."""
    return [(value or NOT_KNOWN, label) for value, label in choices]


def stored(values: list[str]) -> list[str]:
    """Values of an address as columns hold them."""
    return ["" if value == NOT_KNOWN else value for value in values]
