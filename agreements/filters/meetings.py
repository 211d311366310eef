"""What is asked of sessions and of demands: rows that hang on a mesa."""

from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.filters.asking import AskingFilter, Choices, Rows, Words
from agreements.filters.rows import find_conflicts, find_mesas
from conflicts.choices import Theme
from conflicts.models import Conflict
from conflicts.querysets.access import in_totals
from conflicts.querysets.matching import matching
from mesas.models import Demand, Mesa, Session

#: No theme was given.
NO_THEME = "sin-tema"
THEMES = [(value, label) for value, label in Theme.choices if value] + [(NO_THEME, Theme.UNKNOWN.label)]
NO_AGENDA = "no"


class OfMesaFilter(AskingFilter):
    """Rows of mesas, without the fictitious example unless it is named or the reader belongs to it."""

    #: From the row to its conflict, and to its mesa.
    conflict: ClassVar[str]
    table: ClassVar[str] = "mesa"
    finders = {"mesa": find_mesas, "conflicto": find_conflicts}

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset.filter(self.in_lists()))

    def in_lists(self) -> Q:
        cases = [conflict for conflict in self.asked.get("conflicto", []) if conflict.is_example]
        cases += [mesa.conflict for mesa in self.asked.get("mesa", []) if mesa.conflict.is_example]
        return in_totals(self.user, conflict=self.conflict) | Q(**{f"{self.conflict}__in": cases})

    def by_mesa(self, queryset: QuerySet, _name: str, mesas: list[Any]) -> QuerySet:
        return queryset.filter(**{f"{self.table}__in": mesas})

    def by_conflict(self, queryset: QuerySet, _name: str, conflicts: list[Any]) -> QuerySet:
        return queryset.filter(**{f"{self.conflict}__in": conflicts})

    def options(self, name: str) -> list[tuple[str, Any]]:
        """Of rows, those of which there is something to show; of choices, all."""
        if name == "mesa":
            rows = Mesa.objects.filter(pk__in=self.within().values(self.table)).order_by("name")
            return list(rows.values_list("slug", "name"))
        if name == "conflicto":
            rows = Conflict.objects.filter(pk__in=self.within().values(self.conflict)).order_by("name")
            return list(rows.values_list("slug", "name"))
        return super().options(name)

    def within(self) -> QuerySet:
        """All that this reader could ask for."""
        return self.queryset.filter(self.in_lists()).order_by()


class SessionFilter(OfMesaFilter):
    """`/sesiones/`."""

    conflict = "mesa__conflict"
    chosen = ("mesa", "conflicto", "agenda")

    mesa = Rows(method="by_mesa", label=_("Mesa"))
    conflicto = Rows(method="by_conflict", label=_("Conflicto"))
    agenda = Choices(choices=[(NO_AGENDA, _("Sin agenda"))], method="by_agenda", label=_("Agenda"))

    class Meta:
        model = Session
        fields: list[str] = []

    def by_agenda(self, queryset: Any, _name: str, _answers: list[str]) -> Any:
        return queryset.without_agenda()


class DemandFilter(OfMesaFilter):
    """`/demandas/`."""

    conflict = "conflict"
    chosen = ("mesa", "conflicto", "tema")

    q = Words(method="by_words", label=_("Buscar"))
    mesa = Rows(method="by_mesa", label=_("Mesa"))
    conflicto = Rows(method="by_conflict", label=_("Conflicto"))
    tema = Choices(choices=THEMES, method="by_theme", label=_("Tema"))

    class Meta:
        model = Demand
        fields: list[str] = []

    def by_words(self, queryset: QuerySet, _name: str, texts: list[str]) -> QuerySet:
        return matching(queryset, texts, "text", "raised_by__name", "raised_by__short_name", "raised_by_text")

    def by_theme(self, queryset: QuerySet, _name: str, themes: list[str]) -> QuerySet:
        return queryset.filter(theme__in=["" if theme == NO_THEME else theme for theme in themes])
