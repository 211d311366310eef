"""The list of mesas."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import Timing
from agreements.filters.asking import Choices, OneChoice, Rows
from agreements.filters.rows import find_conflicts
from agreements.models import Commitment
from conflicts.models import Conflict
from mesas.choices import Mechanism, MesaStatus
from mesas.models import Mesa
from monitoring.filters.counting import how_many, last_first
from monitoring.filters.listing import ListFilter


class MesaFilter(ListFilter):
    """Mesas of the lists: those of the fictitious example only where `conflicto` names it or for who belongs to it."""

    finders = {"conflicto": find_conflicts}
    searched = ("name", "code", "place", "conflict__name")
    chosen = ("conflicto", "situacion", "mecanismo")
    orders = {
        "recientes": (last_first("installed_on"), "code"),
        "codigo": ("code",),
        "compromisos": ("-commitments_seen", "code"),
        "vencidos": ("-late_seen", "-commitments_seen", "code"),
    }

    conflicto = Rows(method="by_conflict", label=_("Conflicto"))
    situacion = Choices(choices=MesaStatus.choices, method="by_status", label=_("Situación"))
    mecanismo = Choices(choices=Mechanism.choices, method="by_mechanism", label=_("Mecanismo"))
    orden = OneChoice(
        choices=[
            ("recientes", _("Más recientes")),
            ("codigo", _("Por código")),
            ("compromisos", _("Más compromisos")),
            ("vencidos", _("Más vencidos")),
        ],
        method="leave",
        label=_("Orden"),
    )

    def __init__(self, data: Mapping[str, Any] | None, *, user: Any, on: datetime.date) -> None:
        super().__init__(data, Mesa.objects.visible_to(user).select_related("conflict"), user=user, on=on)

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        listed = Mesa.objects.in_totals(self.user).values("pk")
        named = [conflict for conflict in self.asked.get("conflicto", []) if conflict.is_example]
        return super().filter_queryset(queryset.filter(Q(pk__in=listed) | Q(conflict__in=named)))

    def counted_by(self) -> dict[str, dict[str, Any]]:
        seen = Commitment.objects.visible_to(self.user).filter(mesa=OuterRef("pk"))
        counts = {"commitments_seen": how_many(seen, "mesa")}
        late = seen.in_timing([Timing.OVERDUE], self.on)
        return {"compromisos": counts, "vencidos": {**counts, "late_seen": how_many(late, "mesa")}}

    def by_conflict(self, queryset: QuerySet, _name: str, conflicts: list[Conflict]) -> QuerySet:
        return queryset.filter(conflict__in=conflicts)

    def by_status(self, queryset: QuerySet, _name: str, statuses: list[str]) -> QuerySet:
        return queryset.filter(status__in=statuses)

    def by_mechanism(self, queryset: QuerySet, _name: str, mechanisms: list[str]) -> QuerySet:
        return queryset.filter(mechanism__in=mechanisms)

    def options(self, name: str) -> list[tuple[str, Any]]:
        if name != "conflicto":
            return super().options(name)
        named = [(conflict.slug, conflict.name) for conflict in self.asked.get(name, [])]
        shown = Conflict.objects.filter(mesas__in=self.queryset).in_totals(self.user).distinct().order_by("name")
        options = list(shown.values_list("slug", "name"))
        return [one for one in named if one not in options] + options
