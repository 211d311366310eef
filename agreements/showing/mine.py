"""One's own commitments: first what waits for one's word, then the rest, the most urgent first."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q

from agreements.choices import AssessmentLevel, DeadlineKind, Record, Timing
from agreements.hearing import hear
from agreements.lateness import timing_of
from agreements.models import Commitment
from agreements.querysets.heritage import Heritage
from agreements.querysets.mine import owed_by, owed_to
from agreements.sentences import Part, due_part
from agreements.showing.cover import taken_by
from agreements.showing.rows import Row, rows_of
from agreements.workflow import Said
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Role
from conflicts.kin import Kin
from conflicts.models import Membership, Party
from conflicts.querysets.access import memberships_of
from mesas.models import Mesa

WAITING_SHOWN = 10  # what waits for a word and stands on the first page
PAGE_SIZE = 15
#: What has to be known of those that are not shown.
COLUMNS = ("due_on", "due_precision", "due_words", "kind", "record", "claim_level", "deadline_kind")

Voices = Mapping[int, frozenset[int]]


@dataclass(frozen=True)
class Roles:
    """What a person is today: for whom she speaks on each conflict, and whether she keeps records."""

    represents: Voices
    speaks_for: Voices
    parties: Sequence[Party]
    is_staff: bool
    kin: Kin

    def hers(self, conflict: int) -> frozenset[int]:
        """Parties that she represents there, as they stand today."""
        return self.kin.heirs_of(self.represents.get(conflict, frozenset()))


@dataclass(frozen=True)
class Line:
    """One commitment: what each side says, and the calendar in the same breath. Of a promise not to do
    something (`abstains`) there is no progress to declare; once its period is over, one says whether it was kept."""

    commitment: Commitment
    parts: Sequence[Part]
    mark: Mapping[str, str]
    abstains: bool
    is_being_kept: bool
    taken_by: str


@dataclass(frozen=True)
class Mine:
    """One page of what is hers. The counts are of all pages; `late`, of what she was promised."""

    waiting: Sequence[Line]
    waiting_count: int
    promised: Sequence[Line]
    promised_count: int
    late: int
    owing: Sequence[Line]
    owing_count: int
    page: Page


def roles_of(user: Any, on: datetime.date) -> Roles:
    """Two queries: the roles in force with their parties, and the family of parties."""
    roles = list(memberships_of(user).select_related("party"))
    speaking = [role for role in roles if role.role in PARTY_ROLES]
    kin = Party.objects.kin(on)
    return Roles(
        represents=voices([role for role in speaking if role.role == Role.REPRESENTATIVE], kin),
        speaks_for=voices(speaking, kin),
        parties=list({role.party_id: role.party for role in speaking if role.party}.values()),
        is_staff=any(role.role in STAFF_ROLES for role in roles),
        kin=kin,
    )


def voices(roles: Iterable[Membership], kin: Kin) -> Voices:
    parties: dict[int, set[int]] = defaultdict(set)
    for role in roles:
        if role.party_id:
            parties[role.conflict_id].add(role.party_id)
    return {conflict: kin.voices_of(held) for conflict, held in parties.items()}


def mine(user: Any, roles: Roles, *, on: datetime.date, number: str | None) -> Mine:
    """The page of that number. Queries do not grow with the commitments."""
    promised = open_ones(user, owed_to(roles.represents))
    owing = open_ones(user, owed_by(roles.speaks_for))
    waiting = awaited(promised, roles, on)
    later = [one.pk for one in promised if one.pk not in set(waiting)] + waiting[WAITING_SHOWN:]
    page = Paginator(later, PAGE_SIZE).get_page(number)
    first = waiting[:WAITING_SHOWN] if page.number == 1 else []
    debts = [one.pk for one in owing[:PAGE_SIZE]] if page.number == 1 else []
    keys = dict.fromkeys([*first, *page.object_list, *debts])
    found = rows_of(list(keys), user=user, on=on)
    takers = Heritage(user).takers_of([row.commitment for row in found])
    rows = {row.commitment.pk: line_of(row, takers.get(row.commitment.pk, [])) for row in found}
    return Mine(
        waiting=[rows[key] for key in first],
        waiting_count=len(waiting),
        promised=[rows[key] for key in page.object_list],
        promised_count=len(promised),
        late=sum(1 for one in promised if is_late(one, on)),
        owing=[rows[key] for key in debts],
        owing_count=len(owing),
        page=page,
    )


def line_of(row: Row, takers: Sequence[Mesa]) -> Line:
    told = row.status.told
    calendar = [due_part(told)] if told.by_members else []
    return Line(
        commitment=row.commitment,
        parts=[*row.status.short, *calendar],
        mark=row.status.list_mark,
        abstains=told.abstains,
        is_being_kept=told.is_being_kept,
        taken_by=taken_by(takers),
    )


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


def awaited(promised: Iterable[Commitment], roles: Roles, on: datetime.date) -> list[int]:
    """Those of which somebody declared something that her parties have not answered since."""
    declared = [
        one
        for one in promised
        if one.claim_level is not None
        and one.claim_level > AssessmentLevel.NONE
        and one.deadline_kind != DeadlineKind.RECURRING
    ]
    heard = hear(declared, on=on)
    return [one.pk for one in declared if is_awaited(heard[one.pk].said, roles.hers(one.mesa.conflict_id))]


def is_awaited(said: Said, hers: frozenset[int]) -> bool:
    """Whether one of her parties is silent, or spoke on a day before the claim."""
    if said.claim is None:
        return False
    answered = {party: verdict.lowest.said_on for party, verdict in said.verdicts.items()}
    return any(
        party not in answered or answered[party] < said.claim.said_on for party in said.judges & hers - said.owing
    )
