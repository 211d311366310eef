"""Counts as figures of a page: each with what it is part of, and a link to exactly its rows."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.wording import thousands
from monitoring.indicators.tally import Tally
from monitoring.showing.asking import list_of


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
            _("abiertos sin plazo"),
            tally.no_deadline,
            tally.still_open,
            list_of(subject, "no_deadline"),
            definition=_("No vencen nunca; por eso se cuentan aparte."),
            kind="wait" if tally.no_deadline else "",
        ),
        Figure(
            _("sin encargado de seguimiento"),
            tally.no_follow_up,
            tally.still_open,
            list_of(subject, "no_follow_up"),
            definition=_("El acta no dice quién pregunta si se cumple."),
            kind="wait" if tally.no_follow_up else "",
        ),
    ]


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
    """What each of the three voices calls complete, side by side: the gaps between them are the finding."""
    return [
        Figure(
            _("quien debe dice que cumplió"),
            tally.claimed,
            tally.total,
            list_of(subject, "claimed"),
            definition=_("Lo declara quien debe; no basta para darlo por cumplido."),
        ),
        Figure(
            _("quien recibe dice que sí"),
            tally.confirmed,
            tally.total,
            list_of(subject, "confirmed"),
            definition=_("Todos los que reciben y respondieron dicen que está completo."),
        ),
        Figure(
            _("un tercero lo verificó"),
            tally.verified,
            tally.total,
            list_of(subject, "verified"),
            definition=_("Alguien independiente vio que está completo."),
        ),
        Figure(
            _("cumplidos dentro del primer plazo"),
            tally.kept_in_time,
            tally.fulfilled,
            list_of(subject, "kept_in_time"),
            of=_("cumplidos"),
            definition=_("Contra la primera fecha que se prometió, no contra la última."),
        ),
    ]


def told_figures(tally: Tally, subject: Mapping[str, str]) -> list[Figure]:
    """Counts of what only public sources tell: never percentages, never an alarm."""
    figures = [
        Figure(
            _("con el plazo vencido, sin noticia posterior"), tally.told_overdue, None, list_of(subject, "told_overdue")
        ),
        Figure(_("en plazo"), tally.told_on_course, None, list_of(subject, "told_on_course")),
        Figure(_("cuyo periodo terminó"), tally.told_period_over, None, list_of(subject, "told_period_over")),
        Figure(_("sin fecha aún"), tally.told_no_date_yet, None, list_of(subject, "told_no_date_yet")),
        Figure(_("de plazo no conocido"), tally.told_unknown, None, list_of(subject, "told_unknown")),
        Figure(_("que una fuente da por cumplidos"), tally.given_as_done, None, ""),
    ]
    return [figure for figure in figures if figure.numerator]
