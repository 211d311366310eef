"""Storing promises by the thousand: commitments first, then what hangs on them, model by model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from agreements.models import (
    Assessment,
    CommitmentParty,
    Evidence,
    Inherited,
    Milestone,
    Occurrence,
    ReportedStatus,
    Reschedule,
    RescheduleAnswer,
    Transition,
)
from agreements.services.volume.people import put
from agreements.services.volume.promises import Promise

BATCH = 2_000  # commitments held in memory
#: Each after what it points to.
ORDER: tuple[type[Model], ...] = (
    CommitmentParty, Milestone, Occurrence, ReportedStatus, Inherited, Evidence, Assessment,
    Assessment.evidence.through, Reschedule, RescheduleAnswer, Transition, Transition.documents.through,
    Transition.consenting.through, Transition.successors.through,
)  # fmt: skip


class Writer:
    def __init__(self) -> None:
        self.waiting: list[Promise] = []
        self.written = 0

    def add(self, promises: Iterable[Promise]) -> None:
        for promise in promises:
            self.waiting.append(promise)
            if len(self.waiting) >= BATCH:
                self.finish()

    def finish(self) -> None:
        """Store what waits. What depends on another commitment comes after it."""
        commitments = [promise.commitment for promise in self.waiting]
        put(one for one in commitments if one.trigger_commitment is None)
        put(one for one in commitments if one.trigger_commitment is not None)
        by_model: dict[type[Any], list[Any]] = defaultdict(list)
        for promise in self.waiting:
            for row in promise.rows:
                by_model[type(row)].append(row)
        for model in ORDER:
            put(by_model.pop(model, ()))
        self.written += len(commitments)
        self.waiting = []
