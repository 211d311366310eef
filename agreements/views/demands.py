"""The list of demands: what was asked, by whom, and what became of it."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agreements.filters.meetings import DemandFilter
from agreements.showing.demands import demand_rows, with_fate
from agreements.showing.listing import head_of
from conflicts.wording import thousands
from mesas.models import Demand

PAGE_SIZE = 25


@require_safe
def demand_list(request: HttpRequest) -> HttpResponse:
    """`/demandas/`: those that this reader may see and asked for, the latest first."""
    asked = DemandFilter(
        request.GET, Demand.objects.visible_to(request.user), user=request.user, on=timezone.localdate()
    )
    page = Paginator(with_fate(asked.qs, request.user), PAGE_SIZE).get_page(request.GET.get("pagina"))
    head = head_of(asked, reverse("demand_list"))
    number = page.paginator.count
    count = ngettext("%(number)s demanda", "%(number)s demandas", number) % {"number": thousands(number)}
    context = {
        "head": head,
        "page": page,
        "query": asked.query,
        "rows": demand_rows(page.object_list),
        "count": _("%(count)s con estos filtros") % {"count": count} if head.chips else count,
        "is_example": any(demand.conflict.is_example for demand in page.object_list),
    }
    return render(request, "agreements/demand_list.html", context)
