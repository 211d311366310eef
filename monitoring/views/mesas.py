"""The page of a mesa."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conflicts.choices import SlugKind
from mesas.models import Mesa
from mesas.policies import can_log_session
from monitoring.showing.mesas import mesa_page
from monitoring.views.addresses import row_at


@require_safe
def mesa(request: HttpRequest, slug: str) -> HttpResponse:
    """`/mesas/<slug>/`: where does this mesa stand?"""
    visible = Mesa.objects.visible_to(request.user).select_related("conflict", "chair", "secretariat")
    found = row_at(visible, SlugKind.MESA, slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    on = timezone.localdate()
    context = {
        "mesa": found,
        "page": mesa_page(found, request.user, on),
        "can_log": can_log_session(request.user, found),
        "on": on,
        "trail": [{"label": _("Mesas"), "href": reverse("mesa_list")}, {"label": found.code}],
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "monitoring/mesa.html", context)
