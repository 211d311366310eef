"""What a notice says, and why this person was told. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from agreements.choices import NoticeKind
from conflicts.wording import distance, in_words, thousands

#: Icon and word at the head of a notice: the signal of each kind, "" for none.
SIGNALS: Mapping[str, str] = {
    NoticeKind.DUE_SOON: "wait",
    NoticeKind.OVERDUE: "late",
    NoticeKind.SUMMARY: "late",
    NoticeKind.CLAIM_TO_CHECK: "wait",
    NoticeKind.DISPUTE: "clash",
}

SAYINGS: Mapping[str, object] = {
    NoticeKind.CLAIM_TO_CHECK: _("Quien debe declaró cuánto hizo. Falta comprobarlo."),
    NoticeKind.VERDICT: _("Quien recibe respondió qué vio."),
    NoticeKind.DISPUTE: _("Lo que dice quien debe y lo que otros vieron no coincide."),
}


def saying(kind: str, *, due_on: date | None, count: int, on: date) -> str:
    """One or two sentences, read on that day: what was soon to come may be long past."""
    if kind == NoticeKind.SUMMARY:
        return summary(due_on, count)
    if kind not in (NoticeKind.DUE_SOON, NoticeKind.OVERDUE) or due_on is None:
        return str(SAYINGS.get(kind, ""))
    told = {"date": in_words(due_on), "distance": distance(due_on, on)}
    if due_on >= on:
        return now("Vence %(distance)s, el %(date)s.") % told
    if kind == NoticeKind.OVERDUE:
        return now("Venció el %(date)s, %(distance)s.") % told
    return now("Vencía el %(date)s.") % told


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


def because(*, owing: Sequence[str], receiving: Sequence[str], speaking: Sequence[str], coordinating: str) -> str:
    """Why she was told: names of the parties for which she speaks and of the conflict that she coordinates.

    `speaking` is for what tells of a whole mesa. Nothing at all: a role that she no longer has.
    """
    reasons = [now("habla por %(party)s, que lo debe") % {"party": listed(owing)}] if owing else []
    if receiving:
        reasons.append(now("habla por %(party)s, que lo recibe") % {"party": listed(receiving)})
    if speaking:
        reasons.append(now("habla por %(party)s") % {"party": listed(speaking)})
    if coordinating:
        reasons.append(now("coordina el conflicto «%(conflict)s»") % {"conflict": coordinating})
    if not reasons:
        return now("Se lo contamos por un papel que usted tenía entonces en este conflicto.")
    return now("Se lo contamos porque usted %(reasons)s.") % {"reasons": now("; además ").join(reasons)}


def listed(words: Sequence[str]) -> str:
    """«A, B y C»."""
    *first, last = words
    return now("%(first)s y %(last)s") % {"first": ", ".join(first), "last": last} if first else last
