"""What a sentence is made from, and what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from agreements.choices import ConfirmedBy, Record, State, Timing
from agreements.workflow import Said
from conflicts.partial_dates import PartialDate


class Part(NamedTuple):
    """One statement, without its full stop. Said or found by somebody, it is an answer and stands in bold.

    `day` and `source` go in brackets behind it; `kind` makes it a signal: ok, wait, late, clash, none.
    """

    text: str
    is_answer: bool = False
    day: PartialDate | None = None
    source: str = ""
    kind: str = ""

    def __str__(self) -> str:
        """As read aloud."""
        return f"{self.text}."


@dataclass(frozen=True)
class Reported:
    """What a public source tells: a state (empty: not known), as of which day, and who says so."""

    state: str
    as_of: PartialDate
    said_by: str = ""


@dataclass(frozen=True, kw_only=True)
class Told:
    """All that is known of one promise on one day, for one kind of reader.

    `sectors` are those of the parties in `said`, by key. `abstains`: it promises not to do something until its date.
    `by_period`: it comes round, so that each of its periods has its own date and voices.
    `with_days`: members read the day of a verdict, everybody else its month. `papers` says with what something was
    said, by key of its row: "oficio 045, 2 fotos". `was_fulfilled` are the days on which it became fulfilled and,
    later, disputed again. `news` is the latest day of which public sources tell; `only_signing`, that they tell
    nothing after it was signed.
    """

    state: State
    record: Record
    said: Said
    sectors: Mapping[int, str]
    timing: Timing
    due: PartialDate
    on: date
    abstains: bool = False
    by_period: bool = False
    with_days: bool = False
    papers: Mapping[int, str] = field(default_factory=dict)
    confirmed_by: ConfirmedBy = ConfirmedBy.NOBODY
    fulfilled: PartialDate | None = None
    done_in_time: bool | None = None
    was_fulfilled: tuple[date, date] | None = None
    reported: tuple[Reported, ...] = ()
    news: PartialDate | None = None
    only_signing: bool = True

    @property
    def by_members(self) -> bool:
        return self.record == Record.MEMBERS

    @property
    def is_being_kept(self) -> bool:
        """A promise not to do something, whose period goes on: nothing is late, and nothing can be done in advance."""
        return self.abstains and self.timing in (Timing.DUE_SOON, Timing.ON_COURSE)

    def day_of(self, day: date) -> PartialDate:
        """A day that a verdict gives away: whole for members, its month for everybody else."""
        return PartialDate.on(day) if self.with_days else PartialDate.month(day.year, day.month)
