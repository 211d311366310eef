"""What a figure is: a part of a whole on one day, with its meaning and with the question that lists exactly its rows.

An indicator says once what it counts. The dashboard, its export and the page of the method all print it from here.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Expression, Q, QuerySet

#: Parameters of a list with their values, as its address has them: OR within one, AND between them.
Ask = Mapping[str, tuple[str, ...]]
Condition = Callable[[date], Q]
#: Columns that depend on which other rows are counted.
Columns = Callable[[QuerySet, date], Mapping[str, Expression]]

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

    `needs` are columns that those conditions ask of the selection. `ask` gives exactly the rows of `part` on the list
    named `page`. Texts are lazy: they are translated when printed.
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
    needs: Columns | None = None
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
    """All of them in one query, by key. What several ask alike is counted once."""
    indicators = list(indicators)
    wanted = [(one, rules_of(one, on)) for one in indicators]
    every_rule = dict.fromkeys(rule for _one, rules in wanted for rule in rules)
    names = {rule: f"count_{place}" for place, rule in enumerate(every_rule)}
    needed = {name: column for one in indicators if one.needs for name, column in one.needs(rows, on).items()}
    counted = (
        rows.order_by().annotate(**needed).aggregate(**{name: Count("pk", filter=rule) for rule, name in names.items()})
    )
    return {one.key: figure_of(one, on, [counted[names[rule]] for rule in rules]) for one, rules in wanted}


def rules_of(indicator: Indicator, on: date) -> list[Q]:
    """The conditions on its rows: part, whole where there is one, what is left out."""
    whole = [indicator.whole(on)] if indicator.whole else []
    return [part_of_whole(indicator, on), *whole, *(out.rows(on) for out in indicator.leaves_out)]


def part_of_whole(indicator: Indicator, on: date) -> Q:
    """The rows that it counts: of its whole, where there is one, the part. The whole comes first: a row's own columns
    decide it, and where it does not hold the database need not look for the part."""
    return indicator.whole(on) & indicator.part(on) if indicator.whole else indicator.part(on)


def figure_of(indicator: Indicator, on: date, counts: Sequence[int]) -> Figure:
    """`counts` in the order of `rules_of`."""
    part, *rest = counts
    whole, outside = (None, rest) if indicator.whole is None else (rest[0], rest[1:])
    left_out = (LeftOut(count, str(out.reason)) for count, out in zip(outside, indicator.leaves_out, strict=True))
    return Figure(
        indicator=indicator,
        on=on,
        numerator=None if whole == 0 else part,
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
