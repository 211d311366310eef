"""The rows about one commitment: three voices, never one. Pure: no database, no clock.

*Claims* of those who owe, *answers* of those who receive, *findings* of those who check, and a *settlement* between
them. Rows are only ever added.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.utils import timezone

from agreements.choices import AssessmentLevel
from conflicts.partial_dates import PartialDate

COMPLETE = AssessmentLevel.COMPLETE


def said_day(recorded_at: datetime, document: PartialDate | None = None) -> date:
    """When a thing was told: the day of recording or, on behalf of a party, of the document that tells it (the last
    day that it may bear), never after recording."""
    recorded_on = timezone.localdate(recorded_at)
    return recorded_on if document is None or document.last is None else min(document.last, recorded_on)


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A row by which a party says how much was done.

    ``level`` is 0 to 3, or nothing where it could not be assessed. ``observed`` is when the fact was seen, ``said_on``
    when it was told (see ``said_day``), ``paper`` the document in which, where somebody else put it on record, ``pk``
    the stored row, for screens that show it.
    """

    party: int
    level: int | None
    observed: PartialDate
    said_on: date
    recorded_at: datetime
    paper: int | None = None
    pk: int | None = None

    @property
    def degree(self) -> int:
        """The level as a number to compare; what could not be assessed is under every level."""
        return -1 if self.level is None else self.level

    @property
    def is_complete(self) -> bool:
        return self.level == COMPLETE

    @property
    def is_below(self) -> bool:
        return self.level is not None and self.level < COMPLETE

    def known_before(self, other: Statement) -> bool:
        return self.observed.known_before(other.observed)


@dataclass(frozen=True, kw_only=True)
class Claim(Statement):
    """What a party that owes says it did."""


@dataclass(frozen=True, kw_only=True)
class Answer(Statement):
    """What one voice of a party that receives says it saw.

    ``speaker`` is the representative, or nothing where staff recorded the party's own letter or call. ``by_assembly``
    is an answer given in an assembly acta or, for an institution, in its signed letter: it proves itself.
    """

    speaker: int | None = None
    own_evidence: bool = False
    by_assembly: bool = False

    @property
    def is_proven(self) -> bool:
        return self.own_evidence or self.by_assembly

    def confirms(self, claim: Claim) -> bool:
        """A proven Sí about the time the claim speaks of: one known to be older saw something else."""
        return self.is_complete and self.is_proven and (self.by_assembly or not self.known_before(claim))


@dataclass(frozen=True, kw_only=True)
class Finding(Statement):
    """What somebody who neither owes nor receives found. Only an independent one counts."""

    independent: bool = True


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A party's answers that stand. The party says what the least satisfied of its voices says."""

    party: int
    answers: tuple[Answer, ...]

    @property
    def lowest(self) -> Answer:
        return min(self.answers, key=lambda answer: answer.degree)

    @property
    def level(self) -> int:
        return self.lowest.degree

    @property
    def is_complete(self) -> bool:
        return self.level == COMPLETE

    @property
    def below(self) -> tuple[Answer, ...]:
        return tuple(answer for answer in self.answers if answer.is_below)

    def confirming(self, claim: Claim) -> tuple[Answer, ...]:
        """The answers that confirm the claim: none while any voice of the party says less than complete."""
        return tuple(answer for answer in self.answers if answer.confirms(claim)) if self.is_complete else ()


@dataclass(frozen=True, kw_only=True)
class Settlement:
    """A dispute settled by a document of both sides, or by a verifier whom both named: a level, from a day on.

    It stands as claim, verdict and finding until each is said anew; nothing said or seen before it counts.
    """

    level: int
    day: date
    by_verifier: bool = False

    def outlived_by(self, row: Statement) -> bool:
        return row.said_on >= self.day and not row.observed.known_before(PartialDate.on(self.day))

    def as_claim(self, party: int) -> Claim:
        return Claim(party=party, level=self.level, **self._when)

    def as_answer(self, party: int) -> Answer:
        return Answer(party=party, level=self.level, by_assembly=True, **self._when)

    def as_finding(self) -> Finding:
        return Finding(party=0, level=self.level, **self._when)

    @property
    def _when(self) -> dict[str, Any]:
        start = datetime.combine(self.day, time.min, tzinfo=UTC)
        return {"observed": PartialDate.on(self.day), "said_on": self.day, "recorded_at": start}
