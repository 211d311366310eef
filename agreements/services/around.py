"""The people around a mesa, found for many mesas at once."""

import datetime
from collections import defaultdict
from collections.abc import Mapping

from agreements.choices import OBLIGOR_DUTIES, OPEN_STATES, Duty, Record
from agreements.models import CommitmentParty
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Grade, Role, Sector
from conflicts.kin import Kin
from conflicts.models import Membership
from mesas.models import Seat

#: By key of the mesa: its conflict and its grade.
Mesas = Mapping[int, tuple[int, str]]


class Around:
    """Who keeps the records of some mesas, and whom they concern on one day: three queries, however many mesas.

    A mesa concerns who coordinates its conflict, and who speaks for a community seated there or for a party that owes
    or receives something still open. What is internal is told to those who keep the records only.
    """

    def __init__(self, mesas: Mesas, on: datetime.date, kin: Kin) -> None:
        """`kin` is how the parties are related on that day."""
        self._mesas = mesas
        self._kin = kin
        self._parties = parties_at(mesas)
        self._speaking: dict[tuple[int, int], set[int]] = defaultdict(set)
        self._coordinating: dict[int, set[int]] = defaultdict(set)
        self._keeping: dict[int, set[int]] = defaultdict(set)
        conflicts = {conflict for conflict, _grade in mesas.values()}
        roles = Membership.objects.in_force(on).filter(conflict__in=conflicts, user__is_active=True)
        for conflict, user, role, party in roles.values_list("conflict", "user", "role", "party"):
            if role in PARTY_ROLES:
                self._speaking[conflict, party].add(user)
            if role in STAFF_ROLES:
                self._keeping[conflict].add(user)
            if role == Role.COORDINATOR:
                self._coordinating[conflict].add(user)

    def keepers(self, mesa: int) -> set[int]:
        """Coordinators and registrars."""
        conflict, _grade = self._mesas[mesa]
        return set(self._keeping[conflict])

    def concerned(self, mesa: int) -> set[int]:
        conflict, grade = self._mesas[mesa]
        told = set(self._coordinating[conflict])
        if grade == Grade.INTERNAL:
            return told
        for party in self._parties[mesa]:
            for speaker in self._kin.speakers_for(party):
                told |= self._speaking.get((conflict, speaker), set())
        return told


def parties_at(mesas: Mesas) -> Mapping[int, set[int]]:
    """Communities with a seat, and parties at either end of what is open there and not internal."""
    found: dict[int, set[int]] = defaultdict(set)
    seated = Seat.objects.filter(mesa__in=mesas, party__sector=Sector.COMMUNITY).order_by()
    for mesa, party in seated.values_list("mesa", "party"):
        found[mesa].add(party)
    held = CommitmentParty.objects.filter(
        duty__in=(*OBLIGOR_DUTIES, Duty.BENEFICIARY),
        commitment__mesa__in=mesas,
        commitment__state__in=OPEN_STATES,
        commitment__record=Record.MEMBERS,
    ).exclude(commitment__grade=Grade.INTERNAL)
    for mesa, party in held.order_by().values_list("commitment__mesa", "party").distinct():
        found[mesa].add(party)
    return found
