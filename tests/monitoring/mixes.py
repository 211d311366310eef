"""Commitments of every make, the same for the same seed."""

import datetime
import random

from agreements.choices import DeadlineKind, Duty, Kind, Record, State
from agreements.models import ReportedStatus
from conflicts.choices import Grade, Sector, Theme
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, Held, ReportedState
from mesas.models import AgendaItem
from tests.factories import (
    CommitmentFactory,
    CommitmentPartyFactory,
    ConflictFactory,
    DemandFactory,
    DocumentFactory,
    MesaFactory,
    PartyFactory,
    SessionFactory,
)

SECTORS = (Sector.COMPANY, Sector.NATIONAL, Sector.REGIONAL, Sector.COMMUNITY, Sector.COMMUNITY, Sector.OTHER)
DATED = (DeadlineKind.DATE, DeadlineKind.MONTHS)
KINDS = (*DATED, *DATED, DeadlineKind.NONE, DeadlineKind.UNKNOWN, DeadlineKind.STAGE, DeadlineKind.RECURRING)


class Mix:
    """Two real conflicts and the example, mesas of two grades, parties merged into another or succeeded."""

    def __init__(self, seed: int, on: datetime.date, count: int = 60) -> None:
        self.dice, self.on = random.Random(seed), on
        example = ConflictFactory(is_example=True, slug="ejemplo")
        self.mesas = [
            MesaFactory(slug="uno"),
            MesaFactory(slug="dos"),
            MesaFactory(slug="tres", grade=Grade.MEMBERS),
            MesaFactory(slug="ejemplo", conflict=example),
        ]
        self.parties = [PartyFactory(slug=f"p{n}", sector=sector) for n, sector in enumerate(SECTORS)]
        self.parties.append(PartyFactory(slug="p1-antes", sector=Sector.NATIONAL, merged_into=self.parties[1]))
        heir = PartyFactory(slug="p7", sector=Sector.COMPANY)  # it stands on nothing itself
        self.parties.append(PartyFactory(slug="p7-antes", sector=Sector.COMPANY, merged_into=heir))
        self.parties.append(PartyFactory(slug="p8-antes", sector=Sector.REGIONAL, succeeded_by=self.parties[0]))
        for _ in range(count):
            self.commitment()
        for _ in range(count // 4):
            self.session()

    def pick(self, *values):
        return self.dice.choice(values)

    def day(self, first=-500, last=200):
        return self.on + datetime.timedelta(days=self.dice.randint(first, last))

    def commitment(self):
        mesa = self.dice.choice(self.mesas)
        record = self.pick(Record.MEMBERS, Record.MEMBERS, Record.MEMBERS, Record.SOURCES)
        deadline = self.dice.choice(KINDS)
        commitment = CommitmentFactory(
            mesa=mesa,
            ref=None if record == Record.MEMBERS else f"R-{self.dice.random()}",
            record=record,
            grade=self.pick(Grade.PUBLIC, Grade.PUBLIC, Grade.MEMBERS) if mesa.grade == Grade.PUBLIC else mesa.grade,
            theme=self.dice.choice(Theme.values),
            kind=self.pick(Kind.UNKNOWN, Kind.WORKS, Kind.ABSTENTION),
            deadline_kind=deadline,
            due_on=self.day() if deadline in DATED else None,
            last_moved_on=self.day(-200, 0),
            search_text=self.pick("agua", "posta"),
            **(self.said() if record == Record.MEMBERS and deadline != DeadlineKind.RECURRING else {}),
        )
        self.duties(commitment)
        if record == Record.SOURCES and self.dice.random() < 0.6:
            for state in self.dice.sample(ReportedState.values, 2):
                ReportedStatus.objects.create(commitment=commitment, state=state, as_of=PartialDate.year(2020))

    def said(self):
        """What the voices say, as far as the state allows it."""
        state = self.pick(*State)
        if state in (State.PENDING, State.IN_PROGRESS):
            return {"state": state, "claim_level": self.pick(None, 0, 1), "verdict_level": self.pick(None, 1)}
        if state == State.CLAIMED:
            return {
                "state": state,
                "claim_level": 3,
                "claimed_on": self.day(-500, 0),
                "verdict_level": self.pick(None, 3),
            }
        if state == State.FULFILLED:
            voices = self.pick({"verdict_level": 3}, {"finding_level": 3}, {"verdict_level": 3, "finding_level": 3})
            return {"state": state, "claim_level": self.pick(None, 3), **voices}
        return {"state": state, "claim_level": 3, "verdict_level": self.pick(0, 2), "finding_level": self.pick(None, 3)}

    def duties(self, commitment):
        first, second, third = self.dice.sample(self.parties, 3)
        for party, duty, chance in (
            (first, Duty.LEAD, 0.8),
            (second, Duty.CO_OBLIGOR, 0.6),
            (third, Duty.FOLLOW_UP, 0.3),
        ):
            if self.dice.random() < chance:
                CommitmentPartyFactory(commitment=commitment, party=party, duty=duty)

    def session(self):
        session = SessionFactory(
            mesa=self.dice.choice(self.mesas),
            held=self.pick(Held.HELD, Held.HELD, Held.FAILED),
            agenda_known=self.pick(Answer.UNKNOWN, Answer.YES),
            **self.pick({}, {}, {"logged_at": None, "logged_by": None, "ref": f"S-{self.dice.random()}"}),
        )
        if self.dice.random() < 0.5:
            AgendaItem.objects.create(session=session, order=1, text="Agua")
        DemandFactory(mesa=session.mesa, ref=self.pick(None, f"D-{self.dice.random()}"))
        DocumentFactory(mesa=session.mesa)
