"""From the files to facts of promises: agreements, commitments, and what sources say became of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from agreements.choices import DeadlineKind, Duty, Record, Trigger
from agreements.models import Agreement, Commitment, ReportedStatus
from agreements.services.deadlines import Deadline, deadline_columns
from agreements.services.real_cases import marks, words
from agreements.services.real_cases.cells import Reader, readers
from agreements.services.real_cases.events import Event, grade_of, told_of
from agreements.services.real_cases.files import Files
from agreements.services.real_cases.words import Entity
from agreements.services.sources import AgreementFacts
from conflicts.choices import Grade
from conflicts.partial_dates import ImpossibleDate, PartialDate
from conflicts.services.sources import Fact

WHY_MEMBERS = "Obligación sobre la protesta: la ven los miembros."

#: Parts of a deadline of which the files say nothing.
UNTOLD = ("trigger_commitment", "skipped_days", "recurs", "recurs_until")


def about_agreements(files: Files, events: Iterable[Event]) -> AgreementFacts:
    """Everything that the files say of promises. Rows that count many commitments are figures of their mesa instead."""
    events = list(events)
    single = [row for row in readers(files, "commitments") if row["is_aggregate"] != "yes"]
    return AgreementFacts(
        agreements=[agreement(row, events) for row in readers(files, "agreements")],
        commitments=[commitment(row, events) for row in single],
        statuses=[status(row) for row in single if says_something(row)],
    )


def agreement(row: Reader, events: Iterable[Event]) -> Fact:
    """What the document of the same row agrees."""
    return Fact(
        row["agreement_id"],
        row.texts(Agreement, text="summary_es", source_note="nota_fuente"),
        links={"document": row["agreement_id"], "session": row.to("session_id", "sessions", needed=False)},
        sets={"sources": row.sources(), "incidents": told_of(events, Entity.AGREEMENT, row["agreement_id"])},
    )


def commitment(row: Reader, events: Iterable[Event]) -> Fact:
    """One promise. What the file says of it is a summary and becomes the title: nobody has the words of the acta."""
    texts = row.texts(
        Commitment,
        title="text_es",
        theme_note="category_note",
        obligor_text="responsible_text",
        notes="notes",
        source_label="ref_code",
    )
    judged = {
        "theme": row.word("category", words.THEME),
        "is_background": row.flag("is_background"),
        "confidence": row.word("confidence", words.CONFIDENCE),
        "agreed": agreed(row),
        "starts": row.date("starts_on", "starts_precision"),
        "source_note": marks.beside(row["nota_fuente"], marks.other_mesa(row)),
    }
    grade = grade_of(row.row)
    document = row.to("agreement_id", "agreements")
    return Fact(
        row["commitment_id"],
        texts | judged | amount(row) | deadline(row),
        links={
            "mesa": row.to("mesa_id", "mesas"),
            "agreement": document,
            "document": document,
            "session": session_of(row),
        },
        sets={
            "sources": row.sources(),
            "incidents": told_of(events, Entity.COMMITMENT, row["commitment_id"]),
            "duties": duties(row),
        },
        once={
            "code": code(row),
            "source_code": row["commitment_id"],
            "grade": grade,
            "grade_reason": WHY_MEMBERS if grade == Grade.MEMBERS else "",
            "record": Record.SOURCES,
        },
    )


def code(row: Reader) -> str:
    """The code of the file is the product's: that of the mesa, and a number."""
    mesa = row.files.find("mesas", row["mesa_id"])
    if mesa and not re.fullmatch(rf"{re.escape(mesa.cells['code'])}-(\d{{2}}|[1-9]\d{{2,4}})", row["code"], re.ASCII):
        row.fault("code", _("debe ser %(mesa)s y un número, como %(mesa)s-01") % {"mesa": mesa.cells["code"]})
    return row["code"]


def duties(row: Reader) -> list[tuple[str, Duty]]:
    """Who owes. Of several the files do not say who leads, so nobody does; of one there is no doubt."""
    keys = [key for (key,) in row.many("responsible_org_ids", "organisations")]
    duty = Duty.LEAD if len(keys) == 1 else Duty.CO_OBLIGOR
    return [(key, duty) for key in keys]


def amount(row: Reader) -> dict[str, Any]:
    """The amount in soles; one in dollars is told in words, since rates change."""
    read = row.amounts(Commitment, amount_pen="amount_pen")
    usd = row.amounts(Commitment, amount_pen="amount_usd")["amount_pen"]
    dollars = f"US$ {usd}" if usd else ""
    text = "; ".join(filter(None, (*row.parts("amount_text"), dollars)))
    row.check(Commitment, "amount_text", "amount_text", text)
    return read | {"amount_text": text}


def agreed(row: Reader) -> PartialDate:
    """The day of the document."""
    found = row.files.find("agreements", row["agreement_id"])
    if found is None:
        return PartialDate.unknown()
    return Reader(row.files, "agreements", found).date("date", "date_precision", "date_note")


def session_of(row: Reader) -> str | None:
    """The session of the document, where there is one."""
    found = row.files.find("agreements", row["agreement_id"])
    return (found.cells["session_id"] or None) if found else None


def deadline(row: Reader) -> dict[str, Any]:
    """The deadline as the files give it. A term without its end is counted like any other."""
    kind = row.word("deadline_kind", words.DEADLINE_KIND)
    due = row.date("deadline", "deadline_precision")
    basis = row.word("deadline_basis", words.DEADLINE_BASIS)
    texts = row.texts(Commitment, deadline_text="deadline_text", trigger_text="stage")
    term: int | None = None
    trigger, triggered = Trigger.NONE, PartialDate.unknown()
    if row["deadline_kind"] == "term_calendar":
        kind, column = (DeadlineKind.DAYS, "term_days") if row["term_days"] else (DeadlineKind.MONTHS, "term_months")
        term = row.numbers(Commitment, term=column)["term"]
        trigger, triggered = Trigger.DATE, row.date("term_from", "term_from_precision")
    note_contradictions(row, kind, due, term)
    given = Deadline(
        kind,
        due=due,
        basis=basis or None,
        text=texts["deadline_text"],
        term=term,
        trigger=trigger,
        trigger_text=texts["trigger_text"],
        triggered=triggered,
    )
    try:
        columns = deadline_columns(given)
    except ImpossibleDate as problem:
        row.fault("term_months", str(problem))
        columns = {}
    return {name: value for name, value in columns.items() if name not in UNTOLD}


def note_contradictions(row: Reader, kind: DeadlineKind, due: PartialDate, term: int | None) -> None:
    """A kind of deadline that does not agree with the other cells of its row."""
    if kind == DeadlineKind.DATE and not due.is_known:
        row.fault("deadline", _("falta la fecha del plazo"))
    if kind == DeadlineKind.UNKNOWN and due.is_known:
        row.fault("deadline_kind", _("dice que no se conoce el plazo, pero la fila da una fecha"))
    if kind in (DeadlineKind.DAYS, DeadlineKind.MONTHS) and not term:
        row.fault("term_months", _("falta de cuánto es el plazo"))


def says_something(row: Reader) -> bool:
    """Whether any source tells what became of the commitment."""
    state = words.REPORTED_STATE.get(row["status_normalised"])
    return bool(state or row["status_reported_text"] or row["status_as_of"])


def status(row: Reader) -> Fact:
    """What a source says, with its words and who said it: a reported *cumplido* is no claim and no verification."""
    said = {
        "state": row.word("status_normalised", words.REPORTED_STATE),
        "said_by": row.word("status_said_by", words.SAID_BY),
        "as_of": row.date("status_as_of", "status_as_of_precision"),
        "confidence": row.word("confidence", words.CONFIDENCE),
    }
    return Fact(
        row["commitment_id"],
        row.texts(ReportedStatus, text="status_reported_text") | said,
        links={"commitment": row["commitment_id"]},
        sets={"sources": row.sources()},
    )
