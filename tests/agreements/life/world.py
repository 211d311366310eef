"""A company owes two communities a reservoir, together with the town; both owe a road, of which neither leads. The town
owes one of them a land title, which waits for a day zero; the company looks after the canal of the other every month.

Everybody who could wish to end a debt alone is there: delegates of both that owe, two representatives of each
community, who keep the records, verifiers on a side of their own and on that of the town, an NGO, an administrator.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.utils import timezone

from agreements.choices import DeadlineBasis, DeadlineKind, Duty, Recurrence, Trigger
from agreements.models import Commitment
from agreements.services.periods import make_periods
from conflicts.choices import Grade, Role, Sector
from conflicts.models import Membership, Party
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind, DocumentMark
from tests import factories

START = datetime.datetime(2026, 3, 2, 17, tzinfo=datetime.UTC)  # noon in Lima
AGREED = datetime.date(2026, 2, 10)

PARTIES = {
    "company": Sector.COMPANY,
    "town": Sector.DISTRICT,
    "anta": Sector.COMMUNITY,
    "bamba": Sector.COMMUNITY,
    "church": Sector.CHURCH,
    "ministry": Sector.NATIONAL,
    "ngo": Sector.CIVIL_SOCIETY,
    "new company": Sector.COMPANY,
    "new bamba": Sector.COMMUNITY,
}
#: Who is what, and for which party.
PEOPLE = {
    "delegate": (Role.DELEGATE, "company"),
    "mayor": (Role.DELEGATE, "town"),
    "eva": (Role.REPRESENTATIVE, "anta"),
    "julio": (Role.REPRESENTATIVE, "anta"),
    "rosa": (Role.REPRESENTATIVE, "bamba"),
    "tomas": (Role.REPRESENTATIVE, "bamba"),
    "coordinator": (Role.COORDINATOR, None),
    "registrar": (Role.REGISTRAR, None),
    "verifier": (Role.VERIFIER, "church"),
    "inspector": (Role.VERIFIER, "ministry"),
    "adviser": (Role.REPRESENTATIVE, "ngo"),
    "observer": (Role.OBSERVER, "church"),
}


class World:
    """Made once; what happens in it is taken back after each story."""

    def __init__(self) -> None:
        self.mesa = factories.MesaFactory()
        self.parties = {
            name: factories.PartyFactory(short_name=name, sector=sector) for name, sector in PARTIES.items()
        }
        self.people = {name: factories.UserFactory() for name in PEOPLE}
        for name, (role, party) in PEOPLE.items():
            self.member(name, role, party)
        self.people["admin"] = factories.UserFactory(is_staff=True)
        for party in ("company", "town", "anta", "bamba"):
            factories.SeatFactory(mesa=self.mesa, party=self.parties[party])
        self.reservoir = self.debt(due_on=datetime.date(2026, 4, 15))
        # Nobody leads it and nobody is written down as receiving it, so every community at the table answers.
        self.road = self.debt(due_on=datetime.date(2026, 3, 20))
        # Its term runs from a day that nobody knows yet.
        self.title = self.debt(
            due_on=None, deadline_kind=DeadlineKind.DAYS, term=30, trigger=Trigger.EVENT,
            trigger_text="que se inscriba el terreno",
        )  # fmt: skip
        # Once a month until May.
        self.upkeep = self.debt(
            due_on=None, deadline_kind=DeadlineKind.RECURRING, recurs=Recurrence.MONTHLY,
            starts=PartialDate.on(datetime.date(2026, 3, 1)), recurs_until=PartialDate.on(datetime.date(2026, 5, 31)),
        )  # fmt: skip
        self.duties(
            self.reservoir, company=Duty.LEAD, town=Duty.CO_OBLIGOR, anta=Duty.BENEFICIARY, bamba=Duty.BENEFICIARY
        )
        self.duties(self.road, company=Duty.CO_OBLIGOR, town=Duty.CO_OBLIGOR)
        self.duties(self.title, town=Duty.LEAD, bamba=Duty.BENEFICIARY)
        self.duties(self.upkeep, company=Duty.LEAD, anta=Duty.BENEFICIARY)
        make_periods([self.upkeep], timezone.localdate(START))
        self.keys = [self.reservoir.pk, self.road.pk, self.title.pk, self.upkeep.pk]

    @property
    def debts(self) -> list[Commitment]:
        """As they stand now."""
        return self.debts_of(self.keys)

    def debts_of(self, keys: Collection[int]) -> list[Commitment]:
        return list(Commitment.objects.select_related("mesa").filter(pk__in=keys).order_by("pk"))

    def member(self, person: str, role: Role, party: str | None, starts_on: datetime.date = factories.LONG_AGO):
        return Membership.objects.get_or_create(
            user=self.people[person],
            conflict=self.mesa.conflict,
            role=role,
            party=self.parties[party] if party else None,
            starts_on=starts_on,
        )

    def debt(self, **deadline: Any) -> Commitment:
        acta = factories.DocumentFactory(
            mesa=self.mesa, kind=DocumentKind.ACTA, dated=PartialDate.on(AGREED), mark=DocumentMark.SIGNED
        )
        return factories.CommitmentFactory(
            mesa=self.mesa,
            agreed=PartialDate.on(AGREED),
            document=acta,
            clause="2.1",
            deadline_basis=DeadlineBasis.STATED,
            registered_at=START,
            grade=Grade.PUBLIC,
            **deadline,
        )

    def duties(self, commitment: Commitment, **duties: Duty) -> None:
        for party, duty in duties.items():
            factories.CommitmentPartyFactory(commitment=commitment, party=self.parties[party], duty=duty)

    def party_of(self, person: str) -> Party | None:
        party = PEOPLE.get(person, (None, None))[1]
        return self.parties[party] if party else None
