"""The sessions of the example, logged as a registrar would log them."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from agreements.choices import DeadlineKind, Duty, Kind, Recurrence, ReviewOutcome, Trigger
from agreements.models import Commitment
from agreements.services.example.reading import Accord, Meeting, Somebody, Story, Table, Vow
from agreements.services.example.stage import Stage
from agreements.services.registration import Deadline, Measurable, NewDuty
from agreements.services.sessions import data as told
from agreements.services.sessions import log_session
from conflicts.choices import Grade, Level, Side, Theme
from conflicts.partial_dates import PartialDate
from mesas.choices import (
    Admission,
    Answer,
    CanDecide,
    Capacity,
    DeliveryForm,
    DocumentKind,
    DocumentMark,
    Gender,
    Held,
    ItemOutcome,
    Mode,
    NotHeldReason,
    TravelPaidBy,
)
from mesas.models import Demand, Mesa

#: Facts of a session that are more than words.
CHOICES = {"mode": Mode, "interpretation": Answer, "quorum": Answer, "not_held_reason": NotHeldReason}
YES_OR_NO = {"s": Answer.YES, "n": Answer.NO, "-": Answer.UNKNOWN}


def log_meeting(stage: Stage, story: Story, meeting: Meeting, mesa: Mesa) -> None:
    """Log the session, and remember its demands, its promises and whoever is new at the table by their keys."""
    session = log_session(
        mesa,
        by=stage.accounts[meeting.by],
        client_id=uuid.uuid4(),
        data=session_data(stage, story, meeting),
        at=stage.moment(meeting.logged, 20),
    )
    demands = Demand.objects.filter(session=session).order_by("pk")
    stage.demands |= zip((table["key"] for table in meeting.demands), demands, strict=True)
    promises = Commitment.objects.filter(session=session).order_by("pk")
    stage.promises |= zip((vow.key for vow in meeting.vows), promises, strict=True)
    there = session.attendances.select_related("person").order_by("pk")
    stage.people |= {key: row.person for key, row in zip(meeting.people, there, strict=False)}


def session_data(stage: Stage, story: Story, meeting: Meeting) -> told.SessionData:
    facts = {name: CHOICES[name](value) if name in CHOICES else value for name, value in meeting.facts.items()}
    places = {table["key"]: place for place, table in enumerate(meeting.demands)}

    def demand(key: str) -> told.AnyDemand:
        return places[key] if key in places else stage.demands[key]

    return told.SessionData(
        **facts,
        held=Held(meeting.held),
        day=stage.day(meeting.day),
        convened_by=stage.parties[meeting.convened_by] if meeting.convened_by else None,
        next_day=PartialDate.unknown() if meeting.next_day is None else stage.span(meeting.next_day),
        summons=[summons(stage, side, table) for side, table in meeting.summons.items()],
        attendees=list(attendees(stage, story, meeting)),
        points=[point(stage, table, demand) for table in meeting.points],
        reviews=[review(stage, table) for table in meeting.reviews],
        demands=[
            told.NewDemand(text=table["text"], raised_by=stage.parties[table["by"]], theme=Theme(table["theme"]))
            for table in meeting.demands
        ],
        paper=paper(stage, meeting.paper) if meeting.paper else None,
        accords=[accord(stage, one, demand) for one in meeting.accords],
    )


def summons(stage: Stage, side: str, table: Table) -> told.Summons:
    days = {f"{name}_on": stage.day(number) for name, number in table.items()}
    return told.Summons(side=Side(side), **days)


def attendees(stage: Stage, story: Story, meeting: Meeting) -> Iterator[told.Attendee]:
    people = {person.key: person for person in story.people}
    for key in meeting.people:
        yield attendee(stage, people[key], came=key not in meeting.absent, is_remote=key in meeting.remote)
    for party in meeting.unnamed:
        yield told.Attendee(party=stage.parties[party], came=True)


def attendee(stage: Stage, somebody: Somebody, *, came: bool, is_remote: bool) -> told.Attendee:
    """A person of whom the table knows, or somebody who comes for the first time and gives her name."""
    travels = came and not is_remote and somebody.travel_hours is not None
    return told.Attendee(
        party=stage.parties[somebody.party],
        person=stage.people.get(somebody.key),
        name=somebody.name,
        came=came,
        is_remote=is_remote,
        gender=Gender(somebody.gender),
        post=somebody.post,
        level=Level(somebody.level),
        capacity=Capacity(somebody.capacity),
        can_decide=CanDecide(somebody.can_decide if came else CanDecide.UNKNOWN),
        travel_hours=Decimal(str(somebody.travel_hours)) if travels else None,
        travel_paid_by=TravelPaidBy(somebody.travel_paid_by) if travels else TravelPaidBy.UNKNOWN,
    )


def point(stage: Stage, table: Table, demand: Any) -> told.Point:
    return told.Point(
        text=table["text"],
        proposer=stage.parties[table["by"]] if "by" in table else None,
        admission=Admission(table.get("admission", Admission.ADMITTED)),
        refusal_reason=table.get("reason", ""),
        demand=demand(table["demand"]) if "demand" in table else None,
        outcome=ItemOutcome(table.get("outcome", "")),
        minutes=table.get("minutes"),
    )


def review(stage: Stage, table: Table) -> told.Review:
    return told.Review(
        commitment=stage.promises[table["vow"]],
        outcome=ReviewOutcome(table["outcome"]),
        said_by=stage.parties[table["by"]] if "by" in table else None,
        note=table.get("note", ""),
    )


def paper(stage: Stage, table: Table) -> told.Paper:
    return told.Paper(
        kind=DocumentKind(table.get("kind", DocumentKind.ACTA)),
        title=table.get("title", ""),
        file=stage.files[table["pdf"]] if "pdf" in table else None,
        mark=DocumentMark(table["mark"]),
        signed_on=stage.day(table["signed"]) if "signed" in table else None,
        signers=[
            told.Signer(
                party=stage.parties[signer["party"]],
                signed=Answer(signer["signed"]),
                reservation=signer.get("reservation", ""),
                reason=signer.get("reason", ""),
            )
            for signer in table.get("signers", ())
        ],
        deliveries=[(language, DeliveryForm(form)) for language, form in table.get("deliveries", ())],
    )


def accord(stage: Stage, one: Accord, demand: Any) -> told.Accord:
    return told.Accord(
        text=one.text,
        clause=one.clause,
        demands=[demand(key) for key in one.demands],
        promises=[promise(stage, vow) for vow in one.vows],
    )


def promise(stage: Stage, vow: Vow) -> told.Promise:
    deadline = deadline_of(stage, vow)
    return told.Promise(
        title=vow.title,
        text=vow.text.format(due=deadline.due),
        deadline=deadline,
        grade=Grade(vow.grade),
        grade_reason=vow.grade_reason,
        duties=duties_of(stage, vow),
        theme=Theme(vow.theme),
        kind=Kind(vow.kind),
        clause=vow.clause,
        amount_pen=None if vow.amount is None else Decimal(vow.amount),
        measurable=measurable_of(vow),
        means_text=vow.means,
    )


def duties_of(stage: Stage, vow: Vow) -> list[NewDuty]:
    duties = [(Duty.LEAD, [vow.lead]), (Duty.CO_OBLIGOR, vow.co), (Duty.BENEFICIARY, vow.to)]
    duties.append((Duty.FOLLOW_UP, [vow.follow_up]))
    return [NewDuty(duty, stage.parties[key]) for duty, keys in duties for key in keys if key]


def measurable_of(vow: Vow) -> Measurable:
    return Measurable(*(YES_OR_NO[letter] for letter in vow.measurable))


def deadline_of(stage: Stage, vow: Vow) -> Deadline:
    if vow.due is None:
        return Deadline(
            DeadlineKind(vow.deadline),
            term=vow.term,
            trigger=Trigger(vow.since),
            trigger_text=vow.since_text,
            trigger_commitment=stage.promises[vow.after] if vow.after else None,
            recurs=Recurrence(vow.recurs),
            recurs_until=PartialDate.unknown() if vow.recurs_until is None else stage.span(vow.recurs_until),
            text=vow.deadline_text,
        )
    due = stage.span(vow.due, vow.precision)
    return Deadline(DeadlineKind.DATE, due=due, text=vow.deadline_text.format(due=due))
