"""The rows of the lists. Every count is of what this reader may see, and costs the same for 1 row and for 25."""

import datetime
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext as _

from agreements.choices import Timing
from agreements.models import Commitment
from conflicts.choices import ConflictState
from conflicts.models import Conflict, Party
from mesas.choices import MesaStatus
from mesas.models import Mesa

#: Signals of what a state means for those who wait; no state is an alarm by itself.
CONFLICT_KINDS: Mapping[str, str] = {ConflictState.UNKNOWN: "none"}
MESA_KINDS: Mapping[str, str] = {MesaStatus.EXPIRED: "late", MesaStatus.UNKNOWN: "none"}


@dataclass(frozen=True)
class ConflictRow:
    conflict: Conflict
    places: str
    state_kind: str
    mesas: Sequence[Mesa]
    commitments: int


@dataclass(frozen=True)
class MesaRow:
    mesa: Mesa
    status_kind: str
    commitments: int
    late: int


@dataclass(frozen=True)
class PartyRow:
    party: Party
    side: str
    conflicts: int
    mesas: int


def conflict_rows(conflicts: Sequence[Conflict], user: Any) -> list[ConflictRow]:
    mesas: dict[int, list[Mesa]] = defaultdict(list)
    for mesa in Mesa.objects.visible_to(user).filter(conflict__in=conflicts).order_by("code"):
        mesas[mesa.conflict_id].append(mesa)
    counts = counted(Commitment.objects.visible_to(user).filter(mesa__conflict__in=conflicts), "mesa__conflict")
    return [
        ConflictRow(
            conflict=conflict,
            places=in_one_line(conflict.territories.all()),
            state_kind=CONFLICT_KINDS.get(conflict.state, ""),
            mesas=mesas[conflict.pk],
            commitments=counts.get(conflict.pk, 0),
        )
        for conflict in conflicts
    ]


def mesa_rows(mesas: Sequence[Mesa], user: Any, on: datetime.date) -> list[MesaRow]:
    """Late: of members' records and of what only sources tell, as the list of commitments asks it."""
    seen = Commitment.objects.visible_to(user).filter(mesa__in=mesas)
    counts, late = counted(seen, "mesa"), counted(seen.in_timing([Timing.OVERDUE], on), "mesa")
    return [
        MesaRow(
            mesa=mesa,
            status_kind=MESA_KINDS.get(mesa.status, ""),
            commitments=counts.get(mesa.pk, 0),
            late=late.get(mesa.pk, 0),
        )
        for mesa in mesas
    ]


def party_rows(parties: Sequence[Party], user: Any) -> list[PartyRow]:
    """On how many conflicts and at how many mesas each stands, its duplicates with it. No debts: nobody is ranked."""
    same = {party.pk: party.pk for party in parties}
    same |= {one.pk: one.merged_into_id for one in Party.objects.filter(merged_into__in=parties)}
    mesas: dict[int, set[int]] = defaultdict(set)
    conflicts: dict[int, set[int]] = defaultdict(set)
    seated = Mesa.objects.visible_to(user).filter(seats__party__in=same)
    for mesa, conflict, party in seated.values_list("pk", "conflict", "seats__party").distinct():
        mesas[same[party]].add(mesa)
        conflicts[same[party]].add(conflict)
    placed = Conflict.objects.visible_to(user).filter(places__party__in=same)
    for conflict, party in placed.values_list("pk", "places__party").distinct():
        conflicts[same[party]].add(conflict)
    return [
        PartyRow(party, side_of(party), conflicts=len(conflicts[party.pk]), mesas=len(mesas[party.pk]))
        for party in parties
    ]


def side_of(party: Party) -> str:
    return str(party.side.label) if party.side else _("Sin lado")


def counted(rows: QuerySet, by: str) -> Mapping[int, int]:
    """How many rows there are for each key of that column; those without any are not in it."""
    return dict(rows.order_by().values_list(by).annotate(count=Count("pk")))


def in_one_line(places: Any) -> str:
    """ "Chamaca (Cusco); Cotabambas, Haquira (Apurímac)": places by region, regions by code."""
    by_region: dict[str, list[str]] = defaultdict(list)
    for place in places:
        names = by_region[place.region]
        if name := place.district or place.province:
            names.append(name)
    return "; ".join(
        _("%(places)s (%(region)s)") % {"places": ", ".join(names), "region": region} if names else region
        for region, names in by_region.items()
    )


def has_example(rows: QuerySet, user: Any, *, conflict: str = "conflict__") -> bool:
    """Whether the list holds rows of the fictitious example; nobody else than its members needs to ask."""
    return user.is_authenticated and rows.filter(Q(**{f"{conflict}is_example": True})).exists()
