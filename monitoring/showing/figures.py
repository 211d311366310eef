"""Counts as figures of a page: each with what it is part of, and a link to exactly its rows."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import NBSP, thousands
from monitoring.indicators.completion import CONFIRMED, DECLARED, KEPT_IN_TIME, VERIFIED
from monitoring.indicators.figure import Indicator
from monitoring.indicators.lacks import BASELINE, NO_DEADLINE, NO_FOLLOW_UP
from monitoring.indicators.tally import INDICATORS, Tally
from monitoring.showing.asking import list_of

#: In which what only sources tell divides.
PARTS_TOLD = ("told_done", "told_overdue", "told_ahead", "told_unknown", "told_waiting")


class Figure(NamedTuple):
    """As `components/figures.html` shows it."""

    label: str
    numerator: int | None
    denominator: int | None
    href: str
    of: str = ""
    definition: str = ""
    kind: str = ""


def figures_of(tally: Tally, subject: Mapping[str, str], median: float | None = None) -> list[Figure]:
    """What members report: still owed, late, without a deadline, with nobody who follows up."""
    return [
        Figure(
            _("siguen abiertos"),
            tally.still_open,
            tally.total,
            list_of(subject, "still_open"),
            definition=ended(tally),
        ),
        Figure(
            _("con el plazo vencido"),
            tally.overdue,
            tally.dated,
            list_of(subject, "overdue"),
            of=_("con plazo"),
            definition=delay(median),
            kind="late" if tally.overdue else "",
        ),
        Figure(
            _("sin plazo en el acta"),
            tally.undated_by_acta,
            tally.deadline_known,
            list_of(subject, "undated_by_acta"),
            definition=beside_the_study(NO_DEADLINE),
            kind="wait" if tally.undated_by_acta else "",
        ),
        Figure(
            _("sin encargado de seguimiento"),
            tally.no_follow_up,
            tally.total,
            list_of(subject, "no_follow_up"),
            definition=beside_the_study(NO_FOLLOW_UP),
            kind="wait" if tally.no_follow_up else "",
        ),
    ]


def beside_the_study(lack: Indicator) -> str:
    """What the papers leave open, and how often they do so in those that the ombudsman read."""
    study = _("En las actas que leyó la Defensoría: %(share)s de 4,258 acuerdos.") % {
        "share": f"{BASELINE[lack.key].normalize()}{NBSP}%"
    }
    return f"{lack.definition} {study}"


def delay(median: float | None) -> str:
    if median is None:
        return _("De los abiertos que tienen fecha.")
    days = round(median)
    return ngettext("Mediana de atraso: %(days)s día.", "Mediana de atraso: %(days)s días.", days) % {
        "days": thousands(days)
    }


def ended(tally: Tally) -> str:
    done = ngettext("%(count)s cumplido", "%(count)s cumplidos", tally.fulfilled) % {
        "count": thousands(tally.fulfilled)
    }
    other = tally.ended_otherwise
    if not other:
        return f"{done}."
    said = ngettext("%(count)s cerrado de otro modo", "%(count)s cerrados de otro modo", other)
    return _("%(done)s y %(other)s.") % {"done": done, "other": said % {"count": thousands(other)}}


def voices_of(tally: Tally, subject: Mapping[str, str]) -> list[Figure]:
    """Declared, confirmed and verified, side by side: the gaps between them are the finding."""
    return [
        Figure(
            _("quien debe dice que cumplió"),
            tally.claimed,
            tally.judged,
            list_of(subject, "claimed"),
            definition=str(DECLARED.definition),
        ),
        Figure(
            _("quien recibe lo confirmó"),
            tally.confirmed,
            tally.judged,
            list_of(subject, "confirmed"),
            definition=str(CONFIRMED.definition),
        ),
        Figure(
            _("un tercero lo verificó"),
            tally.verified,
            tally.judged,
            list_of(subject, "verified"),
            definition=str(VERIFIED.definition),
        ),
        Figure(
            _("cumplidos dentro del primer plazo"),
            tally.kept_in_time,
            tally.timed,
            list_of(subject, "kept_in_time"),
            of=_("con plazo"),
            definition=str(KEPT_IN_TIME.definition),
        ),
    ]


def told_figures(tally: Tally, subject: Mapping[str, str]) -> list[Figure]:
    """Counts of what only public sources tell: never percentages, never an alarm."""
    figures = [
        Figure(str(INDICATORS[name].label).lower(), getattr(tally, name), None, list_of(subject, name))
        for name in PARTS_TOLD
    ]
    return [figure for figure in figures if figure.numerator]
