"""From the files to facts of mesas: tables, mandates, seats, sessions, demands, papers, figures of many commitments."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from django.utils.text import slugify
from django.utils.translation import gettext as _

from agreements.services.real_cases import marks, words
from agreements.services.real_cases.cells import Reader, readers
from agreements.services.real_cases.events import Event, told_of
from agreements.services.real_cases.files import Files
from agreements.services.real_cases.words import Entity
from conflicts.choices import Grade
from conflicts.partial_dates import PartialDate
from conflicts.services.sources import Fact
from mesas.choices import Answer, Held, MesaStatus
from mesas.models import Demand, Document, Mandate, Mesa, ReportedFigure, Seat, Session, WorkingGroup
from mesas.services.sources import MesaFacts

NUMBERED = re.compile(r"^\d+\. ")


def about_mesas(files: Files, events: Iterable[Event]) -> MesaFacts:
    """Everything that the files say of mesas. Faults are noted in `files`."""
    events = list(events)
    return MesaFacts(
        mesas=[mesa(row, events) for row in readers(files, "mesas")],
        mandates=[mandate(row) for row in readers(files, "mandates")],
        seats=[seat(row) for row in readers(files, "mesa_members")],
        sessions=[session(row) for row in readers(files, "sessions")],
        demands=[demand(row) for row in readers(files, "demands")],
        documents=[document(row) for row in readers(files, "agreements")],
        figures=[figure(row) for row in readers(files, "commitments") if row.flag("is_aggregate")],
    )


def mesa(row: Reader, events: Iterable[Event]) -> Fact:
    texts = row.texts(
        Mesa,
        name="name_es",
        status_note="status_note",
        chair_text="chair_text",
        secretariat_text="technical_secretariat",
        place="place",
        instrument_text="legal_instrument",
        validity_text="validity_text",
        notes="notes",
        source_note="nota_fuente",
    )
    mechanism = row.word("mechanism_type", words.MECHANISM)
    judged = {
        "mechanism": mechanism,
        "mechanism_note": row["mechanism_note"] or marks.other_mechanism(texts["name"], mechanism),
        "status": row.word("status", words.MESA_STATUS),
        "confidence": row.word("confidence", words.CONFIDENCE),
    }
    dates = {
        "installed": row.date("installed_on", "installed_precision", "installed_note"),
        "closed": closing(row, judged["status"]),
        "status_as_of": row.date("status_as_of", "status_as_of_precision"),
    }
    slug = slugify(row["code"])
    row.check(Mesa, "code", "code", row["code"])
    row.check(Mesa, "slug", "code", slug)
    return Fact(
        row["mesa_id"],
        texts | judged | dates | row.numbers(Mesa, sessions_reported="sessions_reported"),
        links={
            "conflict": row.to("conflict_id", "conflicts"),
            "episode": row.to("episode_id", "episodes", needed=False),
        },
        sets={
            "sources": row.sources(),
            "incidents": told_of(events, Entity.MESA, row["mesa_id"]),
            "working_groups": working_groups(row),
            "links_back": predecessors(row),
        },
        once={"code": row["code"], "slug": slug, "grade": Grade.PUBLIC},
    )


def closing(row: Reader, status: MesaStatus) -> PartialDate:
    """The day on which a mesa closed. Of one that did not close, the end of its last known term stands in its mandates,
    and here only the words that say so."""
    written = row.date("closed_on", "closed_precision", "closed_note")
    return written if status == MesaStatus.CLOSED else PartialDate.unknown(written.words)


def predecessors(row: Reader) -> list[tuple[str, bool]]:
    """The mesa before this one: of what kind the link is and what it inherits, nobody says."""
    key = row.to("predecessor_mesa_id", "mesas", needed=False)
    if key == row["mesa_id"]:
        row.fault("predecessor_mesa_id", _("una mesa no puede ser anterior a sí misma"))
    return [(key, row.flag("predecessor_inferred"))] if key else []


def working_groups(row: Reader) -> list[tuple[str, int]]:
    """Groups that the row names, and after them those that only a session of the mesa names, as it names them."""
    own = [NUMBERED.sub("", part) for part in row.parts("subgroups")]
    of_sessions = [
        each.cells["subgroup"] for each in row.files.rows["sessions"] if each.cells["mesa_id"] == row["mesa_id"]
    ]
    names = list(dict.fromkeys(chain(own, filter(None, of_sessions))))
    for name in names:
        row.check(WorkingGroup, "name", "subgroups", name)
    return [(name, order) for order, name in enumerate(names, start=1)]


def mandate(row: Reader) -> Fact:
    """An empty end is not a mandate without end, and an antecedent is no mandate of the mesa."""
    dates = {
        "starts": row.date("starts_on", "starts_precision"),
        "ends": row.date("ends_on", "ends_precision"),
    }
    if dates["ends"].known_before(dates["starts"]):
        row.fault("ends_on", _("termina antes de empezar"))
    kinds = {"kind": row.word("kind", words.MANDATE_KIND), "end_kind": row.word("end_kind", words.END_KIND)}
    return Fact(
        row["mandate_id"],
        row.texts(Mandate, instrument="legal_instrument", text="text") | kinds | dates,
        links={"mesa": row.to("mesa_id", "mesas")},
        sets={"sources": row.sources()},
    )


def seat(row: Reader) -> Fact:
    texts = row.texts(Seat, role_note="role_note", post="representative_post", note="note", source_note="nota_fuente")
    return Fact(
        f"{row['mesa_id']}/{row['org_id']}/{row['role']}",
        texts | row.numbers(Seat, places="seats") | {"role": row.word("role", words.SEAT_ROLE)},
        links={"mesa": row.to("mesa_id", "mesas"), "party": row.to("org_id", "organisations")},
        sets={"sources": row.sources()},
    )


def session(row: Reader) -> Fact:
    """A session keeps the label that its source gives. It gets no number: nobody counted the others."""
    texts = row.texts(
        Session,
        label="session_no",
        place="place",
        not_held_note="held_reason",
        attendance_note="attendance_note",
        interpretation_note="language_note",
        outcome="outcome",
    )
    held = row.word("held", words.HELD)
    day = row.date("date", "date_precision", "date_note")
    failed = held in (Held.FAILED, Held.POSTPONED)
    agenda = row.parts("agenda")
    answers = {
        "held": held,
        "not_held_reason": words.reason_not_held(row["held_reason"]) if failed else "",
        "quorum": row.word("quorum_ok", words.ANSWER),
        "agenda_known": Answer.YES if agenda else Answer.UNKNOWN,
    }
    dates = {
        "day": day,
        "end": row.date("date_end", "date_end_precision"),
        "next_day": row.date("next_session_on", "next_session_precision", "next_session_note"),
    }
    mark = marks.of_session(row, held, day)
    return Fact(
        row["session_id"],
        texts | answers | dates | {"source_note": marks.beside(row["nota_fuente"], mark)},
        links={
            "mesa": row.to("mesa_id", "mesas"),
            "working_group": f"{row['mesa_id']}/{row['subgroup']}" if row["subgroup"] else None,
        },
        sets={"sources": row.sources(), "agenda_items": list(enumerate(agenda, start=1))},
    )


def demand(row: Reader) -> Fact:
    texts = row.texts(
        Demand,
        raised_by_text="raised_by",
        text="text_es",
        theme_note="category_note",
        amount_text="amount_text",
        notes="notes",
    )
    return Fact(
        row["demand_id"],
        texts
        | row.amounts(Demand, amount_pen="amount_pen")
        | {"theme": row.word("category", words.THEME), "raised": row.date("date", "date_precision", "date_note")},
        links={
            "conflict": row.to("conflict_id", "conflicts"),
            "episode": row.to("episode_id", "episodes", needed=False),
            "mesa": row.to("mesa_id", "mesas", needed=False),
            "raised_by": party_named(row.files, row["raised_by"]),
        },
        sets={"sources": row.sources()},
    )


def party_named(files: Files, name: str) -> str | None:
    """The one party that a text names exactly; "FUDIE y municipalidad" stays words."""
    found = [
        row.cells["org_id"]
        for row in files.rows["organisations"]
        if name and name in (row.cells["name_es"], row.cells["short_name"])
    ]
    return found[0] if len(found) == 1 else None


def document(row: Reader) -> Fact:
    texts = row.texts(
        Document,
        title="title_es",
        summary="summary_es",
        signatories_note="signatories_note",
        non_signatories_note="non_signatories",
        amount_text="amount_text",
    )
    dated = row.date("date", "date_precision", "date_note")
    judged = {
        "kind": row.word("document_type", words.DOCUMENT_KIND),
        "mark": row.word("signed", words.DOCUMENT_MARK),
        "is_background": row.flag("is_background"),
        "dated": dated,
        "source_note": marks.beside(row["nota_fuente"], marks.out_of_dates(row, dated)),
    }
    held_in = row.to("session_id", "sessions", needed=False)
    return Fact(
        row["agreement_id"],
        texts | row.amounts(Document, amount_pen="amount_pen") | judged,
        links={"mesa": row.to("mesa_id", "mesas")},
        sets={"sources": row.sources(), "sessions": [(held_in,)] if held_in else []},
    )


def figure(row: Reader) -> Fact:
    """How many commitments of a mesa are in a state, says a source: figures of different days are never added."""
    texts = row.texts(
        ReportedFigure,
        text="text_es",
        state_text="status_reported_text",
        party_text="responsible_text",
        amount_text="amount_text",
        source_note="nota_fuente",
    )
    judged = {
        "state": row.word("status_normalised", words.REPORTED_STATE),
        "said_by": row.word("status_said_by", words.SAID_BY),
        "as_of": row.date("status_as_of", "status_as_of_precision"),
        "confidence": row.word("confidence", words.CONFIDENCE),
        "notes": "; ".join(filter(None, (row["notes"], row["deadline_text"]))),
    }
    obligors = row.many("responsible_org_ids", "organisations")
    row.check(ReportedFigure, "code", "code", row["code"])
    return Fact(
        row["commitment_id"],
        texts
        | row.numbers(ReportedFigure, quantity="quantity_of_commitments")
        | row.amounts(ReportedFigure, amount_pen="amount_pen")
        | judged,
        links={
            "mesa": row.to("mesa_id", "mesas"),
            "document": row.to("agreement_id", "agreements", needed=False),
            "party": obligors[0][0] if len(obligors) == 1 else None,
        },
        sets={"sources": row.sources()},
        once={"code": row["code"]},
    )
