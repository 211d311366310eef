"""The first page: what this is, how it goes, and where to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.filters import CommitmentFilter
from monitoring.findings.home import movements
from monitoring.showing.home import doors, example_address, figures_of
from monitoring.showing.moves import latest_moves

MOVES = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`."""
    on = timezone.localdate()
    moves = latest_moves(request.user, on, MOVES)
    context = {
        "on": on,
        "figures": figures_of(CommitmentFilter(None, user=request.user, on=on).qs, on),
        "moves": moves,
        "moves_finding": movements(len(moves)),
        "doors": doors(request.user),
        "example": example_address(request.user),
    }
    return render(request, "monitoring/home.html", context)
