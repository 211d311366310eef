"""Rows side by side: parties, sectors, themes, mesas. Every number leads to exactly its rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from conflicts.wording import thousands
from monitoring.filters.narrowing import address_of_rows
from monitoring.findings.dashboard import Named
from monitoring.indicators.completion import CONFIRMED, DECLARED
from monitoring.indicators.figure import Indicator
from monitoring.indicators.groups import COLUMNS, Group

#: More rows than this help nobody on a phone; the file has them all. Themes are few and fit whole.
MOST_ROWS = 17


@dataclass(frozen=True)
class Cell:
    head: str
    text: str
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One bar over the largest: how many, of these declared, of these confirmed; and each column as a number."""

    label: str
    href: str
    read: str
    total: int
    declared: int
    confirmed: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Comparison:
    finding: str
    head: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    largest: int
    more: str


def comparison(
    groups: Sequence[Group],
    query: QueryDict,
    head: str,
    finding: Callable[[Sequence[Named]], str],
    *,
    takes_part: bool = False,
) -> Comparison:
    """In the order of how many promises each has. `takes_part` adds the column that overlaps."""
    heads = (*(short_label(column) for column in COLUMNS), *((_("Participa en"),) if takes_part else ()))
    more = _("Se muestran los %(shown)s con más compromisos, de %(all)s; el archivo los trae todos.")
    return Comparison(
        finding=finding([(group.label, group.total) for group in groups]),
        head=head,
        heads=heads,
        rows=tuple(row_of(group, query, heads) for group in groups[:MOST_ROWS]),
        largest=max((group.total for group in groups), default=1),
        more=more % {"shown": MOST_ROWS, "all": thousands(len(groups))} if len(groups) > MOST_ROWS else "",
    )


def short_label(column: Indicator) -> str:
    """Of a column; the page of the method has the long one."""
    labels = {
        "compromisos": _("Total"),
        "declarados": _("Declarados"),
        "confirmados": _("Confirmados"),
        "verificados": _("Verificados"),
        "vencidos": _("Vencidos"),
        "declarados_a_tiempo": _("A tiempo, sin verificar"),
    }
    return labels[column.key]


def row_of(group: Group, query: QueryDict, heads: Sequence[str]) -> Row:
    numbers = [(group.counts[column.key], [group.ask, column.ask]) for column in COLUMNS]
    if group.takes_part is not None:
        numbers.append((group.takes_part, [{"registro": ("miembros",), "participa": group.ask["responsable"]}]))
    cells = tuple(
        Cell(head, thousands(count), address_of_rows(query, "commitment_list", *asks) if count else "")
        for head, (count, asks) in zip(heads, numbers, strict=True)
    )
    return Row(
        label=group.label,
        href=cells[0].href,
        read=_("%(label)s: ver sus compromisos (%(count)s)") % {"label": group.label, "count": thousands(group.total)},
        total=group.total,
        declared=group.counts[DECLARED.key],
        confirmed=group.counts[CONFIRMED.key],
        cells=cells,
    )
