"""What a figure is: a part of a whole on one day, with its meaning and with the question that lists exactly its rows.

An indicator says once what it counts. The dashboard, its export and the page of the method all print it from here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

#: Parameters of a list with their values, as its address has them: OR within one, AND between them.
Ask = Mapping[str, tuple[str, ...]]
Condition = Callable[[date], Q]

#: Below this many a share is said as "2 de 3": a percentage of so few promises more than it knows.
FEWEST_FOR_A_SHARE = 5


@dataclass(frozen=True)
class Exclusion:
    """Rows that stand outside of the whole, and why."""

    reason: Any
    rows: Condition


@dataclass(frozen=True)
class Indicator:
    """A count with its meaning. `part` of `whole` are conditions on the rows; without a whole it is a plain count.

    `ask` gives exactly the rows of `part` on the list named `page`. Texts are lazy: they are translated when printed.
    """

    key: str
    label: Any
    definition: Any
    formula: Any
    source: Any
    part: Condition
    ask: Ask
    whole: Condition | None = None
    leaves_out: tuple[Exclusion, ...] = ()
    page: str = "commitment_list"
    #: What several that are counted alike are called together.
    family: Any = ""

    def __call__(self, rows: QuerySet, on: date) -> "Figure":
        return measure([self], rows, on)[self.key]


@dataclass(frozen=True)
class LeftOut:
    count: int
    reason: str


@dataclass(frozen=True)
class Figure:
    """One indicator, counted on one day.

    `numerator` is None where the whole is empty: nobody knows, which is not zero. `denominator` is None of a plain
    count.
    """

    indicator: Indicator
    on: date
    numerator: int | None
    denominator: int | None
    left_out: tuple[LeftOut, ...] = ()

    @property
    def label(self) -> str:
        return str(self.indicator.label)

    @property
    def ask(self) -> Ask:
        return self.indicator.ask

    @property
    def count(self) -> int:
        """How many rows stand behind it; none where nobody knows."""
        return self.numerator or 0

    @property
    def whole(self) -> int:
        return self.denominator or 0


def measure(indicators: Iterable[Indicator], rows: QuerySet, on: date) -> dict[str, Figure]:
    """All of them in one query, by key."""
    wanted = list(indicators)
    conditions: dict[str, Q] = {}
    for index, one in enumerate(wanted):
        whole = one.whole(on) if one.whole else Q()
        conditions[f"part_{index}"] = one.part(on) & whole
        if one.whole:
            conditions[f"whole_{index}"] = whole
        conditions |= {f"out_{index}_{place}": out.rows(on) for place, out in enumerate(one.leaves_out)}
    counted = counts_of(conditions, rows)
    return {one.key: figure_of(one, on, index, counted) for index, one in enumerate(wanted)}


def counts_of(conditions: Mapping[str, Q], rows: QuerySet) -> dict[str, int]:
    return rows.order_by().aggregate(**{name: Count("pk", filter=rule) for name, rule in conditions.items()})


def figure_of(indicator: Indicator, on: date, index: int, counted: Mapping[str, int]) -> Figure:
    whole = counted[f"whole_{index}"] if indicator.whole else None
    left_out = (
        LeftOut(counted[f"out_{index}_{place}"], str(out.reason)) for place, out in enumerate(indicator.leaves_out)
    )
    return Figure(
        indicator=indicator,
        on=on,
        numerator=None if whole == 0 else counted[f"part_{index}"],
        denominator=whole,
        left_out=tuple(one for one in left_out if one.count),
    )


def counted_by(key: str, indicators: Sequence[Indicator], rows: QuerySet, on: date) -> list[dict[str, Any]]:
    """The parts of several indicators for every value of a column, in one query: `{"key": …, indicator: count}`."""
    conditions = {f"part_{index}": one.part(on) for index, one in enumerate(indicators)}
    grouped = (
        rows.order_by().values(key).annotate(**{name: Count("pk", filter=rule) for name, rule in conditions.items()})
    )
    return [
        {"key": row[key], **{one.key: row[f"part_{index}"] for index, one in enumerate(indicators)}} for row in grouped
    ]
