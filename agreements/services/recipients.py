"""Who is told about a commitment, found for many at once. Never "all": only those whom it concerns and who may look."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from django.db.models import QuerySet

from agreements.models import Commitment
from agreements.querysets.ends import ends_of
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Grade, Role
from conflicts.models import Membership, Party


class Tie(Enum):
    """What binds a person to a commitment: speaking for who owes, for who receives, or coordinating the conflict."""

    OWES = "owes"
    RECEIVES = "receives"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class Debt:
    """As much of a commitment as deciding whom to tell takes. Internal: by its own grade or its mesa's."""

    pk: int
    mesa_id: int
    conflict_id: int
    is_internal: bool
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Hearer:
    """One reason for which one person is told; `party` is the one that owes or receives."""

    user: int
    tie: Tie
    party: int | None = None


class Circle:
    """The people around some commitments on one day: four queries, however many commitments.

    Whoever speaks for a party, or stands in its place, hears what it owes and what it receives; the same people may
    claim and answer, see `policies`. What is internal is told to coordinators, registrars and administrators only,
    as they alone may see it.
    """

    def __init__(self, debts: Sequence[Debt], on: datetime.date, *, users: Collection[int] | None = None) -> None:
        """`users`: look for these only."""
        self._kin = Party.objects.kin(on)
        self._ends = ends_of(debts)
        self._speaking: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._coordinating: dict[int, list[int]] = defaultdict(list)
        self._see_all: set[tuple[int, int]] = set()
        roles = Membership.objects.in_force(on).filter(conflict__in={debt.conflict_id for debt in debts})
        roles = roles.filter(user__is_active=True)
        self._place(roles if users is None else roles.filter(user__in=users))

    def around(self, debt: Debt) -> Iterator[Hearer]:
        """Everybody to tell of this commitment, once for each reason."""
        ends = self._ends[debt.pk]
        for tie, parties in ((Tie.OWES, ends.obligors), (Tie.RECEIVES, ends.judges)):
            for party in parties:
                yield from (Hearer(user, tie, party) for user in self._speakers(debt, party))
        yield from (Hearer(user, Tie.COORDINATES) for user in self._coordinating.get(debt.conflict_id, []))

    def users(self, debt: Debt, ties: Collection[Tie]) -> set[int]:
        """Ids of the people to tell, each once whatever her roles."""
        return {hearer.user for hearer in self.around(debt) if hearer.tie in ties}

    def _speakers(self, debt: Debt, party: int) -> Iterator[int]:
        for speaker in self._kin.speakers_for(party):
            for user in self._speaking.get((debt.conflict_id, speaker), []):
                if not debt.is_internal or (debt.conflict_id, user) in self._see_all:
                    yield user

    def _place(self, roles: QuerySet[Membership]) -> None:
        columns = roles.values_list("conflict", "user", "role", "party", "user__is_staff")
        for conflict, user, role, party, is_staff in columns:
            if role in PARTY_ROLES:
                self._speaking[conflict, party].append(user)
            if role == Role.COORDINATOR:
                self._coordinating[conflict].append(user)
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
