"""The page of a mesa: where does this mesa stand?"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, F, When
from django.urls import reverse

from agreements.choices import OPEN_STATES, Record
from agreements.models import Commitment
from agreements.querysets.cover import Asking
from agreements.querysets.heritage import Heritage
from conflicts.models import Source
from mesas.choices import Held
from mesas.cover import antecedents, gaps, of_the_mesa
from mesas.models import Document, GroundRules, Mandate, Mesa, ReportedFigure, Session
from mesas.querysets import personal_fields_for
from monitoring.findings import conflicts as conflict_findings
from monitoring.findings import mesas as findings
from monitoring.findings.parts import Fact, Line, Part
from monitoring.indicators.delay import median_days_late
from monitoring.indicators.tally import tally_of
from monitoring.showing import mandates as orders
from monitoring.showing import opening, sittings
from monitoring.showing.asking import list_of
from monitoring.showing.chain import Place, chain_of, links_among, places_of
from monitoring.showing.figures import Figure, figures_of, told_figures
from monitoring.showing.lists import counted
from monitoring.showing.mandates import MandateRow
from monitoring.showing.measuring import Measuring, measuring_of
from monitoring.showing.runway import Runway, runway_of
from monitoring.showing.seats import SideOfTable, are_places_known, count_sides, sides_of_table
from monitoring.showing.sources import sources_of, when_read
from monitoring.showing.urgency import Debt, Group, debts_of, groups_of, told, urgent

#: Of what it took over, as many as one reads on a phone.
MOST_INHERITED = 8
#: Dots on the line of time.
MOST_DOTS = 200


@dataclass(frozen=True)
class Inherited:
    """What it took over from other mesas: counted there, followed up here. Open ones of members first."""

    finding: str
    debts: Sequence[Debt]
    count: int
    href: str

    @property
    def is_whole(self) -> bool:
        return len(self.debts) == self.count


@dataclass(frozen=True)
class Mandates:
    """Orders of the mesa, those before it, and the line of time where one can be drawn."""

    finding: str
    rows: Sequence[MandateRow]
    antecedents: Sequence[Mandate]
    runway: Runway | None
    gaps: Sequence[str]


@dataclass(frozen=True)
class Promises:
    """What members report, by urgency; apart from it, what only public sources tell."""

    finding: str
    figures: Sequence[Figure]
    urgent_finding: str
    groups: Sequence[Group]
    href: str
    told_count: int
    told_finding: str
    told_figures: Sequence[Figure]
    told: Sequence[Debt]
    told_href: str
    count: int
    measuring: Measuring | None


@dataclass(frozen=True)
class Seats:
    finding: str
    sides: Sequence[SideOfTable]
    are_places: bool


@dataclass(frozen=True)
class Sessions:
    finding: str
    rows: Sequence[sittings.SessionRow]
    count: int
    without_agenda: int


@dataclass(frozen=True)
class Demands:
    finding: str
    lines: Sequence[Line]
    count: int
    told: int


@dataclass(frozen=True)
class MesaPage:
    """What each band shows, under the sentence that its evidence amounts to."""

    parts: Sequence[Part]
    facts: Sequence[Fact]
    promises: Promises
    inherited: Inherited
    uncovered: str
    mandates: Mandates
    seats: Seats
    sessions: Sessions
    demands: Demands
    chain: Sequence[Place]
    chain_finding: str
    papers: Sequence[sittings.Paper]
    papers_count: int
    papers_finding: str
    figures: Sequence[ReportedFigure]
    figures_finding: str
    rules: GroundRules | None
    rules_lines: Sequence[Fact]
    sources: Sequence[Source]
    sources_finding: str
    sources_read: str


def mesa_page(mesa: Mesa, user: Any, on: datetime.date) -> MesaPage:
    """Every row as far as this reader may see it. The number of queries does not depend on how many there are."""
    mandates = list(Mandate.objects.filter(mesa=mesa))
    links = links_among(mesa.conflict_id, user)
    chain = chain_of(mesa, links)
    promised = counted(Commitment.objects.visible_to(user).filter(mesa__in=chain), "mesa")
    papers = Document.objects.filter(mesa=mesa, is_background=False)
    papers_count = papers.count()
    figures = list(
        ReportedFigure.objects.filter(mesa=mesa).select_related("party", "document").prefetch_related("sources")
    )
    rules = opening.latest_rules(mesa)
    sources = mesa_sources(mesa)
    return MesaPage(
        parts=opening.parts_of(mesa, orders.cover_of(mandates), on),
        facts=opening.facts_of(mesa, rules),
        promises=promises_of(mesa, user, on),
        inherited=inherited_by(mesa, user, on),
        uncovered=uncovered_at(mesa, user, on),
        mandates=mandates_of(mesa, mandates, on),
        seats=seats_of(mesa, user),
        sessions=sessions_of(mesa, user),
        demands=demands_of(mesa, user),
        chain=places_of(chain, links, promised, here=mesa),
        chain_finding=findings.chain([one.pk for one in chain].index(mesa.pk) + 1, len(chain)),
        papers=sittings.papers_of(papers),
        papers_count=papers_count,
        papers_finding=findings.documents(papers_count),
        figures=figures,
        figures_finding=findings.reported_figures(len(figures)),
        rules=rules,
        rules_lines=opening.rules_lines(rules),
        sources=sources,
        sources_finding=conflict_findings.sources_read(len(sources)),
        sources_read=when_read(sources),
    )


def promises_of(mesa: Mesa, user: Any, on: datetime.date) -> Promises:
    commitments = Commitment.objects.visible_to(user).filter(mesa=mesa)
    tally = tally_of(commitments, on)
    subject = {"mesa": mesa.slug}
    waiting, only_told = debts_of(urgent(commitments, on), told(commitments), user=user, on=on)
    oldest = waiting[0].row.commitment.due.last if waiting else None
    return Promises(
        finding=findings.promises(tally),
        figures=figures_of(tally, subject, median_days_late(commitments, on, tally.overdue)) if tally.total else (),
        urgent_finding=findings.most_urgent(tally, oldest, on),
        groups=groups_of(waiting, tally, subject, on),
        href=list_of(subject, "still_open"),
        told_count=tally.told,
        told_finding=findings.told_by_sources(tally),
        told_figures=told_figures(tally, subject),
        told=only_told,
        told_href=list_of(subject, "told"),
        count=tally.total + tally.told,
        measuring=measuring_of(commitments, subject, on) if tally.total else None,
    )


def inherited_by(mesa: Mesa, user: Any, on: datetime.date) -> Inherited:
    taken = Commitment.objects.visible_to(user).filter(Heritage(user).taken_by([mesa]))
    count = taken.count()
    still = Case(When(state__in=OPEN_STATES, record=Record.MEMBERS, then=0), default=1)
    order = (still, F("due_on").asc(nulls_last=True), "pk")
    [debts] = debts_of(list(taken.order_by(*order).values_list("pk", flat=True)[:MOST_INHERITED]), user=user, on=on)
    return Inherited(findings.inherited(count), debts, count, f"{reverse('commitment_list')}?hereda={mesa.slug}")


def uncovered_at(mesa: Mesa, user: Any, on: datetime.date) -> str:
    """How many open ones of its own have nobody left to ask; nothing where none."""
    owed = Commitment.objects.visible_to(user).by_members().open().filter(mesa=mesa)
    return findings.uncovered(owed.filter(Asking(on, near=[mesa.pk]).orphaned()).count())


def mandates_of(mesa: Mesa, mandates: Sequence[Mandate], on: datetime.date) -> Mandates:
    own = of_the_mesa(mandates)
    between = [(gap.first, gap.last) for gap in gaps(own, on)]
    days = [(row.day.last, row.held) for row in sessions_with_day(mesa)]
    return Mandates(
        finding=findings.mandates(orders.cover_of(own), sum((last - first).days + 1 for first, last in between), on),
        rows=orders.rows_of_mandates(own),
        antecedents=antecedents(mandates),
        runway=runway_of(
            orders.spans(own),
            between,
            held=[day for day, held in days if day and held == Held.HELD],
            failed=[day for day, held in days if day and held in (Held.FAILED, Held.POSTPONED)],
            on=on,
        ),
        gaps=[findings.gap(first, last) for first, last in between],
    )


def sessions_with_day(mesa: Mesa) -> Sequence[Session]:
    rows = Session.objects.filter(mesa=mesa, day_on__isnull=False).order_by("-day_on")
    return list(rows.only("day_on", "day_precision", "day_words", "held")[:MOST_DOTS])


def seats_of(mesa: Mesa, user: Any) -> Seats:
    sides = sides_of_table(mesa, personal_fields_for(user))
    known = are_places_known(sides)
    return Seats(finding=findings.seats(count_sides(sides), are_places=known), sides=sides, are_places=known)


def sessions_of(mesa: Mesa, user: Any) -> Sessions:
    counts = sittings.count_sessions(mesa)
    return Sessions(
        finding=findings.sessions(counts.held, counts.failed, counts.postponed, counts.unknown, counts.without_agenda),
        rows=sittings.sessions_of(mesa, user),
        count=counts.total,
        without_agenda=counts.without_agenda,
    )


def demands_of(mesa: Mesa, user: Any) -> Demands:
    counts = sittings.count_demands(mesa, user)
    return Demands(
        finding=findings.demands(counts.asked, counts.agreed, counts.told),
        lines=counts.lines(),
        count=counts.asked + counts.told,
        told=counts.told,
    )


def mesa_sources(mesa: Mesa) -> list[Source]:
    """Of the mesa itself, its mandates, its sessions, its papers and the figures that sources give."""
    return sources_of(
        Mesa.objects.filter(pk=mesa.pk),
        Mandate.objects.filter(mesa=mesa),
        Session.objects.filter(mesa=mesa),
        Document.objects.filter(mesa=mesa),
        ReportedFigure.objects.filter(mesa=mesa),
    )
