"""What is asked of the page of what nobody follows up."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.filters.asking import AskingFilter, OneChoice, Rows
from agreements.filters.rows import find_conflicts, find_mesas
from agreements.models import Commitment
from agreements.querysets.cover import Asking
from conflicts.models import Conflict
from conflicts.querysets.access import in_totals
from mesas.models import Mesa


class Kind(models.TextChoices):
    """How it stands with those that may have nobody."""

    NOW = "hoy", _("Sin quien pregunte")
    AHEAD = "despues", _("Quedarán sin quien pregunte")
    NOT_KNOWN = "no-se-sabe", _("No se sabe")
    TOLD = "fuentes", _("Según fuentes públicas")


class UncoveredFilter(AskingFilter):
    """Open commitments of which nobody asks. `tipo` says which of them are listed."""

    finders = {"mesa": find_mesas, "conflicto": find_conflicts}
    chosen = ("conflicto", "mesa")

    mesa = Rows(method="by_mesa", label=_("Mesa"))
    conflicto = Rows(method="by_conflict", label=_("Conflicto"))
    tipo = OneChoice(choices=Kind.choices, method="leave", label=_("Cuáles"))

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any] | None, *, user: Any, on: datetime.date) -> None:
        super().__init__(data, Commitment.objects.visible_to(user), user=user, on=on)
        self.asking = Asking(on)

    @property
    def kind(self) -> Kind:
        return Kind(self.asked.get("tipo", [Kind.NOW])[0])

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """All that were asked about, whether or not anybody asks for them."""
        return super().filter_queryset(queryset.filter(self.in_lists()))

    def in_lists(self) -> Q:
        """Without the example, unless it is named or the reader belongs to it."""
        cases = [conflict for conflict in self.asked.get("conflicto", []) if conflict.is_example]
        cases += [mesa.conflict for mesa in self.asked.get("mesa", []) if mesa.conflict.is_example]
        return in_totals(self.user, conflict="mesa__conflict") | Q(mesa__conflict__in=cases)

    def of_kind(self, kind: Kind) -> Q:
        """Condition on what is still owed."""
        by_members = kind != Kind.TOLD
        return {
            Kind.NOW: self.asking.orphaned,
            Kind.AHEAD: self.asking.orphaned_ahead,
            Kind.NOT_KNOWN: self.asking.not_known,
            Kind.TOLD: self.asking.orphaned,
        }[kind](by_members=by_members)

    def by_mesa(self, queryset: QuerySet, _name: str, mesas: list[Any]) -> QuerySet:
        return queryset.filter(mesa__in=mesas)

    def by_conflict(self, queryset: QuerySet, _name: str, conflicts: list[Any]) -> QuerySet:
        return queryset.filter(mesa__conflict__in=conflicts)

    def options(self, name: str) -> list[tuple[str, Any]]:
        """Those that the reader may see; what is asked for stays among them."""
        if name not in ("mesa", "conflicto"):
            return super().options(name)
        mesas = Mesa.objects.visible_to(self.user).in_totals(self.user)
        rows = mesas if name == "mesa" else Conflict.objects.filter(pk__in=mesas.values("conflict"))
        found = list(rows.order_by("name").values_list("slug", "name"))
        named = [(row.slug, row.name) for row in self.asked.get(name, [])]
        return [one for one in named if one not in found] + found
