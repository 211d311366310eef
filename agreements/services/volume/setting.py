"""Who sits where: people, parties, mesas with their mandates, sessions and papers."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from agreements.models import Agreement
from agreements.services.volume.people import DAY, PREFIX, YEARS, Circle, gather, moment, put
from conflicts.choices import Grade, Role, Theme
from conflicts.models import Conflict
from conflicts.partial_dates import PartialDate
from mesas.choices import (
    Answer,
    DocumentKind,
    DocumentMark,
    EndKind,
    Held,
    Inheritance,
    LinkKind,
    MandateKind,
    Mechanism,
    MesaStatus,
)
from mesas.models import AgendaItem, Attendance, Demand, Document, Mandate, Mesa, MesaLink, Person, Seat, Session

MESAS_OF_A_CONFLICT = 4


@dataclass
class Sitting:
    """A session, its acta, what was agreed, and the acta of the assembly that came to speak of it."""

    session: Session
    acta: Document
    assembly: Document
    agreements: list[Agreement] = field(default_factory=list)

    @property
    def day(self) -> datetime.date:
        return self.session.day.last


@dataclass
class Table:
    """A mesa, with how many promises it is to have. `before` it came another whose promises it may list."""

    mesa: Mesa
    circle: Circle
    sittings: list[Sitting]
    promises: int
    listing: MesaLink | None = None

    @property
    def conflict(self) -> Conflict:
        return self.circle.conflict


def set_tables(mesas: int, commitments: int, *, on: datetime.date, dice: Random) -> list[Table]:
    circles = gather(-(-mesas // MESAS_OF_A_CONFLICT), on=on)
    shares = shared_out(commitments, mesas)
    grades = dice.choices((Grade.PUBLIC, Grade.MEMBERS, Grade.INTERNAL), (85, 10, 5), k=mesas)
    installed = [on - dice.randint(200, YEARS * 365) * DAY for _each in range(mesas)]
    tables = [
        Table(mesa, circles[number // MESAS_OF_A_CONFLICT], [], shares[number])
        for number, mesa in enumerate(
            put(
                Mesa(
                    conflict=circles[number // MESAS_OF_A_CONFLICT].conflict,
                    code=f"CARGA-{number + 1:04}",
                    slug=f"{PREFIX}{number + 1:04}",
                    name=f"Mesa de prueba de carga {number + 1}",
                    mechanism=Mechanism.values[number % len(Mechanism.values)],
                    grade=grades[number],
                    status=MesaStatus.ACTIVE if number % 5 else MesaStatus.EXPIRED,
                    status_as_of=PartialDate.on(on),
                    installed=PartialDate.on(installed[number]),
                    last_commitment_number=shares[number],
                )
                for number in range(mesas)
            )
        )
    ]
    give_orders(tables, on=on, dice=dice)
    link(tables)
    seat(tables)
    meet(tables, on=on, dice=dice)
    return tables


def shared_out(total: int, among: int) -> list[int]:
    """Whole shares of the total, the first about six times the last."""
    weights = [1 / (1 + 5 * number / among) for number in range(among)]
    shares = [int(total * weight / sum(weights)) for weight in weights]
    rest = total - sum(shares)
    return [share + (number < rest) for number, share in enumerate(shares)]


def give_orders(tables: Sequence[Table], *, on: datetime.date, dice: Random) -> None:
    """Each mesa has an order to sit; some were prolonged, some have run out, of some nobody knows the end."""
    orders = []
    for table in tables:
        start = table.mesa.installed.last
        first_end = start + dice.randint(180, 720) * DAY
        last_end = on + dice.choice((-400, -90, 5, 25, 50, 200, 600)) * DAY
        orders.append(order(table, MandateKind.CREATION, start, first_end, EndKind.STATED))
        if last_end > first_end:
            known = dice.choices((EndKind.STATED, EndKind.NONE, EndKind.UNKNOWN), (80, 12, 8))[0]
            orders.append(order(table, MandateKind.EXTENSION, first_end + DAY, last_end, known))
    put(orders)


def order(table: Table, kind: str, start: datetime.date, end: datetime.date, known: str) -> Mandate:
    return Mandate(
        mesa=table.mesa,
        kind=kind,
        instrument=f"R.M. de {table.mesa.code}",
        starts=PartialDate.on(start),
        ends=PartialDate.on(end) if known == EndKind.STATED else PartialDate.unknown(),
        end_kind=known,
    )


def link(tables: Sequence[Table]) -> None:
    """Of ten mesas one continues the mesa before it with all it held, and one with what it lists."""
    ties = []
    for number, table in enumerate(tables):
        if number % 10 in (3, 6) and tables[number - 1].circle is table.circle:
            inherits = Inheritance.ALL if number % 10 == 3 else Inheritance.LISTED
            since = table.mesa.installed
            ties.append(
                MesaLink(
                    mesa=table.mesa, predecessor=tables[number - 1].mesa, kind=LinkKind.CONTINUES, inheritance=inherits,
                    since=since,
                )
            )  # fmt: skip
            if inherits == Inheritance.LISTED:
                tables[number - 1].listing = ties[-1]
    put(ties)


def seat(tables: Sequence[Table]) -> None:
    people = {
        one: Person(party=one, name=f"Persona de {one}", post="dirigente")
        for table in tables
        for one in (*table.circle.owing, *table.circle.communities)
    }
    put(people.values())
    put(
        Seat(mesa=table.mesa, party=one, person=people[one])
        for table in tables
        for one in (*table.circle.owing, *table.circle.communities)
    )
    put(
        Demand(
            conflict=table.conflict, mesa=table.mesa, raised_by=one, text=f"Agua segura para {one}", theme=Theme.WATER,
            raised=table.mesa.installed,
        )
        for table in tables
        for one in table.circle.communities
    )  # fmt: skip


def meet(tables: Sequence[Table], *, on: datetime.date, dice: Random) -> None:
    """Sessions over the years with agenda, attendance and acta. Few actas are unsigned; some mesas fell silent."""
    for table in tables:
        first = table.mesa.installed.last
        last = on - dice.choice((3, 10, 20, 40, 40, 60, 200)) * DAY
        count = max(2, min(30, (last - first).days // 60))
        days = [first + (last - first) * number // (count - 1) for number in range(count)]
        signed = dice.choices((DocumentMark.SIGNED, DocumentMark.UNSIGNED, DocumentMark.COLLATED), (70, 5, 25), k=count)
        registrar = table.circle.users[Role.REGISTRAR]
        sessions = put(
            Session(
                mesa=table.mesa, number=number + 1, held=Held.HELD, day=PartialDate.on(day), agenda_known=Answer.YES,
                place="Local comunal", logged_by=registrar, logged_at=moment(day, 18),
            )
            for number, day in enumerate(days)
        )  # fmt: skip
        papers = put(
            paper(table, title, kind, day, mark)
            for day, mark in zip(days, signed, strict=True)
            for title, kind in (("Acta de la sesión", DocumentKind.ACTA), ("Acta", DocumentKind.ASSEMBLY_ACTA))
        )
        table.sittings = [
            Sitting(session, papers[2 * number], papers[2 * number + 1]) for number, session in enumerate(sessions)
        ]
    every = [(table, sitting) for table in tables for sitting in table.sittings]
    put(Document.sessions.through(document=sitting.acta, session=sitting.session) for _table, sitting in every)
    put(
        AgendaItem(session=sitting.session, order=number, text=f"Punto {number} de la agenda")
        for _table, sitting in every
        for number in (1, 2)
    )
    sit_down(every)
    agree(every)


def paper(table: Table, title: str, kind: str, day: datetime.date, mark: str) -> Document:
    known = PartialDate.unknown() if mark == DocumentMark.UNSIGNED else PartialDate.on(day)
    return Document(
        mesa=table.mesa, kind=kind, title=f"{title}, {day:%d/%m/%Y}", dated=PartialDate.on(day), mark=mark,
        signed=known, registered_by=table.circle.users[Role.REGISTRAR], registered_at=moment(day, 18),
    )  # fmt: skip


def sit_down(every: Sequence[tuple[Table, Sitting]]) -> None:
    people = {one.party_id: one for one in Person.objects.filter(party__slug__contains="de-carga")}
    put(
        Attendance(session=sitting.session, person=people[one.pk], party=one, came=number % 4 > 0)
        for table, sitting in every
        for number, one in enumerate((*table.circle.owing, *table.circle.communities))
    )


def agree(every: Sequence[tuple[Table, Sitting]]) -> None:
    for _table, sitting in every:
        sitting.agreements = [
            Agreement(document=sitting.acta, session=sitting.session, order=order, text=f"Se acuerda el punto {order}.")
            for order in (1, 2, 3)
        ]
    put(agreement for _table, sitting in every for agreement in sitting.agreements)
