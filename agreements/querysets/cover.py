"""Whether anybody asks for a commitment: its mesa, one that took it over, or a body of its own that follows it up.

The same reading answers for some commitments in Python (`of`) and for all of them as conditions; a test proves the two
equal. What it reads of mesas, links and parties does not depend on how many commitments there are.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.db.models import Case, DateField, Exists, OuterRef, Q, QuerySet, Value, When

from agreements.choices import Duty, Record
from conflicts.choices import Grade, narrowest
from mesas.choices import Answer
from mesas.cover import COVERED, ENDLESS, NEVER, ONE_DAY, Cover
from mesas.querysets.cover import Covers

NOTHING = Q(pk__in=[])
Judge = Callable[[Cover], bool]


class Asking:
    """Who asks on one day. Only *no* is orphaned; `by_members` as in `mesas.cover`.

    Where only commitments of some mesas are asked about, `near` names those mesas, and less is read.
    """

    def __init__(self, on: datetime.date, near: Collection[int] | None = None) -> None:
        self.on = on
        self.covers = Covers(on, near)

    # Some commitments

    def of(self, commitments: Collection[Any]) -> dict[int, Cover]:
        """By key of the commitment. Two queries beside those of the reading."""
        keys = [one.pk for one in commitments]
        lists: dict[int, list[int]] = defaultdict(list)
        for commitment, link in _inherited().filter(commitment__in=keys).values_list("commitment_id", "link_id"):
            lists[commitment].append(link)
        bodies: dict[int, list[int]] = defaultdict(list)
        for commitment, party in _follow_ups().filter(commitment__in=keys).values_list("commitment_id", "party_id"):
            bodies[commitment].append(party)
        return {
            one.pk: reduce(
                or_,
                [*self.by_lists(one, lists[one.pk]), *(self.by_body(party) for party in bodies[one.pk])],
                self.by_mesas(one),
            )
            for one in commitments
        }

    def by_orders(self, commitment: Any) -> Cover:
        """By mandates alone: of its mesa, and of those that took it over. One query beside those of the reading."""
        links = _inherited().filter(commitment=commitment.pk).values_list("link_id", flat=True)
        return reduce(or_, self.by_lists(commitment, links), self.by_mesas(commitment))

    def by_mesas(self, commitment: Any) -> Cover:
        level = self.level(commitment.grade, commitment.mesa_id)
        return self.covers.reached(level, by_members=by_members(commitment))[commitment.mesa_id]

    def by_lists(self, commitment: Any, links: Iterable[int]) -> Iterator[Cover]:
        level = self.level(commitment.grade, commitment.mesa_id)
        for link in links:
            tie = self.covers.ties[link]
            is_near = self.conflict_of(tie.later) == self.conflict_of(commitment.mesa_id)
            yield self.covers.listed(tie, level if is_near else Grade.PUBLIC, by_members=by_members(commitment))

    def by_body(self, party: int) -> Cover:
        """A body in charge asks until it is known to be gone without an heir."""
        if party in self.gone:
            return Cover(Answer.NO, self._ended[party][1] - ONE_DAY)
        return Cover(Answer.UNKNOWN, ENDLESS) if party in self.perhaps_gone else COVERED

    def level(self, grade: str, mesa: int) -> Grade:
        """A commitment is never more visible than its mesa."""
        return narrowest(grade, self.covers.mesas[mesa].grade)

    def conflict_of(self, mesa: int) -> int:
        return self.covers.mesas[mesa].conflict_id

    # All of them, as conditions on commitments

    def orphaned(self, *, by_members: bool = True) -> Q:
        """Nobody asks, for certain."""
        return ~self.may_be_covered(by_members=by_members)

    def not_known(self, *, by_members: bool = True) -> Q:
        """Nobody can say whether anybody asks."""
        return self.may_be_covered(by_members=by_members) & ~self.covered(by_members=by_members)

    def orphaned_ahead(self, *, by_members: bool = True) -> Q:
        """Somebody asks today, and nobody will any more when it falls due. What has no date waits for ever."""
        return self.covered(by_members=by_members) & ~self.reaches_due(by_members=by_members)

    def covered(self, *, by_members: bool = True) -> Q:
        in_force = self.has_body(but=self.gone | self.perhaps_gone)
        return Q(in_force) | self.where(lambda cover: cover.answer == Answer.YES, by_members)

    def may_be_covered(self, *, by_members: bool = True) -> Q:
        in_force = self.has_body(but=self.gone)
        return Q(in_force) | self.where(lambda cover: cover.answer != Answer.NO, by_members)

    def reaches_due(self, *, by_members: bool = True) -> Q:
        """Some cover of it may last until its deadline in force."""
        endless = self.where(lambda cover: cover.until == ENDLESS, by_members)
        return Q(self.has_body(but=self.gone)) | endless | self.dated(by_members)

    def has_body(self, *, but: Collection[int]) -> Exists:
        """A body in charge that is none of these."""
        return Exists(_follow_ups().filter(commitment=OuterRef("pk")).exclude(party__in=but))

    def where(self, judge: Judge, by_members: bool) -> Q:
        """Whose mesa, or a link that lists them, has such a cover."""
        found = NOTHING
        for level in Grade:
            reached = self.covers.reached(level, by_members=by_members)
            for grade in Grade:
                held = {mesa for mesa in reached if self.level(grade, mesa) == level}
                good = sorted(mesa for mesa in held if judge(reached[mesa]))
                rest = sorted(held.difference(good))
                found |= Q(grade=grade, mesa__in=good) if good else NOTHING
                lists = self.links_where(judge, level, by_members)
                found |= Q(Exists(lists), grade=grade, mesa__in=rest) if rest and lists is not None else NOTHING
        return found

    def links_where(self, judge: Judge, level: str, by_members: bool) -> QuerySet | None:
        """Rows that list the commitment of the outer query under a link of such a cover; nothing where there is none.

        Under a link to another conflict what everybody may see counts.
        """
        near = self.links_of(judge, level, by_members)
        far = self.links_of(judge, Grade.PUBLIC, by_members)
        if not near and not far:
            return None
        within = Q(link__in=near, link__mesa__conflict=OuterRef("mesa__conflict"))
        return _inherited().filter(within | Q(link__in=far), commitment=OuterRef("pk"))

    def links_of(self, judge: Judge, level: str, by_members: bool) -> list[int]:
        return [
            key for key, tie in self.covers.ties.items() if judge(self.covers.listed(tie, level, by_members=by_members))
        ]

    def dated(self, by_members: bool) -> Q:
        """Whose deadline comes no later than the end of such a cover, where it has one."""
        found = NOTHING
        for level in Grade:
            reached = self.covers.reached(level, by_members=by_members)
            for grade in Grade:
                held = [mesa for mesa in reached if self.level(grade, mesa) == level]
                ends = {mesa: reached[mesa].until for mesa in held if reached[mesa].until not in (ENDLESS, NEVER)}
                found |= Q(grade=grade, due_on__lte=day_of("mesa", ends)) if ends else NOTHING
                lists = self.lists_dated(level, by_members)
                found |= Q(Exists(lists), grade=grade, mesa__in=held) if held and lists is not None else NOTHING
        return found

    def lists_dated(self, level: str, by_members: bool) -> QuerySet | None:
        near, far = (
            {
                key: until
                for key, tie in self.covers.ties.items()
                if (until := self.covers.listed(tie, seen_by, by_members=by_members).until) not in (ENDLESS, NEVER)
            }
            for seen_by in (level, Grade.PUBLIC)
        )
        if not near and not far:
            return None
        due = OuterRef("due_on")
        within = Q(link__mesa__conflict=OuterRef("mesa__conflict"), link__in=near)
        rows = (
            _inherited()
            .filter(commitment=OuterRef("pk"))
            .alias(near_end=day_of("link", near), far_end=day_of("link", far))
        )
        return rows.filter((within & Q(near_end__gte=due)) | Q(link__in=list(far), far_end__gte=due))

    # Bodies that follow up

    @cached_property
    def gone(self) -> frozenset[int]:
        """Parties that ended without an heir, for certain; duplicates with what they were merged into."""
        return frozenset(key for key, day in self._ended.items() if day[1] <= self.on)

    @cached_property
    def perhaps_gone(self) -> frozenset[int]:
        """Those of which nobody knows whether they had ended by that day."""
        return frozenset(key for key, day in self._ended.items() if day[0] <= self.on < day[1])

    @cached_property
    def _ended(self) -> Mapping[int, tuple[datetime.date, datetime.date]]:
        """First and last day on which each that has no heir may have ended. One query."""
        pointing = Q(succeeded_on__isnull=False) | Q(succeeded_by__isnull=False) | Q(merged_into__isnull=False)
        rows = {party.pk: party for party in apps.get_model("conflicts", "Party").objects.order_by().filter(pointing)}
        found = {}
        for key, party in rows.items():
            seen = {key}
            while party and (heir := party.merged_into_id or party.succeeded_by_id) and heir not in seen:
                seen.add(heir)
                party = rows.get(heir)
            if party and not (party.merged_into_id or party.succeeded_by_id) and party.succeeded.last:
                found[key] = (party.succeeded.earliest, party.succeeded.last)
        return found


def by_members(commitment: Any) -> bool:
    return commitment.record == Record.MEMBERS


def day_of(column: str, days: Mapping[int, datetime.date]) -> Case:
    """The day that belongs to the row of that column; before all days for rows that have none."""
    by_day: dict[datetime.date, list[int]] = defaultdict(list)
    for key, day in days.items():
        by_day[day].append(key)
    whens = [When(**{f"{column}__in": keys}, then=Value(day)) for day, keys in by_day.items()]
    return Case(*whens, default=Value(datetime.date.min), output_field=DateField())


def _inherited() -> QuerySet:
    return apps.get_model("agreements", "Inherited").objects.order_by()


def _follow_ups() -> QuerySet:
    return apps.get_model("agreements", "CommitmentParty").objects.order_by().filter(duty=Duty.FOLLOW_UP)
