"""Days decreed non-working. What a change would have counted otherwise is shown before it is kept; nothing moves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.services.calendar import Otherwise, correct_day, create_day, remove_day
from conflicts.admin.base import RecordAdmin
from conflicts.admin.forms import RecordForm
from conflicts.services.records.rules import LONGEST_REASON
from mesas.models import NonWorkingDay

#: Of what would be counted otherwise, so many are listed; the sentence tells how many there are.
MOST_LISTED = 50


class SeenForm(ServiceForm):
    """A form that comes back with what its change would have counted otherwise, and carries that it was seen."""

    agreed = forms.CharField(required=False, widget=forms.HiddenInput)
    otherwise: tuple[Otherwise, ...] = ()

    def show_refusal(self, refusal: ValidationError) -> None:
        super().show_refusal(refusal)
        told = [error for error in getattr(refusal, "error_list", ()) if error.code == "otherwise"]
        if told and told[0].params:
            self.otherwise = tuple(told[0].params["found"][:MOST_LISTED])
            typed: Any = self.data.copy()
            typed["agreed"] = told[0].params["key"]
            self.data = typed


class DayForm(SeenForm, RecordForm):
    def service_data(self) -> dict[str, Any]:
        return {**super().service_data(), "agreed": self.cleaned_data["agreed"]}


class RemovalForm(SeenForm):
    reason = forms.CharField(
        label=_("Por qué se retira"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Queda en el historial, con su nombre y la fecha."),
    )

    fields_of_codes = {"no_reason": "reason", "long_reason": "reason"}


@admin.register(NonWorkingDay)
class NonWorkingDayAdmin(RecordAdmin):
    create = staticmethod(create_day)
    correct = staticmethod(correct_day)
    form = DayForm
    rank = 17
    list_display = ("day", "decree", "name")
    search_fields = ("decree", "name", "day")
    ordering = ("-day",)
    shown = ("ref",)
    change_form_template = "admin/day_form.html"
    change_list_template = "admin/day_list.html"

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        *others, (title, last) = super().get_fieldsets(request, obj)
        return [*others, (title, {**last, "fields": (*last["fields"], "agreed")})]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """With the years of which no day is on record, read from the list itself: the latest days come first."""
        page = super().changelist_view(request, extra_context)
        shown = getattr(page, "context_data", None)
        if shown and "cl" in shown and not request.GET:
            year = timezone.localdate().year
            known = {row.day.year for row in shown["cl"].result_list}
            shown["missing_years"] = [each for each in (year, year + 1) if each not in known]
        return page

    def get_urls(self) -> list[Any]:
        remove = path(
            "<path:object_id>/retirar/",
            self.admin_site.admin_view(self.remove_view),
            name="mesas_nonworkingday_remove",
        )
        return [remove, *super().get_urls()]

    def remove_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A day that no decree names: it is taken back, and its history stays."""
        if not self.has_change_permission(request):
            raise PermissionDenied
        day = self.get_object(request, object_id)
        if day is None:
            raise Http404
        form = RemovalForm(request.POST if request.method == "POST" else None)
        if request.method == "POST" and form.submit(remove_day, day, by=request.user):
            messages.success(request, _("El día se retiró. Lo que ya se contó con él no cambia."))
            return redirect(reverse("admin:mesas_nonworkingday_changelist"))
        context = {
            **self.admin_site.each_context(request),
            "title": _("Retirar un día no laborable"),
            "subtitle": str(day),
            "opts": self.opts,
            "original": day,
            "form": form,
        }
        return TemplateResponse(request, "admin/day_remove.html", context, status=form.status)
