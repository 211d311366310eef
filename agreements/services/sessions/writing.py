"""Writing a session that was found in order, in as many queries for three rows as for three hundred."""

import dataclasses
import uuid
from datetime import datetime
from typing import Any

from django.db.models import Max
from django.utils.translation import gettext as _

from agreements.models import Agreement, SessionReview
from agreements.services.demand_notices import tell_demands_agreed
from agreements.services.registration import register_commitments
from agreements.services.sessions.data import AnyDemand, Paper, SessionData
from conflicts.partial_dates import PartialDate
from conflicts.services.bulk import insert_with_history
from conflicts.wording import in_words
from mesas.choices import Answer, Held
from mesas.models import (
    AgendaItem,
    Attendance,
    Demand,
    Document,
    DocumentDelivery,
    Mesa,
    Person,
    Session,
    SessionNotice,
    Signature,
)
from mesas.services.files import Keep

#: Columns of a session that are told as they are stored.
AS_TOLD = (
    "working_group", "label", "held", "not_held_reason", "not_held_note", "starts_at", "ends_at", "place", "mode",
    "convened_by", "languages_needed", "interpretation", "interpretation_note", "quorum", "attendance_note", "outcome",
    "next_day",
)  # fmt: skip


def write_session(mesa: Mesa, data: SessionData, *, by: Any, at: datetime, client_id: uuid.UUID, keep: Keep) -> Session:
    """All rows of a session. The mesa is locked by the caller, so the next number is this session's."""
    (session,) = insert_with_history(
        [
            Session(
                **{name: getattr(data, name) for name in AS_TOLD},
                mesa=mesa,
                number=next_number(mesa, data),
                day=PartialDate.on(data.day),
                agenda_known=agenda_known(data),
                client_id=client_id,
                fingerprint=data.fingerprint,
                logged_by=by,
                logged_at=at,
            )
        ],
        by=by,
        at=at,
    )
    SessionNotice.objects.bulk_create(
        SessionNotice(session=session, side=side.side, notice_on=side.notice_on, documents_on=side.documents_on)
        for side in data.summons
        if side.notice_on or side.documents_on
    )
    write_attendance(session, data, by=by, at=at)
    demands = write_demands(session, data, by=by, at=at)
    write_agenda(session, data, demands, by=by, at=at)
    SessionReview.objects.bulk_create(
        SessionReview(
            session=session, commitment=each.commitment, outcome=each.outcome, said_by=each.said_by, note=each.note
        )
        for each in data.reviews
    )
    if data.paper or data.accords:
        document = write_document(session, data, by=by, at=at, keep=keep)
        write_agreements(document, session, data, demands, by=by, at=at)
    return session


def next_number(mesa: Mesa, data: SessionData) -> int | None:
    """Consecutive within the mesa or the working group; only what was held has one."""
    if data.held != Held.HELD:
        return None
    siblings = Session.objects.filter(mesa=mesa, working_group=data.working_group)
    return (siblings.aggregate(last=Max("number"))["last"] or 0) + 1


def agenda_known(data: SessionData) -> Answer:
    """Who logs a session held without a point says that it had no agenda; of one not held, nobody knows."""
    if data.points:
        return Answer.YES
    return Answer.NO if data.held == Held.HELD else Answer.UNKNOWN


def write_attendance(session: Session, data: SessionData, *, by: Any, at: datetime) -> None:
    new = [each for each in data.attendees if each.person is None]
    people = insert_with_history(
        [Person(party=each.party, name=each.name, gender=each.gender, post=each.post) for each in new], by=by, at=at
    )
    unknown = iter(people)
    insert_with_history(
        [
            Attendance(
                session=session,
                person=each.person or next(unknown),
                **{
                    name: getattr(each, name)
                    for name in (
                        "party", "post", "level", "came", "can_decide", "capacity", "is_remote", "travel_hours",
                        "travel_paid_by",
                    )
                },
            )
            for each in data.attendees
        ],
        by=by,
        at=at,
    )  # fmt: skip


def write_demands(session: Session, data: SessionData, *, by: Any, at: datetime) -> list[Demand]:
    return insert_with_history(
        [
            Demand(
                conflict_id=session.mesa.conflict_id,
                mesa=session.mesa,
                session=session,
                raised=session.day,
                raised_by=each.raised_by,
                text=each.text,
                theme=each.theme,
            )
            for each in data.demands
        ],
        by=by,
        at=at,
    )


def write_agenda(session: Session, data: SessionData, demands: list[Demand], *, by: Any, at: datetime) -> None:
    insert_with_history(
        [
            AgendaItem(
                session=session,
                order=order,
                text=each.text,
                proposer=each.proposer,
                admission=each.admission,
                refusal_reason=each.refusal_reason,
                demand=stored(each.demand, demands),
                outcome=each.outcome,
                minutes=each.minutes,
            )
            for order, each in enumerate(data.points, start=1)
        ],
        by=by,
        at=at,
    )


def stored(demand: AnyDemand | None, new: list[Demand]) -> Demand | None:
    """The demand on record, also where it was named by its place among those of this session."""
    return new[demand] if isinstance(demand, int) else demand


def write_document(session: Session, data: SessionData, *, by: Any, at: datetime, keep: Keep) -> Document:
    paper = data.paper or Paper()
    document = Document(
        mesa=session.mesa,
        kind=paper.kind,
        title=paper.title or title_of(paper, session),
        dated=session.day,
        mark=paper.mark,
        signed=PartialDate.on(paper.signed_on) if paper.signed_on else PartialDate.unknown(),
        registered_by=by,
        registered_at=at,
    )
    keep_file(document, paper, keep)
    (document,) = insert_with_history([document], by=by, at=at)
    Document.sessions.through.objects.bulk_create([Document.sessions.through(document=document, session=session)])
    Signature.objects.bulk_create(
        Signature(
            document=document, party=each.party, signed=each.signed, reservation=each.reservation, reason=each.reason
        )
        for each in paper.signers
    )
    DocumentDelivery.objects.bulk_create(
        DocumentDelivery(document=document, language=language, form=form) for language, form in paper.deliveries
    )
    return document


def title_of(paper: Paper, session: Session) -> str:
    """What people call it: "Acta de la sesión 10, 9 de julio de 2026"."""
    said = {"kind": paper.kind.label, "number": session.number, "day": in_words(session.day)}
    numbered = _("%(kind)s de la sesión %(number)s, %(day)s") if session.number else _("%(kind)s del %(day)s")
    return f"{numbered % said} ({session.working_group})"[:200] if session.working_group else numbered % said


def keep_file(document: Document, paper: Paper, keep: Keep) -> None:
    """The original as it came, under a name that says nothing; what the person called it stands beside."""
    if paper.file is not None:
        keep(document.original, paper.file.original, paper.file.extension)
        document.original_name, document.sha256 = paper.file.name, paper.file.sha256


def write_agreements(
    document: Document, session: Session, data: SessionData, demands: list[Demand], *, by: Any, at: datetime
) -> None:
    grade = session.mesa.grade
    agreements = insert_with_history(
        [
            Agreement(document=document, session=session, order=order, clause=each.clause, text=each.words(grade))
            for order, each in enumerate(data.accords, start=1)
        ],
        by=by,
        at=at,
    )
    answers = Agreement.demands.through
    answers.objects.bulk_create(
        answers(agreement=agreement, demand=stored(demand, demands))
        for agreement, each in zip(agreements, data.accords, strict=True)
        for demand in each.demands
    )
    owners = (agreement for agreement, each in zip(agreements, data.accords, strict=True) for _promise in each.promises)
    register_commitments(
        [
            dataclasses.replace(row, agreement=agreement, document=document, session=session)
            for row, agreement in zip(data.commitments(session.mesa), owners, strict=True)
        ],
        by=by,
        at=at,
    )
    if any(each.demands for each in data.accords):
        tell_demands_agreed(agreements, by=by, at=at)
