"""A promise found broken, with the answer of who owes beside it."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils import timezone

from agreements.choices import OPEN_STATES, AssessmentKind, AssessmentLevel, Step
from agreements.models import Assessment, Commitment, Transition
from agreements.workflow.steps import reply_until
from conflicts.wording import in_words


@dataclass(frozen=True)
class Reply:
    """What one obligor answered, and whether it came within the fifteen days."""

    party: int
    who: str
    on: datetime.date
    text: str
    in_time: bool


@dataclass(frozen=True)
class Breach:
    """The last finding of breach. `stands`: it marks an open debt today."""

    finding: Assessment
    replies: tuple[Reply, ...]
    stands: bool

    @property
    def found_on(self) -> datetime.date:
        return timezone.localdate(self.finding.recorded_at)

    @property
    def found_in_words(self) -> str:
        return in_words(self.found_on)

    @property
    def limit_in_words(self) -> str:
        return in_words(self.reply_until)

    @property
    def reply_until(self) -> datetime.date:
        return reply_until(self.found_on)


def breach_of(commitment: Commitment) -> Breach | None:
    """Of one commitment, in two queries."""
    rows = Assessment.objects.filter(commitment=commitment, occurrence=None, kind=AssessmentKind.VERIFICATION)
    steps = Transition.objects.filter(commitment=commitment, step=Step.REPLIED).select_related("party")
    return breach_in(commitment, list(rows.select_related("party").order_by("recorded_at", "pk")), list(steps))


def breach_in(commitment: Commitment, rows: Sequence[Assessment], steps: Iterable[Transition] = ()) -> Breach | None:
    """From rows in the order of recording and steps that were fetched along with their parties."""
    found = [row for row in rows if row.is_breach]
    if not found:
        return None
    last = max(found, key=lambda row: (row.observed, row.recorded_at, row.pk))
    replies = [step for step in steps if step.step == Step.REPLIED and step.assessment_id == last.pk]
    return Breach(
        finding=last,
        replies=tuple(reply_of(step, last) for step in replies),
        stands=stands(commitment, last, rows),
    )


def stands(commitment: Commitment, found: Assessment, rows: Sequence[Assessment]) -> bool:
    """Whether it still marks the debt: open, without a later finding that it is complete, and not agreed to be due
    on a day after it was seen broken."""
    if commitment.state not in OPEN_STATES:
        return False
    if commitment.due.last and found.observed.last and found.observed.last <= commitment.due.last:
        return False
    return not any(
        row.kind == AssessmentKind.VERIFICATION
        and row.is_independent
        and row.level == AssessmentLevel.COMPLETE
        and row.observed >= found.observed
        for row in rows
    )


def reply_of(step: Transition, found: Assessment) -> Reply:
    on = timezone.localdate(step.at)
    limit = reply_until(timezone.localdate(found.recorded_at))
    return Reply(party=step.party_id or 0, who=str(step.party), on=on, text=step.reason, in_time=on <= limit)
