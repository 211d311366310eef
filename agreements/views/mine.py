"""`/mis-compromisos/`: what one was promised and what one owes, for a phone."""

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.showing.mine import mine, roles_of


@login_required
@require_safe
def my_commitments(request: HttpRequest) -> HttpResponse:
    """First what waits for one's word, then the rest by urgency, then what one owes."""
    on = timezone.localdate()
    roles = roles_of(request.user, on)
    found = mine(request.user, roles, on=on, number=request.GET.get("pagina"))
    context = {
        "on": on,
        "roles": roles,
        "mine": found,
        "address": request.build_absolute_uri(request.path),
        "owing_query": urlencode([*(("participa", party.slug) for party in roles.parties), ("estado", "abierto")]),
        "is_example": any(
            line.commitment.mesa.conflict.is_example for line in (*found.waiting, *found.promised, *found.owing)
        ),
    }
    return render(request, "agreements/my_commitments.html", context)
