"""Who runs this, what is kept, and whose voices speak in it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """`/acerca/`. What an installation has not said of itself, the page says is missing."""
    context = {"operator": settings.MESAS_OPERATOR, "contact": settings.MESAS_CONTACT}
    return render(request, "monitoring/about.html", context)
