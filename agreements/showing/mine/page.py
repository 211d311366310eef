"""One's own commitments: first what waits for one's word, then the rest, the most urgent first."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from agreements.choices import DeadlineKind, Record, Timing
from agreements.lateness import timing_of
from agreements.models import Commitment
from agreements.policies import Standing, standings_of
from agreements.querysets.heritage import Heritage
from agreements.querysets.mine import owed_by, owed_to
from agreements.sentences import Part, due_part
from agreements.showing.cover import taken_by
from agreements.showing.mine.roles import Roles
from agreements.showing.mine.waiting import Ask, Closing, asks_of, closings_of
from agreements.showing.own import our_words
from agreements.showing.rows import Row, rows_of

WAITING_SHOWN = 10  # what waits for a word and stands on the first page
PAGE_SIZE = 15
#: What has to be known of those that are not shown.
COLUMNS = (
    "due_on", "due_precision", "due_words", "kind", "record", "state", "claim_level", "deadline_kind", "code", "title",
)  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One commitment: what each side says, and the calendar in the same breath; then what her own people said.

    Of a promise not to do something (`abstains`) there is no progress to declare; once its period is over, one says
    whether it was kept. `asks` wait for her; a `closing` may be objected to. `may_answer`, `may_claim`: whether she may
    say what she saw, or what was done; who is on both ends, or kin to the other one, may not.
    """

    commitment: Commitment
    parts: Sequence[Part]
    mark: Mapping[str, str]
    abstains: bool
    is_being_kept: bool
    answered: bool = False
    ours: Sequence[str] = ()
    asks: Sequence[Ask] = ()
    closing: Closing | None = None
    due: Part | None = None
    taken_by: str = ""
    may_answer: bool = False
    may_claim: bool = False

    @property
    def recurs(self) -> bool:
        """What comes due again and again is said of each period."""
        return self.commitment.deadline_kind == DeadlineKind.RECURRING

    @property
    def calendar(self) -> str:
        """What the calendar says, in plain words; nothing of what only sources tell."""
        return str(self.due) if self.due else ""

    @property
    def question(self) -> bool:
        """Whether it is asked if this was kept, in three answers."""
        return any(ask.link is None for ask in self.asks)

    @property
    def links(self) -> list[Ask]:
        return [ask for ask in self.asks if ask.link is not None]


@dataclass(frozen=True)
class Mine:
    """One page of what is hers. The counts are of all pages; `late`, of what she was promised."""

    waiting: Sequence[Line]
    waiting_count: int
    closed: Sequence[Line]
    promised: Sequence[Line]
    promised_count: int
    late: int
    owing: Sequence[Line]
    owing_count: int
    page: Page

    @property
    def lines(self) -> list[Line]:
        return [*self.waiting, *self.closed, *self.promised, *self.owing]


def mine(user: Any, roles: Roles, *, on: datetime.date, number: str | None) -> Mine:
    """The page of that number. Queries do not grow with the commitments."""
    promised = promised_to(user, roles)
    owing = open_ones(user, owed_by(roles.speaks_for))
    standings = standings_of(user, [*promised, *owing], on=on)
    asks = asks_of(user, roles, promised, owing, on, standings)
    waiting = in_order({one.pk: one for one in (*promised, *owing)}, asks)
    later = [one.pk for one in promised if one.pk not in asks] + waiting[WAITING_SHOWN:]
    page = Paginator(later, PAGE_SIZE).get_page(number)
    is_first = page.number == 1
    first = waiting[:WAITING_SHOWN] if is_first else []
    debts = [one.pk for one in owing if one.pk not in asks][:PAGE_SIZE] if is_first else []
    closings = {one.commitment: one for one in closings_of(user, roles, on)} if is_first else {}
    keys = dict.fromkeys([*first, *closings, *page.object_list, *debts])
    found = rows_of(list(keys), user=user, on=on)
    takers = Heritage(user).takers_of([row.commitment for row in found])
    rows = {
        key: replace(
            line_of(row, user, roles, standings.get(key)),
            asks=asks.get(key, ()),
            closing=closings.get(key),
            taken_by=taken_by(takers.get(key, [])),
        )
        for key, row in ((row.commitment.pk, row) for row in found)
    }
    return Mine(
        waiting=[rows[key] for key in first],
        waiting_count=len(waiting),
        closed=[rows[key] for key in closings],
        promised=[rows[key] for key in page.object_list],
        promised_count=len(promised),
        late=sum(1 for one in promised if is_late(one, on)),
        owing=[rows[key] for key in debts],
        owing_count=len(owing),
        page=page,
    )


def in_order(open_ones: Mapping[int, Commitment], asks: Mapping[int, Sequence[Ask]]) -> list[int]:
    """By the day until which she may speak or, where there is none, by the deadline."""

    def urgency(key: int) -> tuple[datetime.date, int]:
        days = [ask.until for ask in asks[key] if ask.until]
        return min(days, default=open_ones[key].due.last or datetime.date.max), key

    return sorted(asks, key=urgency)


def line_of(row: Row, user: Any, roles: Roles, standing: Standing | None) -> Line:
    """`standing`: towards what is still owed."""
    told, hers = row.status.told, roles.hers(row.commitment.mesa.conflict_id)
    due = due_part(told) if told.by_members and told.timing else None
    return Line(
        commitment=row.commitment,
        parts=[*row.status.short, *([due] if due else [])],
        mark=row.status.list_mark,
        abstains=told.abstains,
        is_being_kept=told.is_being_kept,
        answered=bool(told.said.verdicts.keys() & hers),
        ours=our_words(row.status, hers, user),
        due=due,
        may_answer=standing is not None and bool(standing.answers_for & hers),
        may_claim=standing is not None and bool(standing.claims_for & roles.own(row.commitment.mesa.conflict_id)),
    )


def promised_to(user: Any, roles: Roles) -> list[Commitment]:
    """What is still owed to those whom she represents."""
    return open_ones(user, owed_to(roles.represents))


def open_ones(user: Any, condition: Q) -> list[Commitment]:
    """Still owed, what fell due first at the head, what has no date at the foot."""
    rows = Commitment.objects.visible_to(user).open().filter(condition).select_related("mesa")
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "pk").only(*COLUMNS, "mesa__conflict_id"))


def is_late(commitment: Commitment, on: datetime.date) -> bool:
    """By members' records: what only sources tell is no alarm."""
    timing = timing_of(
        due_on=commitment.due.last, deadline_kind=commitment.deadline_kind, is_open=True, on=on, kind=commitment.kind
    )
    return commitment.record == Record.MEMBERS and timing in (Timing.OVERDUE, Timing.VERY_OVERDUE)


def shows_example(lines: Iterable[Line]) -> bool:
    return any(line.commitment.mesa.conflict.is_example for line in lines)
