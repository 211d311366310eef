"""Facts of mesas taken from public sources: tables, mandates, seats, sessions, demands, papers, figures.

The facts break some rules that hold for what members record (a session before its mesa was installed): they are kept
as told, with a mark in `source_note`. A session keeps the label that its source gives and gets no number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat

from conflicts.services.sources import KEYS, Fact, Hanging, Shelf, Tally, insert_unless_taken, links_of, take_over
from mesas.models import (
    AgendaItem,
    Demand,
    Document,
    Mandate,
    Mesa,
    MesaLink,
    ReportedFigure,
    Seat,
    Session,
    WorkingGroup,
)

#: A working group is named by its mesa and its name: "MS-COT-2022/Huancuire".
KEYS[WorkingGroup] = Concat("mesa__ref", Value("/"), "name")


@dataclass(frozen=True)
class MesaFacts:
    """What the files say of mesas."""

    mesas: Sequence[Fact] = ()
    mandates: Sequence[Fact] = ()
    seats: Sequence[Fact] = ()
    sessions: Sequence[Fact] = ()
    demands: Sequence[Fact] = ()
    documents: Sequence[Fact] = ()
    figures: Sequence[Fact] = ()


@transaction.atomic
def register_from_source(told: MesaFacts, *, at: datetime) -> list[Tally]:
    """Take over what public sources tell of mesas. A second time changes nothing, see `take_over`."""
    mesa = {
        **links_of(Mesa, "sources", "incidents"),
        "working_groups": Hanging(WorkingGroup, "mesa", ("name", "order"), shared=True, lasting=True),
        "links_back": Hanging(MesaLink, "mesa", ("predecessor", "is_inferred")),
    }
    session = {"agenda_items": Hanging(AgendaItem, "session", ("order", "text"))}
    shelves = [
        (Shelf(Mesa, hanging=mesa), told.mesas),
        (Shelf(Mandate, hanging=links_of(Mandate, "sources")), told.mandates),
        (Shelf(Seat, hanging=links_of(Seat, "sources")), told.seats),
        (Shelf(Session, hanging=links_of(Session, "sources") | session), told.sessions),
        (Shelf(Demand, hanging=links_of(Demand, "sources")), told.demands),
        (Shelf(Document, hanging=links_of(Document, "sources", "sessions")), told.documents),
        (Shelf(ReportedFigure, hanging=links_of(ReportedFigure, "sources"), make=insert_figures), told.figures),
    ]
    return [take_over(shelf, facts, at=at) for shelf, facts in shelves]


def insert_figures(rows: Sequence[ReportedFigure], facts: Sequence[Fact], at: datetime) -> list[Any]:
    """Store new figures. Their codes look like those of commitments, and no commitment may get one of them later."""
    mesas = Mesa.objects.select_for_update().order_by("pk").in_bulk({row.mesa_id for row in rows})
    for row in rows:
        mesa = mesas[row.mesa_id]
        number = row.code.removeprefix(f"{mesa.code}-")
        mesa.last_commitment_number = max(mesa.last_commitment_number, int(number) if number.isdecimal() else 0)
    Mesa.objects.bulk_update(mesas.values(), ["last_commitment_number"])
    return insert_unless_taken(rows, facts, at)
