"""The table: who keeps it, for how long, by which rules; and the people who sit at it."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from conflicts.admin.base import RecordAdmin, known
from mesas.models import GroundRules, Mandate, Mesa, MesaLink, Person, ReportedFigure, WorkingGroup
from mesas.services.records import correct_mesa, correct_person, create_mesa


@admin.register(Mesa)
class MesaAdmin(RecordAdmin):
    create = staticmethod(create_mesa)
    correct = staticmethod(correct_mesa)
    rank = 1
    list_display = ("name", "code", "conflict", "mechanism", "status", "grade_words", known(Mesa, "installed"))
    list_select_related = ("conflict",)
    list_filter = ("status", "grade", "mechanism", "conflict__is_example")
    search_fields = ("name", "code", "slug", "conflict__name", "ref")
    radio_fields = {"grade": admin.VERTICAL}
    hanging = (
        "mandates", "seats", "working_groups", "ground_rules", "links_back", "sessions", "demands", "documents",
        "commitments", "reported_figures",
    )  # fmt: skip
    shown = ("conflict", "last_commitment_number", "ref")

    @admin.display(description=_("visibilidad"), ordering="grade")
    def grade_words(self, row: Mesa) -> str:
        return row.get_grade_display().partition(":")[0]


@admin.register(Mandate)
class MandateAdmin(RecordAdmin):
    rank = 2
    list_display = ("__str__", "mesa_code", "kind", known(Mandate, "starts"), known(Mandate, "ends"), "end_kind")
    list_select_related = ("mesa",)
    list_filter = ("kind", "end_kind")
    search_fields = ("instrument", "text", "mesa__code", "mesa__name", "ref")
    shown = ("ref",)

    @admin.display(description=_("mesa"), ordering="mesa__code")
    def mesa_code(self, row: Mandate) -> str:
        return row.mesa.code


@admin.register(WorkingGroup)
class WorkingGroupAdmin(RecordAdmin):
    rank = 4
    list_display = ("name", "mesa", "order")
    list_select_related = ("mesa",)
    search_fields = ("name", "mesa__code", "mesa__name")
    shown = ("mesa",)


@admin.register(GroundRules)
class GroundRulesAdmin(RecordAdmin):
    rank = 5
    named_with = ("mesa",)
    list_display = ("__str__", "mesa", known(GroundRules, "adopted"))
    search_fields = ("mesa__code", "mesa__name")
    shown = ("mesa",)


@admin.register(MesaLink)
class MesaLinkAdmin(RecordAdmin):
    rank = 6
    named_with = ("mesa", "predecessor")
    list_display = ("__str__", "kind", "inheritance", "is_inferred", known(MesaLink, "since"))
    list_filter = ("kind", "inheritance", "is_inferred")
    search_fields = ("mesa__code", "mesa__name", "predecessor__code", "predecessor__name")
    hanging = ("inherited",)


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    """Names live here. An empty one is a person whose name nobody wrote, or who asked to be forgotten."""

    correct = staticmethod(correct_person)
    rank = 7
    list_display = ("__str__", "post", "party", "is_erased")
    list_select_related = ("party",)
    search_fields = ("name", "post", "party__name", "party__short_name")
    hanging = ("seats", "attendances")
    shown = ("erased_at",)

    @admin.display(description=_("datos borrados"), boolean=True)
    def is_erased(self, row: Person) -> bool:
        return row.erased_at is not None

    def has_change_permission(self, request: HttpRequest, obj: Person | None = None) -> bool:
        return super().has_change_permission(request, obj)


@admin.register(ReportedFigure)
class ReportedFigureAdmin(RecordAdmin):
    rank = 14
    list_display = ("code", "mesa", "quantity", "state", known(ReportedFigure, "as_of"), "said_by")
    list_select_related = ("mesa",)
    list_filter = ("state", "said_by")
    search_fields = ("code", "text", "party_text", "mesa__code", "mesa__name", "ref")
    shown = ("mesa", "code", "ref")
