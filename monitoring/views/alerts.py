"""What needs me today."""

import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_safe

from monitoring.showing.alerts import alerts_page, how_many


@login_required
@require_safe
def alerts(request: HttpRequest) -> HttpResponse:
    """`/alertas/`: by urgency; with `grupo`, one cause whole, with `mesa` of one mesa."""
    on = timezone.localdate()
    asked = {name: request.GET.get(name, "") for name in ("grupo", "mesa")}
    found = alerts_page(request.user, on, group=asked["grupo"], mesa=asked["mesa"], number=request.GET.get("pagina"))
    remember(request.user, on, found.total)
    query = {name: value for name, value in asked.items() if value}
    return render(request, "monitoring/alerts.html", {"found": found, "on": on, "query": query})


def key_of(user: Any, on: datetime.date) -> str:
    return f"alerts:{user.pk}:{on}"


def remember(user: Any, on: datetime.date, count: int) -> None:
    """The menu shows it until it is counted anew."""
    if settings.MESAS_ALERTS_MINUTES:
        cache.set(key_of(user, on), count, 60 * settings.MESAS_ALERTS_MINUTES)


def counted(user: Any) -> int:
    on = timezone.localdate()
    count = cache.get(key_of(user, on))
    if count is None:
        count = how_many(user, on)
        remember(user, on, count)
    return count


def alerts_in_menu(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: how many things need the signed-in person. Counted anew after some minutes only, since it
    asks a lot; where those are none, the menu shows no number."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or not settings.MESAS_ALERTS_MINUTES:
        return {}
    return {"alerts_count": SimpleLazyObject(lambda: counted(user))}
