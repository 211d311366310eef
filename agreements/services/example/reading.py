"""The story as its files tell it. A day is a number: -41 is 41 days before the day on which the example stands."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

Table = Mapping[str, Any]
Told = TypeVar("Told")


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A party. `heir` takes its place from day `since`; `was` is a name that it bore until that day."""

    key: str
    name: str
    short: str
    sector: str
    level: str = ""
    role: str = ""
    parent: str = ""
    heir: str = ""
    was: str = ""
    since: int = 0


@dataclass(frozen=True, kw_only=True)
class Somebody:
    """A person with what she is at every session; `user` is the account of somebody who has a seat."""

    key: str
    party: str
    name: str
    gender: str = ""
    post: str = ""
    level: str = ""
    capacity: str = "delegado"
    can_decide: str = ""
    travel_hours: float | None = None
    travel_paid_by: str = ""
    user: str = ""


@dataclass(frozen=True, kw_only=True)
class Writing:
    """A letter, assembly acta or note that speaks for who did not speak herself; `pdf`, its file."""

    kind: str
    title: str
    dated: int
    mark: str = "firma-no-conocida"
    pdf: bool = True


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Something that somebody puts on record about a promise on a day.

    `step` is a value of `agreements.choices.Step`; `level`, one of `LEVELS`; `saw`, the day of which it speaks, as
    exact as `precision`; `proves`, what the PDFs are, where the kind of promise asks for it. `party` is needed only
    where a user speaks for another party than her own. Photos and PDFs are named by what they show.
    """

    day: int
    by: str
    step: str
    level: str = ""
    saw: int | None = None
    precision: str = "day"
    party: str = ""
    note: str = ""
    photos: Sequence[str] = ()
    pdfs: Sequence[str] = ()
    proves: str = ""
    place: str = ""
    paper: Writing | None = None


@dataclass(frozen=True, kw_only=True)
class Vow:
    """A promise and what became of it. In its words, `{due}` is the date of its deadline."""

    key: str
    title: str
    text: str
    theme: str
    kind: str = ""
    clause: str = ""
    lead: str = ""
    co: Sequence[str] = ()
    to: Sequence[str] = ()
    follow_up: str = ""
    due: int | None = None
    precision: str = "day"
    deadline: str = ""
    term: int | None = None
    since: str = ""
    since_text: str = ""
    deadline_text: str = ""
    amount: int | None = None
    grade: str = "publica"
    grade_reason: str = ""
    measurable: str = ""
    means: str = ""
    said: Sequence[Saying] = ()


@dataclass(frozen=True, kw_only=True)
class Accord:
    vows: Sequence[Vow]
    text: str = ""
    clause: str = ""
    demands: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Meeting:
    """A session. `came`, `remote` and `absent` name people; `unnamed`, parties of people whose names nobody took."""

    day: int
    logged: int
    by: str
    held: str
    facts: Table = field(default_factory=dict)
    convened_by: str = ""
    next_day: int | None = None
    summons: Mapping[str, Table] = field(default_factory=dict)
    came: Sequence[str] = ()
    remote: Sequence[str] = ()
    absent: Sequence[str] = ()
    unnamed: Sequence[str] = ()
    points: Sequence[Table] = ()
    demands: Sequence[Table] = ()
    reviews: Sequence[Table] = ()
    paper: Table | None = None
    accords: Sequence[Accord] = ()

    @property
    def people(self) -> list[str]:
        """All whose names are on the list."""
        return [*self.came, *self.remote, *self.absent]

    @property
    def vows(self) -> list[Vow]:
        """In the order in which they are numbered."""
        return [vow for accord in self.accords for vow in accord.vows]


@dataclass(frozen=True, kw_only=True)
class Story:
    """All of it. `mesa` holds conflict, mesa, mandates, seats, rules, roles and what was asked before there was a
    mesa; `looked`, the days on which each account looked at its notices."""

    actors: Sequence[Actor]
    people: Sequence[Somebody]
    mesa: Table
    looked: Mapping[str, int]
    meetings: Sequence[Meeting]

    @property
    def sayings(self) -> Iterator[tuple[Vow, Saying]]:
        for meeting in self.meetings:
            for vow in meeting.vows:
                yield from ((vow, saying) for saying in vow.said)


def read_story(folder: Path) -> Story:
    """The files of a folder. KeyError, TypeError or TOMLDecodeError where they are not as described above."""
    who, mesa = read(folder / "actores.toml"), read(folder / "mesa.toml")
    return Story(
        actors=each(Actor, who["actor"]),
        people=each(Somebody, who["persona"]),
        mesa=mesa,
        looked=mesa["looked"],
        meetings=[meeting(read(path)) for path in sorted(folder.glob("sesion-*.toml"))],
    )


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def each(kind: type[Told], tables: Iterable[Table]) -> list[Told]:
    return [kind(**table) for table in tables]


def meeting(table: Table) -> Meeting:
    names = {"accord": "accords", "point": "points", "demand": "demands", "review": "reviews"}
    told = {names.get(name, name): value for name, value in table.items()}
    return Meeting(**told | {"accords": [accord(each_one) for each_one in table.get("accord", ())]})


def accord(table: Table) -> Accord:
    rest = {name: value for name, value in table.items() if name != "vow"}
    return Accord(**rest, vows=[vow(each_one) for each_one in table["vow"]])


def vow(table: Table) -> Vow:
    return Vow(**{**table, "said": [saying(each_one) for each_one in table.get("said", ())]})


def saying(table: Table) -> Saying:
    return Saying(**{**table, "paper": Writing(**table["paper"]) if "paper" in table else None})
