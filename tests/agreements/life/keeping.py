"""What is on record, read as the database has it, in few cheap statements: it is read after every step."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.files.storage import default_storage
from django.db import connection

from agreements.models import (
    Assessment,
    Commitment,
    CommitmentParty,
    Evidence,
    Milestone,
    Notice,
    Occurrence,
    Reschedule,
    RescheduleAnswer,
    Transition,
)
from mesas.models import Document, Signature

#: The picture of a file that was taken back goes; its fingerprint and who gave it stay.
TOMBSTONE = {
    "original", "shown", "small", "original_name", "caption", "place", "shown_size", "width", "height", "redacted_at",
    "redacted_by_id", "redaction_reason", "published_at", "published_by_id",
}  # fmt: skip
REACHED = {"reached_on", "reached_precision", "reached_words"}
#: What is only ever added, with what of it may still change.
ADDED: dict[Any, set[str]] = {
    Assessment: set(),
    Evidence: TOMBSTONE,
    Transition: set(),
    RescheduleAnswer: set(),
    Signature: set(),
    Document: set(),
    Milestone: REACHED,
    Reschedule: {"accepted_at", "is_unilateral"},
    Transition.documents.through: set(),
    Transition.consenting.through: set(),
    Transition.successors.through: set(),
    Assessment.evidence.through: set(),
}
#: What changes with the steps, but not with those that are refused.
CHANGING = (Commitment, CommitmentParty, Occurrence, Notice)

Rows = Mapping[Any, Mapping[int, Any]]


class Kind:
    """One kind of row, each as a tuple that names its columns."""

    def __init__(self, model: Any) -> None:
        self.names = [field.column for field in model._meta.concrete_fields]
        self.place = self.names.index("id")
        self.row = namedtuple(model.__name__, self.names)
        quoted = [connection.ops.quote_name(name) for name in (*self.names, model._meta.db_table)]
        self.select = " ".join(["SELECT", ", ".join(quoted[:-1]), "FROM", quoted[-1], "ORDER BY id"])

    def read(self, cursor: Any) -> dict[int, Any]:
        cursor.execute(self.select)
        return {row[self.place]: self.row._make(row) for row in cursor.fetchall()}


KINDS = {model: Kind(model) for model in (*ADDED, *CHANGING)}


def everything() -> Rows:
    """All of it, by kind and key, in the order of the keys."""
    with connection.cursor() as cursor:
        return {model: kind.read(cursor) for model, kind in KINDS.items()}


def require_nothing_vanished(before: Rows, now: Rows) -> None:
    """What is only ever added is there as it was, but for the columns that may change."""
    for model, changing in ADDED.items():
        for pk, row in before[model].items():
            left = now[model].get(pk)
            if left == row:
                continue
            assert left is not None, f"{model.__name__} {pk} vanished"
            changed = {name for name in row._fields if getattr(row, name) != getattr(left, name)}
            assert changed <= changing, f"{model.__name__} {pk}: {sorted(changed - changing)} changed"


def added(before: Rows, now: Rows, model: Any) -> list[Any]:
    """Rows of that kind which were not there before."""
    return [row for pk, row in now[model].items() if pk not in before[model]]


def about(rows: Rows, model: Any, commitment: int) -> Iterable[Any]:
    return [row for row in rows[model].values() if row.commitment_id == commitment]


def files() -> frozenset[str]:
    """Names of all files that are kept."""
    return frozenset(default_storage.kept)
