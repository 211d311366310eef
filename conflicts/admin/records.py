"""Conflicts with what is told of them, and the sources that tell it."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from conflicts.admin.base import LookAdmin, RecordAdmin, known
from conflicts.models import Casualty, Conflict, ConflictParty, Episode, PartyName, Source, Territory


@admin.register(Conflict)
class ConflictAdmin(RecordAdmin):
    rank = 1
    list_display = ("name", "kind", "activity", "state", "phase", "is_example")
    list_filter = ("kind", "activity", "state", "phase", "is_example")
    search_fields = ("name", "slug", "companies_text", "projects_text", "ref")
    hanging = ("places", "episodes", "incidents", "mesas", "demands", "memberships")
    shown = ("ref", "is_example", "opened_by")


@admin.register(ConflictParty)
class ConflictPartyAdmin(RecordAdmin):
    rank = 2
    named_with = ("party",)
    list_display = ("party", "role", "conflict")
    list_select_related = ("party", "conflict")
    list_filter = ("role",)
    search_fields = ("party__name", "party__short_name", "conflict__name")
    shown = ("conflict",)


@admin.register(PartyName)
class PartyNameAdmin(RecordAdmin):
    rank = 4
    list_display = ("name", "short_name", "party", known(PartyName, "since"), known(PartyName, "until"))
    list_select_related = ("party",)
    search_fields = ("name", "short_name", "party__name", "party__short_name")


@admin.register(Episode)
class EpisodeAdmin(RecordAdmin):
    rank = 5
    list_display = ("name", "conflict", "kind", known(Episode, "started"), known(Episode, "ended"))
    list_select_related = ("conflict",)
    list_filter = ("kind", "activity")
    search_fields = ("name", "conflict__name", "company_text", "project_text", "ref")
    hanging = ("casualties", "incidents", "mesas")
    shown = ("conflict", "ref")


@admin.register(Casualty)
class CasualtyAdmin(RecordAdmin):
    rank = 7
    named_with = ("episode",)
    list_display = ("episode", known(Casualty, "happened"), "group", "qualifier", "killed", "injured", "detained")
    list_filter = ("group", "qualifier")
    search_fields = ("episode__name", "episode__conflict__name", "text", "ref")
    shown = ("ref",)


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    rank = 8
    list_display = ("title", "ref", "publisher", "kind", "reliability", "accessed_on")
    list_filter = ("kind", "reliability")
    search_fields = ("title", "ref", "publisher", "url")
    ordering = ("-id",)
    shown = ("ref",)


@admin.register(Territory)
class TerritoryAdmin(LookAdmin):
    """The national statistics office's own table: it is loaded, not typed."""

    rank = 9
    list_display = ("place", "inei", "level", "capital", "main_language")
    list_filter = ("level",)
    search_fields = ("district", "province", "region", "inei")
    ordering = ("inei",)

    @admin.display(description=_("lugar"), ordering="inei")
    def place(self, row: Territory) -> str:
        return str(row)
