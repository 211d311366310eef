"""What is asked of the closings: in which of the public lists, of which mesa, for what reason."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import CLOSED_STATES, ClosingReason
from agreements.filters.asking import Choices, Rows, Words
from agreements.filters.meetings import OfMesaFilter
from agreements.models import Commitment, Transition

#: Not a list of closed commitments: closings that were objected to or reopened, and stay in sight.
LIFTED = "levantado"
LISTS = [(state.value, state.label) for state in CLOSED_STATES] + [(LIFTED, _("Objetados o reabiertos"))]
REASONS = [(value, label) for value, label in ClosingReason.choices if value]


class ClosureFilter(OfMesaFilter):
    """`/cierres/`: unless another list is asked, the closings that stand. Each closed commitment has exactly one."""

    conflict = "commitment__mesa__conflict"
    table = "commitment__mesa"
    chosen = ("mesa", "conflicto", "motivo")

    q = Words(method="by_words", label=_("Buscar"))
    mesa = Rows(method="by_mesa", label=_("Mesa"))
    conflicto = Rows(method="by_conflict", label=_("Conflicto"))
    motivo = Choices(choices=REASONS, method="by_reason", label=_("Motivo"))
    estado = Choices(choices=LISTS, method="leave", label=_("Lista"))

    class Meta:
        model = Transition
        fields: list[str] = []

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        return super().filter_queryset(queryset).filter(self.in_asked_lists())

    def in_asked_lists(self) -> Q:
        stands, lists = Q(lifted_by=None), self.asked.get("estado", [])
        if not lists:
            return stands
        asked = stands & Q(to_state__in=lists)
        return asked | ~stands if LIFTED in lists else asked

    def in_every_list(self) -> QuerySet:
        """The rest of the question, whatever list is asked."""
        return super().filter_queryset(self.queryset)

    def by_words(self, queryset: QuerySet, _name: str, texts: list[str]) -> QuerySet:
        return queryset.filter(commitment__in=Commitment.objects.searching(texts))

    def by_reason(self, queryset: Any, _name: str, reasons: list[str]) -> Any:
        return queryset.filter(closing_reason__in=reasons)
