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
    """A letter, assembly acta or note that speaks for who did not speak herself; `pdf`, its file; `signed`, the
    parties that agree by it, where a step needs their agreement."""

    kind: str
    title: str
    dated: int
    mark: str = "firma-no-conocida"
    pdf: bool = True
    signed: Sequence[str] = ()


@dataclass(frozen=True, kw_only=True)
class Saying:
    """Something that somebody puts on record about a promise on a day.

    `step` is one of `sayings.SERVICES`; `level`, one of `LEVELS`; `saw`, the day of which it speaks, as exact as
    `precision`; `period`, a day within the period of which it speaks; `proves`, what the files are, where the kind of
    promise asks for it. `party` is needed only where a user speaks for another party than her own. Files are named by
    what they show. `note` is whatever is said in words: what was seen, why it ends, what is answered.
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
    office: Sequence[str] = ()
    sounds: Sequence[str] = ()
    proves: str = ""
    place: str = ""
    paper: Writing | None = None
    period: int | None = None
    #: Of what ends a debt, lifts that or settles a dispute: how, by whose papers, for which public reason.
    closes: str = ""
    because: str = ""
    papers: Sequence[Writing] = ()
    successors: Sequence[str] = ()
    #: Of dates: the one asked for, first and last day of a suspension, and whether who receives accepts.
    due: int | None = None
    starts: int | None = None
    ends: int | None = None
    accepts: bool = False
    #: Of the record itself: words by name of the column, the step on the way, who may see it.
    words: Mapping[str, str] = field(default_factory=dict)
    milestone: str = ""
    grade: str = ""
    #: Caption of a file on record.
    file: str = ""

    @property
    def writings(self) -> list[Writing]:
        """All papers that it brings."""
        return [*self.papers, *([self.paper] if self.paper else [])]


@dataclass(frozen=True, kw_only=True)
class Vow:
    """A promise and what became of it. In its words, `{due}` is the date of its deadline; `after` names the promise
    on which it depends."""

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
    after: str = ""
    recurs: str = ""
    recurs_until: int | None = None
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
class Before:
    """An earlier table of the same conflict that ended: the mesa, its mandate, the one paper that it left with what
    was promised there, and which of that the later mesa took over."""

    mesa: Table
    mandate: Table
    title: str
    signed: int
    link: Table
    inherited: Sequence[str]
    vows: Sequence[Vow]


@dataclass(frozen=True, kw_only=True)
class Beside:
    """Another table of the same conflict, with the one session that it held."""

    mesa: Table
    mandate: Table
    meeting: Meeting


@dataclass(frozen=True, kw_only=True)
class Story:
    """All of it. `mesa` holds conflict, mesa, mandates, seats, rules, roles and what was asked before there was a
    mesa; `looked`, the days on which each account looked at its notices."""

    actors: Sequence[Actor]
    people: Sequence[Somebody]
    mesa: Table
    before: Before
    beside: Beside
    looked: Mapping[str, int]
    meetings: Sequence[Meeting]

    @property
    def vows(self) -> list[Vow]:
        """Of the earlier mesa, then of each session."""
        return [*self.before.vows, *(vow for meeting in [*self.meetings, self.beside.meeting] for vow in meeting.vows)]

    @property
    def sayings(self) -> Iterator[tuple[Vow, Saying]]:
        for vow in self.vows:
            yield from ((vow, saying) for saying in vow.said)


def read_story(folder: Path) -> Story:
    """The files of a folder. KeyError, TypeError or TOMLDecodeError where they are not as described above."""
    who, mesa = read(folder / "actores.toml"), read(folder / "mesa.toml")
    return Story(
        actors=each(Actor, who["actor"]),
        people=each(Somebody, who["persona"]),
        mesa=mesa,
        before=before(read(folder / "mesa-anterior.toml")),
        beside=beside(read(folder / "mesa-callada.toml")),
        looked=mesa["looked"],
        meetings=[meeting(read(path)) for path in sorted(folder.glob("sesion-*.toml"))],
    )


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def each(kind: type[Told], tables: Iterable[Table]) -> list[Told]:
    return [kind(**table) for table in tables]


def before(table: Table) -> Before:
    rest = {name: value for name, value in table.items() if name != "vow"}
    return Before(**rest, vows=[vow(each_one) for each_one in table["vow"]])


def beside(table: Table) -> Beside:
    return Beside(**{**table, "meeting": meeting(table["meeting"])})


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
    papers = {
        "paper": Writing(**table["paper"]) if "paper" in table else None,
        "papers": [Writing(**each_one) for each_one in table.get("papers", ())],
    }
    return Saying(**{**table, **papers})
