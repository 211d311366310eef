"""What the page of a conflict says above each of its bands."""

from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.choices import Side
from mesas.choices import MesaStatus
from monitoring.findings.words import kept_together, listed


def who_takes_part(sides: Mapping[Side | None, int]) -> str:
    """Parties by side; a side of which nobody takes part is named too where the other does."""
    total = sum(sides.values())
    if not total:
        return _("No consta quiénes participan")
    said = ngettext("Consta %(count)d actor", "Constan %(count)d actores", total) % {"count": total}
    return _("%(total)s: %(sides)s") % {"total": said, "sides": by_side(sides)}


def by_side(sides: Mapping[Side | None, int]) -> str:
    """ "3 del Estado, ninguno de la empresa y 2 de la sociedad"; those who accompany only where there are any."""
    counts = {side: sides.get(side, 0) for side in (Side.STATE, Side.COMPANY, Side.SOCIETY)}
    names = {Side.STATE: _("del Estado"), Side.COMPANY: _("de la empresa"), Side.SOCIETY: _("de la sociedad")}
    said = [
        _("%(count)d %(side)s") % {"count": count, "side": names[side]}
        if count
        else _("ninguno %(side)s") % {"side": names[side]}
        for side, count in counts.items()
    ]
    companions = sides.get(Side.COMPANIONS, 0)
    if companions:
        said.append(ngettext("%(count)d que acompaña", "%(count)d que acompañan", companions) % {"count": companions})
    other = sides.get(None, 0)
    if other:
        said.append(_("%(count)d sin lado") % {"count": other})
    return kept_together(listed(said))


def how_it_came(episodes: int, incidents: int, first_year: int | None) -> str:
    if not episodes and not incidents:
        return _("No consta ningún hecho")
    said = [
        ngettext("%(count)d episodio", "%(count)d episodios", episodes) % {"count": episodes} if episodes else "",
        ngettext("%(count)d hecho", "%(count)d hechos", incidents) % {"count": incidents} if incidents else "",
    ]
    if first_year is None:
        return kept_together(listed(said))
    return kept_together(_("%(what)s desde %(year)d") % {"what": listed(said), "year": first_year})


def what_it_cost(deaths: Sequence[tuple[int, int]], figures: int) -> str:
    """`deaths`: of each episode in which somebody died, the lowest and the highest number that a source gives."""
    if not figures:
        return _("Ninguna fuente da cifras de víctimas")
    differing = [(least, most) for least, most in deaths if least != most]
    if len(differing) == 1:
        [(least, most)] = differing
        return _("Las fuentes no coinciden: entre %(least)d y %(most)d muertos en un mismo episodio") % {
            "least": least,
            "most": most,
        }
    if differing:
        return _("Las fuentes no coinciden en cuántas personas murieron")
    return _("Lo que dice cada fuente de las víctimas")


def mesas_in_order(statuses: Iterable[str]) -> str:
    """How many there were, and in what they ended, as far as known."""
    found = list(statuses)
    if not found:
        return _("Todavía no hay ninguna mesa que usted pueda ver")
    total = ngettext("%(count)d mesa", "%(count)d mesas", len(found)) % {"count": len(found)}
    return kept_together(_("%(total)s: %(statuses)s") % {"total": total, "statuses": listed(count_statuses(found))})


def count_statuses(found: Sequence[str]) -> list[str]:
    counts = {status: found.count(status) for status in MesaStatus.values}
    active, expired, closed, unknown = (counts[status] for status in MesaStatus.values)
    return [
        ngettext("%(count)d activa", "%(count)d activas", active) % {"count": active} if active else "",
        ngettext("%(count)d vencida", "%(count)d vencidas", expired) % {"count": expired} if expired else "",
        ngettext("%(count)d cerrada", "%(count)d cerradas", closed) % {"count": closed} if closed else "",
        _("%(count)d de situación no conocida") % {"count": unknown} if unknown else "",
    ]


def what_is_asked(demands: int) -> str:
    if not demands:
        return _("No consta ninguna demanda")
    return ngettext("%(count)d demanda planteada", "%(count)d demandas planteadas", demands) % {"count": demands}


def what_comes_from_before(documents: int, commitments: int) -> str:
    """Papers and promises older than the mesa from which they hang."""
    said = [
        ngettext("%(count)d documento", "%(count)d documentos", documents) % {"count": documents} if documents else "",
        ngettext("%(count)d compromiso", "%(count)d compromisos", commitments) % {"count": commitments}
        if commitments
        else "",
    ]
    return _("De antes de las mesas: %(what)s") % {"what": listed(said)}


def sources_read(count: int) -> str:
    if not count:
        return _("Sin fuentes públicas")
    return ngettext("%(count)d fuente pública", "%(count)d fuentes públicas", count) % {"count": count}
