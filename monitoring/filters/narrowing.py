"""One question on top of another: the address of exactly the rows that a figure counts on a page that is filtered."""

from collections.abc import Iterable, Mapping, Sequence

from django.http import QueryDict

from agreements.choices import OPEN_STATES, Timing
from agreements.filters.chips import address
from agreements.filters.commitment import OPEN
from agreements.showing import links
from monitoring.indicators.figure import Ask

#: Values that hold others.
HOLDS: Mapping[str, Mapping[str, Iterable[str]]] = {
    "estado": {OPEN: OPEN_STATES},
    "plazo": {Timing.ON_COURSE: [Timing.DUE_SOON], Timing.OVERDUE: [Timing.VERY_OVERDUE]},
}
#: Parameters of which a commitment answers to one value only, or to one and those that hold it.
ONE_VALUE = (
    "mesa",
    "conflicto",
    "responsable",
    "sector",
    "lado",
    "tema",
    "estado",
    "plazo",
    "atraso",
    "declaracion",
    "veredicto",
    "verificacion",
    "a-tiempo",
    "registro",
    "medible",
)
#: What says how a list looks, not which rows it has.
NO_SELECTION = ("orden",)


#: Lists that know only some of the filters.
KNOWN_TO: Mapping[str, Sequence[str]] = {
    "session_list": ("mesa", "conflicto"),
    "demand_list": ("mesa", "conflicto"),
    "mesa_list": ("conflicto",),
    "conflict_list": (),
}


def address_of_rows(query: QueryDict, page: str, *asks: Ask) -> str:
    """Where the rows of a figure are listed; nothing where no list shows exactly these."""
    path = links.address(page) if page else ""
    both = narrowed(kept(query, KNOWN_TO[page]) if page in KNOWN_TO else query, *asks)
    return address(path, both) if path and both is not None else ""


def narrowed(query: QueryDict, *asks: Ask) -> QueryDict | None:
    """The query that gives the rows of both. None where an address cannot say it, or no row can answer to both."""
    found = query.copy()
    for name in NO_SELECTION:
        found.pop(name, None)
    for ask in asks:
        for name, values in ask.items():
            both = within_both(name, found.getlist(name), values) if name in found else list(values)
            if not both:
                return None
            found.setlist(name, both)
    return found


def within_both(name: str, some: Sequence[str], others: Sequence[str]) -> list[str]:
    """Values of one parameter that select what both selections do; none where there are no such values."""
    if set(others) <= set(some):
        return list(others)
    if set(some) <= set(others):
        return list(some)
    if name not in ONE_VALUE:
        return []
    smaller = [one for one in some if any(is_within(name, one, other) for other in others)]
    smaller += [other for other in others if any(is_within(name, other, one) for one in some)]
    return list(dict.fromkeys(smaller))


def is_within(name: str, value: str, other: str) -> bool:
    return value == other or value in HOLDS.get(name, {}).get(other, ())


def kept(query: QueryDict, names: Iterable[str]) -> QueryDict:
    """The query with these parameters only."""
    found = QueryDict(mutable=True)
    for name in names:
        if name in query:
            found.setlist(name, query.getlist(name))
    return found
