"""Where each address goes. An app adds its own in its urls module; names are unique without a prefix."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

urlpatterns = [
    path("", include("monitoring.urls")),
    path("", include("agreements.urls")),
    path("", include("mesas.urls")),
    path("", include("conflicts.urls")),
    path("cuenta/", include("accounts.urls")),
    # One way in and one way out: the admin's own pages would count no attempts and clear no drafts.
    path("admin/login/", secure_admin_login(admin.site.login)),
    path("admin/logout/", RedirectView.as_view(pattern_name="account_logout")),
    path("admin/password_change/", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
