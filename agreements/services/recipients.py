"""Who is told about a commitment, found for many at once. Never "all": only those whom it concerns and who may look."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from agreements.choices import OBLIGOR_DUTIES, Duty
from agreements.models import CommitmentParty
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Role, Sector
from conflicts.models import Membership, Party
from mesas.models import Seat


class Tie(Enum):
    """What binds a person to a commitment: speaking for who owes, for who receives, or coordinating the conflict."""

    OWES = "owes"
    RECEIVES = "receives"
    COORDINATES = "coordinates"


@dataclass(frozen=True, slots=True)
class Debt:
    """As much of a commitment as deciding whom to tell takes. Narrow: it or its mesa is internal."""

    commitment: int
    mesa: int
    conflict: int
    is_narrow: bool
    due_on: datetime.date | None


@dataclass(frozen=True, slots=True)
class Hearer:
    """One reason for which one person is told; `party` is the one of the commitment, where the tie is to one."""

    user: int
    tie: Tie
    party: int | None = None


class Circle:
    """The people around some commitments on one day: four queries, however many commitments.

    Whoever speaks for a party hears what it owes and what it receives: its own people, those of its heir, those of
    a duplicate. Where a commitment names no beneficiary, every community seated at the mesa is one. What is internal
    is told to coordinators, registrars and administrators only, as they alone may see it.
    """

    def __init__(self, debts: Sequence[Debt], on: datetime.date, *, users: Collection[int] | None = None) -> None:
        """`users`: look for these only."""
        self._kin = Party.objects.kin(on)
        self._owing: dict[int, list[int]] = defaultdict(list)
        self._receiving: dict[int, list[int]] = defaultdict(list)
        self._seated: dict[int, list[int]] = defaultdict(list)
        self._speaking: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._coordinating: dict[int, list[int]] = defaultdict(list)
        self._keeping: set[tuple[int, int]] = set()
        self._administrators: set[int] = set()
        self._place_parties(debts)
        self._place_people({debt.conflict for debt in debts}, on, users)

    def around(self, debt: Debt) -> Iterator[Hearer]:
        """Everybody to tell of this commitment, once for each reason."""
        receiving = self._receiving.get(debt.commitment) or self._seated.get(debt.mesa, ())
        for tie, parties in ((Tie.OWES, self._owing.get(debt.commitment, ())), (Tie.RECEIVES, receiving)):
            for party in parties:
                yield from (Hearer(user, tie, party) for user in self._speakers(debt, party))
        yield from (Hearer(user, Tie.COORDINATES) for user in self._coordinating.get(debt.conflict, ()))

    def users(self, debt: Debt, ties: Collection[Tie]) -> set[int]:
        """Ids of the people to tell, each once whatever her roles."""
        return {hearer.user for hearer in self.around(debt) if hearer.tie in ties}

    def _speakers(self, debt: Debt, party: int) -> Iterator[int]:
        for speaker in self._kin.speakers_for(party):
            for user in self._speaking.get((debt.conflict, speaker), ()):
                if not debt.is_narrow or (debt.conflict, user) in self._keeping or user in self._administrators:
                    yield user

    def _place_parties(self, debts: Sequence[Debt]) -> None:
        duties = CommitmentParty.objects.filter(commitment__in=[debt.commitment for debt in debts])
        duties = duties.filter(duty__in=(*OBLIGOR_DUTIES, Duty.BENEFICIARY))
        for commitment, party, duty in duties.values_list("commitment", "party", "duty"):
            (self._receiving if duty == Duty.BENEFICIARY else self._owing)[commitment].append(party)
        communities = Seat.objects.filter(mesa__in={debt.mesa for debt in debts}, party__sector=Sector.COMMUNITY)
        for mesa, party in communities.values_list("mesa", "party"):
            self._seated[mesa].append(party)

    def _place_people(self, conflicts: set[int], on: datetime.date, users: Collection[int] | None) -> None:
        roles = Membership.objects.in_force(on).filter(conflict__in=conflicts, user__is_active=True)
        roles = roles if users is None else roles.filter(user__in=users)
        for conflict, user, role, party, is_staff in roles.values_list(
            "conflict", "user", "role", "party", "user__is_staff"
        ):
            if role in PARTY_ROLES:
                self._speaking[conflict, party].append(user)
            if role == Role.COORDINATOR:
                self._coordinating[conflict].append(user)
            if role in STAFF_ROLES:
                self._keeping.add((conflict, user))
            if is_staff:
                self._administrators.add(user)
