"""The lists of conflicts, mesas and actors: ask, order, page through."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agreements.showing.listing import head_of
from conflicts.wording import thousands
from monitoring.filters import ConflictFilter, ListFilter, MesaFilter, PartyFilter
from monitoring.showing.listing import orders_of
from monitoring.showing.lists import conflict_rows, has_example, mesa_rows, party_rows

PAGE_SIZE = 25


@require_safe
def conflict_list(request: HttpRequest) -> HttpResponse:
    """`/conflictos/`."""
    asked = ConflictFilter(request.GET, user=request.user, on=timezone.localdate())
    page = page_of(request, asked, "territories")
    rows = conflict_rows(list(page.object_list), request.user)
    count = ngettext("%(number)s conflicto", "%(number)s conflictos", page.paginator.count)
    example = has_example(asked.qs, request.user, conflict="")
    return shown(request, "monitoring/conflict_list.html", asked, page, rows, count, is_example=example)


@require_safe
def mesa_list(request: HttpRequest) -> HttpResponse:
    """`/mesas/`."""
    on = timezone.localdate()
    asked = MesaFilter(request.GET, user=request.user, on=on)
    page = page_of(request, asked)
    rows = mesa_rows(list(page.object_list), request.user, on)
    count = ngettext("%(number)s mesa", "%(number)s mesas", page.paginator.count)
    example = any(row.mesa.conflict.is_example for row in rows) or has_example(asked.qs, request.user)
    return shown(request, "monitoring/mesa_list.html", asked, page, rows, count, is_example=example)


@require_safe
def party_list(request: HttpRequest) -> HttpResponse:
    """`/actores/`."""
    asked = PartyFilter(request.GET, user=request.user, on=timezone.localdate())
    page = page_of(request, asked)
    rows = party_rows(list(page.object_list), request.user)
    count = ngettext("%(number)s actor", "%(number)s actores", page.paginator.count)
    example = has_example(asked.qs, request.user, conflict="")
    return shown(request, "monitoring/party_list.html", asked, page, rows, count, is_example=example)


def page_of(request: HttpRequest, asked: ListFilter, *related: str) -> Page:
    """The page asked for; one that does not exist is the nearest that does."""
    rows = asked.in_order().prefetch_related(*related)
    return Paginator(rows, PAGE_SIZE).get_page(request.GET.get("pagina"))


def shown(
    request: HttpRequest, template: str, asked: ListFilter, page: Page, rows: list[Any], count: str, *, is_example: bool
) -> HttpResponse:
    head = head_of(asked, request.path)
    said = count % {"number": thousands(page.paginator.count)}
    context = {
        "head": head,
        "orders": orders_of(asked, request.path),
        "page": page,
        "query": asked.query,
        "rows": rows,
        "count": _("%(count)s con estos filtros") % {"count": said} if head.chips else said,
        "is_example": is_example,
    }
    return render(request, template, context)
