"""What a person was told."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.choices import NoticeKind
from agreements.forms.notices import SeenForm
from agreements.models import Notice
from agreements.services.notices import mark_seen
from agreements.services.reasons import reasons_for
from agreements.showing.notices import rows_of

ON_A_PAGE = 25


class Tab(NamedTuple):
    label: str
    href: str
    is_current: bool


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notice_list(request: HttpRequest) -> HttpResponse:
    """Newest first; by kind. Pressing a button marks one as seen, or all that the page knew of."""
    form = SeenForm(request.POST if request.method == "POST" else None, user=request.user)
    if request.method == "POST" and form.submit(mark_seen, by=request.user):
        return redirect(request.get_full_path())
    on = timezone.localdate()
    mine = Notice.objects.visible_to(request.user)
    counts = dict(mine.order_by().values_list("kind").annotate(Count("pk")))
    kind = request.GET.get("tipo", "")
    asked = mine.filter(kind=kind) if kind in NoticeKind.values else mine
    page = Paginator(asked.select_related("commitment", "mesa__conflict"), ON_A_PAGE).get_page(
        request.GET.get("pagina")
    )
    shown = list(page)
    rows = rows_of(shown, reasons_for(request.user, shown, on), user=request.user, on=on)
    return render(
        request,
        "agreements/notice_list.html",
        {
            "form": form,
            "on": on,
            "page": page,
            "rows": rows,
            "tabs": tabs_of(counts, kind),
            "total": sum(counts.values()),
            "unread_notices": mine.unseen().count(),
            "newest": mine.order_by("-pk").values_list("pk", flat=True).first(),
            "is_filtered": kind in NoticeKind.values,
            "has_example": any(notice.mesa.conflict.is_example for notice in shown),
        },
        status=form.status,
    )


def tabs_of(counts: Mapping[str, int], kind: str) -> list[Tab]:
    """All, and each kind of which there is one. A single kind needs no choice."""
    address = reverse("notice_list")
    tabs = [Tab(_("Todos (%(count)d)") % {"count": sum(counts.values())}, address, kind not in NoticeKind.values)]
    for each in NoticeKind:
        if each in counts:
            label = _("%(kind)s (%(count)d)") % {"kind": each.label, "count": counts[each]}
            tabs.append(Tab(label, f"{address}?tipo={each.value}", each == kind))
    return tabs if len(tabs) > 2 else []


def unread_notices(request: HttpRequest) -> dict[str, Any]:
    """Context of every page: how many notices the signed-in person has not seen, asked only where a page shows it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: Notice.objects.visible_to(user).unseen().count())}
