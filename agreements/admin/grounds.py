"""Records of the apps below on which the state or the visibility of commitments rests."""

from django.contrib import admin

from agreements.services.records import (
    correct_document,
    correct_incident,
    correct_party,
    correct_seat,
    create_seat,
)
from conflicts.admin.base import RecordAdmin, known
from conflicts.models import Incident, Party
from mesas.models import Document, Seat


@admin.register(Party)
class PartyAdmin(RecordAdmin):
    """A duplicate is merged by saying of which party it is the same; no row is rewritten."""

    correct = staticmethod(correct_party)
    rank = 3
    list_display = ("short_name", "name", "sector", "level", "merged_into", "is_example")
    list_select_related = ("merged_into",)
    list_filter = ("sector", "level", "is_example")
    search_fields = ("short_name", "name", "slug", "names__name", "ref")
    hanging = ("names", "places", "people", "seats", "duties", "memberships", "duplicates")
    shown = ("ref", "is_example")


@admin.register(Incident)
class IncidentAdmin(RecordAdmin):
    correct = staticmethod(correct_incident)
    rank = 6
    list_display = ("kind", "conflict", known(Incident, "happened"), "reported_by", "grade")
    list_select_related = ("conflict",)
    list_filter = ("grade",)
    search_fields = ("kind", "note", "status_text", "conflict__name", "ref")
    radio_fields = {"grade": admin.VERTICAL}
    shown = ("conflict", "ref")


@admin.register(Seat)
class SeatAdmin(RecordAdmin):
    create = staticmethod(create_seat)
    correct = staticmethod(correct_seat)
    rank = 3
    named_with = ("party",)
    list_display = ("party", "role", "post", "person", "mesa", "working_group")
    list_select_related = ("party", "person", "mesa", "working_group")
    list_filter = ("role",)
    search_fields = ("party__name", "party__short_name", "post", "person__name", "mesa__code", "mesa__name", "ref")
    shown = ("mesa", "ref")


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    """What is noted of a paper. The file itself is neither shown nor replaced here."""

    create = None
    correct = staticmethod(correct_document)
    rank = 13
    named_with = ("mesa",)
    list_display = ("title", "kind", "mark", known(Document, "dated"), "mesa")
    list_filter = ("kind", "mark", "is_background")
    search_fields = ("title", "summary", "mesa__code", "mesa__name", "ref")
    hanging = ("signatures", "deliveries", "agreements")
    shown = ("mesa", "sha256", "registered_by", "registered_at", "ref")
