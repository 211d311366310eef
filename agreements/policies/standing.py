"""Who may act on a commitment, and for which party.

"No party and no user is on both ends": whoever speaks for those who owe does not answer for those who receive, and
who says or records either does not verify. Administrators say nothing at all: they correct metadata.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils import timezone

from agreements.choices import AssessmentKind
from agreements.models import Assessment, Commitment
from agreements.querysets.ends import Ends, ends_of
from conflicts.choices import PARTY_ROLES, STAFF_ROLES, Role
from conflicts.kin import Kin
from conflicts.models import Membership, Party
from conflicts.querysets.access import is_administrator


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Where a user stands towards one commitment on one day. Parties are ids.

    Of the ends, `owing` and `judges` have heirs in their predecessors' place.
    """

    roles: frozenset[str]
    represents: frozenset[int]  # parties for which she has the role of representative
    speaks_for: frozenset[int]  # as representative or delegate
    checks_for: frozenset[int]  # as verifier
    kin: Kin
    ends: Ends
    claimed: frozenset[int]  # parties that have claimed
    answered: frozenset[int]  # parties that have answered
    has_claimed: bool  # the user, in her own voice
    has_answered: bool
    has_recorded: bool  # a claim or a verdict, in her own voice or on behalf
    has_verified: bool

    @property
    def owing(self) -> frozenset[int]:
        return self.kin.heirs_of(self.ends.obligors)

    @property
    def answerable(self) -> frozenset[int]:
        """Who must agree where a step needs the obligor: the lead or, where none leads, all of them."""
        return self.kin.heirs_of(self.ends.answerable)

    @property
    def judges(self) -> frozenset[int]:
        return self.kin.heirs_of(self.ends.judges)

    @property
    def is_within_family(self) -> bool:
        """Whether all that receive it are kin of who answers for it: between them they are one side."""
        return self.judges <= self.kin.family(self.ends.answerable)

    @property
    def is_staff(self) -> bool:
        """Whether the user keeps the records of this conflict."""
        return bool(self.roles & set(STAFF_ROLES))

    @property
    def own_owing(self) -> frozenset[int]:
        """Parties that owe and for which she speaks."""
        return self._voiced(self.ends.obligors, self.speaks_for)

    @property
    def own_judging(self) -> frozenset[int]:
        """Parties that receive and that she represents."""
        return self._voiced(self.ends.judges, self.represents)

    @property
    def own_receiving(self) -> frozenset[int]:
        """Parties that only receive and for which she speaks, also where she may not answer for them."""
        return self._voiced(self.ends.judges - self.ends.obligors, self.speaks_for)

    @property
    def is_on_owing_end(self) -> bool:
        return self.has_claimed or bool(self.own_owing)

    @property
    def is_on_receiving_end(self) -> bool:
        return self.has_answered or bool(self.own_receiving)

    @property
    def claims_for(self) -> frozenset[int]:
        """Obligors whose claim she may record: her own, or any on behalf when she keeps the records."""
        if self.is_on_receiving_end or self.has_verified:
            return frozenset()
        return (self.owing if self.is_staff else self.own_owing) - self.kin.same(self.answered)

    @property
    def answers_for(self) -> frozenset[int]:
        """Beneficiaries whose verdict she may record: never kin of the lead or, where none leads, of any that owes, nor
        a party that claimed."""
        if self.is_on_owing_end or self.has_verified:
            return frozenset()
        barred = self.kin.family(self.ends.answerable) | self.kin.same(self.claimed)
        return (self.judges if self.is_staff else self.own_judging) - barred

    @property
    def verifies_for(self) -> frozenset[int]:
        """Parties in whose name she may verify: none that is kin to either end or has spoken for one, and never by who
        takes part."""
        ends = self.ends.obligors | self.ends.judges | self.claimed | self.answered
        if self.has_recorded or self._voiced(ends, self.speaks_for):
            return frozenset()
        return self.kin.heirs_of(self.checks_for - self.kin.family(ends))

    @property
    def may_begin(self) -> bool:
        return bool(self.own_owing or self.roles & {Role.REGISTRAR, Role.VERIFIER})

    @property
    def may_add_evidence(self) -> bool:
        takes_part = self._voiced(self.ends.obligors | self.ends.judges, self.speaks_for)
        return bool(takes_part or self.is_staff or Role.VERIFIER in self.roles)

    @property
    def may_name_as_supplier(self) -> frozenset[int]:
        """Parties from which she may say that a file comes: her own; staff and verifiers receive files of both ends."""
        mine = self.speaks_for | self.checks_for
        of_ends = self.ends.obligors | self.ends.judges | self.owing | self.judges
        return mine | of_ends if self.is_staff or Role.VERIFIER in self.roles else mine

    @property
    def only_supplier(self) -> int | None:
        """The party in whose name she sends files when she names none: nothing for staff, or where there are two."""
        mine = self.speaks_for or self.checks_for
        return next(iter(mine)) if len(mine) == 1 and not self.is_staff else None

    # Steps that are taken with others. Each names its parties; staff acts on behalf, with the document.

    @property
    def is_coordinator(self) -> bool:
        """Whether she coordinates this conflict: closings, corrections and who may see are hers to take."""
        return Role.COORDINATOR in self.roles

    @property
    def objects_for(self) -> frozenset[int]:
        """Beneficiaries whose objection to a closing she may record."""
        return self.judges if self.is_staff else self.own_judging

    @property
    def may_reopen(self) -> bool:
        """Beneficiary, verifier or coordinator, once somebody has new evidence or found an error."""
        return bool(self.own_judging or self.verifies_for or self.is_coordinator)

    @property
    def asks_date_for(self) -> frozenset[int]:
        """Obligors whose request for another date she may record: not while she speaks for who receives."""
        return frozenset() if self.is_on_receiving_end else self.owing if self.is_staff else self.own_owing

    @property
    def answers_date_for(self) -> frozenset[int]:
        """Beneficiaries whose answer to another date she may record. Nobody accepts what she asked for herself."""
        return frozenset() if self.is_on_owing_end else self.judges if self.is_staff else self.own_judging

    @property
    def demands_for(self) -> frozenset[int]:
        """Beneficiaries in whose name a written *requerimiento* may be put on record."""
        return frozenset() if self.is_on_owing_end else self.judges if self.is_staff else self.own_judging

    @property
    def finds_breach_for(self) -> frozenset[int]:
        """Parties in whose name she may find that a promise was broken: independent ones only."""
        return frozenset(party for party in self.verifies_for if self.is_independent(party))

    @property
    def replies_for(self) -> frozenset[int]:
        """Obligors whose answer to a finding of breach she may record."""
        return frozenset() if self.is_on_receiving_end else self.owing if self.is_staff else self.own_owing

    @property
    def may_ask_to_verify(self) -> bool:
        """Both ends and who keeps the records may ask a third party to look."""
        return bool(self.own_owing or self.own_judging or self.is_staff)

    @property
    def may_date(self) -> bool:
        """Who may say, with evidence, on which day the event happened from which a term counts."""
        return bool(self.own_owing or self.own_judging or self.is_staff or Role.VERIFIER in self.roles)

    @property
    def may_set_milestones(self) -> bool:
        """Who owes says by which steps, or who keeps the records does."""
        return bool(self.own_owing or self.is_staff)

    @property
    def may_reach_milestones(self) -> bool:
        """The same, and who verifies: each shows it with evidence."""
        return self.may_set_milestones or Role.VERIFIER in self.roles

    def is_independent(self, party: int) -> bool:
        """Whether a verifying party sits on another side of the table than all who owe. Only then it counts."""
        return not self.kin.sides_of([party]) & self.kin.sides_of(self.owing)

    def _voiced(self, parties: frozenset[int], mine: frozenset[int]) -> frozenset[int]:
        """Those of the parties for which people of `mine` speak, each by the one that stands in its place today."""
        return self.kin.heirs_of([party for party in parties if mine & self.kin.speakers_for(party)])


def standing_of(user, commitment: Commitment, *, on: datetime.date | None = None) -> Standing:
    """Where the user stands on that day, today unless said. A fixed number of queries: six at most."""
    return standings_of(user, [commitment], on=on)[commitment.pk]


def standings_of(user, commitments: Collection[Commitment], *, on: datetime.date | None = None) -> dict[int, Standing]:
    """By key of the commitment, in as many queries for one as for many. Their mesas are read from them.

    What was said of one period counts for all of them: nobody is on one end in March and on the other in April.
    """
    on = on or timezone.localdate()
    may_speak = user.is_authenticated and user.is_active and not is_administrator(user)
    roles: dict[int, list[Membership]] = defaultdict(list)
    if may_speak:
        conflicts = {commitment.mesa.conflict_id for commitment in commitments}
        for role in Membership.objects.in_force(on).filter(user=user, conflict__in=conflicts):
            roles[role.conflict_id].append(role)
    said: dict[int, list[Said]] = defaultdict(list)
    rows = Assessment.objects.filter(commitment__in=[commitment.pk for commitment in commitments])
    columns = ("commitment_id", "kind", "party_id", "recorded_by_id", "is_on_behalf")
    for commitment, *row in rows.values_list(*columns):
        said[commitment].append(Said(*row))
    kin, ends = Party.objects.kin(on), ends_of(commitments)
    return {
        one.pk: standing_from(user, roles[one.mesa.conflict_id], said[one.pk], kin, ends[one.pk]) for one in commitments
    }


class Said(NamedTuple):
    """Who said what, and whether it was recorded on behalf of the party."""

    kind: str
    party: int
    by: int
    on_behalf: bool


def standing_from(user, roles: Sequence[Membership], said: Sequence[Said], kin: Kin, ends: Ends) -> Standing:
    def parties(*wanted: str) -> frozenset[int]:
        return frozenset(role.party_id for role in roles if role.party_id and role.role in wanted)

    def recorded(*kinds: str, own: bool = False) -> bool:
        return any(one.by == user.pk and one.kind in kinds and not (own and one.on_behalf) for one in said)

    return Standing(
        roles=frozenset(role.role for role in roles),
        represents=parties(Role.REPRESENTATIVE),
        speaks_for=parties(*PARTY_ROLES),
        checks_for=parties(Role.VERIFIER),
        kin=kin,
        ends=ends,
        claimed=frozenset(one.party for one in said if one.kind == AssessmentKind.CLAIM),
        answered=frozenset(one.party for one in said if one.kind == AssessmentKind.VERDICT),
        has_claimed=recorded(AssessmentKind.CLAIM, own=True),
        has_answered=recorded(AssessmentKind.VERDICT, own=True),
        has_recorded=recorded(AssessmentKind.CLAIM, AssessmentKind.VERDICT),
        has_verified=recorded(AssessmentKind.VERIFICATION),
    )
