"""What a person was told."""

from __future__ import annotations

import datetime
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

from agreements.choices import OPEN_STATES, NoticeKind, Timing
from agreements.forms.notices import SeenForm
from agreements.models import Notice
from agreements.sentences.notices import SIGNALS, saying, since_then
from agreements.services.notices import mark_seen
from agreements.services.reasons import reasons_for

ON_A_PAGE = 25


class Row(NamedTuple):
    """A notice as it is shown."""

    notice: Notice
    label: str
    signal: str
    title: str
    href: str
    text: str
    reason: str


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
    reasons = reasons_for(request.user, list(page), on)
    return render(
        request,
        "agreements/notice_list.html",
        {
            "form": form,
            "on": on,
            "page": page,
            "rows": [row_of(notice, reasons[notice.pk], on) for notice in page],
            "tabs": tabs_of(counts, kind),
            "total": sum(counts.values()),
            "unread_notices": mine.unseen().count(),
            "newest": mine.order_by("-pk").values_list("pk", flat=True).first(),
            "is_filtered": kind in NoticeKind.values,
            "has_example": any(notice.mesa.conflict.is_example for notice in page),
        },
        status=form.status,
    )


def row_of(notice: Notice, reason: str, on: datetime.date) -> Row:
    """A notice in words. What tells of a whole mesa leads to its late commitments."""
    text = saying(notice.kind, due_on=notice.due_on, count=notice.count, on=on)
    label, signal = notice.get_kind_display(), SIGNALS.get(notice.kind, "")
    debt = notice.commitment
    if debt is None:
        late = f"{reverse('commitment_list')}?mesa={notice.mesa.slug}&plazo={Timing.OVERDUE}"
        return Row(notice, label, signal, notice.mesa.name, late, text, reason)
    changed = since_then(
        told_due_on=notice.due_on,
        due_on=debt.due_on,
        ended="" if debt.state in OPEN_STATES else debt.get_state_display(),
    )
    return Row(notice, label, signal, debt.title, debt.get_absolute_url(), f"{text} {changed}".strip(), reason)


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
