"""What stands of many rows. *Latest* goes by the day said. Of one day, recording decides between what somebody said
herself; between papers that order is only that of typing, so the lowest stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import TypeVar

from agreements.workflow.rows import Answer, Finding, Statement, Verdict

Row = TypeVar("Row", bound=Statement)


def in_order_said(rows: Iterable[Row]) -> list[Row]:
    """By the day said, then by recording; of one moment, the lowest speaks last.

    Of the papers of one day the lowest speaks last or, of equals, the one that saw it last, whichever was typed first.
    One paper says what was read in it last: so a wrong reading is answered by a new row.
    """
    recorded = sorted(rows, key=lambda row: (row.said_on, row.recorded_at, -row.degree))
    stands = {(row.said_on, row.paper): (-row.degree, row.observed.last or date.max) for row in recorded}
    return sorted(recorded, key=lambda row: (row.said_on, stands[row.said_on, row.paper]))


def latest(rows: Iterable[Row]) -> Row:
    """The last thing that one voice said. A 3 repeated keeps the day of the first and any proof of the run: new work
    is told by lowering first."""
    ordered = in_order_said(rows)
    last = ordered[-1]
    if not last.is_complete:
        return last
    run = list(takewhile(lambda row: row.is_complete, reversed(ordered)))
    kept = replace(last, observed=run[-1].observed, said_on=run[-1].said_on)
    if isinstance(kept, Answer):
        return replace(kept, own_evidence=any(isinstance(row, Answer) and row.own_evidence for row in run))
    return kept


def verdict_of(party: int, answers: Sequence[Answer]) -> Verdict:
    """What the party says today: the latest of each of its voices. An answer outlives its representative. An assembly
    replaces whatever was said on an earlier day; what is said from that day on counts beside it."""
    assemblies = in_order_said(answer for answer in answers if answer.by_assembly)
    if not assemblies:
        return Verdict(party=party, answers=latest_of_each_voice(answers))
    since = assemblies[-1].said_on
    lowered = max((row.said_on for row in answers if row.is_below and row.said_on < since), default=date.min)
    assembly = latest(row for row in assemblies if row.said_on >= lowered)
    members = [row for row in answers if not row.by_assembly and row.said_on >= since]
    return Verdict(party=party, answers=(assembly, *latest_of_each_voice(members)))


def latest_of_each_voice(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    voices: dict[Hashable, list[Answer]] = defaultdict(list)
    for answer in in_order_said(answers):
        voices[answer.speaker].append(answer)
    return tuple(latest(said) for said in voices.values())


def findings_by_day(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In the order observed, one a day: of one day, the lowest."""
    lowest: dict[date | None, Finding] = {}
    for finding in sorted(findings, key=lambda row: (row.degree, row.said_on, row.recorded_at)):
        lowest.setdefault(finding.observed.last, finding)
    return tuple(sorted(lowest.values(), key=lambda row: row.observed))
