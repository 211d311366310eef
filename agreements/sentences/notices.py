"""What a notice says, and why this person was told. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.choices import NoticeKind
from agreements.sentences import causes
from conflicts.wording import distance, in_words, thousands
from mesas.plazos import period_named

#: Icon and word at the head of a notice: the signal of each kind, "" for none.
SIGNALS: Mapping[str, str] = {
    NoticeKind.DUE_SOON: "wait",
    NoticeKind.OVERDUE: "late",
    NoticeKind.SUMMARY: "late",
    NoticeKind.CLAIM_TO_CHECK: "wait",
    NoticeKind.DISPUTE: "clash",
    NoticeKind.DATE_ASKED: "wait",
    NoticeKind.TO_VERIFY: "wait",
    NoticeKind.BREACH: "late",
    NoticeKind.OBJECTED: "clash",
    NoticeKind.MANDATE_ENDING: "wait",
    NoticeKind.PAPER_MISSING: "wait",
}

SAYINGS: Mapping[str, object] = {
    NoticeKind.CLAIM_TO_CHECK: _("Quien debe declaró cuánto hizo. Falta comprobarlo."),
    NoticeKind.VERDICT: _("Quien recibe respondió qué vio."),
    NoticeKind.DISPUTE: _("Lo que dice quien debe y lo que otros vieron no coincide."),
    NoticeKind.DATE_ASKED: _("Quien debe pide otra fecha. Mientras quien recibe no la acepte, el plazo no cambia."),
    NoticeKind.DATE_MOVED: _("El plazo cambió, con el acuerdo de quien recibe."),
    NoticeKind.DATE_REFUSED: _("Quien recibe no aceptó la fecha que se pidió. El plazo no cambia."),
    NoticeKind.DATE_KNOWN: _("Ya se puede contar su plazo."),
    NoticeKind.TO_VERIFY: _("Piden que alguien que no es parte vaya a ver."),
    NoticeKind.DEMANDED: _("Quien recibe pidió por escrito que se cumpla."),
    NoticeKind.BREACH: _("Quien verificó constató que no se cumplió. Quien debe puede responder."),
    NoticeKind.REPLY: _("Quien debe respondió a lo que se constató."),
    NoticeKind.CLOSED: _("Se cerró sin que se diera por cumplido."),
    NoticeKind.OBJECTED: _("Quien recibe objetó el cierre: el compromiso vuelve a estar abierto."),
    NoticeKind.REOPENED: _("El compromiso vuelve a estar abierto."),
    NoticeKind.SETTLED: _("Se resolvió lo que no coincidía."),
    NoticeKind.MANDATE_ENDING: _("Se acerca el fin del mandato de la mesa."),
    NoticeKind.PAPER_MISSING: _("A una sesión le falta el acta, o al acta la firma."),
    NoticeKind.MESA_SILENT: _("Hace mucho que la mesa no se reúne."),
    NoticeKind.DEMAND_AGREED: _("Lo que su organización pidió quedó en un acuerdo."),
}


def saying(kind: str, *, due_on: date | None, count: int, on: date, named: str = "") -> str:
    """One or two sentences, read on that day: what was soon to come may be long past.

    `due_on` is the day of which the notice tells, and `named` what it tells of, where that is no commitment: an
    instrument, a session, the words of a demand; of a date that is known at last or was corrected, why.
    """
    if kind == NoticeKind.SUMMARY:
        return summary(due_on, count)
    if kind in OF_MESAS:
        return OF_MESAS[kind](due_on, count, on, named) or str(SAYINGS[kind])
    if kind == NoticeKind.DATE_KNOWN or (kind == NoticeKind.DATE_MOVED and named):
        return date_known(due_on, on, named)
    if kind not in (NoticeKind.DUE_SOON, NoticeKind.OVERDUE) or due_on is None:
        return str(SAYINGS.get(kind, ""))
    told = {"date": in_words(due_on), "distance": distance(due_on, on)}
    if due_on >= on:
        return now("Vence %(distance)s, el %(date)s.") % told
    if kind == NoticeKind.OVERDUE:
        return now("Venció el %(date)s, %(distance)s.") % told
    return now("Vencía el %(date)s.") % told


#: Why a deadline has this date now, by the first word of the cause.
WHY_KNOWN: Mapping[str, object] = {
    causes.CHAIN: _("Se cumplió el compromiso del que dependía su plazo."),
    causes.SIGNATURE: _("Se firmó el documento desde el que se cuenta su plazo."),
    causes.EVENT: _("Se puso fecha al hecho del que dependía su plazo."),
    causes.CORRECTION: _("Se corrigió el plazo para que diga lo mismo que el documento."),
}


def why_known(cause: str) -> str:
    """A sentence; nothing for causes of other kinds."""
    return str(WHY_KNOWN.get(cause.partition(":")[0], ""))


def date_known(due_on: date | None, on: date, why: str) -> str:
    why = why or str(SAYINGS[NoticeKind.DATE_KNOWN])
    if due_on is None:
        return why
    told = {"date": in_words(due_on), "distance": distance(due_on, on)}
    said = now("Vence el %(date)s, %(distance)s.") if due_on >= on else now("Venció el %(date)s, %(distance)s.")
    return f"{why} {said % told}"


def mandate_ending(ends_on: date | None, _count: int, on: date, named: str) -> str:
    if ends_on is None:
        return ""
    told = {"order": named or now("Su último mandato"), "date": in_words(ends_on), "distance": distance(ends_on, on)}
    said = (
        now("%(order)s termina el %(date)s, %(distance)s.") if ends_on >= on else now("%(order)s terminó el %(date)s.")
    )
    return said % told


def paper_missing(day: date | None, count: int, _on: date, named: str) -> str:
    if day is None:
        return ""
    told = {"date": in_words(day), "count": thousands(count), "session": named}
    if count > 1:
        said = now("A %(count)s sesiones les falta el acta o su firma. La más antigua es del %(date)s.")
    else:
        said = now("A la sesión del %(date)s le falta el acta o su firma.")
        said = now("%(session)s, del %(date)s: falta el acta o su firma.") if named else said
    return said % told


def mesa_silent(day: date | None, _count: int, on: date, _named: str) -> str:
    if day is None:
        return ""
    told = {"date": in_words(day), "distance": distance(day, on)}
    return now("No se reúne desde el %(date)s, %(distance)s, y le quedan compromisos abiertos.") % told


def demand_agreed(_day: date | None, _count: int, _on: date, named: str) -> str:
    return now("Su organización pidió: «%(demand)s». Quedó en un acuerdo.") % {"demand": named} if named else ""


#: What is told of a whole mesa, from the day, the number, today, and what it is called.
OF_MESAS: Mapping[str, Callable[[date | None, int, date, str], str]] = {
    NoticeKind.MANDATE_ENDING: mandate_ending,
    NoticeKind.PAPER_MISSING: paper_missing,
    NoticeKind.MESA_SILENT: mesa_silent,
    NoticeKind.DEMAND_AGREED: demand_agreed,
}


def of_period(cause: str) -> str:
    """The period of which a notice tells, "marzo de 2026", by its cause; nothing where it tells of a whole debt."""
    kind, _colon, rest = cause.partition(":")
    period = period_named(rest.partition(":")[0]) if kind == "periodo" else None
    return str(period) if period else ""


def several_periods(earliest: date | None, count: int) -> str:
    """Old news of one commitment that comes round."""
    said = ngettext(
        "%(count)s periodo ya había vencido antes de que pudiéramos avisarle.",
        "%(count)s periodos ya habían vencido antes de que pudiéramos avisarle.",
        count,
    ) % {"count": thousands(count)}
    return said + (" " + now("El primero venció el %(date)s.") % {"date": in_words(earliest)} if earliest else "")


def summary(earliest: date | None, count: int) -> str:
    """Old news of a mesa at once."""
    said = ngettext(
        "%(count)s compromiso ya había vencido antes de que pudiéramos avisarle.",
        "%(count)s compromisos ya habían vencido antes de que pudiéramos avisarle.",
        count,
    ) % {"count": thousands(count)}
    if earliest is None:
        return said
    return said + " " + now("El plazo más antiguo era el %(date)s.") % {"date": in_words(earliest)}


def since_then(*, told_due_on: date | None, due_on: date | None, ended: str) -> str:
    """What changed after a notice of a deadline: the debt ended, or its date moved. Nothing where nothing did."""
    if ended:
        return now("Desde entonces terminó: %(state)s.") % {"state": ended}
    if told_due_on is None or due_on == told_due_on:
        return ""
    if due_on is None:
        return now("Desde entonces quedó sin fecha.")
    return now("Desde entonces la fecha se movió al %(date)s.") % {"date": in_words(due_on)}


def because(
    *,
    owing: Sequence[str],
    receiving: Sequence[str],
    speaking: Sequence[str],
    coordinating: str,
    registering: str = "",
    verifying: str = "",
) -> str:
    """Why she was told: names of the parties for which she speaks and of the conflict that she coordinates or keeps,
    or in which she verifies.

    `speaking` is for what tells of a whole mesa. Nothing at all: a role that she no longer has.
    """
    reasons = [now("habla por %(party)s, que lo debe") % {"party": listed(owing)}] if owing else []
    if receiving:
        reasons.append(now("habla por %(party)s, que lo recibe") % {"party": listed(receiving)})
    if speaking:
        reasons.append(now("habla por %(party)s") % {"party": listed(speaking)})
    if coordinating:
        reasons.append(now("coordina el conflicto «%(conflict)s»") % {"conflict": coordinating})
    if registering:
        reasons.append(now("lleva el registro del conflicto «%(conflict)s»") % {"conflict": registering})
    if verifying:
        reasons.append(now("verifica en el conflicto «%(conflict)s»") % {"conflict": verifying})
    if not reasons:
        return now("Se lo contamos por un papel que usted tenía entonces en este conflicto.")
    return now("Se lo contamos porque usted %(reasons)s.") % {"reasons": now("; además ").join(reasons)}


def listed(words: Sequence[str]) -> str:
    """«A, B y C»."""
    *first, last = words
    return now("%(first)s y %(last)s") % {"first": ", ".join(first), "last": last} if first else last
