"""The list of commitments: ask, order, page through, take away."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agreements.choices import Order
from agreements.exports import FORMATS, export
from agreements.filters import CommitmentFilter
from agreements.filters.chips import address, address_without_filters, chips, refusals
from agreements.filters.panel import panel
from agreements.showing.rows import rows_of, shows_example
from conflicts.wording import thousands

PAGE_SIZE = 25


@require_safe
def commitment_list(request: HttpRequest) -> HttpResponse:
    """`/compromisos/`: the commitments that this reader may see and asked for; with `formato`, the same as a file."""
    on = timezone.localdate()
    asked = CommitmentFilter(request.GET, user=request.user, on=on)
    chosen = request.GET.get("formato", "")
    if chosen in FORMATS and not asked.refused:
        return export(asked, chosen)
    # The keys first: a page far down the list then reads 25 rows, not all before them.
    keys = Paginator(asked.qs.in_order(asked.order, on).values_list("pk", flat=True), PAGE_SIZE)
    page = keys.get_page(page_number(request.GET.get("pagina", "")))
    rows = rows_of(list(page.object_list), user=request.user, on=on)
    path = reverse("commitment_list")
    in_force = chips(asked, path)
    context = {
        "on": on,
        "asked": asked,
        "rows": rows,
        "page": page,
        "count": counted(keys.count, is_filtered=bool(in_force)),
        "inherited": inherited(asked, path),
        "chips": in_force,
        "clear": address_without_filters(asked, path),
        "refusals": refused(asked, chosen),
        "orders": orders(asked, path) if rows else [],
        "panel": panel(asked),
        "searched": " ".join(asked.asked.get("q", [])),
        "kept": [(name, value) for name, values in asked.query.lists() if name != "q" for value in values],
        "downloads": downloads(asked, path),
        "is_example": asked.names_example or shows_example(rows),
    }
    return render(request, "agreements/commitment_list.html", context, status=400 if chosen in FORMATS else 200)


def page_number(text: str) -> int:
    """The page asked for; the first where nobody can tell. Past the last, the paginator gives the last."""
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 9 else 1


def counted(number: int, *, is_filtered: bool) -> str:
    said = ngettext("%(number)s compromiso", "%(number)s compromisos", number) % {"number": thousands(number)}
    return _("%(count)s con estos filtros") % {"count": said} if is_filtered else said


def inherited(asked: CommitmentFilter, path: str) -> dict[str, str]:
    """Where a mesa is asked for: how many it took over from others, which stand in their lists; nothing if none."""
    if "mesa" not in asked.asked:
        return {}
    query = asked.query.copy()
    query.setlist("hereda", query.pop("mesa"))
    count = CommitmentFilter(query, user=asked.user, on=asked.on).qs.count()
    label = ngettext("y %(number)s heredado de otra mesa", "y %(number)s heredados de otras mesas", count)
    return {"label": label % {"number": thousands(count)}, "href": address(path, query)} if count else {}


def refused(asked: CommitmentFilter, chosen: str) -> list[str]:
    """What could not be read; a file of more rows than were asked for would mislead, so then there is none."""
    found = refusals(asked)
    if chosen in FORMATS:
        return [*found, _("Por eso no se preparó el archivo: corrija la dirección o descárguelo de nuevo desde aquí.")]
    return [*found, _("No hay descargas en ese formato: elija CSV, Excel o JSON.")] if chosen else found


def orders(asked: CommitmentFilter, path: str) -> list[dict[str, Any]]:
    """Tabs that keep the filters."""
    shown = (Order.LATENESS, Order.DUE, Order.MOVEMENT, Order.CODE)
    return [
        {
            "label": order.label,
            "href": address(path, changed(asked, "orden", order)),
            "is_current": order == asked.order,
        }
        for order in shown
    ]


def downloads(asked: CommitmentFilter, path: str) -> list[dict[str, str]]:
    return [{"label": label, "href": address(path, changed(asked, "formato", name))} for name, label in FORMATS.items()]


def changed(asked: CommitmentFilter, name: str, value: str) -> QueryDict:
    query = asked.query.copy()
    query[name] = value
    return query
