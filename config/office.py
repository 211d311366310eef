"""The administration as a whole: who enters, by which door, and in which order things stand."""

from __future__ import annotations

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

#: Order of the apps on the first page: from what people look for most to what they seldom touch.
APPS = ("agreements", "mesas", "conflicts", "accounts")


class OfficeSite(admin.AdminSite):
    """Django's admin behind our own sign-in. It only takes pages that leave writing to services."""

    site_header = _("Mesas · Administración")
    site_title = _("Administración de Mesas")
    index_title = _("Registros")
    empty_value_display = "—"
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Leave out what installed packages bring: their pages write by themselves, past services and reasons."""
        if getattr(admin_class, "leaves_writing_to_services", False):
            super().register(model_or_iterable, admin_class, **options)

    def admin_view(self, view: Callable[..., Any], cacheable: bool = False) -> Any:
        """Signed out: to sign in and back. Signed in without being staff: 403, with the reason."""
        inner = super().admin_view(view, cacheable)

        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            if self.has_permission(request):
                return inner(request, *args, **kwargs)
            return self.turned_away(request, back_to=request.get_full_path())

        return update_wrapper(guarded, inner)

    def turned_away(self, request: HttpRequest, *, back_to: str) -> HttpResponse:
        if request.user.is_authenticated:
            raise PermissionDenied(now("Esta parte es para quienes administran el sitio."))
        return redirect_to_login(back_to, resolve_url("account_login"))

    # One way in and one way out: Django's own pages would count no attempts and clear no drafts.

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if self.has_permission(request):
            return redirect("admin:index")
        return self.turned_away(request, back_to=resolve_url("admin:index"))

    def logout(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_logout")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account_change_password")

    def password_change_done(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return redirect("account")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Apps in our order; in each, what holds more before what hangs on it (`rank`)."""
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: getattr(self.get_model_admin(entry["model"]), "rank", 0))
        return sorted(apps, key=lambda app: APPS.index(app["app_label"]))
