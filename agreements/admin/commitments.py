"""The word given: what the document says of it. Its deadline and its state are out of reach."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from agreements.models import Agreement, Commitment, CommitmentParty, Inherited, ReportedStatus
from agreements.services.records import (
    correct_agreement,
    correct_commitment,
    correct_duty,
    correct_inherited,
    create_agreement,
    create_duty,
    create_inherited,
)
from conflicts.admin.base import RecordAdmin, known


@admin.register(Commitment)
class CommitmentAdmin(RecordAdmin):
    """Registered with its session or its document, which gives its number and counts its deadline."""

    create = None
    correct = staticmethod(correct_commitment)
    rank = 1
    list_display = ("code", "title", "mesa_code", "state_words", known(Commitment, "due"), "grade_words", "record")
    list_select_related = ("mesa",)
    list_filter = ("state", "record", "grade", "theme", "kind", "deadline_kind", "is_background")
    search_fields = ("search_text",)
    ordering = ("-id",)
    radio_fields = {"grade": admin.VERTICAL}
    hanging = ("duties", "reported_statuses", "assessments", "transitions", "evidence", "reschedules", "reviews")
    shown = (
        "code", "mesa", "state_words", "deadline_kind", "deadline_text", known(Commitment, "first_due"),
        known(Commitment, "due"), "measurable_what", "measurable_who", "measurable_when", "measurable_where",
        "measurable_means", "measurable_follow_up", "registered_by", "registered_at", "ref",
    )  # fmt: skip

    @admin.display(description=_("mesa"), ordering="mesa__code")
    def mesa_code(self, row: Commitment) -> str:
        return row.mesa.code

    @admin.display(description=_("estado"), ordering="state")
    def state_words(self, row: Commitment) -> str:
        """What only public sources tell has no state."""
        return row.get_state_display() if row.record == "miembros" else str(_("sin reporte de miembros"))

    @admin.display(description=_("visibilidad"), ordering="grade")
    def grade_words(self, row: Commitment) -> str:
        return row.get_grade_display().partition(":")[0]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> tuple[QuerySet, bool]:
        """By the same folded words as everywhere else."""
        return queryset.searching([search_term]) if search_term.strip() else queryset, False


@admin.register(CommitmentParty)
class CommitmentPartyAdmin(RecordAdmin):
    create = staticmethod(create_duty)
    correct = staticmethod(correct_duty)
    rank = 2
    named_with = ("commitment", "party")
    list_display = ("party", "duty", "commitment", "note")
    list_filter = ("duty",)
    search_fields = ("party__name", "party__short_name", "commitment__code", "commitment__title")
    ordering = ("-id",)
    shown = ("commitment",)


@admin.register(Agreement)
class AgreementAdmin(RecordAdmin):
    create = staticmethod(create_agreement)
    correct = staticmethod(correct_agreement)
    rank = 3
    list_display = ("__str__", "order", "clause", "document")
    list_select_related = ("document",)
    search_fields = ("text", "clause", "document__title", "document__mesa__code", "ref")
    ordering = ("-id",)
    hanging = ("commitments",)
    shown = ("document", "ref")


@admin.register(ReportedStatus)
class ReportedStatusAdmin(RecordAdmin):
    rank = 4
    list_display = ("state", "commitment", known(ReportedStatus, "as_of"), "said_by")
    list_select_related = ("commitment",)
    list_filter = ("state", "said_by")
    search_fields = ("text", "commitment__code", "commitment__title", "ref")
    shown = ("commitment", "ref")


@admin.register(Inherited)
class InheritedAdmin(RecordAdmin):
    """What the later of two mesas took over by name, where its link lists it."""

    create = staticmethod(create_inherited)
    correct = staticmethod(correct_inherited)
    rank = 5
    list_display = ("__str__", "commitment", "link")
    list_select_related = ("commitment", "link__mesa", "link__predecessor")
    search_fields = ("commitment__code", "commitment__title", "link__mesa__code", "link__predecessor__code")
    ordering = ("-id",)
    shown = ("link",)
