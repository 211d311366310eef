"""Who looks, as far as it decides what needs her."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import resolve

from agreements.choices import OBLIGOR_DUTIES, AssessmentKind, Duty
from agreements.models import Assessment
from agreements.querysets.asked import any_of
from agreements.querysets.mine import holds, owed_by, owed_to, receives_with_all
from agreements.showing.mine import Roles, promised_to, roles_of
from agreements.showing.mine.waiting import Ask, asks_of
from conflicts.choices import STAFF_ROLES, Role
from conflicts.querysets.access import memberships_of
from mesas.models import Mesa

#: Pages on which she is asked: whether the whole was kept, or one period; another date.
WHOLE, PERIOD, DATE = "", "period_verdict", "reschedule_answer"


@dataclass(frozen=True)
class Who:
    """A person with her roles: on which conflicts she keeps the records, for whom she verifies on each, and for whom
    she speaks."""

    user: Any
    on: datetime.date
    keeps: frozenset[int]
    verifies: Mapping[int, Collection[int]]
    roles: Roles

    @property
    def is_nobody(self) -> bool:
        """Without a role to which anything could fall. Administrators and observers say nothing."""
        return not (self.keeps or self.verifies or self.roles.speaks_for)

    @property
    def conflicts(self) -> frozenset[int]:
        return self.keeps | frozenset(self.verifies) | frozenset(self.roles.speaks_for)

    # Conditions on commitments

    @property
    def kept(self) -> Q:
        return Q(mesa__conflict__in=self.keeps)

    @cached_property
    def checked(self) -> Q:
        """What she could verify so that it counts, as `Standing.finds_breach_for` says of one: in the name of a party
        that is kin to neither end and sits on no obligor's side, and without having spoken for either."""
        hers = any_of(
            Q(mesa__conflict=conflict) & any_of(self.stands_apart(party) for party in parties)
            for conflict, parties in self.verifies.items()
        )
        voices = (AssessmentKind.CLAIM, AssessmentKind.VERDICT)
        said = Assessment.objects.filter(commitment=OuterRef("pk"), recorded_by=self.user, kind__in=voices).order_by()
        return hers & ~self.owing & ~owed_to(self.roles.speaks_for) & ~Q(Exists(said))

    def stands_apart(self, party: int) -> Q:
        kin = self.roles.kin
        family = kin.family([party])
        on_its_side = holds(kin.beside(kin.heir(party)), *OBLIGOR_DUTIES)
        return ~holds(family, *OBLIGOR_DUTIES, Duty.BENEFICIARY) & ~receives_with_all(family) & ~on_its_side

    @property
    def received(self) -> Q:
        """Owed to a party that she represents."""
        return owed_to(self.roles.represents)

    @property
    def owing(self) -> Q:
        """Owed by a party for which she speaks."""
        return owed_by(self.roles.speaks_for)

    @cached_property
    def asks(self) -> Mapping[int, Sequence[Ask]]:
        """What waits for her word, by key of the commitment, as among her own commitments."""
        if not self.roles.represents:
            return {}
        return asks_of(self.user, self.roles, promised_to(self.user, self.roles), [], self.on)

    def asked(self, *pages: str) -> Iterator[int]:
        """Keys of what asks her for one of these pages; "" for whether the whole was kept."""
        return (key for key, asks in self.asks.items() if any(page_of(ask) in pages for ask in asks))

    def period_asked(self, commitment: int) -> str:
        """Where she says whether the latest period that waits for her was kept; empty where none does."""
        asks = self.asks.get(commitment, ())
        return next((ask.link.href for ask in asks if ask.link and page_of(ask) == PERIOD), "")

    def mesas(self) -> dict[int, int]:
        """Her mesas, with their conflict. One query."""
        rows = Mesa.objects.visible_to(self.user).filter(conflict__in=self.conflicts).order_by("pk")
        return dict(rows.values_list("pk", "conflict"))


def page_of(ask: Ask) -> str:
    return resolve(ask.link.href).url_name or "" if ask.link else WHOLE


def who_is(user: Any, on: datetime.date) -> Who:
    """Three queries."""
    held = list(memberships_of(user).values_list("conflict", "role", "party"))
    checking: dict[int, list[int]] = defaultdict(list)
    for conflict, role, party in held:
        if role == Role.VERIFIER and party:
            checking[conflict].append(party)
    return Who(
        user=user,
        on=on,
        keeps=frozenset(conflict for conflict, role, _party in held if role in STAFF_ROLES),
        verifies=checking,
        roles=roles_of(user, on),
    )
