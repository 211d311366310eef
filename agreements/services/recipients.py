"""Who is told about a commitment, found for many at once. Never "all": only those whom it concerns and who may look."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from agreements.models import Commitment
from agreements.querysets.ends import Ends, ends_of
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Grade, Role
from conflicts.kin import Kin
from conflicts.models import Membership, Party


class Tie(Enum):
    """What binds a person to a commitment: speaking for who owes, for who receives, coordinating the conflict, or
    verifying in it, apart from both ends."""

    OWES = "owes"
    RECEIVES = "receives"
    COORDINATES = "coordinates"
    VERIFIES = "verifies"


@dataclass(frozen=True, slots=True)
class Debt:
    """As much of a commitment as deciding whom to tell takes. Internal: by its own grade or its mesa's."""

    pk: int
    mesa_id: int
    conflict_id: int
    is_internal: bool
    due_on: datetime.date | None


class Circle:
    """The people around some commitments on one day: four queries, however many commitments; three where it is known
    already how all parties are related that day.

    Whoever speaks for a party, or stands in its place, hears what it owes and what it receives; the same people may
    claim and answer, see `policies`. What is internal is told to coordinators, registrars and administrators only,
    as they alone may see it.
    """

    def __init__(self, debts: Sequence[Debt], on: datetime.date, kin: Kin | None = None) -> None:
        self._kin = Party.objects.kin(on) if kin is None else kin
        self._ends = ends_of(debts)
        self._speaking: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._found: dict[tuple[int, int], set[int]] = {}
        self._coordinating: dict[int, set[int]] = defaultdict(set)
        self._verifying: dict[int, set[tuple[int, int | None]]] = defaultdict(set)
        self._here: set[tuple[int, int]] = set()
        self._see_all: set[tuple[int, int]] = set()
        self._place(on, {debt.conflict_id for debt in debts})

    def users(self, debt: Debt, ties: Collection[Tie]) -> set[int]:
        """Ids of the people to tell, each once whatever her roles."""
        ends = self._ends[debt.pk]
        told: set[int] = set()
        if Tie.OWES in ties:
            told |= self._speakers(debt, ends.obligors)
        if Tie.RECEIVES in ties:
            told |= self._speakers(debt, ends.judges)
        if Tie.COORDINATES in ties:
            told |= self._coordinating.get(debt.conflict_id, set())
        if Tie.VERIFIES in ties:
            told |= self._seeing(debt, self._apart(debt.conflict_id, ends))
        return told

    def among(self, debt: Debt, users: Collection[int]) -> set[int]:
        """Those of some people who have a role on its conflict and may see it."""
        who = self._see_all if debt.is_internal else self._here
        return {user for user in users if (debt.conflict_id, user) in who}

    def _apart(self, conflict: int, ends: Ends) -> set[int]:
        """Who could verify so that it counts, see `policies`: for a party that is kin to neither end, and on no side of
        who owes."""
        family = self._kin.family(ends.obligors | ends.judges)
        sides = self._kin.sides_of(self._kin.heirs_of(ends.obligors))
        return {
            user
            for user, party in self._verifying.get(conflict, ())
            if party is not None and party not in family and not self._kin.sides_of([party]) & sides
        }

    def _speakers(self, debt: Debt, parties: Collection[int]) -> set[int]:
        users = set().union(*(self._voices(debt.conflict_id, party) for party in parties))
        return self._seeing(debt, users)

    def _seeing(self, debt: Debt, users: set[int]) -> set[int]:
        return {user for user in users if (debt.conflict_id, user) in self._see_all} if debt.is_internal else users

    def _voices(self, conflict: int, party: int) -> set[int]:
        """Who speaks on that conflict for the party, or for what stands in its place; found once for each."""
        key = conflict, party
        if key not in self._found:
            speaking = (self._speaking.get((conflict, one), set()) for one in self._kin.speakers_for(party))
            self._found[key] = set().union(*speaking)
        return self._found[key]

    def _place(self, on: datetime.date, conflicts: Collection[int]) -> None:
        roles = Membership.objects.in_force(on).filter(conflict__in=conflicts, user__is_active=True)
        columns = roles.values_list("conflict", "user", "role", "party", "user__is_staff")
        for conflict, user, role, party, is_staff in columns:
            self._here.add((conflict, user))
            if role in PARTY_ROLES:
                self._speaking[conflict, party].add(user)
            if role == Role.COORDINATOR:
                self._coordinating[conflict].add(user)
            if role == Role.VERIFIER:
                self._verifying[conflict].add((user, party))
            if is_staff or role in STAFF_ROLES:
                self._see_all.add((conflict, user))


def debts_of(commitments: Iterable[Commitment]) -> list[Debt]:
    """These commitments as they stand, in one query."""
    rows = Commitment.objects.filter(pk__in=[commitment.pk for commitment in commitments]).order_by("pk")
    columns = rows.values_list("pk", "mesa", "mesa__conflict", "grade", "mesa__grade", "due_on")
    return [
        Debt(pk, mesa, conflict, Grade.INTERNAL in (own, of_mesa), due_on)
        for pk, mesa, conflict, own, of_mesa, due_on in columns
    ]
