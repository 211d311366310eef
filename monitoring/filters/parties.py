"""The list of actors. It is in no order of debts: communities are not ranked."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.filters.asking import Choices, OneChoice
from conflicts.choices import Sector, Side, sectors_of
from conflicts.models import Party
from conflicts.querysets.matching import matching
from monitoring.filters.listing import ListFilter


class PartyFilter(ListFilter):
    """Actors of the lists, a duplicate under the name that it was merged into."""

    searched = ("name", "short_name", "slug")
    chosen = ("lado", "sector")
    orders = {"nombre": ("name", "pk"), "sector": ("sector", "name", "pk")}

    lado = Choices(choices=Side.choices, method="by_side", label=_("Lado"))
    sector = Choices(choices=Sector.choices, method="by_sector", label=_("Sector"))
    orden = OneChoice(
        choices=[("nombre", _("Por nombre")), ("sector", _("Por sector"))], method="leave", label=_("Orden")
    )

    def __init__(self, data: Mapping[str, Any] | None, *, user: Any, on: datetime.date) -> None:
        super().__init__(data, Party.objects.shown_to(user).in_totals(user).current(), user=user, on=on)

    def by_words(self, queryset: QuerySet, _name: str, texts: list[str]) -> QuerySet:
        """Also by a name that it bore before."""
        return matching(queryset, texts, *self.searched, "names__name", "names__short_name")

    def by_side(self, queryset: QuerySet, _name: str, sides: list[str]) -> QuerySet:
        return queryset.filter(sector__in=[sector for side in sides for sector in sectors_of(side)])

    def by_sector(self, queryset: QuerySet, _name: str, sectors: list[str]) -> QuerySet:
        return queryset.filter(sector__in=sectors)
