"""Which mesas are covered on a day, read for all of them at once."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db.models import Max, QuerySet

from conflicts.choices import Grade, is_wider
from mesas.choices import MesaStatus
from mesas.cover import ENDLESS, UNCOVERED, Cover, Orders, Tie, chained, may_end, of_the_mesa


class Covers:
    """Cover of every mesa on one day. Four queries, for any number of mesas, each made when first needed.

    `near` names mesas to which the question is limited: read are those and all that are linked to them, however far.

    A later mesa counts for what an earlier one agreed only where whoever may see that may see the later one too: that
    somebody asks must be there to be checked, and nothing that is counted may give away a mesa. So cover depends on
    the `level`, the grade of what is covered.
    """

    def __init__(self, on: datetime.date, near: Collection[int] | None = None) -> None:
        self.on, self.near = on, near
        self._reached: dict[tuple[str, bool], dict[int, Cover]] = {}

    def reached(self, level: str, *, by_members: bool = True) -> Mapping[int, Cover]:
        """By mesa: cover of what it agreed, by itself or by those that took it over; lists apart."""
        key = (level, by_members)
        if key not in self._reached:
            own = dict(self.own(by_members=by_members))
            ties = [tie for tie in self.ties.values() if self.is_open(tie.later, level)]
            if level != Grade.PUBLIC:  # who belongs to one conflict sees of another what everybody sees
                seen_by_all = self.reached(Grade.PUBLIC, by_members=by_members)
                for tie in ties:
                    if not self.is_within(tie) and self.is_open(tie.later, Grade.PUBLIC):
                        own[tie.earlier] |= tie.cover(seen_by_all[tie.later], self.on)
                ties = [tie for tie in ties if self.is_within(tie)]
            self._reached[key] = chained(own, ties, self.on)
        return self._reached[key]

    def listed(self, tie: Tie, level: str, *, by_members: bool = True) -> Cover:
        """Cover of a commitment of that grade that this link lists."""
        if not self.is_open(tie.later, level):
            return UNCOVERED
        return tie.cover(self.reached(level, by_members=by_members)[tie.later], self.on, is_listed=True)

    def own(self, *, by_members: bool = True) -> Mapping[int, Cover]:
        """By mesa: what its own orders amount to."""
        last = {} if by_members else self.last_sessions
        return {
            key: Orders(
                orders=self.orders[key],
                status=mesa.status,
                closed=mesa.closed,
                status_as_of=mesa.status_as_of,
                last_session=last.get(key),
            ).cover_on(self.on, by_members=by_members)
            for key, mesa in self.mesas.items()
        }

    def is_open(self, mesa: int, level: str) -> bool:
        """Whether whoever may see something of that grade on the same conflict may see this mesa."""
        return not is_wider(level, self.mesas[mesa].grade)

    def is_within(self, tie: Tie) -> bool:
        """Whether both mesas are of one conflict."""
        return self.mesas[tie.later].conflict_id == self.mesas[tie.earlier].conflict_id

    @cached_property
    def linked(self) -> set[int] | None:
        """The mesas in question and their kin; nothing where all are."""
        if self.near is None:
            return None
        found: set[int] = set()
        ahead = list(self.near)
        while ahead:
            one = ahead.pop()
            if one not in found:
                found.add(one)
                ahead += [tie.earlier if tie.later == one else tie.later for tie in self._links if one in tie.ends]
        return found

    @cached_property
    def mesas(self) -> Mapping[int, Any]:
        columns = ("grade", "conflict", "status", *partial("closed"), *partial("status_as_of"))
        mesas = apps.get_model("mesas", "Mesa").objects.order_by().only(*columns)
        return mesas.in_bulk() if self.linked is None else mesas.in_bulk(self.linked)

    @cached_property
    def orders(self) -> Mapping[int, list[Any]]:
        found: dict[int, list[Any]] = defaultdict(list)
        columns = ("mesa", "kind", "end_kind", *partial("starts"), *partial("ends"))
        mandates = apps.get_model("mesas", "Mandate").objects.order_by("pk").only(*columns)
        for order in mandates if self.linked is None else mandates.filter(mesa__in=self.linked):
            found[order.mesa_id].append(order)
        return found

    @cached_property
    def ties(self) -> Mapping[int, Tie]:
        """By key of the link."""
        return {tie.key: tie for tie in self._links if self.linked is None or tie.later in self.linked}

    @cached_property
    def _links(self) -> Sequence[Tie]:
        links = apps.get_model("mesas", "MesaLink").objects.order_by("pk")
        return [Tie(link.pk, link.mesa_id, link.predecessor_id, link.inheritance, link.since) for link in links]

    @cached_property
    def last_sessions(self) -> Mapping[int, datetime.date]:
        sessions = apps.get_model("mesas", "Session").objects.filter(day_on__isnull=False)
        sessions = sessions if self.linked is None else sessions.filter(mesa__in=self.linked)
        return dict(sessions.order_by().values_list("mesa").annotate(Max("day_on")))


def partial(name: str) -> tuple[str, str, str]:
    """Columns of a partial date."""
    return f"{name}_on", f"{name}_precision", f"{name}_words"


def ending(mesas: QuerySet, on: datetime.date, days: int) -> list[tuple[Any, datetime.date]]:
    """The last order of each of these mesas, with its last day, where that comes within so many days and no order on
    record goes on or may go on. A mesa that is closed has no end to come. One query."""
    last_day = on + datetime.timedelta(days=days)
    mandates = apps.get_model("mesas", "Mandate").objects.order_by("pk")
    near = mandates.filter(mesa__in=mesas, ends_on__range=(on, last_day)).exclude(mesa__status=MesaStatus.CLOSED)
    orders: dict[int, list[Any]] = defaultdict(list)
    for order in mandates.filter(mesa__in=near.order_by().values("mesa")).select_related("mesa"):
        orders[order.mesa_id].append(order)
    found = []
    for of_all in orders.values():
        own = of_the_mesa(of_all)
        end = max((may_end(one, own) for one in own), default=ENDLESS)
        last = next((one for one in own if one.ends.last == end), None)
        if last and on <= end <= last_day:
            found.append((last, end))
    return found
