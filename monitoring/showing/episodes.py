"""How a conflict got here: its outbreaks, what happened in each, and what each source says that it cost."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from conflicts.choices import Qualifier
from conflicts.models import Casualty, Conflict, Episode, Incident, Source
from conflicts.partial_dates import PartialDate
from conflicts.wording import thousands
from monitoring.findings.words import sentence
from monitoring.showing.chain import span

#: Beyond these a page is no longer read on a phone; the oldest are left out, and the page says how many.
MOST_INCIDENTS = 200


@dataclass(frozen=True)
class Move:
    """A fact, as `components/moves.html` shows it."""

    on: PartialDate
    text: str
    note: str


@dataclass(frozen=True)
class Figure:
    """One figure of one source."""

    number: int
    said: str
    group: str
    day: PartialDate
    text: str
    sources: Sequence[Source]


@dataclass(frozen=True)
class Toll:
    """What all sources say of one thing: never added, never averaged."""

    column: str
    label: str
    figures: Sequence[Figure]

    @property
    def least_and_most(self) -> tuple[int, int]:
        numbers = [figure.number for figure in self.figures]
        return min(numbers), max(numbers)


@dataclass(frozen=True)
class Outbreak:
    """An episode; without one, facts that hang on none."""

    episode: Episode | None
    when: str
    about: str
    moves: Sequence[Move]
    tolls: Sequence[Toll]

    @property
    def deaths(self) -> tuple[int, int] | None:
        """The lowest and the highest number of dead that a source gives."""
        return next((toll.least_and_most for toll in self.tolls if toll.column == "killed"), None)


def outbreaks_of(conflict: Conflict, user: Any) -> tuple[list[Outbreak], int]:
    """In the order of time, what hangs on no episode last; and how many older facts the page leaves out."""
    episodes = sorted(conflict.episodes.select_related("territory"), key=lambda one: (one.started, one.pk))
    shown = Incident.objects.visible_to(user).filter(conflict=conflict)
    incidents = shown.order_by(F("happened_on").desc(nulls_last=True), "-pk")[:MOST_INCIDENTS]
    moves: dict[int | None, list[Incident]] = defaultdict(list)
    for incident in incidents:
        moves[incident.episode_id].append(incident)
    figures: dict[int, list[Casualty]] = defaultdict(list)
    for casualty in Casualty.objects.filter(episode__conflict=conflict).prefetch_related("sources"):
        figures[casualty.episode_id].append(casualty)
    found = [outbreak_of(episode, moves[episode.pk], figures[episode.pk]) for episode in episodes]
    others = in_order(moves[None])
    if others:
        found.append(Outbreak(None, "", "", others, ()))
    return found, max(0, shown.count() - MOST_INCIDENTS)


def outbreak_of(episode: Episode, incidents: Iterable[Incident], casualties: Sequence[Casualty]) -> Outbreak:
    return Outbreak(
        episode=episode,
        when=span(episode.started, episode.ended),
        about=about(episode),
        moves=in_order(incidents),
        tolls=tolls_of(casualties),
    )


def about(episode: Episode) -> str:
    """Where, and against whom, as the sources say."""
    parts = [str(episode.territory) if episode.territory else "", episode.company_text, episode.project_text]
    return " · ".join(dict.fromkeys(part for part in parts if part))


def in_order(incidents: Iterable[Incident]) -> list[Move]:
    """The oldest first; of what has no date nobody can say when it was."""
    dated = sorted(incidents, key=lambda one: (one.happened.last or datetime.date.max, one.pk))
    return [move_of(incident) for incident in dated]


def move_of(incident: Incident) -> Move:
    said = [incident.kind, incident.status_text, incident.value_text]
    by = _("Lo informa: %(who)s") % {"who": incident.reported_by} if incident.reported_by else ""
    return Move(
        on=incident.happened,
        text=" ".join(sentence(text) for text in said if text),
        note=" ".join(sentence(text) for text in (incident.note, by) if text),
    )


def tolls_of(casualties: Sequence[Casualty]) -> list[Toll]:
    """Of the dead, the injured and the detained those of which a source speaks, from the smallest figure up."""
    labels = {"killed": _("Muertos"), "injured": _("Heridos"), "detained": _("Detenidos")}
    tolls = []
    for column, label in labels.items():
        figures = [figure_of(row, getattr(row, column)) for row in casualties if getattr(row, column) is not None]
        if figures:
            tolls.append(Toll(column, label, sorted(figures, key=lambda one: (one.number, one.day))))
    return tolls


def figure_of(row: Casualty, number: int) -> Figure:
    count = thousands(number)
    exact = row.qualifier == Qualifier.EXACT
    return Figure(
        number=number,
        said=count if exact else f"{row.get_qualifier_display()} {count}",
        group=str(row.get_group_display()),
        day=row.happened,
        text=row.text,
        sources=list(row.sources.all()),
    )
