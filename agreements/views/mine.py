"""`/mis-compromisos/`: what one was promised and what one owes, for a phone; and the same on a sheet of paper."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from agreements.forms.mine import LookForm
from agreements.services.looks import remember_look
from agreements.showing.mine import mine, news_of, roles_of
from agreements.showing.mine.page import shows_example
from agreements.showing.mine.sheet import sheet_of
from agreements.showing.sharing import share_of_list


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def my_commitments(request: HttpRequest) -> HttpResponse:
    """What waits for one's word, what changed, the rest by urgency, what one owes. Reading it changes nothing:
    "Ya lo vi" is pressed, so that a page opened twice, or fetched ahead, makes nobody miss anything."""
    at, on = timezone.now(), timezone.localdate()
    form = LookForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.submit(remember_look, by=request.user):
        return redirect(request.path)
    roles = roles_of(request.user, on)
    if "hoja" in request.GET:
        sheet = sheet_of(request, roles, on=on, whole=request.GET["hoja"] == "todo")
        return render(request, "agreements/my_sheet.html", {"on": on, "roles": roles, "sheet": sheet})
    found = mine(request.user, roles, on=on, number=request.GET.get("pagina"))
    context = {
        "form": form,
        "on": on,
        "at": at.isoformat(),
        "roles": roles,
        "mine": found,
        "news": news_of(request.user, roles, at=at, on=on) if found.page.number == 1 else None,
        "address": request.build_absolute_uri(request.path),
        "share": share_of_list(found, roles, request, on),
        "owing_query": urlencode([*(("participa", party.slug) for party in roles.parties), ("estado", "abierto")]),
        "is_example": shows_example(found.lines),
    }
    return render(request, "agreements/my_commitments.html", context)
