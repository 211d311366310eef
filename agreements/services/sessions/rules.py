"""What keeps a session from being logged, and what is only odd. Each fault says where it can be mended."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.choices import DeadlineKind, Duty
from agreements.models import Commitment
from agreements.querysets.heritage import reviewable
from agreements.services import registration
from agreements.services.sessions.data import Paper, Promise, SessionData
from conflicts.models import Party
from conflicts.wording import in_words
from mesas.choices import Admission, DocumentMark, Held, NotHeldReason
from mesas.models import Demand, Mesa, Person, WorkingGroup

#: Field of a promise in which the parties with that part are named.
FIELD_OF_DUTY = {
    Duty.LEAD: "lead",
    Duty.CO_OBLIGOR: "co_obligors",
    Duty.BENEFICIARY: "beneficiaries",
    Duty.FOLLOW_UP: "follow_up",
}
SIGNED = (DocumentMark.SIGNED, DocumentMark.COLLATED)


def fault(message: str, code: str, field: str, *, part: str = "", row: int = 0, **more: Any) -> ValidationError:
    return ValidationError(message, code=code, params={"part": part, "row": row, "field": field, **more})


def faults_of(data: SessionData, mesa: Mesa, on: datetime.date) -> Iterator[ValidationError]:
    """What cannot be so, whatever is on record. `on` is the day of recording."""
    yield from faults_of_day(data, on)
    yield from faults_of_summons(data)
    yield from faults_of_rows(data)
    yield from faults_of_promises(data, mesa)
    if data.paper:
        yield from faults_of_paper(data.paper, data.day, on)


def faults_of_day(data: SessionData, on: datetime.date) -> Iterator[ValidationError]:
    if data.held == Held.HELD and data.day > on:
        yield fault(_("Una sesión realizada no puede tener una fecha que todavía no llega."), "future", "day")
    if data.next_day.last and data.next_day.last <= data.day:
        yield fault(_("La próxima sesión va después de esta."), "order", "next_day")
    if data.held == Held.HELD:
        return
    if data.not_held_reason == NotHeldReason.UNKNOWN:
        yield fault(_("Elija por qué no se realizó."), "no_reason", "not_held_reason")
    if data.accords or data.reviews:
        message = _(
            "Una sesión que no se realizó no deja acuerdos ni revisa compromisos. Quítelos, o marque «Realizada»."
        )
        yield fault(message, "not_held", "held")


def faults_of_summons(data: SessionData) -> Iterator[ValidationError]:
    day = in_words(data.day)
    for index, side in enumerate(data.summons):
        if side.notice_on and side.notice_on > data.day:
            message = _("El aviso no puede llegar después de la sesión (%(day)s).") % {"day": day}
            yield fault(message, "late_notice", "notice_on", part="summons", row=index)
        if side.documents_on and side.documents_on > data.day:
            message = _("Estos documentos son los de la convocatoria: llegan antes de la sesión (%(day)s).")
            yield fault(message % {"day": day}, "late_documents", "documents_on", part="summons", row=index)


def faults_of_rows(data: SessionData) -> Iterator[ValidationError]:
    for index, point in enumerate(data.points):
        if point.admission == Admission.REFUSED and not point.refusal_reason:
            message = _("Si el punto se rechazó, escriba por qué.")
            yield fault(message, "no_reason", "refusal_reason", part="points", row=index)
    known = (each.person.pk if each.person else None for each in data.attendees)
    for index in repeated(known):
        yield fault(_("Esa persona ya está en la lista."), "twice", "person", part="attendees", row=index)
    for index in repeated(review.commitment.pk for review in data.reviews):
        yield fault(_("Ese compromiso ya está en la lista."), "twice", "outcome", part="reviews", row=index)
    for index in repeated(summons.side for summons in data.summons):
        yield fault(_("Ese lado ya está en la lista."), "twice", "notice_on", part="summons", row=index)


def faults_of_promises(data: SessionData, mesa: Mesa) -> Iterator[ValidationError]:
    """What would keep the commitments from being registered, told before anything is written."""
    for index, row in enumerate(data.commitments(mesa)):
        if row.deadline.kind == DeadlineKind.DATE and not row.deadline.due.is_known:
            message = _("Escriba la fecha del plazo, o elija otra forma de plazo.")
            yield fault(message, "no_date", "due", part="promises", row=index)
        yield from of_promises(registration.faults_of(row, index))
    yield from of_promises(registration.faults_of_order([promise.deadline for promise in data.promises]))


def of_promises(faults: Iterable[ValidationError]) -> Iterator[ValidationError]:
    """The same, said of a row among the commitments."""
    for each in faults:
        each.params = {**(each.params or {}), "part": "promises"}
        yield each


def faults_of_paper(paper: Paper, day: datetime.date, on: datetime.date) -> Iterator[ValidationError]:
    if paper.mark in SIGNED and paper.signed_on is None:
        yield fault(_("Escriba qué día se firmó."), "no_date", "signed_on", part="paper")
    if paper.signed_on and paper.mark not in SIGNED:
        yield fault(_("Si ya se firmó, marque «Firmada»; si no, borre el día."), "unsigned", "mark", part="paper")
    if paper.signed_on and paper.signed_on < day:
        message = _("No se pudo firmar antes de la sesión (%(day)s).") % {"day": in_words(day)}
        yield fault(message, "order", "signed_on", part="paper")
    if paper.signed_on and paper.signed_on > on:
        yield fault(_("La firma no puede tener una fecha que todavía no llega."), "future", "signed_on", part="paper")
    if paper.mark == DocumentMark.COLLATED and paper.file is None:
        yield fault(_("Para cotejar las palabras hace falta el archivo."), "no_file", "file", part="paper")
    for index in repeated(signer.party.pk for signer in paper.signers):
        yield fault(_("Ese actor ya está en la lista."), "twice", "signed", part="signers", row=index)


def repeated(keys: Iterable[Any]) -> Iterator[int]:
    """Places of what was there before; None is nobody in particular."""
    seen = set()
    for index, key in enumerate(keys):
        if key is not None and key in seen:
            yield index
        seen.add(key)


def unconfirmed(data: SessionData, confirmed: Collection[str]) -> Iterator[ValidationError]:
    """A deadline before the session is nearly always a slip of the hand, but an acta may say so."""
    for index, promise in enumerate(data.promises):
        key = past_deadline(promise, index)
        if promise.deadline.due.last and promise.deadline.due.last < data.day and key not in confirmed:
            message = _(
                "El plazo (%(due)s) es anterior a la sesión (%(day)s). Corríjalo o, si el acta dice así, confírmelo."
            ) % {"due": promise.deadline.due, "day": in_words(data.day)}
            yield fault(message, "confirm", "due", part="promises", row=index, key=key)


def past_deadline(promise: Promise, index: int) -> str:
    """Names the warning; another date is another warning."""
    return f"past_deadline:{index}:{promise.deadline.due.iso}"


def strangers_in(data: SessionData, mesa: Mesa, by: Any) -> Iterator[ValidationError]:
    """Rows of another conflict or mesa. A form never offers them: somebody tampered with it, or it is very old."""
    known: dict[type, set[int]] = {
        Party: set(Party.objects.of_conflict(mesa.conflict_id).values_list("pk", flat=True)),
        Person: set(Person.objects.of_conflict(mesa.conflict_id).values_list("pk", flat=True)),
        Demand: set(Demand.objects.filter(conflict=mesa.conflict_id).values_list("pk", flat=True)),
        Commitment: set(reviewable(mesa, by).values_list("pk", flat=True)),
        WorkingGroup: set(WorkingGroup.objects.filter(mesa=mesa).values_list("pk", flat=True)),
    }
    for part, row, field, value in rows_named_in(data):
        if isinstance(value, int):
            is_known = 0 <= value < len(data.demands)
        else:
            is_known = value.pk in known[type(value)]
        if not is_known:
            yield fault(
                _("Eso no es de esta mesa ni de su conflicto. Elija otra vez de la lista."),
                "foreign",
                field,
                part=part,
                row=row,
            )


def rows_named_in(data: SessionData) -> Iterator[tuple[str, int, str, Any]]:
    """Every row that the session refers to: part, place, field and the row (or the place of a new demand)."""
    named: list[tuple[str, int, str, Any]] = [
        ("", 0, "working_group", data.working_group),
        ("", 0, "convened_by", data.convened_by),
    ]
    for index, attendee in enumerate(data.attendees):
        named += [("attendees", index, "party", attendee.party), ("attendees", index, "person", attendee.person)]
    for index, point in enumerate(data.points):
        named += [("points", index, "proposer", point.proposer), ("points", index, "demand", point.demand)]
    for index, review in enumerate(data.reviews):
        named += [
            ("reviews", index, "outcome", review.commitment),
            ("reviews", index, "said_by", review.said_by),
        ]
    named += [("demands", index, "raised_by", demand.raised_by) for index, demand in enumerate(data.demands)]
    named += [
        ("accords", index, "demands", demand) for index, accord in enumerate(data.accords) for demand in accord.demands
    ]
    named += [
        ("promises", index, FIELD_OF_DUTY[duty.duty], duty.party)
        for index, promise in enumerate(data.promises)
        for duty in promise.duties
    ]
    if data.paper:
        named += [("signers", index, "signed", signer.party) for index, signer in enumerate(data.paper.signers)]
    yield from (each for each in named if each[3] is not None)
