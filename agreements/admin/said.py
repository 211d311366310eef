"""What somebody said, did or was told, to be looked at. A wrong row is answered by a new one, never corrected."""

from django.contrib import admin

from agreements.models import (
    Assessment,
    Evidence,
    Milestone,
    Notice,
    Occurrence,
    Reschedule,
    SessionReview,
    Transition,
)
from conflicts.admin.base import LookAdmin, known

BY_COMMITMENT = ("commitment__code", "commitment__title")


@admin.register(Assessment)
class AssessmentAdmin(LookAdmin):
    rank = 10
    named_with = ("commitment", "party")
    list_display = (
        "commitment",
        "kind",
        "party",
        "level",
        known(Assessment, "observed"),
        "recorded_at",
        "is_on_behalf",
    )
    list_filter = ("kind", "level", "is_on_behalf", "is_independent", "is_breach")
    search_fields = (*BY_COMMITMENT, "party__name", "party__short_name")
    ordering = ("-id",)
    unseen = ("client_id",)


@admin.register(Transition)
class TransitionAdmin(LookAdmin):
    rank = 11
    named_with = ("commitment",)
    list_display = ("commitment", "step", "from_state", "to_state", "at")
    list_filter = ("step", "to_state", "closing_reason")
    search_fields = BY_COMMITMENT
    ordering = ("-id",)


@admin.register(Reschedule)
class RescheduleAdmin(LookAdmin):
    rank = 12
    named_with = ("commitment", "asked_by_party")
    list_display = (
        "commitment", "asked_by_party", known(Reschedule, "old_due"), known(Reschedule, "new_due"), "reason",
        "is_unilateral",
    )  # fmt: skip
    list_filter = ("reason", "is_unilateral")
    search_fields = BY_COMMITMENT
    ordering = ("-id",)


@admin.register(Evidence)
class EvidenceAdmin(LookAdmin):
    """Files and their names are for those who may open them, on the page of the commitment."""

    rank = 13
    named_with = ("commitment", "supplied_by")
    list_display = ("commitment", "kind", "caption", known(Evidence, "taken"), "supplied_by", "uploaded_at")
    list_filter = ("kind", "shows_work_began")
    search_fields = (*BY_COMMITMENT, "caption")
    ordering = ("-id",)
    unseen = ("original", "original_name", "shown", "small")


@admin.register(Milestone)
class MilestoneAdmin(LookAdmin):
    rank = 14
    named_with = ("commitment",)
    list_display = ("commitment", "number", "text", known(Milestone, "due"), known(Milestone, "reached"))
    search_fields = (*BY_COMMITMENT, "text")
    ordering = ("-id",)


@admin.register(Occurrence)
class OccurrenceAdmin(LookAdmin):
    rank = 15
    named_with = ("commitment",)
    list_display = ("commitment", "period", "due_on", "state")
    list_filter = ("state",)
    search_fields = (*BY_COMMITMENT, "period")
    ordering = ("-id",)


@admin.register(SessionReview)
class SessionReviewAdmin(LookAdmin):
    rank = 16
    named_with = ("commitment", "session", "said_by")
    list_display = ("commitment", "outcome", "said_by", "session")
    list_filter = ("outcome",)
    search_fields = BY_COMMITMENT
    ordering = ("-id",)


@admin.register(Notice)
class NoticeAdmin(LookAdmin):
    rank = 17
    named_with = ("user", "commitment", "mesa")
    list_display = ("user", "kind", "commitment", "mesa", "due_on", "created_at", "seen_at")
    list_filter = ("kind",)
    search_fields = ("user__username", *BY_COMMITMENT)
    ordering = ("-id",)
