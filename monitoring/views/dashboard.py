"""Who keeps their word, and what is late."""

from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from agreements.exports import FORMATS as ROW_FORMATS
from agreements.exports.files import without_example
from agreements.filters import CommitmentFilter
from agreements.filters.chips import address, address_without_filters, chips, refusals
from agreements.filters.panel import panel
from conflicts.models import Conflict
from conflicts.wording import thousands
from monitoring.exports import FORMATS, export
from monitoring.indicators.dashboard import Measured, measured
from monitoring.indicators.records import Scope
from monitoring.indicators.told import TOLD
from monitoring.showing.dashboard import dashboard_page


@require_safe
def dashboard(request: HttpRequest) -> HttpResponse:
    """`/tablero/`: the figures of the commitments asked for; with `formato`, the same as a file."""
    on = timezone.localdate()
    asked = CommitmentFilter(request.GET, user=request.user, on=on)
    scope = Scope(request.user, asked.asked.get("mesa", []), asked.asked.get("conflicto", []))
    chosen = request.GET.get("formato", "")
    if chosen in FORMATS and not asked.refused:
        in_file = measured(without_example(asked), replace(scope, is_for_file=True), on)
        return export(in_file, asked, chosen, request.build_absolute_uri)
    found = measured(asked.qs, scope, on)
    path = reverse("dashboard")
    in_force = chips(asked, path)
    context = {
        "on": on,
        "page": dashboard_page(found, asked.query),
        "count": counted(found, is_filtered=bool(in_force)),
        "chips": in_force,
        "clear": address_without_filters(asked, path),
        "refusals": refused(asked, chosen),
        "panel": panel(asked),
        "has_example": found.has_example or asked.names_example,
        "example": "" if asked.names_example else example_address(request, path),
        "downloads": downloads(asked.query, path, FORMATS),
        "row_downloads": downloads(asked.query, reverse("commitment_list"), ROW_FORMATS),
        "address": request.build_absolute_uri(address(path, asked.query)),
    }
    return render(request, "monitoring/dashboard.html", context, status=400 if chosen in FORMATS else 200)


def counted(found: Measured, *, is_filtered: bool) -> str:
    """How many are counted, members' and sources' apart."""
    members, told = found.total, found.count(TOLD.key)
    said = _("Ningún compromiso con reporte de miembros")
    if members:
        said = ngettext(
            "%(count)s compromiso con reporte de miembros", "%(count)s compromisos con reporte de miembros", members
        ) % {"count": thousands(members)}
    if told:
        said = _("%(members)s; %(count)s solo de fuentes públicas") % {"members": said, "count": thousands(told)}
    return _("%(count)s, con estos filtros") % {"count": said} if is_filtered else said


def refused(asked: CommitmentFilter, chosen: str) -> list[str]:
    """What could not be read. A file of other figures than were asked for would mislead, so then there is none."""
    found = refusals(asked)
    if chosen in FORMATS:
        return [*found, _("Por eso no se preparó el archivo: corrija la dirección o descárguelo de nuevo desde aquí.")]
    return [*found, _("No hay descargas en ese formato: elija CSV o JSON.")] if chosen else found


def downloads(query: QueryDict, path: str, formats: Any) -> list[dict[str, str]]:
    found = []
    for name, label in formats.items():
        asked = query.copy()
        asked.pop("orden", None)
        asked["formato"] = name
        found.append({"label": label, "href": address(path, asked)})
    return found


def example_address(request: HttpRequest, path: str) -> str:
    """The dashboard of the fictitious mesa, for who wants to see it full; nothing where there is none."""
    example = Conflict.objects.visible_to(request.user).filter(is_example=True).first()
    return f"{path}?conflicto={example.slug}" if example else ""
