"""Who looks, as far as it decides what needs her."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import resolve

from agreements.querysets.mine import owed_by, owed_to
from agreements.showing.mine import Roles, promised_to, roles_of
from agreements.showing.mine.waiting import Ask, asks_of
from conflicts.choices import STAFF_ROLES, Role
from conflicts.querysets.access import memberships_of
from mesas.models import Mesa


@dataclass(frozen=True)
class Who:
    """A person with her roles: on which conflicts she keeps the records or verifies, and for whom she speaks."""

    user: Any
    on: datetime.date
    keeps: frozenset[int]
    verifies: frozenset[int]
    roles: Roles

    @property
    def is_nobody(self) -> bool:
        """Without a role to which anything could fall. Administrators and observers say nothing."""
        return not (self.keeps or self.verifies or self.roles.speaks_for)

    @property
    def conflicts(self) -> frozenset[int]:
        return self.keeps | self.verifies | frozenset(self.roles.speaks_for)

    # Conditions on commitments

    @property
    def kept(self) -> Q:
        return Q(mesa__conflict__in=self.keeps)

    @property
    def checked(self) -> Q:
        return Q(mesa__conflict__in=self.verifies)

    @property
    def received(self) -> Q:
        """Owed to a party that she represents."""
        return owed_to(self.roles.represents)

    @property
    def owing(self) -> Q:
        """Owed by a party for which she speaks."""
        return owed_by(self.roles.speaks_for)

    @property
    def hers(self) -> list[int]:
        """Parties that she represents on any conflict, with those for which their people speak."""
        return sorted({party for parties in self.roles.represents.values() for party in parties})

    def waiting(self) -> list[int]:
        """Keys of what was declared and waits for her word, as among her own commitments."""
        if not self.roles.represents:
            return []
        asks = asks_of(self.user, self.roles, promised_to(self.user, self.roles), [], self.on)
        return [key for key, asked in asks.items() if any(asks_whether_kept(ask) for ask in asked)]

    def mesas(self) -> dict[int, int]:
        """Her mesas, with their conflict. One query."""
        rows = Mesa.objects.visible_to(self.user).filter(conflict__in=self.conflicts).order_by("pk")
        return dict(rows.values_list("pk", "conflict"))


def asks_whether_kept(ask: Ask) -> bool:
    """Of the whole or of one period; another date is something else."""
    return ask.link is None or resolve(ask.link.href).url_name == "period_verdict"


def who_is(user: Any, on: datetime.date) -> Who:
    """Three queries."""
    held = list(memberships_of(user).values_list("conflict", "role"))
    return Who(
        user=user,
        on=on,
        keeps=frozenset(conflict for conflict, role in held if role in STAFF_ROLES),
        verifies=frozenset(conflict for conflict, role in held if role == Role.VERIFIER),
        roles=roles_of(user, on),
    )
