"""The page of a session: what was called, who came, what was on the table, what was agreed, what is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import OBLIGOR_DUTIES, DeadlineKind, Duty
from agreements.models import Agreement, Commitment
from agreements.showing.rows import Row
from conflicts.choices import Side
from conflicts.models import Party
from conflicts.partial_dates import PartialDate, Precision
from conflicts.wording import in_words
from mesas.choices import Admission, Answer, CanDecide, DocumentMark, Held, ItemOutcome
from mesas.models import AgendaItem, Attendance, Document, Session, SessionNotice
from mesas.plazos import shown
from mesas.querysets.people import NameKey

OUTCOME_KINDS: dict[str, str] = {
    ItemOutcome.TREATED: "ok",
    ItemOutcome.POSTPONED: "wait",
    ItemOutcome.NOT_REACHED: "wait",
}
FAIR_NOTICE = 5  # days, as the public line has it


@dataclass(frozen=True)
class Seen:
    """Rows of one session that the reader may see."""

    session: Session
    notices: Sequence[SessionNotice] = ()
    attendances: Sequence[Attendance] = ()
    items: Sequence[AgendaItem] = ()
    documents: Sequence[Document] = ()
    rows: Sequence[Row] = ()
    agreements: Sequence[Agreement] = ()
    without_means: int = 0  # commitments that do not say how they will be checked
    key: NameKey = field(default_factory=lambda: NameKey(False, frozenset(), frozenset()))

    @property
    def is_logged(self) -> bool:
        """Logged by members; of what sources tell, nothing is missing: it is not known."""
        return self.session.logged_at is not None

    @property
    def commitments(self) -> list[Commitment]:
        return [row.commitment for row in self.rows]

    @property
    def was_held(self) -> bool:
        return self.session.held == Held.HELD


def session_row(session: Any) -> dict[str, Any]:
    """A line of the list. `points` and `papers` are counted by the query."""
    is_told = session.logged_at is None
    agenda = ngettext("%(n)d punto", "%(n)d puntos", session.points) % {"n": session.points}
    if not session.points:
        agenda = _("no se conoce") if is_told or session.held != Held.HELD else _("Sin agenda")
    papers = ngettext("%(n)d documento", "%(n)d documentos", session.papers) % {"n": session.papers}
    return {
        "session": session,
        "name": name_of(session),
        "group": session.working_group,
        "held": session.get_held_display() if session.held else _("No se conoce"),
        "held_kind": {Held.HELD: "", Held.UNKNOWN: "none"}.get(session.held, "wait"),
        "agenda": agenda,
        "agenda_kind": "" if session.points else "none" if is_told or session.held != Held.HELD else "wait",
        "papers": papers if session.papers else _("sin documento"),
        "papers_kind": "" if session.papers else "none",
        "is_told": is_told,
    }


def name_of(session: Session) -> str:
    """ "Sesión 10", or what the acta calls it; without either, the day names it."""
    if session.number or session.label or not session.day.is_known:
        return str(session)
    named = _("Sesión del %(day)s") if session.day.precision == Precision.DAY else _("Sesión de %(day)s")
    return named % {"day": in_words(session.day)}


def heading(session: Session) -> str:
    """ "Sesión 10, jueves 9 de julio de 2026"; without a number, the day names it."""
    day = shown(session.day)
    group = f" ({session.working_group})" if session.working_group else ""
    return f"{session}{group}, {day}" if session.day.is_known else f"{session}{group}"


def facts_of(session: Session) -> list[dict[str, Any]]:
    """The record: what is not known says so only where it matters, the rest is left out."""
    hours = " – ".join(f"{hour:%H:%M}" for hour in (session.starts_at, session.ends_at) if hour)
    rows = [
        (_("Motivo"), session.get_not_held_reason_display() if session.not_held_reason else "", session.not_held_note),
        (_("Hora"), hours, ""),
        (_("Lugar"), session.place, ""),
        (_("Modalidad"), session.get_mode_display() if session.mode else "", ""),
        (_("Convocó"), str(session.convened_by or ""), ""),
        (_("Idiomas que hacían falta"), capfirst(session.languages_needed), ""),
        (_("¿Hubo interpretación?"), session.get_interpretation_display() if session.interpretation else "", ""),
        (_("Sobre el idioma"), session.interpretation_note, ""),
        (_("¿Hubo quórum?"), session.get_quorum_display() if session.quorum else "", ""),
        (_("En qué quedó"), session.outcome, ""),
        (_("Próxima sesión"), in_words(session.next_day) if session.next_day.is_known else "", ""),
    ]
    return [{"label": label, "value": value, "note": note} for label, value, note in rows if value]


def untold_of(seen: Seen) -> list[str]:
    """What nobody tells of a session that only public sources know."""
    told: dict[str, Sequence[Any]] = {_("Agenda"): seen.items, _("Acuerdos"): seen.agreements or seen.rows}
    told |= {_("Asistencia"): seen.attendances, _("Documento"): seen.documents}
    return [] if seen.is_logged else [name for name, rows in told.items() if not rows]


def notice_finding(notices: Sequence[SessionNotice]) -> str:
    told = sum(notice.notice_on is not None for notice in notices)
    if not told:
        return _("No se anotó cuándo llegó el aviso")
    if told == len(Side):
        return _("El aviso llegó a todos los lados")
    return _("El aviso llegó a %(told)d de %(all)d lados") % {"told": told, "all": len(Side)}


def notice_rows(notices: Sequence[SessionNotice], day: PartialDate) -> list[dict[str, Any]]:
    """For each side, how many days before the session it was called, and when it had the documents."""
    by_side = {notice.side: notice for notice in notices}
    return [
        {
            "cells": [
                {"text": side.label},
                notice_cell(by_side.get(side), day),
                documents_cell(by_side.get(side)),
            ]
        }
        for side in Side
    ]


def notice_cell(notice: SessionNotice | None, day: PartialDate) -> dict[str, str]:
    if notice is None or notice.notice_on is None:
        return {"text": _("no se anotó"), "kind": "none"}
    if day.last is None:
        return {"text": in_words(notice.notice_on)}
    before = (day.last - notice.notice_on).days
    said = ngettext("%(n)d día antes", "%(n)d días antes", before) % {"n": before} if before else _("el mismo día")
    return {"text": said, "kind": "" if before >= FAIR_NOTICE else "wait", "note": in_words(notice.notice_on)}


def documents_cell(notice: SessionNotice | None) -> dict[str, str]:
    if notice is None or notice.documents_on is None:
        return {"text": _("no se anotó"), "kind": "none"}
    return {"text": in_words(notice.documents_on)}


def agenda_finding(seen: Seen) -> str:
    if not seen.items:
        if seen.is_logged and seen.was_held and seen.session.agenda_known != Answer.YES:
            return _("Se realizó sin agenda")
        return _("La agenda no se conoce")
    total = len(seen.items)
    treated = sum(item.outcome == ItemOutcome.TREATED for item in seen.items)
    said = {"treated": treated, "all": total}
    if treated == total:
        return ngettext("El único punto se trató", "Se trataron los %(all)d puntos", total) % said
    return ngettext("Un punto, que no se trató", "Se trataron %(treated)d de %(all)d puntos", total) % said


def agenda_rows(items: Iterable[AgendaItem]) -> list[dict[str, Any]]:
    """Each point with who put it there and what became of it."""
    return [
        {
            "order": item.order,
            "text": item.text,
            "proposer": item.proposer,
            "refusal": item.refusal_reason if item.admission == Admission.REFUSED else "",
            "is_refused": item.admission == Admission.REFUSED,
            "outcome": item.get_outcome_display() if item.outcome else "",
            "kind": OUTCOME_KINDS.get(item.outcome, "none"),
            "demand": item.demand,
            "minutes": item.minutes,
        }
        for item in items
    ]


def attendance_finding(seen: Seen) -> str:
    if not seen.attendances:
        return _("Sin lista de asistencia")
    came = sum(each.came for each in seen.attendances)
    total = len(seen.attendances)
    said = {"came": came, "all": total}
    if came == total:
        return ngettext("Vino la única persona de la lista", "Vinieron las %(all)d personas de la lista", total) % said
    return _("Vinieron %(came)d de %(all)d personas") % said


def attendance_groups(seen: Seen) -> list[tuple[str, list[dict[str, Any]]]]:
    """People by side. A name shows only to whom it is open; everybody sees post and party."""
    conflict = seen.session.mesa.conflict_id
    ordered = sorted(seen.attendances, key=lambda each: (side_rank(each.party), each.party.short_name, each.pk))
    return [
        (
            name,
            [
                {
                    "name": str(each.person) if seen.key.opens(conflict_id=conflict, party_id=each.party_id) else "",
                    "post": capfirst(each.post or each.get_capacity_display()),
                    "capacity": each.get_capacity_display(),
                    "party": each.party,
                    "came": each.came,
                    "is_remote": each.is_remote,
                    "decides": each.get_can_decide_display() if each.can_decide else "",
                    "decides_kind": "" if each.can_decide == CanDecide.YES else "none",
                }
                for each in rows
            ],
        )
        for name, rows in groupby(ordered, key=lambda each: side_of(each.party))
    ]


def side_rank(party: Party) -> int:
    sides = list(Side)
    return sides.index(party.side) if party.side else len(sides)


def side_of(party: Party) -> str:
    return str(party.side.label) if party.side else _("Otros")


def agreements_finding(seen: Seen) -> str:
    if not seen.agreements and not seen.rows:
        return _("No dejó acuerdos")
    accords, promises = len(seen.agreements), len(seen.rows)
    said = ngettext("%(n)d acuerdo", "%(n)d acuerdos", accords) % {"n": accords}
    owed = ngettext("%(n)d compromiso", "%(n)d compromisos", promises) % {"n": promises}
    return f"{said}, {owed}" if promises else said


def agreement_rows(agreements: Iterable[Agreement], rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Each agreement with the lines of its commitments; last, the commitments that hang on none of them."""
    known: dict[int | None, Any] = {agreement.pk: agreement for agreement in agreements}
    of_agreement: dict[int | None, list[Row]] = {key: [] for key in [*known, None]}
    for row in rows:
        key = row.commitment.agreement_id
        of_agreement[key if key in known else None].append(row)
    return [
        {"agreement": known.get(key), "rows": lines} for key, lines in of_agreement.items() if key is not None or lines
    ]


def lacks_of(seen: Seen) -> list[dict[str, str]]:
    """What members' record still lacks. A session that only sources tell of lacks nothing: it is not known."""
    if not seen.is_logged:
        return []
    deadlines = sum(row.deadline_kind == DeadlineKind.NONE for row in seen.commitments)
    follow_up = sum(Duty.FOLLOW_UP not in duties_of(row) for row in seen.commitments)
    leads = sum(not set(OBLIGOR_DUTIES) & duties_of(row) for row in seen.commitments)
    unproposed = sum(item.proposer_id is None for item in seen.items)
    found = [
        (_("Agenda"), seen.was_held and not seen.items),
        (
            ngettext("Quién propuso %(n)d punto", "Quién propuso %(n)d puntos", unproposed) % {"n": unproposed},
            unproposed,
        ),
        (_("Lista de asistencia"), not seen.attendances),
        (_("Aviso de la convocatoria"), not seen.notices),
        (_("Acta"), seen.was_held and not seen.documents),
        (_("Archivo del acta"), bool(seen.documents) and not any(document.sha256 for document in seen.documents)),
        (
            _("Firma del acta"),
            any(document.mark in (DocumentMark.UNSIGNED, DocumentMark.UNKNOWN) for document in seen.documents),
        ),
        (of_commitments(_("Plazo"), deadlines), deadlines),
        (of_commitments(_("Responsable"), leads), leads),
        (of_commitments(_("Encargado de seguimiento"), follow_up), follow_up),
        (of_commitments(_("Medio de verificación"), seen.without_means), seen.without_means),
    ]
    return [{"text": text} for text, is_lacking in found if is_lacking]


def of_commitments(what: str, number: int) -> str:
    return ngettext("%(what)s de %(n)d compromiso", "%(what)s de %(n)d compromisos", number) % {
        "what": what,
        "n": number,
    }


def duties_of(commitment: Commitment) -> set[str]:
    return {each.duty for each in commitment.duties.all()}
