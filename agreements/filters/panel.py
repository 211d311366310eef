"""The form that adds or changes filters: what can be tapped, what can be chosen, and what goes along unseen."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as now

from agreements.choices import Duty
from agreements.filters.asking import Control, Option, written
from agreements.filters.commitment import CommitmentFilter
from agreements.models import CommitmentParty
from conflicts.models import Party
from conflicts.querysets.access import in_totals
from mesas.models import Mesa

TAPPED = ("estado", "plazo", "alerta")
CHOSEN = (
    "mesa",
    "responsable",
    "tema",
    "lado",
    "declaracion",
    "veredicto",
    "verificacion",
    "a-tiempo",
    "medible",
    "registro",
)
DATED = ("fecha", "desde", "hasta")
#: A longer list is no help on a phone; its pages lead to the same filter.
MOST_OPTIONS = 200


@dataclass(frozen=True)
class Panel:
    """The whole form. `kept` are pairs of what is asked elsewhere and goes along."""

    tapped: tuple[Control, ...]
    chosen: tuple[Control, ...]
    which_date: Control
    days: tuple[Control, ...]
    kept: tuple[tuple[str, str], ...]


def panel(asked: CommitmentFilter) -> Panel:
    query = asked.query
    chosen = tuple(control for name in CHOSEN if (control := control_of(asked, name)).options)
    shown = {control.name for control in chosen} | {*TAPPED, *DATED}
    # Of a list only one value can be chosen; what the address says beyond it stays.
    beyond = {control.name: query.getlist(control.name)[1:] for control in chosen}
    kept = [
        (name, value) for name, values in query.lists() for value in (beyond.get(name, []) if name in shown else values)
    ]
    return Panel(
        tapped=tuple(control_of(asked, name) for name in TAPPED),
        chosen=chosen,
        which_date=control_of(asked, "fecha"),
        days=tuple(day_of(asked, name) for name in ("desde", "hasta")),
        kept=tuple(kept),
    )


def control_of(asked: CommitmentFilter, name: str) -> Control:
    on = asked.query.getlist(name)
    options = tuple(Option(value, str(label), value in on) for value, label in options_of(asked, name))
    return Control(name=name, label=str(asked.filters[name].label), options=options)


def day_of(asked: CommitmentFilter, name: str) -> Control:
    """A box for a day shows a day: of a month or a year, the one that counts."""
    days = asked.asked.get(name, [])
    day = (days[0].first if name == "desde" else days[0].last) if days else None
    return Control(name=name, label=str(asked.filters[name].label), value=day.isoformat() if day else "")


def options_of(asked: CommitmentFilter, name: str) -> list[tuple[str, Any]]:
    """What can be chosen: of rows those that the reader may see and that some commitment names."""
    listed = {"mesa": mesas, "responsable": leads}
    if name not in listed:
        return list(asked.form.fields[name].choices)
    options = listed[name](asked)
    named = [(written(row), str(row)) for row in asked.asked.get(name, []) if written(row) not in dict(options)]
    return named + options


def mesas(asked: CommitmentFilter) -> list[tuple[str, str]]:
    shown = in_totals(asked.user, conflict="conflict") | Q(conflict__in=asked.asked.get("conflicto", []))
    rows = Mesa.objects.visible_to(asked.user).filter(shown).order_by("name", "code")
    options = [
        (slug, now("%(name)s (%(code)s)") % {"name": name, "code": code})
        for slug, name, code in rows.values_list("slug", "name", "code")[: MOST_OPTIONS + 1]
    ]
    return options if len(options) <= MOST_OPTIONS else []


def leads(asked: CommitmentFilter) -> list[tuple[str, str]]:
    """Parties that lead a commitment which the reader may see, or stand in the place of one that does."""
    duties = CommitmentParty.objects.visible_to(asked.user).filter(asked.in_lists("commitment__"), duty=Duty.LEAD)
    in_place = Q(party__succeeded_on__isnull=True) | Q(party__succeeded_on__lte=asked.on)
    # Several questions rather than one with "or": each finds its rows by an index.
    under_own_name = Exists(duties.filter(party=OuterRef("pk")))
    as_duplicate = Exists(duties.filter(party__merged_into=OuterRef("pk")))
    as_heir = Exists(duties.filter(in_place, party__succeeded_by=OuterRef("pk")))
    rows = Party.objects.current().filter(under_own_name | as_duplicate | as_heir).order_by("short_name")
    options = list(rows.values_list("slug", "short_name")[: MOST_OPTIONS + 1])
    return options if len(options) <= MOST_OPTIONS else []
