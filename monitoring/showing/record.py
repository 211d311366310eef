"""The record of an actor: what it owes by mesa and by year, each count with a link to its rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, AssessmentLevel
from agreements.querysets import CommitmentQuerySet
from monitoring.showing.asking import list_of

#: Lines of one table; the list of commitments has the rest.
MOST_LINES = 20

#: Columns: the count of a tally that the link asks for, and the rows it counts.
COLUMNS: Mapping[str, Q] = {
    "total": Q(),
    "still_open": Q(state__in=OPEN_STATES),
    "claimed": Q(claim_level=AssessmentLevel.COMPLETE),
    "confirmed": Q(verdict_level=AssessmentLevel.COMPLETE),
    "verified": Q(finding_level=AssessmentLevel.COMPLETE),
}


@dataclass(frozen=True)
class Cell:
    count: int
    href: str


@dataclass(frozen=True)
class RecordLine:
    label: str
    note: str
    cells: Sequence[Cell]


def by_mesa(commitments: CommitmentQuerySet, subject: Mapping[str, str]) -> list[RecordLine]:
    """Of members' records, the mesas with most commitments first."""
    rows = counted(commitments, "mesa__slug", "mesa__code", "mesa__name").order_by("-total", "mesa__code")
    return [
        RecordLine(row["mesa__code"], row["mesa__name"], cells(row, {**subject, "mesa": row["mesa__slug"]}))
        for row in rows[:MOST_LINES]
    ]


def by_year(commitments: CommitmentQuerySet, subject: Mapping[str, str]) -> list[RecordLine]:
    """By the year of the agreement, the latest first; without the years that nobody knows."""
    dated = commitments.filter(agreed_on__isnull=False).annotate(year=ExtractYear("agreed_on"))
    rows = counted(dated, "year").order_by("-year")[:MOST_LINES]
    return [
        RecordLine(
            str(row["year"]),
            "",
            cells(row, {**subject, "fecha": "acordado", "desde": str(row["year"]), "hasta": str(row["year"])}),
        )
        for row in rows
    ]


def counted(commitments: CommitmentQuerySet, *by: str) -> Any:
    counts = {name: Count("pk", filter=condition) if condition else Count("pk") for name, condition in COLUMNS.items()}
    return commitments.by_members().order_by().values(*by).annotate(**counts)


def cells(row: Mapping[str, Any], subject: Mapping[str, str]) -> list[Cell]:
    return [Cell(row[name], list_of(subject, name)) for name in COLUMNS]


def heads() -> list[str]:
    return [_("Todos"), _("Abiertos"), _("Declara cumplidos"), _("Quien recibe: sí"), _("Verificados")]
