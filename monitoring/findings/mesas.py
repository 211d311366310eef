"""What the page of a mesa says at its head and above each of its bands."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.choices import Side
from conflicts.partial_dates import PartialDate, Precision
from conflicts.wording import distance, in_words, thousands
from mesas.choices import MesaStatus
from monitoring.findings.conflicts import by_side
from monitoring.findings.parts import Part
from monitoring.findings.words import kept_together, listed
from monitoring.indicators.tally import Tally


@dataclass(frozen=True)
class Cover:
    """Until when mandates reach: the end of the last, if it is known; that one has none; and how many there are."""

    ends: PartialDate | None = None
    is_endless: bool = False
    count: int = 0


def standing(status: str, cover: Cover, closed: PartialDate, on: datetime.date) -> Part:
    """Whether the mesa still sits, and until when. What nobody knows is said so, never guessed."""
    if status == MesaStatus.CLOSED:
        if closed.is_known:
            return Part(_("Cerrada %(when)s") % {"when": when(closed)}, is_answer=True)
        return Part(_("Cerrada; no se conoce desde cuándo"), is_answer=True)
    end = cover.ends.last if cover.ends else None
    if status == MesaStatus.EXPIRED:
        said = (
            _("Venció %(when)s y nadie la cerró") % {"when": when(cover.ends)} if cover.ends and end else _("Vencida")
        )
        return Part(said, kind="late", source=distance(end, on) if end else "")
    if status == MesaStatus.UNKNOWN:
        return Part(_("No se conoce si sigue activa"), kind="none")
    return active(cover, end, on)


def active(cover: Cover, end: datetime.date | None, on: datetime.date) -> Part:
    if cover.is_endless:
        return Part(_("Activa, con un mandato sin término"), is_answer=True)
    if end is None or cover.ends is None:
        return Part(_("Activa; no se conoce hasta cuándo"), is_answer=True)
    if end < on:
        text = _("Sigue activa, pero su último mandato terminó %(when)s") % {"when": when(cover.ends)}
        return Part(text, kind="late", source=distance(end, on))
    left = ngettext("queda %(count)s día", "quedan %(count)s días", (end - on).days) % {
        "count": thousands((end - on).days)
    }
    return Part(_("Activa hasta %(day)s") % {"day": the_day(cover.ends)}, is_answer=True, source=left)


def when(day: PartialDate) -> str:
    """ "el 12 de abril de 2022", "en abril de 2022"."""
    return (_("el %(day)s") if day.precision == Precision.DAY else _("en %(day)s")) % {"day": in_words(day)}


def the_day(day: PartialDate) -> str:
    """ "el 31 de agosto de 2026", "agosto de 2026"."""
    return _("el %(day)s") % {"day": in_words(day)} if day.precision == Precision.DAY else in_words(day)


def mandates(cover: Cover, gap: int, on: datetime.date) -> str:
    """How its mandates follow each other. `gap`: days between them that none covers, where every date is known."""
    if not cover.count:
        return _("No consta ningún mandato")
    end = cover.ends.last if cover.ends else None
    said = []
    if gap:
        said.append(
            ngettext("Ya pasó %(count)s día sin mandato", "Ya pasó %(count)s días sin mandato", gap)
            % {"count": thousands(gap)}
        )
    if cover.is_endless:
        said.append(_("su mandato no tiene término"))
    elif end is None:
        said.append(_("no se conoce hasta cuándo vale su último mandato"))
    elif end < on:
        said.append(_("su último mandato conocido terminó %(ago)s") % {"ago": distance(end, on)})
    else:
        left = (end - on).days
        said.append(
            ngettext("al mandato actual le queda %(count)s día", "al mandato actual le quedan %(count)s días", left)
            % {"count": thousands(left)}
        )
    text = "; ".join(said)
    return kept_together(f"{text[0].upper()}{text[1:]}")


def gap(first: datetime.date, last: datetime.date) -> str:
    return _("Sin mandato del %(first)s al %(last)s") % {"first": in_words(first), "last": in_words(last)}


def promises(tally: Tally) -> str:
    """Of what members report."""
    if not tally.total:
        return _("Ningún compromiso con reporte de miembros")
    total = ngettext("De %(count)s compromiso", "De %(count)s compromisos", tally.total) % {
        "count": thousands(tally.total)
    }
    still = ngettext("%(count)s sigue abierto", "%(count)s siguen abiertos", tally.still_open) % {
        "count": thousands(tally.still_open)
    }
    if not tally.still_open:
        still = _("ninguno sigue abierto")
    late = ngettext("%(count)s está vencido", "%(count)s están vencidos", tally.overdue) % {
        "count": thousands(tally.overdue)
    }
    if not tally.overdue:
        late = _("ninguno está vencido")
    return kept_together(_("%(total)s, %(open)s y %(late)s") % {"total": total, "open": still, "late": late})


def told_by_sources(tally: Tally) -> str:
    """Counts, never percentages: the public sources of a mesa are not its record."""
    said = ngettext(
        "Las fuentes públicas cuentan %(count)s compromiso",
        "Las fuentes públicas cuentan %(count)s compromisos",
        tally.told,
    )
    return kept_together(said % {"count": thousands(tally.told)})


def most_urgent(tally: Tally, oldest: datetime.date | None, on: datetime.date) -> str:
    """What has waited longest or, where nothing is late, that nothing is. `oldest`: the due date furthest back."""
    if tally.overdue and oldest:
        return kept_together(_("Lo más atrasado venció %(ago)s") % {"ago": distance(oldest, on)})
    if tally.still_open:
        return _("Nada de lo que sigue abierto está vencido")
    return _("Nada sigue abierto")


def seats(sides: Mapping[Side | None, int], *, are_places: bool) -> str:
    """`are_places`: how many may sit is known for every party; else parties are counted."""
    total = sum(sides.values())
    if not total:
        return _("No consta quiénes participan")
    if are_places:
        said = ngettext("%(count)d asiento", "%(count)d asientos", total) % {"count": total}
    else:
        said = ngettext("Participa %(count)d actor", "Participan %(count)d actores", total) % {"count": total}
    return _("%(total)s: %(sides)s") % {"total": kept_together(said), "sides": by_side(sides)}


def sessions(held: int, failed: int, postponed: int, unknown: int, without_agenda: int) -> str:
    said = [
        ngettext("%(count)d sesión realizada", "%(count)d sesiones realizadas", held) % {"count": held} if held else "",
        ngettext("%(count)d fallida", "%(count)d fallidas", failed) % {"count": failed} if failed else "",
        ngettext("%(count)d postergada", "%(count)d postergadas", postponed) % {"count": postponed}
        if postponed
        else "",
        ngettext("%(count)d que no se sabe si se realizó", "%(count)d que no se sabe si se realizaron", unknown)
        % {"count": unknown}
        if unknown
        else "",
    ]
    if not any(said):
        return _("No consta ninguna sesión")
    text = listed(said)
    if without_agenda:
        text += "; " + ngettext("%(count)d sin agenda", "%(count)d sin agenda", without_agenda) % {
            "count": without_agenda
        }
    return kept_together(text)


def demands(asked: int, agreed: int, told: int) -> str:
    """`asked`: on members' record, of which `agreed` came to an agreement; `told`: by public sources only."""
    if asked:
        of = {"agreed": agreed, "asked": asked}
        if not agreed:
            said = ngettext("Lo pedido no llegó a acuerdo", "Ninguna de las %(asked)d demandas llegó a acuerdo", asked)
            return kept_together(said % of)
        said = ngettext(
            "%(agreed)d de %(asked)d demandas llegó a acuerdo",
            "%(agreed)d de %(asked)d demandas llegaron a acuerdo",
            agreed,
        )
        return kept_together(said % of)
    if told:
        said = ngettext(
            "Consta %(count)d demanda; no se conoce qué fue de ella",
            "Constan %(count)d demandas; no se conoce qué fue de ellas",
            told,
        )
        return kept_together(said % {"count": told})
    return _("No consta ninguna demanda")


def chain(place: int, length: int) -> str:
    if length < 2:
        return _("No consta otra mesa antes ni después")
    return kept_together(_("Es la mesa %(place)d de una cadena de %(length)d") % {"place": place, "length": length})


def inherited(count: int) -> str:
    return kept_together(
        ngettext("Heredó %(count)s compromiso de otra mesa", "Heredó %(count)s compromisos de otras mesas", count)
        % {"count": thousands(count)}
    )


def uncovered(count: int) -> str:
    """Of its own open ones; nothing where somebody asks for all, or nobody knows."""
    if not count:
        return ""
    said = ngettext(
        "Por %(count)s de sus compromisos abiertos ya no pregunta nadie",
        "Por %(count)s de sus compromisos abiertos ya no pregunta nadie",
        count,
    )
    return kept_together(said % {"count": thousands(count)})


def documents(count: int) -> str:
    if not count:
        return _("No consta ningún documento")
    return kept_together(ngettext("%(count)d documento", "%(count)d documentos", count) % {"count": count})


def reported_figures(count: int) -> str:
    return kept_together(
        ngettext("%(count)d cifra según fuente", "%(count)d cifras según fuente", count) % {"count": count}
    )
