"""What nobody follows up any more."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.filters.chips import address
from agreements.showing.listing import head_of
from monitoring.filters.uncovered import UncoveredFilter
from monitoring.showing.uncovered import uncovered_page


@require_safe
def uncovered(request: HttpRequest) -> HttpResponse:
    """`/sin-quien-pregunte/`: open commitments for which nobody is ordered to ask, now or soon."""
    on = timezone.localdate()
    asked = UncoveredFilter(request.GET, user=request.user, on=on)
    path = reverse("uncovered")
    found = uncovered_page(asked, request.user, on, request.GET.get("pagina"))
    context = {
        "on": on,
        "head": head_of(asked, path),
        "found": found,
        "query": asked.query,
        "is_example": any(group.mesa.conflict.is_example for group in found.groups),
        "address": request.build_absolute_uri(address(path, asked.query)),
    }
    return render(request, "monitoring/uncovered.html", context)
