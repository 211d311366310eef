"""The list of conflicts."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from agreements.filters.asking import Choices, OneChoice, Place
from agreements.models import Commitment
from agreements.querysets.asked import any_of
from conflicts.choices import ConflictKind, ConflictState
from conflicts.models import Conflict, Incident, Territory
from monitoring.filters.counting import how_many, last_first
from monitoring.filters.listing import ListFilter, known, stored


class ConflictFilter(ListFilter):
    """Conflicts of the lists: the fictitious example only for who belongs to it."""

    searched = ("name", "companies_text", "projects_text", "slug")
    chosen = ("tipo", "estado", "territorio")
    orders = {
        "nombre": ("name", "pk"),
        "compromisos": ("-commitments_seen", "name", "pk"),
        "hechos": (last_first("last_fact"), "name", "pk"),
    }

    tipo = Choices(choices=known(ConflictKind.choices), method="by_kind", label=_("Tipo"))
    estado = Choices(choices=known(ConflictState.choices), method="by_state", label=_("Estado"))
    territorio = Place(method="by_place", label=_("Lugar"))
    orden = OneChoice(
        choices=[
            ("nombre", _("Por nombre")),
            ("compromisos", _("Más compromisos")),
            ("hechos", _("Hechos más recientes")),
        ],
        method="leave",
        label=_("Orden"),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, user: Any, on: datetime.date) -> None:
        super().__init__(data, Conflict.objects.visible_to(user).in_totals(user), user=user, on=on)

    def counted_by(self) -> dict[str, dict[str, Any]]:
        seen = Commitment.objects.visible_to(self.user).filter(mesa__conflict=OuterRef("pk"))
        facts = Incident.objects.visible_to(self.user).filter(conflict=OuterRef("pk"), happened_on__isnull=False)
        return {
            "compromisos": {"commitments_seen": how_many(seen, "mesa__conflict")},
            "hechos": {"last_fact": Subquery(facts.order_by("-happened_on").values("happened_on")[:1])},
        }

    def by_kind(self, queryset: QuerySet, _name: str, kinds: list[str]) -> QuerySet:
        return queryset.filter(kind__in=stored(kinds))

    def by_state(self, queryset: QuerySet, _name: str, states: list[str]) -> QuerySet:
        return queryset.filter(state__in=stored(states))

    def by_place(self, queryset: QuerySet, _name: str, prefixes: list[str]) -> QuerySet:
        places = Territory.objects.filter(conflicts=OuterRef("pk")).order_by()
        return queryset.filter(any_of(Exists(places.filter(inei__startswith=prefix)) for prefix in prefixes))

    def options(self, name: str) -> list[tuple[str, Any]]:
        return places_of(self.queryset) if name == "territorio" else super().options(name)


def places_of(conflicts: QuerySet) -> list[tuple[str, str]]:
    """Regions and provinces in which these conflicts lie, by the digits that all inside them share."""
    rows = Territory.objects.filter(conflicts__in=conflicts).values_list("inei", "region", "province").distinct()
    regions = {inei[:2]: region for inei, region, _province in rows}
    provinces = {inei[:4]: f"{region}, {province}" for inei, region, province in rows if province}
    return sorted({**regions, **provinces}.items())
