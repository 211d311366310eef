"""Where the bars and dots of a mesa's runway stand, in hundredths of its width. Pure: days in, places out."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Day = datetime.date
Span = tuple[Day, Day]

#: A bar of a day must still be seen.
LEAST_WIDTH = 0.5


@dataclass(frozen=True)
class Bar:
    """Left edge and width, as attributes of SVG write them."""

    x: str
    width: str


@dataclass(frozen=True)
class Tick:
    x: str
    label: str


@dataclass(frozen=True)
class Runway:
    """Orders, what is still to run of them, days that none covers, sessions held and failed, years, and today."""

    orders: Sequence[Bar]
    ahead: Sequence[Bar]
    gaps: Sequence[Bar]
    held: Sequence[str]
    failed: Sequence[str]
    years: Sequence[Tick]
    today: str
    first: Day
    last: Day


def runway_of(
    orders: Sequence[Span], gaps: Sequence[Span], held: Iterable[Day], failed: Iterable[Day], on: Day
) -> Runway | None:
    """None where no order has both its days: there is no length to draw."""
    if not orders:
        return None
    held, failed = list(held), list(failed)
    days = [day for span in orders for day in span] + held + failed
    first, last = min(days), max(days)
    if on > last and (on - last).days < (last - first).days:
        last = on  # not long past: then today belongs to the picture
    scale = Scale(first, last)
    return Runway(
        orders=[scale.bar(start, min(end, on)) for start, end in orders if start <= on],
        ahead=[scale.bar(max(start, on), end) for start, end in orders if end > on],
        gaps=[scale.bar(*gap) for gap in gaps],
        held=[scale.place(day) for day in held],
        failed=[scale.place(day) for day in failed],
        years=[Tick(scale.place(day), str(day.year)) for day in new_years(first, last)],
        today=scale.place(on) if first <= on <= last else "",
        first=first,
        last=last,
    )


@dataclass(frozen=True)
class Scale:
    first: Day
    last: Day

    def share(self, day: Day) -> float:
        return 100 * (day - self.first).days / max(1, (self.last - self.first).days)

    def place(self, day: Day) -> str:
        return percent(self.share(day))

    def bar(self, start: Day, end: Day) -> Bar:
        return Bar(self.place(start), percent(max(LEAST_WIDTH, self.share(end) - self.share(start))))


def percent(share: float) -> str:
    """With a point, whatever the language of the page."""
    return f"{share:.2f}%"


def new_years(first: Day, last: Day) -> list[Day]:
    """First days of years inside the span, thinned where there are many."""
    years = range(first.year + 1, last.year + 1)
    step = max(1, len(years) // 6)
    return [Day(year, 1, 1) for year in years[::step]]
