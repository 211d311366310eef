"""Roles: who may do what on which conflict, from when to when."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conflicts.admin.base import RecordAdmin
from conflicts.admin.forms import RecordForm
from conflicts.models import Membership
from conflicts.services.roles import end_role, grant_role


class MembershipForm(RecordForm):
    """A role is given whole; later only its last day is said."""

    def subjects(self) -> tuple[Any, ...]:
        return (self.instance,) if self.is_correction else ()

    def service_data(self) -> dict[str, Any]:
        asked = super().service_data()
        values = self.values()
        if self.is_correction:
            return {"ends_on": values["ends_on"], "reason": asked["reason"], "seen": asked["seen"]}
        return {**values, "reason": asked["reason"]}


@admin.register(Membership)
class MembershipAdmin(RecordAdmin):
    create = staticmethod(grant_role)
    correct = staticmethod(end_role)
    form = MembershipForm
    rank = 10
    list_display = ("user", "role", "conflict", "party", "starts_on", "ends_on")
    list_select_related = ("user", "conflict", "party")
    list_filter = ("role",)
    search_fields = ("user__username", "user__first_name", "user__last_name", "conflict__name", "party__short_name")
    ordering = ("-id",)
    shown = ("user", "conflict", "role", "party", "starts_on", "given_by")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"starts_on": timezone.localdate(), **super().get_changeform_initial_data(request)}

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        made = super().get_form(request, obj, change, **kwargs)
        if change:
            made.base_fields["ends_on"].help_text = _(
                "Último día en que vale. Para que termine ahora mismo, escriba el día de ayer."
            )
        return made
