"""What became of a demand: whether it reached the table, and whether anything was agreed."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.models import Agreement
from conflicts.wording import in_words
from mesas.choices import Admission, ItemOutcome
from mesas.models import AgendaItem, Demand


def with_fate(demands: QuerySet, user: Any) -> QuerySet:
    """The demands with all that `fate_of` reads, as far as the reader may see it."""
    items = AgendaItem.objects.visible_to(user).select_related("session").order_by("session__day_on", "pk")
    agreements = Agreement.objects.visible_to(user).select_related("document", "session")
    return demands.select_related("mesa", "conflict", "raised_by", "session").prefetch_related(
        Prefetch("agenda_items", queryset=items, to_attr="tabled"),
        Prefetch("agreements", queryset=agreements, to_attr="agreed"),
    )


def demand_rows(demands: Iterable[Demand]) -> list[dict[str, Any]]:
    return [
        {
            "demand": demand,
            "who": str(demand.raised_by) if demand.raised_by else demand.raised_by_text,
            "on": demand.raised,
            "fate": fate_of(demand),
        }
        for demand in demands
    ]


def fate_of(demand: Any) -> dict[str, str]:
    """The furthest it came: agreed, treated, put off, refused, never tabled; or nobody knows.

    Only of what members record can it be said that it was never tabled.
    """
    if demand.agreed:
        return agreed(demand.agreed)
    items = demand.tabled
    treated = [item for item in items if item.outcome == ItemOutcome.TREATED]
    refused = [item for item in items if item.admission == Admission.REFUSED]
    if treated:
        return said("", _("Se trató %(when)s, sin acuerdo"), treated[-1])
    if items and not refused:
        return said("wait", _("Estuvo en la agenda %(when)s y no se trató"), items[-1])
    if refused:
        fate = said("wait", _("Se rechazó %(when)s"), refused[-1])
        return {**fate, "note": refused[-1].refusal_reason}
    if demand.session and demand.session.logged_at:
        return {"kind": "wait", "text": _("Todavía no llega a la agenda"), "href": "", "note": ""}
    return {"kind": "none", "text": _("No se conoce"), "href": "", "note": ""}


def agreed(agreements: list[Agreement]) -> dict[str, str]:
    text = ngettext("Dio lugar a un acuerdo", "Dio lugar a %(n)d acuerdos", len(agreements)) % {"n": len(agreements)}
    return {
        "kind": "ok",
        "text": text,
        "href": agreements[0].document.get_absolute_url(),
        "note": str(agreements[0].document),
    }


def said(kind: str, text: str, item: AgendaItem) -> dict[str, str]:
    day = item.session.day
    when = _("el %(day)s") % {"day": in_words(day)} if day.is_known else _("en una sesión")
    return {"kind": kind, "text": text % {"when": when}, "href": item.session.get_absolute_url(), "note": ""}
