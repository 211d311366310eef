"""On what each event hangs, and who may see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agreements.services.real_cases import words
from agreements.services.real_cases.cells import Reader, readers
from agreements.services.real_cases.files import Files, Row
from agreements.services.real_cases.words import Entity
from conflicts.choices import Grade

FILE_OF = {
    Entity.EPISODE: "episodes",
    Entity.MESA: "mesas",
    Entity.AGREEMENT: "agreements",
    Entity.COMMITMENT: "commitments",
}


@dataclass(frozen=True)
class Event:
    """A row of status_events and what it tells about; `entity` and `key` say on which record it is shown."""

    row: Reader
    entity: Entity
    key: str
    conflict: str | None
    episode: str | None
    grade: Grade


def read_events(files: Files) -> Iterator[Event]:
    """Every event, with its conflict and its grade. Faults are noted in `files`."""
    for row in readers(files, "status_events"):
        entity = row.word("entity_type", words.ENTITY)
        key = row.to("entity_id", FILE_OF[entity]) or ""
        subject = files.find(FILE_OF[entity], key)
        yield event_on(row, entity, key, subject) if subject else Event(row, entity, "", None, None, Grade.PUBLIC)


def event_on(row: Reader, entity: Entity, key: str, subject: Row) -> Event:
    """An event of a row of another file. A figure for many commitments shows its events on its mesa."""
    if entity == Entity.EPISODE:
        return Event(row, entity, key, subject.cells["conflict_id"], key, Grade.PUBLIC)
    mesa_key = subject.cells["mesa_id"]
    mesa = row.files.find("mesas", mesa_key)
    conflict = mesa.cells["conflict_id"] if mesa else None
    if entity != Entity.COMMITMENT:
        return Event(row, entity, key, conflict, None, Grade.PUBLIC)
    if subject.cells["is_aggregate"] == "yes":
        return Event(row, Entity.MESA, mesa_key, conflict, None, Grade.PUBLIC)
    return Event(row, entity, key, conflict, None, grade_of(subject))


def grade_of(commitment: Row) -> Grade:
    """Everybody may see what public sources tell, but for obligations about protest, which are for members."""
    return Grade.MEMBERS if commitment.cells["category_note"] == words.PROTEST else Grade.PUBLIC


def told_of(events: Iterable[Event], entity: Entity, key: str) -> list[tuple[str]]:
    """Keys of the events that are shown with a record."""
    return [(event.row["event_id"],) for event in events if (event.entity, event.key) == (entity, key)]
