"""Sessions with all that was noted of them. A session is logged whole, in its own form; here it is corrected."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from conflicts.admin.base import RecordAdmin, known
from mesas.models import AgendaItem, Attendance, Demand, DocumentDelivery, Session, SessionNotice, Signature
from mesas.services.records import correct_session


@admin.register(Session)
class SessionAdmin(RecordAdmin):
    create = None
    correct = staticmethod(correct_session)
    rank = 8
    named_with = ("mesa",)
    list_display = ("__str__", "mesa", known(Session, "day"), "held", "mode", "place")
    list_filter = ("held", "mode", "quorum")
    search_fields = ("label", "place", "mesa__code", "mesa__name", "outcome", "ref")
    hanging = ("notices", "attendances", "agenda_items", "demands", "agreements")
    shown = ("mesa", "working_group", "number", "logged_by", "logged_at", "ref")


class OfSessionAdmin(RecordAdmin):
    """What hangs on a session and stays on it."""

    named_with = ("session", "session__mesa")
    shown = ("session",)

    @admin.display(description=_("mesa"), ordering="session__mesa__code")
    def mesa_code(self, row: AgendaItem) -> str:
        return row.session.mesa.code


@admin.register(SessionNotice)
class SessionNoticeAdmin(OfSessionAdmin):
    rank = 9
    list_display = ("side", "session", "mesa_code", "notice_on", "documents_on")
    list_filter = ("side",)
    search_fields = ("session__mesa__code", "session__mesa__name")


@admin.register(Attendance)
class AttendanceAdmin(OfSessionAdmin):
    rank = 10
    named_with = ("session", "session__mesa", "party", "person")
    list_display = ("person", "post", "party", "session", "mesa_code", "came", "can_decide", "capacity")
    list_filter = ("came", "can_decide", "capacity", "is_remote", "level")
    search_fields = ("person__name", "post", "party__name", "party__short_name", "session__mesa__code")


@admin.register(AgendaItem)
class AgendaItemAdmin(OfSessionAdmin):
    rank = 11
    named_with = ("session", "session__mesa", "proposer")
    list_display = ("text", "order", "proposer", "session", "mesa_code", "admission", "outcome")
    list_filter = ("admission", "outcome")
    search_fields = ("text", "proposer__short_name", "session__mesa__code", "session__mesa__name")


@admin.register(Demand)
class DemandAdmin(RecordAdmin):
    rank = 12
    list_display = ("__str__", "raised_by", "theme", "mesa", "conflict", known(Demand, "raised"))
    list_select_related = ("raised_by", "mesa", "conflict")
    list_filter = ("theme",)
    search_fields = ("text", "raised_by_text", "raised_by__short_name", "conflict__name", "mesa__code", "ref")
    hanging = ("agenda_items",)
    shown = ("conflict", "ref")


@admin.register(Signature)
class SignatureAdmin(RecordAdmin):
    rank = 15
    named_with = ("document", "party")
    list_display = ("party", "signed", "post", "document")
    list_filter = ("signed",)
    search_fields = ("party__name", "party__short_name", "post", "document__title")
    shown = ("document",)


@admin.register(DocumentDelivery)
class DocumentDeliveryAdmin(RecordAdmin):
    rank = 16
    named_with = ("document",)
    list_display = ("language", "form", "document")
    list_filter = ("form",)
    search_fields = ("language", "document__title")
    shown = ("document",)
