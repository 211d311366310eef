"""A session to be logged, as short or as long as a test needs."""

import datetime
import uuid
from types import SimpleNamespace

from agreements.choices import DeadlineKind, Duty, ReviewOutcome, Trigger
from agreements.models import Agreement, Commitment, SessionReview
from agreements.services.registration import Deadline, NewDuty
from agreements.services.sessions import log_session
from agreements.services.sessions.data import (
    Accord,
    Attendee,
    NewDemand,
    Paper,
    Point,
    Promise,
    Review,
    SessionData,
    Signer,
    Summons,
)
from conflicts.choices import Grade, Role, Sector, Side
from conflicts.partial_dates import PartialDate
from mesas.choices import Admission, Answer, CanDecide, DeliveryForm, DocumentMark, Held
from mesas.models import AgendaItem, Attendance, Demand, Document, Person, Session
from tests.factories import CommitmentFactory, MembershipFactory, MesaFactory, PartyFactory, PersonFactory, SeatFactory

DAY = datetime.date(2026, 11, 4)
AT = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)


def a_table():
    """A mesa with a registrar, a ministry, a company and a village with somebody at its seat."""
    mesa = MesaFactory(code="ESP-2026", slug="esp-2026")
    health = PartyFactory(short_name="Sector Salud", name="Ministerio de Salud", sector=Sector.NATIONAL)
    mine = PartyFactory(short_name="Minera Cerro Claro", sector=Sector.COMPANY)
    village = PartyFactory(short_name="Pampa Clara", name="Comunidad campesina de Pampa Clara")
    rosa = PersonFactory(party=village, name="Rosa Quispe", post="presidenta comunal")
    for party in (health, mine):
        SeatFactory(mesa=mesa, party=party)
    SeatFactory(mesa=mesa, party=village, person=rosa)
    registrar = MembershipFactory(conflict=mesa.conflict, role=Role.REGISTRAR).user
    return SimpleNamespace(mesa=mesa, health=health, mine=mine, village=village, rosa=rosa, registrar=registrar)


def promise(table, **more):
    """Health owes the village something, without deadline."""
    duties = [NewDuty(Duty.LEAD, table.health), NewDuty(Duty.BENEFICIARY, table.village)]
    return Promise(
        **{
            "title": "Posta médica",
            "deadline": Deadline(DeadlineKind.NONE),
            "grade": Grade.PUBLIC,
            "duties": duties,
            **more,
        }
    )


def told(**more):
    return SessionData(**{"held": Held.HELD, "day": DAY, **more})


def whole(table, *, attendees=1, points=1, promises=1):
    """Every part of a session, with as many rows as asked."""
    days = Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.SESSION)
    signed = Deadline(DeadlineKind.MONTHS, term=6, trigger=Trigger.SIGNATURE)
    return told(
        place="Local comunal",
        convened_by=table.health,
        summons=[Summons(side=Side.STATE, notice_on=DAY), Summons(side=Side.SOCIETY)],
        attendees=[
            Attendee(party=table.village, person=table.rosa, came=True, can_decide=CanDecide.YES, post="presidenta"),
            *(Attendee(party=table.mine, name=f"Delegado {n}", came=True) for n in range(attendees)),
        ],
        demands=[NewDemand(text=f"Agua {n}", raised_by=table.village) for n in range(points)],
        points=[
            Point(text="Agua", proposer=table.village, admission=Admission.ADMITTED, demand=n) for n in range(points)
        ],
        reviews=[
            Review(commitment=CommitmentFactory(mesa=table.mesa), outcome=ReviewOutcome.ADVANCING, said_by=table.mine)
            for _ in range(promises)
        ],
        accords=[
            Accord(
                text=f"Acuerdo {n}",
                demands=[0],
                promises=[promise(table, deadline=days if n % 2 else signed, title=f"Obra {n}")],
            )
            for n in range(promises)
        ],
        paper=Paper(
            mark=DocumentMark.SIGNED,
            signed_on=DAY + datetime.timedelta(days=1),
            signers=[
                Signer(party=table.health, signed=Answer.YES),
                Signer(party=table.mine, signed=Answer.NO, reason="—"),
            ],
            deliveries=[("quechua", DeliveryForm.ORAL)],
        ),
    )


def log(table, data, **more):
    return log_session(table.mesa, **{"by": table.registrar, "client_id": uuid.uuid4(), "data": data, "at": AT, **more})


def due_on(day):
    return Deadline(DeadlineKind.DATE, due=PartialDate.on(day))


def counts():
    models = (Session, Person, Attendance, AgendaItem, Demand, Document, Agreement, Commitment, SessionReview)
    return {model.__name__: model.objects.count() for model in models}
