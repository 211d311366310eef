"""The page of an actor: does it keep its word, and is the word kept to it?

Communities are not ranked and have no rates: of what they owe the page shows the list.
"""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from agreements.filters.rows import with_duplicates, with_inherited
from agreements.models import Commitment
from agreements.querysets import CommitmentQuerySet
from conflicts.choices import Sector
from conflicts.models import Conflict, Party, PartyName, Source
from conflicts.wording import in_words
from mesas.choices import SeatRole
from mesas.models import Demand, ReportedFigure, Seat, Session
from monitoring.findings import conflicts as conflict_findings
from monitoring.findings import parties as findings
from monitoring.findings.parts import Fact, Part
from monitoring.indicators.delay import median_days_late
from monitoring.indicators.tally import Tally, tally_of
from monitoring.showing import record
from monitoring.showing.asking import list_of
from monitoring.showing.chain import span
from monitoring.showing.figures import Figure, figures_of, told_figures, voices_of
from monitoring.showing.lists import side_of
from monitoring.showing.sources import sources_of, when_read
from monitoring.showing.urgency import Debt, Group, debts_of, groups_of, told, urgent

MOST_SEATS, MOST_SESSIONS = 50, 5


@dataclass(frozen=True)
class NameRow:
    name: str
    when: str


@dataclass(frozen=True)
class SeatRow:
    seat: Seat
    role: str


@dataclass(frozen=True)
class Owes:
    """What it leads: figures where it may have any, the list by urgency, and what only sources tell."""

    finding: str
    figures: Sequence[Figure]
    voices: Sequence[Figure]
    voices_finding: str
    heads: Sequence[str]
    by_mesa: Sequence[record.RecordLine]
    by_year: Sequence[record.RecordLine]
    groups: Sequence[Group]
    href: str
    told_finding: str
    told_figures: Sequence[Figure]
    told: Sequence[Debt]
    told_count: int
    told_href: str
    takes_part: int
    takes_part_href: str


@dataclass(frozen=True)
class Receives:
    finding: str
    count: int
    debts: Sequence[Debt]


@dataclass(frozen=True)
class PartyPage:
    """What each band shows, under the sentence that its evidence amounts to."""

    parts: Sequence[Part]
    facts: Sequence[Fact]
    names: Sequence[NameRow]
    tally: Tally
    owes: Owes
    receives: Receives
    figures: Sequence[ReportedFigure]
    seats: Sequence[SeatRow]
    conflicts: Sequence[Conflict]
    sessions: Sequence[Session]
    convened: int
    seats_finding: str
    demands: int
    sources: Sequence[Source]
    sources_finding: str
    sources_read: str


@dataclass(frozen=True)
class Subject:
    """An actor with all its duplicates, and the rows of it that this reader may see. `answers_for`: also those in
    whose place it stands, of which it has what they owed and what was owed to them, not their seats."""

    party: Party
    keys: Sequence[int]
    answers_for: Sequence[int]
    user: Any

    def shown(self, rows: Any) -> Any:
        """As the lists show them; of an actor of the fictitious example, its own fiction."""
        visible = rows.visible_to(self.user)
        return visible if self.party.is_example else visible.in_totals(self.user)

    @property
    def commitments(self) -> CommitmentQuerySet:
        return self.shown(Commitment.objects)

    def asked(self, name: str, commitments: CommitmentQuerySet) -> Mapping[str, str]:
        """How the list of commitments is asked for this actor. The example shows there only where it is named."""
        asked = {name: self.party.slug}
        if self.party.is_example:
            case = commitments.order_by("mesa").values_list("mesa__conflict__slug", flat=True).first()
            asked |= {"conflicto": case} if case else {}
        return asked


def party_page(party: Party, user: Any, on: datetime.date) -> PartyPage:
    """Every row as far as this reader may see it. The number of queries does not depend on how many there are."""
    subject = Subject(party, with_duplicates([party]), with_inherited([party], on), user)
    leads = subject.commitments.led_by(subject.answers_for)
    receives = subject.commitments.owed_to(subject.answers_for).open()
    tally = tally_of(leads, on)
    takes_part = subject.commitments.owed_by(subject.answers_for).count()
    received = receives.count()
    waiting, only_told, owed_to_it = debts_of(
        urgent(leads, on), told(leads), [*urgent(receives, on), *told(receives)], user=user, on=on
    )
    seats = seats_of(subject)
    convened = subject.shown(Session.objects).filter(convened_by__in=subject.keys)
    count = convened.count()
    sources = sources_of(
        Party.objects.filter(pk__in=subject.keys), subject.shown(Seat.objects).filter(party__in=subject.keys)
    )
    return PartyPage(
        parts=findings.opening(tally, takes_part, received),
        facts=facts_of(party, user),
        names=names_of(party),
        tally=tally,
        owes=owes_of(subject, leads, tally, takes_part, waiting, only_told, on),
        receives=Receives(findings.receives(received), received, owed_to_it),
        figures=list(subject.shown(ReportedFigure.objects).filter(party__in=subject.keys).select_related("mesa")),
        seats=seats,
        conflicts=list(conflicts_of(subject)),
        sessions=list(
            convened.select_related("mesa").order_by(F("day_on").desc(nulls_last=True), "-pk")[:MOST_SESSIONS]
        ),
        convened=count,
        seats_finding=findings.sits(len({row.seat.mesa_id for row in seats}), count),
        demands=subject.shown(Demand.objects).filter(raised_by__in=subject.keys).count(),
        sources=sources,
        sources_finding=conflict_findings.sources_read(len(sources)),
        sources_read=when_read(sources),
    )


def owes_of(
    subject: Subject,
    leads: CommitmentQuerySet,
    tally: Tally,
    takes_part: int,
    waiting: Sequence[Debt],
    only_told: Sequence[Debt],
    on: datetime.date,
) -> Owes:
    asked = subject.asked("responsable", leads)
    has_figures = bool(tally.total) and subject.party.sector != Sector.COMMUNITY
    return Owes(
        finding=findings.owes(tally),
        figures=figures_of(tally, asked, median_days_late(leads, on, tally.overdue)) if has_figures else (),
        voices=voices_of(tally, asked) if has_figures else (),
        voices_finding=findings.kept(tally),
        heads=record.heads(),
        by_mesa=record.by_mesa(leads, asked, on) if has_figures else (),
        by_year=record.by_year(leads, asked, on) if has_figures else (),
        groups=groups_of(waiting, tally, asked, on),
        href=list_of(asked),
        told_finding=findings.told(tally),
        told_figures=told_figures(tally, asked) if subject.party.sector != Sector.COMMUNITY else (),
        told=only_told,
        told_count=tally.told,
        told_href=list_of(asked, "told"),
        takes_part=takes_part,
        takes_part_href=list_of(subject.asked("participa", leads)) if takes_part > tally.total + tally.told else "",
    )


def facts_of(party: Party, user: Any) -> list[Fact]:
    """What it is; and its kin, as far as they show."""
    kin = Party.objects.shown_to(user)
    near = kin.filter(Q(pk__in=[party.parent_id, party.succeeded_by_id]) | Q(parent=party) | Q(succeeded_by=party))
    by_key = {one.pk: one for one in near.order_by("short_name")}
    facts = [
        Fact(_("Siglas o nombre corto"), party.short_name) if party.short_name != party.name else None,
        Fact(_("Lado"), side_of(party)),
        Fact(_("Sector"), str(party.get_sector_display())),
        Fact(_("Alcance"), str(party.get_level_display())) if party.level else None,
        Fact(_("Lugar"), str(party.territory)) if party.territory else None,
        kin_fact(_("Depende de"), by_key.get(party.parent_id or 0)),
        successor_fact(party, by_key.get(party.succeeded_by_id or 0)),
        *(kin_fact(_("Sucede a"), one) for one in by_key.values() if one.succeeded_by_id == party.pk),
        *(kin_fact(_("De ella depende"), one) for one in by_key.values() if one.parent_id == party.pk),
        Fact(_("Notas"), party.notes) if party.notes else None,
    ]
    return [fact for fact in facts if fact]


def kin_fact(label: str, party: Party | None) -> Fact | None:
    return Fact(label, party.name, href=party.get_absolute_url()) if party else None


def successor_fact(party: Party, heir: Party | None) -> Fact | None:
    """An heir speaks in its place, and answers for what it owed."""
    if heir is None:
        return None
    since = _("desde %(day)s") % {"day": in_words(party.succeeded)} if party.succeeded.is_known else ""
    return Fact(_("Le sucede"), heir.name, href=heir.get_absolute_url(), note=since)


def names_of(party: Party) -> list[NameRow]:
    """The names that it bore before, the first one first; a document shows that of its day."""
    rows = sorted(PartyName.objects.filter(party=party), key=lambda one: (one.since, one.until, one.pk))
    return [NameRow(one.name, span(one.since, one.until)) for one in rows]


def seats_of(subject: Subject) -> list[SeatRow]:
    rows = subject.shown(Seat.objects).filter(party__in=subject.keys).select_related("mesa__conflict")
    latest = rows.order_by(F("mesa__installed_on").desc(nulls_last=True), "mesa__code", "pk")[:MOST_SEATS]
    return [SeatRow(seat, role_of(seat)) for seat in latest]


def role_of(seat: Seat) -> str:
    role = "" if seat.role == SeatRole.OTHER else str(seat.get_role_display())
    return ". ".join(part.rstrip(".") for part in (role, seat.post, seat.role_note) if part)


def conflicts_of(subject: Subject) -> QuerySet[Conflict]:
    return subject.shown(Conflict.objects).filter(places__party__in=subject.keys).distinct().order_by("name")
