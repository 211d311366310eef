"""Where each address goes. An app adds its own in its urls module; names are unique without a prefix."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("monitoring.urls")),
    path("", include("agreements.urls")),
    path("", include("mesas.urls")),
    path("", include("conflicts.urls")),
    path("cuenta/", include("accounts.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
