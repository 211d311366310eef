"""Mesas one after another: which came first, what ties them, and what the later one takes over, as far as known."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.partial_dates import PartialDate
from conflicts.wording import in_short
from mesas.choices import Inheritance, LinkKind, MesaStatus
from mesas.models import Mesa, MesaLink
from monitoring.findings.words import sentence
from monitoring.showing.lists import MESA_KINDS


@dataclass(frozen=True)
class Place:
    """A mesa in its row: from when to when, what ties it to those before it, and what was promised there."""

    mesa: Mesa
    when: str
    status: str
    status_kind: str
    ties: str
    commitments: str
    is_here: bool


def links_among(conflict_id: int, user: Any) -> list[MesaLink]:
    """Ties between mesas of the conflict, or of one of them to another; both ends show to this reader."""
    shown = Mesa.objects.visible_to(user).values("pk")
    links = MesaLink.objects.filter(Q(mesa__conflict=conflict_id) | Q(predecessor__conflict=conflict_id))
    return list(
        links.filter(mesa__in=shown, predecessor__in=shown).select_related("mesa__conflict", "predecessor__conflict")
    )


def chain_of(mesa: Mesa, links: Iterable[MesaLink]) -> list[Mesa]:
    """The mesa and all that are tied to it, however far, from the first to the last."""
    kin: dict[int, list[Mesa]] = defaultdict(list)
    for link in links:
        kin[link.mesa_id].append(link.predecessor)
        kin[link.predecessor_id].append(link.mesa)
    found: dict[int, Mesa] = {}
    ahead = [mesa]
    while ahead:
        one = ahead.pop()
        if one.pk not in found:
            found[one.pk] = one
            ahead += kin[one.pk]
    return sorted(found.values(), key=in_time)


def in_time(mesa: Mesa) -> tuple[datetime.date, str]:
    """By the day of installing, else of closing; of one known to the year only, its end. Unknown comes last."""
    known = [day.last for day in (mesa.installed, mesa.closed) if day.last]
    return (known[0] if known else datetime.date.max), mesa.code


def places_of(
    mesas: Sequence[Mesa], links: Iterable[MesaLink], counts: Mapping[int, int], here: Mesa | None = None
) -> list[Place]:
    back: dict[int, list[MesaLink]] = defaultdict(list)
    for link in links:
        back[link.mesa_id].append(link)
    return [
        Place(
            mesa=mesa,
            when=span(mesa.installed, mesa.closed),
            status=_("Situación no conocida") if mesa.status == MesaStatus.UNKNOWN else str(mesa.get_status_display()),
            status_kind=MESA_KINDS.get(mesa.status, ""),
            ties=" ".join(tie(link) for link in back[mesa.pk]),
            commitments=promised(counts.get(mesa.pk, 0)),
            is_here=here is not None and mesa.pk == here.pk,
        )
        for mesa in mesas
    ]


def span(start: PartialDate, end: PartialDate) -> str:
    """ "jun 2012 a dic 2013", "desde jun 2022", "hasta ago 2020", or that nobody knows."""
    if start.is_known and end.is_known:
        if start == end:
            return in_short(start)
        return _("%(start)s a %(end)s") % {"start": in_short(start), "end": in_short(end)}
    if start.is_known:
        return _("desde %(start)s") % {"start": in_short(start)}
    return _("hasta %(end)s") % {"end": in_short(end)} if end.is_known else _("fecha no conocida")


def promised(count: int) -> str:
    if not count:
        return _("Ningún compromiso registrado.")
    return ngettext("%(count)d compromiso.", "%(count)d compromisos.", count) % {"count": count}


def tie(link: MesaLink) -> str:
    """What ties a mesa to the one before, and what it takes over from it."""
    before = {"mesa": link.predecessor.code}
    if link.kind == LinkKind.UNKNOWN and link.inheritance == Inheritance.UNKNOWN:
        said = [_("viene después de %(mesa)s; no se conoce el vínculo ni qué compromisos hereda") % before]
    else:
        said = [tie_of(link) % before, taken_by(link)]
    if link.is_inferred:
        said.append(_("que una siga a la otra es una deducción"))
    return " ".join(sentence(text) for text in said)


def tie_of(link: MesaLink) -> str:
    return {
        LinkKind.CONTINUES: _("continúa a %(mesa)s"),
        LinkKind.DERIVES: _("deriva de %(mesa)s"),
        LinkKind.MERGES: _("recibe a %(mesa)s, que se fusionó en ella"),
        LinkKind.UNKNOWN: _("viene después de %(mesa)s; no se conoce el vínculo"),
    }[LinkKind(link.kind)]


def taken_by(link: MesaLink) -> str:
    return {
        Inheritance.ALL: _("hereda todos sus compromisos"),
        Inheritance.LISTED: _("hereda los compromisos que se listan"),
        Inheritance.NONE: _("no hereda ningún compromiso"),
        Inheritance.UNKNOWN: _("no se conoce qué compromisos hereda"),
    }[Inheritance(link.inheritance)]
