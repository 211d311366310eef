"""Rows of the dashboard and the home page as the components want them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bar:
    """A row of `components/bars.html`."""

    label: str
    count: int
    href: str = ""
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """A number of `components/figures.html`."""

    label: str
    numerator: int | None
    denominator: int | None = None
    value: str = ""
    of: str = ""
    href: str = ""
    definition: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Measure:
    """A share of `monitoring/measures.html`: in words for the reader, in whole numbers for its bar.

    `tick` is the place of the study's share on that bar. Of nothing `count` is "sin datos" and the bar is empty.
    """

    label: str
    href: str
    said: str
    share: str
    count: str
    numerator: int
    denominator: int
    tick: int = 0
    study: str = ""
    is_known: bool = True


@dataclass(frozen=True)
class Line:
    """A row of `components/ledger.html`."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    kind: str = ""
    role: str = ""


@dataclass(frozen=True)
class Band:
    """One question: finding, what must be known beside it, and its proof. Bars are over a common whole."""

    finding: str
    notes: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    whole: int = 0
    figures: tuple[Shown, ...] = ()
    measures: tuple[Measure, ...] = ()
    more: Bar | None = None


@dataclass(frozen=True)
class Fact:
    """A row of `components/facts.html`."""

    label: str
    value: str
    note: str = ""
    href: str = ""
    kind: str = ""
