"""The page of a conflict: how did we get here?"""

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import Timing
from agreements.models import Commitment
from conflicts.choices import PartyRole, Side, Theme
from conflicts.models import Casualty, Conflict, ConflictParty, Episode, Incident, Party, Source
from conflicts.wording import thousands
from mesas.models import Demand, Document, Mesa
from monitoring.findings import conflicts as findings
from monitoring.findings.parts import Fact, Line, Part
from monitoring.showing.chain import Place, in_time, links_among, places_of
from monitoring.showing.episodes import Outbreak, outbreaks_of
from monitoring.showing.lists import CONFLICT_KINDS, counted, in_one_line
from monitoring.showing.sources import sources_of, when_read

#: Of one side, before the rest is folded away.
MOST_STANDS = 8


@dataclass(frozen=True)
class Stand:
    """A party, and how near it stands to the conflict."""

    party: Party
    role: str


@dataclass(frozen=True)
class SideOfConflict:
    side: Side | None
    title: str
    stands: Sequence[Stand]

    @property
    def first(self) -> Sequence[Stand]:
        return self.stands[:MOST_STANDS]

    @property
    def rest(self) -> Sequence[Stand]:
        return self.stands[MOST_STANDS:]


@dataclass(frozen=True)
class ConflictPage:
    """What each band shows, under the sentence that its evidence amounts to."""

    state: str
    state_kind: str
    parts: Sequence[Part]
    facts: Sequence[Fact]
    sides: Sequence[SideOfConflict]
    sides_finding: str
    outbreaks: Sequence[Outbreak]
    older: int
    outbreaks_finding: str
    toll_finding: str
    places: Sequence[Place]
    places_finding: str
    demands: Sequence[Line]
    demands_count: int
    demands_finding: str
    documents: Sequence[Document]
    commitments: Sequence[Commitment]
    background_finding: str
    sources: Sequence[Source]
    sources_finding: str
    sources_read: str

    @property
    def has_tolls(self) -> bool:
        return any(outbreak.tolls for outbreak in self.outbreaks)


def conflict_page(conflict: Conflict, user: Any, on: datetime.date) -> ConflictPage:
    """Every row as far as this reader may see it. The number of queries does not depend on how many there are."""
    sides = sides_of(conflict)
    outbreaks, older = outbreaks_of(conflict, user)
    mesas = sorted(Mesa.objects.visible_to(user).filter(conflict=conflict), key=in_time)
    seen = Commitment.objects.visible_to(user).filter(mesa__conflict=conflict)
    counts = counted(seen, "mesa")
    demands = demands_of(conflict, user)
    documents = list(Document.objects.visible_to(user).filter(mesa__conflict=conflict, is_background=True))
    background = list(seen.filter(is_background=True).order_by("code"))
    sources = conflict_sources(conflict, user)
    return ConflictPage(
        state=str(conflict.get_state_display()),
        state_kind=CONFLICT_KINDS.get(conflict.state, ""),
        parts=opening(outbreaks, mesas, sum(counts.values()), seen.in_timing([Timing.OVERDUE], on).count()),
        facts=facts_of(conflict),
        sides=sides,
        sides_finding=findings.who_takes_part({one.side: len(one.stands) for one in sides}),
        outbreaks=outbreaks,
        older=older,
        outbreaks_finding=findings.how_it_came(
            sum(outbreak.episode is not None for outbreak in outbreaks),
            sum(len(outbreak.moves) for outbreak in outbreaks) + older,
            first_year(outbreaks),
        ),
        toll_finding=findings.what_it_cost(
            [outbreak.deaths for outbreak in outbreaks if outbreak.deaths],
            sum(len(toll.figures) for outbreak in outbreaks for toll in outbreak.tolls),
        ),
        places=places_of(mesas, links_among(conflict.pk, user), counts),
        places_finding=findings.mesas_in_order(mesa.status for mesa in mesas),
        demands=lines_of(demands),
        demands_count=sum(demands.values()),
        demands_finding=findings.what_is_asked(sum(demands.values())),
        documents=documents,
        commitments=background,
        background_finding=findings.what_comes_from_before(len(documents), len(background)),
        sources=sources,
        sources_finding=findings.sources_read(len(sources)),
        sources_read=when_read(sources),
    )


def opening(outbreaks: Sequence[Outbreak], mesas: Sequence[Mesa], commitments: int, late: int) -> list[Part]:
    """Since when, how many tables, how many promises: said in three breaths."""
    parts = [Part(since(outbreaks))] if any(outbreak.episode for outbreak in outbreaks) else []
    if mesas:
        said = ngettext("Se abrió %(count)d mesa", "Se abrieron %(count)d mesas", len(mesas)) % {"count": len(mesas)}
        parts.append(Part(said, is_answer=True))
    if not commitments:
        return [*parts, Part(_("No consta ningún compromiso"))]
    said = ngettext("Consta %(count)s compromiso", "Constan %(count)s compromisos", commitments)
    past = ngettext("%(count)s tiene el plazo vencido", "%(count)s tienen el plazo vencido", late)
    return [
        *parts,
        Part(
            said % {"count": thousands(commitments)},
            is_answer=True,
            source=past % {"count": thousands(late)} if late else "",
        ),
    ]


def since(outbreaks: Sequence[Outbreak]) -> str:
    episodes = [outbreak.episode for outbreak in outbreaks if outbreak.episode]
    said = ngettext("%(count)d episodio", "%(count)d episodios", len(episodes)) % {"count": len(episodes)}
    years = sorted({day.last.year for one in episodes for day in (one.started, one.ended) if day.last})
    if not years:
        return said
    if len(years) == 1:
        return _("%(what)s, en %(year)d") % {"what": said, "year": years[0]}
    return _("%(what)s, de %(first)d a %(last)d") % {"what": said, "first": years[0], "last": years[-1]}


def first_year(outbreaks: Sequence[Outbreak]) -> int | None:
    """Of the first episode or fact of which a date is known."""
    days = [outbreak.episode.started for outbreak in outbreaks if outbreak.episode]
    days += [move.on for outbreak in outbreaks for move in outbreak.moves]
    return min((day.last.year for day in days if day.last), default=None)


def facts_of(conflict: Conflict) -> list[Fact]:
    kind = str(conflict.get_kind_display())
    inferred = _("es una deducción: ninguna fuente lo dice") if conflict.kind_inferred and conflict.kind else ""
    facts = [Fact(_("Tipo"), kind, note=inferred, kind="" if conflict.kind else "none")]
    if conflict.activity:
        facts.append(Fact(_("Actividad"), str(conflict.get_activity_display())))
    if conflict.phase:
        facts.append(Fact(_("Fase"), str(conflict.get_phase_display())))
    places = in_one_line(conflict.territories.all())
    facts.append(Fact(_("Lugar"), places or _("No conocido"), kind="" if places else "none"))
    if conflict.companies_text:
        facts.append(Fact(_("Empresas, según las fuentes"), conflict.companies_text))
    if conflict.projects_text:
        facts.append(Fact(_("Proyectos, según las fuentes"), conflict.projects_text))
    return facts


def sides_of(conflict: Conflict) -> list[SideOfConflict]:
    """Who takes part, by side, the nearest first; a duplicate under the name that it was merged into."""
    near = {role: place for place, role in enumerate(PartyRole.values)}
    stands: dict[Side | None, dict[int, Stand]] = defaultdict(dict)
    rows = ConflictParty.objects.filter(conflict=conflict).select_related("party__merged_into")
    for row in sorted(rows, key=lambda one: (near[one.role], one.party.short_name)):
        party = row.party.merged_into or row.party
        role = str(row.get_role_display()) if row.role else ""
        stands[party.side].setdefault(party.pk, Stand(party, role))
    order = [*Side, None]
    titles = {side: str(side.label) for side in Side}
    return [
        SideOfConflict(side, titles[side] if side else _("Sin lado"), list(stands[side].values()))
        for side in order
        if stands[side]
    ]


def demands_of(conflict: Conflict, user: Any) -> dict[str, int]:
    """How many demands of each theme, by the name of the theme, the most frequent first."""
    rows = Demand.objects.visible_to(user).filter(conflict=conflict).order_by()
    counts = rows.values_list("theme").annotate(count=Count("pk"))
    return {str(Theme(theme).label): count for theme, count in sorted(counts, key=lambda one: (-one[1], one[0]))}


def lines_of(demands: dict[str, int]) -> list[Line]:
    lines = [Line(theme, thousands(count)) for theme, count in demands.items()]
    return [*lines, Line(_("Demandas"), thousands(sum(demands.values())), role="total")] if lines else []


def conflict_sources(conflict: Conflict, user: Any) -> list[Source]:
    """Of the conflict itself, its episodes, its facts and its figures."""
    return sources_of(
        Conflict.objects.filter(pk=conflict.pk),
        Episode.objects.filter(conflict=conflict),
        Incident.objects.visible_to(user).filter(conflict=conflict),
        Casualty.objects.filter(episode__conflict=conflict),
    )
