"""The record of an actor: what it owes by mesa and by year, each count with a link to its rows."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from agreements.querysets import CommitmentQuerySet
from monitoring.indicators.tally import INDICATORS
from monitoring.showing.asking import list_of

#: Lines of one table; the list of commitments has the rest.
MOST_LINES = 20

#: The counts of a tally that are columns.
COLUMNS = ("total", "still_open", "claimed", "confirmed", "verified")


@dataclass(frozen=True)
class Cell:
    count: int
    href: str


@dataclass(frozen=True)
class RecordLine:
    label: str
    note: str
    cells: Sequence[Cell]


def by_mesa(commitments: CommitmentQuerySet, subject: Mapping[str, str], on: datetime.date) -> list[RecordLine]:
    """Of members' records, the mesas with most commitments first."""
    rows = counted(commitments, on, "mesa__slug", "mesa__code", "mesa__name").order_by("-total", "mesa__code")
    return [
        RecordLine(row["mesa__code"], row["mesa__name"], cells(row, {**subject, "mesa": row["mesa__slug"]}))
        for row in rows[:MOST_LINES]
    ]


def by_year(commitments: CommitmentQuerySet, subject: Mapping[str, str], on: datetime.date) -> list[RecordLine]:
    """By the year of the agreement, the latest first; without the years that nobody knows."""
    dated = commitments.filter(agreed_on__isnull=False).annotate(year=ExtractYear("agreed_on"))
    rows = counted(dated, on, "year").order_by("-year")[:MOST_LINES]
    return [
        RecordLine(
            str(row["year"]),
            "",
            cells(row, {**subject, "fecha": "acordado", "desde": str(row["year"]), "hasta": str(row["year"])}),
        )
        for row in rows
    ]


def counted(commitments: CommitmentQuerySet, on: datetime.date, *by: str) -> Any:
    """Plain counts of members' records, all of which are in the whole of their indicator."""
    counts = {name: Count("pk", filter=INDICATORS[name].part(on)) for name in COLUMNS}
    return commitments.by_members().order_by().values(*by).annotate(**counts)


def cells(row: Mapping[str, Any], subject: Mapping[str, str]) -> list[Cell]:
    return [Cell(row[name], list_of(subject, name)) for name in COLUMNS]


def heads() -> list[str]:
    return [_("Todos"), _("Abiertos"), _("Declara cumplidos"), _("Confirmados"), _("Verificados")]
