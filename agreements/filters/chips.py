"""The question as a reader sees it: filters in force, each to be taken off, and what could not be read."""

from typing import Any, NamedTuple

from django.http import QueryDict
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.choices import WhichDate
from agreements.filters.asking import AskingFilter, written
from agreements.filters.commitment import CommitmentFilter
from conflicts.models import Territory
from conflicts.wording import in_words

#: What a chip says of a value; a filter that is not here says its own label: "Tema: Agua".
PHRASES = {
    "q": _("«%(value)s»"),
    "mesa": _("%(value)s"),
    "estado": _("%(value)s"),
    "plazo": _("%(value)s"),
    "alerta": _("%(value)s"),
    "a-tiempo": _("%(value)s"),
    "registro": _("%(value)s"),
    "falta": _("%(value)s"),
    "medible": _("%(value)s"),
    "dice": _("%(value)s"),
    "no-dice": _("No está: «%(value)s»"),
    "responsable": _("Debe: %(value)s"),
    "participa": _("Participa en la deuda: %(value)s"),
}
DATES = {
    WhichDate.DUE: (_("Vence desde: %(value)s"), _("Vence hasta: %(value)s")),
    WhichDate.FIRST_DUE: (_("Primer plazo desde: %(value)s"), _("Primer plazo hasta: %(value)s")),
    WhichDate.AGREED: (_("Acordado desde: %(value)s"), _("Acordado hasta: %(value)s")),
    WhichDate.CLOSED: (_("Cerrado desde: %(value)s"), _("Cerrado hasta: %(value)s")),
}
#: Not a selection of their own.
SILENT = ("orden", "fecha", "tipo")


class Chip(NamedTuple):
    """A filter in force, and the address of the list without it."""

    label: str
    href: str


def chips(asked: AskingFilter, path: str) -> list[Chip]:
    """One for each value, in the order of the filters."""
    return [
        Chip(label_of(asked, name, value), address(path, without(asked.query, name, written(value))))
        for name, values in asked.asked.items()
        if name not in SILENT
        for value in values
    ]


def address_without_filters(asked: AskingFilter, path: str) -> str:
    """The whole list, in the order that was asked for."""
    query = QueryDict(mutable=True)
    if "orden" in asked.query:
        query["orden"] = asked.query["orden"]
    return address(path, query)


def label_of(asked: AskingFilter, name: str, value: Any) -> str:
    said = {"value": in_words_of(asked, name, value)}
    if name in ("desde", "hasta") and isinstance(asked, CommitmentFilter):
        since, until = DATES[WhichDate(asked.which_date)]
        return str(since if name == "desde" else until) % said
    if name in PHRASES:
        return str(PHRASES[name]) % said
    return now("%(filter)s: %(value)s") % {"filter": asked.filters[name].label, **said}


def in_words_of(asked: AskingFilter, name: str, value: Any) -> str:
    """A value as people say it: what its choice is called, the name of a place, a date."""
    if name == "territorio":
        return place_of(value)
    if name in ("desde", "hasta"):
        return in_words(value)
    labels = {str(key): str(label) for key, label in getattr(asked.form.fields[name], "choices", ())}
    return labels.get(value, str(value)) if isinstance(value, str) else str(value)


def place_of(prefix: str) -> str:
    """The name of a region, province or district, if some place in it is known; else the code."""
    place = Territory.objects.filter(inei__startswith=prefix).order_by("inei").first()
    if place is None:
        return prefix
    names = (place.region, place.province, place.district)[: len(prefix) // 2]
    return ", ".join(name for name in reversed(names) if name) or prefix


def refusals(asked: AskingFilter) -> list[str]:
    """A sentence for each value that could not be read; the rest of the question stands."""
    return [
        now("%(filter)s, «%(value)s»: %(reason)s") % {"filter": label, "value": shortened(value), "reason": reason}
        if value
        else now("%(filter)s: %(reason)s") % {"filter": label, "reason": reason}
        for label, value, reason in asked.refused
    ]


def shortened(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:40]}…"


def without(query: QueryDict, name: str, value: str) -> QueryDict:
    """The query without one value of one name; which date to ask goes with the last of its days."""
    rest = query.copy()
    rest.setlist(name, [one for one in rest.getlist(name) if one != value])
    if not rest.getlist(name):
        del rest[name]
    if "desde" not in rest and "hasta" not in rest:
        rest.pop("fecha", None)
    return rest


def address(path: str, query: QueryDict) -> str:
    return f"{path}?{query.urlencode()}" if query else path
