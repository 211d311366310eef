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
class Beside:
    """A share beside that of the study: per mille for the bar, words for the reader."""

    label: str
    href: str
    here: str
    count: str
    study: str
    per_mille: int
    tick: int
    is_known: bool


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
    """One question: finding, what is left out or must be known, and bars over a common whole."""

    finding: str
    notes: tuple[str, ...] = ()
    bars: tuple[Bar, ...] = ()
    whole: int = 0
    figures: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A row of `components/facts.html`."""

    label: str
    value: str
    note: str = ""
    href: str = ""
    kind: str = ""
