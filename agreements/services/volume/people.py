"""Invented conflicts, the parties to them and the people around them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.utils import timezone

from accounts.models import User
from conflicts.choices import Activity, ConflictKind, ConflictState, Level, PartyRole, Role, Sector
from conflicts.models import Conflict, ConflictParty, Membership, Party, Territory

PREFIX = "carga-"
YEARS = 8  # how far back it reaches
BATCH = 2_000  # rows in one statement
DAY = datetime.timedelta(days=1)


@dataclass
class Circle:
    """A conflict and those around it. Who may owe are bodies of the State and a company."""

    conflict: Conflict
    owing: list[Party]
    communities: list[Party]
    verifier: Party
    users: dict[Role, User] = field(default_factory=dict)
    speaking: dict[Party, list[User]] = field(default_factory=dict)


def moment(day: datetime.date, hour: int = 10) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(hour), tzinfo=timezone.get_default_timezone())


def put(rows: Iterable[Any]) -> list[Any]:
    """These rows of one model, stored, with their keys."""
    rows = list(rows)
    return rows[0].__class__.objects.bulk_create(rows, batch_size=BATCH) if rows else rows


def gather(conflicts: int, *, on: datetime.date) -> list[Circle]:
    """Conflicts with their parties and people. Some bodies owe in many conflicts; a coordinator keeps five."""
    begun = on - YEARS * 365 * DAY
    common = put(party(f"Ministerio de carga {number}", Sector.NATIONAL) for number in range(1, 13))
    checking = put(party(f"Organismo de carga {number}", Sector.AUTONOMOUS) for number in range(1, 4))
    places = list(Territory.objects.order_by("pk")[:200])
    circles = [
        Circle(
            conflict=conflict,
            owing=[common[number % 12], common[(number + 5) % 12], *put(local_parties(number + 1))],
            communities=put(party(f"Comunidad de carga {number + 1}-{which}", Sector.COMMUNITY) for which in "abcd"),
            verifier=checking[number % 3],
        )
        for number, conflict in enumerate(put(conflict(number + 1) for number in range(conflicts)))
    ]
    put(
        ConflictParty(conflict=circle.conflict, party=one, role=PartyRole.PRIMARY)
        for circle in circles
        for one in (*circle.owing, *circle.communities)
    )
    if places:
        for number, circle in enumerate(circles):
            circle.conflict.territories.add(places[number % len(places)])
    give_voices(circles, since=begun)
    return circles


def conflict(number: int) -> Conflict:
    return Conflict(
        name=f"Caso de prueba de carga {number}",
        slug=f"{PREFIX}{number}",
        kind=ConflictKind.SOCIO_ENVIRONMENTAL,
        activity=Activity.MINING if number % 2 else Activity.WATER,
        state=ConflictState.ACTIVE,
        summary="Datos inventados para medir. No hablan de nadie.",
    )


def party(name: str, sector: Sector) -> Party:
    return Party(
        name=name, short_name=name, slug=name.lower().replace(" ", "-"), sector=sector,
        level=Level.COMMUNAL if sector == Sector.COMMUNITY else Level.REGIONAL,
    )  # fmt: skip


def local_parties(number: int) -> list[Party]:
    return [
        party(f"Gobierno regional de carga {number}", Sector.REGIONAL),
        party(f"Municipalidad de carga {number}", Sector.PROVINCIAL),
        party(f"Empresa de carga {number}", Sector.COMPANY),
    ]


def give_voices(circles: Sequence[Circle], *, since: datetime.date) -> None:
    """Accounts and roles: who coordinates, registers and verifies; delegates of who owes, two people of a community."""
    accounts = {name: person(name, since) for circle in circles for name, _role, _party in voices_of(circle)}
    put(accounts.values())
    roles = []
    for circle in circles:
        for name, role, its_party in voices_of(circle):
            user = accounts[name]
            roles.append(Membership(user=user, conflict=circle.conflict, role=role, party=its_party, starts_on=since))
            if its_party:
                circle.speaking.setdefault(its_party, []).append(user)
            circle.users.setdefault(role, user)
    put(roles)


def voices_of(circle: Circle) -> list[tuple[str, Role, Party | None]]:
    number = int(circle.conflict.slug.removeprefix(PREFIX))
    return [
        (f"{PREFIX}coordinacion-{(number + 4) // 5}", Role.COORDINATOR, None),
        (f"{PREFIX}registro-{number}", Role.REGISTRAR, None),
        (f"{PREFIX}verifica-{circle.verifier.slug}", Role.VERIFIER, circle.verifier),
        *((f"{PREFIX}delega-{one.slug}", Role.DELEGATE, one) for one in circle.owing),
        *((f"{PREFIX}habla-{one.slug}-{n}", Role.REPRESENTATIVE, one) for one in circle.communities for n in (1, 2)),
    ]


def person(name: str, since: datetime.date) -> User:
    """Nobody can sign in with this."""
    return User(username=name, password=UNUSABLE_PASSWORD_PREFIX, date_joined=moment(since))
