"""`/cierres/`: every commitment that ended without being kept, in exactly one public list."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agreements.choices import CLOSED_STATES
from agreements.exports import FORMATS
from agreements.filters.chips import address
from agreements.filters.closures import LIFTED, ClosureFilter
from agreements.showing.closures import closings_of, closure_of, tabs_of, with_what_is_shown
from agreements.showing.listing import head_of
from conflicts.wording import thousands

PAGE_SIZE = 25


@require_safe
def closure_list(request: HttpRequest) -> HttpResponse:
    """Those that this reader may see and asked for, the latest first."""
    on = timezone.localdate()
    asked = ClosureFilter(request.GET, closings_of(request.user), user=request.user, on=on)
    page = Paginator(with_what_is_shown(asked.qs, request.user), PAGE_SIZE).get_page(request.GET.get("pagina"))
    path = reverse("closure_list")
    head = head_of(asked, path)
    number = page.paginator.count
    count = ngettext("%(number)s cierre", "%(number)s cierres", number) % {"number": thousands(number)}
    context = {
        "head": head,
        "page": page,
        "query": asked.query,
        "rows": [closure_of(closing, on) for closing in page.object_list],
        "count": _("%(count)s con estos filtros") % {"count": count} if head.chips else count,
        "tabs": tabs_of(asked, path),
        "is_lifted": LIFTED in asked.asked.get("estado", []),
        "downloads": downloads(asked) if number else [],
        "is_example": any(closing.commitment.mesa.conflict.is_example for closing in page.object_list),
    }
    return render(request, "agreements/closure_list.html", context)


def downloads(asked: ClosureFilter) -> list[dict[str, str]]:
    """The same commitments as files of the list of commitments, which has their states, days and reasons."""
    states = [state for state in asked.asked.get("estado", CLOSED_STATES) if state != LIFTED]
    if not states or asked.asked.get("motivo"):
        return []
    query = QueryDict(mutable=True)
    for name in ("q", "mesa", "conflicto"):
        query.setlist(name, asked.query.getlist(name))
    query.setlist("estado", [str(state) for state in states])
    found = []
    for name, label in FORMATS.items():
        query["formato"] = name
        found.append({"label": label, "href": address(reverse("commitment_list"), query)})
    return found
