"""Is it alive? For machines that watch."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from monitoring.health import health


@require_safe
@never_cache
def health_page(request: HttpRequest) -> JsonResponse:
    """200 while the database answers; with ?estricto=1 only if everything is on time."""
    try:
        answers = health(timezone.now())
    except DatabaseError:
        return JsonResponse({"database": "late"}, status=503)
    strict = request.GET.get("estricto") == "1"
    return JsonResponse(answers, status=503 if strict and "late" in answers.values() else 200)
