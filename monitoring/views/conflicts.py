"""The page of a conflict."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from conflicts.choices import SlugKind
from conflicts.models import Conflict
from monitoring.showing.conflicts import conflict_page
from monitoring.views.addresses import row_at


@require_safe
def conflict(request: HttpRequest, slug: str) -> HttpResponse:
    """`/conflictos/<slug>/`: how did we get here?"""
    found = row_at(Conflict.objects.visible_to(request.user), SlugKind.CONFLICT, slug)
    if found.slug != slug:
        return redirect(found, permanent=True)
    on = timezone.localdate()
    context = {
        "conflict": found,
        "page": conflict_page(found, request.user, on),
        "on": on,
        "trail": [{"label": _("Conflictos"), "href": reverse("conflict_list")}, {"label": found.name}],
        "address": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, "monitoring/conflict.html", context)
