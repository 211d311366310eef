"""The first page: what this is, how it goes, and where to begin."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.filters import CommitmentFilter
from monitoring.findings.home import movements
from monitoring.showing.home import doors, example_address, figures_of, holds_example
from monitoring.showing.moves import latest_moves

MOVES = 8


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`/`."""
    on = timezone.localdate()
    moves = latest_moves(request.user, on, MOVES)
    rows = CommitmentFilter(None, user=request.user, on=on).qs
    context = {
        "on": on,
        "figures": figures_of(rows, on),
        "moves": moves,
        "moves_finding": movements(len(moves)),
        "doors": doors(request.user),
        "example": example_address(request.user),
        "has_example": holds_example(rows, request.user),
    }
    return render(request, "monitoring/home.html", context)
