"""Accounts: who signs in. What each may do on a conflict stands in the roles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import LogEntry
from django.contrib.admin.utils import unquote
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import ServiceAdmin, Told
from accounts.forms import ServiceForm
from accounts.models import User
from accounts.services import correct_user, create_user, set_password
from accounts.services.people import CORRECTABLE, LONGEST_REASON, seen_of

MOST_LINES = 100
OF_REASONS = {"no_reason": "why", "long_reason": "why"}


class WithPassword(ServiceForm):
    """A new password, twice. It is never shown again; the person changes it in her own account."""

    password1 = forms.CharField(
        label=_("Contraseña"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Diez letras o más. Entréguela en persona; después cada quien la cambia en su cuenta."),
    )
    password2 = forms.CharField(
        label=_("Contraseña, otra vez"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean_password2(self) -> str:
        if self.cleaned_data["password2"] != self.cleaned_data.get("password1"):
            raise ValidationError(_("Las dos contraseñas no son iguales."), code="mismatch")
        return self.cleaned_data["password2"]

    def service_data(self) -> dict[str, Any]:
        data = super().service_data()
        data["password"] = data.pop("password1")
        del data["password2"]
        return data

    def show_refusal(self, refusal: ValidationError) -> None:
        by_field = getattr(refusal, "error_dict", None)
        if by_field and "password" in by_field:
            refusal = ValidationError({"password1": by_field["password"]})
        super().show_refusal(refusal)


class NewUserForm(WithPassword, forms.ModelForm):
    class Meta:
        model = User
        fields: ClassVar = ("username", "first_name", "last_name", "email", "language", "can_open_case", "is_staff")

    def subjects(self) -> tuple[Any, ...]:
        return ()


def why_field() -> forms.CharField:
    return forms.CharField(
        label=_("Motivo de la corrección"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("Queda en el historial, con su nombre y la fecha."),
    )


class UserForm(ServiceForm, forms.ModelForm):
    fields_of_codes: ClassVar = OF_REASONS
    why = why_field()
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta:
        model = User
        fields = CORRECTABLE

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = seen_of(self.instance)

    def subjects(self) -> tuple[Any, ...]:
        return (self.instance,)

    def service_data(self) -> dict[str, Any]:
        return {
            "changes": {name: self.cleaned_data[name] for name in CORRECTABLE},
            "reason": self.cleaned_data["why"],
            "seen": self.cleaned_data["seen"],
        }


class PasswordForm(WithPassword):
    fields_of_codes: ClassVar = OF_REASONS
    why = why_field()

    def service_data(self) -> dict[str, Any]:
        data = super().service_data()
        return {"password": data["password"], "reason": data["why"]}


@admin.register(User)
class UserAdmin(ServiceAdmin):
    """Accounts are switched off, never deleted: what they recorded stays signed."""

    create = staticmethod(create_user)
    correct = staticmethod(correct_user)
    rank = 1
    list_display = ("username", "first_name", "last_name", "is_active", "is_staff", "can_open_case", "last_login")
    list_filter = ("is_active", "is_staff", "can_open_case", "language")
    search_fields = ("username", "first_name", "last_name", "email")
    ordering = ("username",)
    change_form_template = "admin/accounts/user/change_form.html"

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        return super().get_form(request, obj, change, **kwargs, form=UserForm if change else NewUserForm)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        person = (None, {"fields": ("username", "first_name", "last_name", "email", "language")})
        if obj is None:
            return (
                person,
                (_("Contraseña"), {"fields": ("password1", "password2")}),
                (_("Permisos"), {"fields": ("can_open_case", "is_staff")}),
            )
        return (
            person,
            (_("Avisos y permisos"), {"fields": ("notice_frequency", "can_open_case", "is_staff", "is_active")}),
            (_("La corrección"), {"fields": ("why", "seen")}),
        )

    def get_urls(self) -> list[Any]:
        wrapped = self.admin_site.admin_view(self.password_view)
        return [path("<path:object_id>/password/", wrapped, name="accounts_user_password"), *super().get_urls()]

    def password_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """A new password for somebody who lost hers."""
        user = self.get_object(request, unquote(object_id))
        if user is None:
            raise Http404
        if not self.has_change_permission(request, user):
            raise PermissionDenied
        form = PasswordForm(request.POST or None)
        if request.method == "POST" and form.submit(set_password, user, by=request.user):
            messages.success(request, now("La contraseña quedó cambiada. Las sesiones abiertas se cerraron."))
            return redirect("admin:accounts_user_change", user.pk)
        return self.password_page(request, user, form)

    def password_page(self, request: HttpRequest, user: User, form: PasswordForm) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": now("Contraseña nueva"),
            "subtitle": str(user),
            "opts": self.opts,
            "original": user,
            "form": form,
        }
        return TemplateResponse(request, "admin/accounts/user/password.html", context, status=form.status)

    def told_of(self, row: User) -> Iterable[Told]:
        """From the log: first what was done and why, then what changed."""
        kind = ContentType.objects.get_for_model(User)
        lines = LogEntry.objects.filter(content_type=kind, object_id=str(row.pk)).select_related("user")
        for line in lines.order_by("-action_time", "-pk")[:MOST_LINES]:
            reason, *changes = line.change_message.splitlines() or [""]
            what = now("Registro") if line.is_addition() else now("Corrección")
            yield Told(line.action_time, line.user.get_username(), what, reason, changes)
