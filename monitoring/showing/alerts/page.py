"""The page of alerts: groups in the order of urgency, or one group whole."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Window
from django.db.models.functions import RowNumber
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from agreements.policies import standings_of
from agreements.querysets.cover import Asking
from agreements.sentences.calendar import due_part
from agreements.showing.rows import Row, rows_of
from mesas.models import Mesa
from monitoring.showing.alerts import mesas as of_mesas
from monitoring.showing.alerts import words
from monitoring.showing.alerts.causes import BY_MESA, Cause, causes_of, conditions, needing
from monitoring.showing.alerts.items import Group, Item
from monitoring.showing.alerts.steps import Parts, step_for
from monitoring.showing.alerts.who import Who, who_is

PAGE_SIZE = 25
#: Of each group on the first page.
MOST = 5
#: Where the groups of mesas stand: after what somebody owes, before what nobody asks for.
BEFORE_MESAS = tuple(cause for cause in Cause if cause not in BY_MESA)
OF_MESAS = (words.MANDATES, words.PAPERS, words.SILENT)


@dataclass(frozen=True)
class Alerts:
    """`page` is of one group alone; `is_nobody`: without a role to which anything could fall."""

    opening: str
    total: int
    groups: Sequence[Group]
    is_nobody: bool
    is_example: bool
    page: Page | None = None


class Desk:
    """What needs one person on one day, counted once and shown as far as asked."""

    def __init__(self, who: Who) -> None:
        self.who = who
        self.mesas = who.mesas()
        self.found = conditions(who, Asking(who.on, near=list(self.mesas)))
        self.rows = needing(who, self.found)
        self.by_mesa: dict[str, Counter[int]] = defaultdict(Counter)
        for cause, mesa, count in self.rows.order_by().values_list("cause", "mesa").annotate(Count("pk")):
            self.by_mesa[cause][mesa] += count
        self.mandates = of_mesas.mandates_of(who)
        self.papers = of_mesas.papers_of(who)
        self.papers_count = self.papers.count() if who.keeps else 0
        self.silent = list(of_mesas.silent_of(who)) if who.keeps else []

    def count(self, group: str) -> int:
        """How many things there are to do: of what is told by mesa, one for each."""
        if group in BY_MESA:
            return len(self.by_mesa[group])
        of_groups = {
            words.MANDATES: len(self.mandates), words.PAPERS: self.papers_count, words.SILENT: len(self.silent),
        }  # fmt: skip
        return of_groups[group] if group in OF_MESAS else sum(self.by_mesa[group].values())

    @property
    def total(self) -> int:
        return sum(self.count(group) for group in order_of_groups())

    def overview(self) -> list[Group]:
        place = Window(RowNumber(), partition_by=F("cause"), order_by=[F("due_on").asc(nulls_last=True), F("pk").asc()])
        first = self.rows.filter(cause__in=BEFORE_MESAS).annotate(place=place).filter(place__lte=MOST)
        chosen: dict[str, list[int]] = defaultdict(list)
        for cause, key in first.order_by("place").values_list("cause", "pk"):
            chosen[cause].append(key)
        items = self.items({key: Cause(cause) for cause, keys in chosen.items() for key in keys})
        groups = []
        for group in order_of_groups():
            if not self.count(group):
                continue
            if group in OF_MESAS:
                shown = self.items_of_mesas(group, 0, MOST)
            elif group in BY_MESA:
                shown = self.items_by_mesa(Cause(group))
            else:
                shown = [items[key] for key in chosen[group]]
            groups.append(self.group(group, shown))
        return groups

    def group(self, group: str, items: Sequence[Item]) -> Group:
        count = sum(self.by_mesa[group].values()) if group in BY_MESA else self.count(group)
        return Group(
            key=group,
            title=words.title(group, count),
            note=words.note(group),
            count=self.count(group),
            items=items,
            href=place_of(group),
        )

    def whole(self, group: str, mesa: Mesa | None, number: str | None) -> tuple[Group, Page]:
        """One group, page by page; of one mesa where that is asked."""
        if group in OF_MESAS:
            places = Paginator(range(self.count(group)), PAGE_SIZE).get_page(number)
            start = max(places.start_index() - 1, 0)
            return self.group(group, self.items_of_mesas(group, start, start + PAGE_SIZE)), places
        rows = self.rows.filter(cause=group, **({"mesa": mesa} if mesa else {}))
        keys = rows.order_by(F("due_on").asc(nulls_last=True), "pk").values_list("pk", flat=True)
        page = Paginator(keys, PAGE_SIZE).get_page(number)
        items = self.items({key: Cause(group) for key in page.object_list})
        made = self.group(group, list(items.values()))
        return replace(made, title=words.title(group, page.paginator.count)), page

    def items(self, causes: Mapping[int, Cause]) -> dict[int, Item]:
        """By key of the commitment, in their order. The number of queries does not depend on how many there are."""
        keys = list(causes)
        rows = rows_of(keys, user=self.who.user, on=self.who.on)
        commitments = [row.commitment for row in rows]
        standings = standings_of(self.who.user, commitments, on=self.who.on)
        parts = Parts.of(commitments, self.who.on)
        every_cause = causes_of(keys, self.found)
        items = {}
        for row in rows:
            debt = row.commitment
            cause = causes[debt.pk]
            asked = self.who.period_asked(debt.pk)
            step = step_for(cause, debt, standings[debt.pk], parts, period_asked=asked)
            items[debt.pk] = Item(
                title=debt.title,
                href=debt.get_absolute_url(),
                parts=parts_of(row),
                text=words.also(others_than(cause, every_cause[debt.pk])),
                state=row.status.list_mark["state"],
                kind=row.status.list_mark["kind"],
                action=step.label,
                action_href=step.href,
            )
        return items

    def items_by_mesa(self, cause: Cause) -> list[Item]:
        counted = self.by_mesa[cause]
        mesas = Mesa.objects.in_bulk(list(counted))
        items = []
        for key, count in counted.most_common():
            href = place_of(cause, mesas[key])
            text = words.of_mesa(cause, count)
            items.append(Item(mesas[key].name, href, text=text, action=_("Verlos y decidir"), action_href=href))
        return items

    def items_of_mesas(self, group: str, start: int, end: int) -> list[Item]:
        on = self.who.on
        if group == words.MANDATES:
            return [of_mesas.mandate_item(order, last, on) for order, last in self.mandates[start:end]]
        if group == words.SILENT:
            return [of_mesas.silent_item(mesa, mesa.last_met, on) for mesa in self.silent[start:end]]
        rows = self.papers.select_related("mesa").prefetch_related("documents")
        return [of_mesas.paper_item(session, on) for session in rows[start:end]]


def order_of_groups() -> tuple[str, ...]:
    return (*BEFORE_MESAS, *OF_MESAS, *BY_MESA)


def place_of(group: str, mesa: Mesa | None = None) -> str:
    query = QueryDict(mutable=True)
    query["grupo"] = str(group)
    if mesa:
        query["mesa"] = mesa.slug
    return f"{reverse('alerts')}?{query.urlencode()}"


def parts_of(row: Row) -> list[Any]:
    told = row.status.told
    return [*row.status.short, due_part(told)]


def others_than(cause: Cause, causes: Collection[Cause]) -> list[Cause]:
    """Without what goes without saying: what is very late is late."""
    silent = {cause, Cause.OVERDUE} if cause == Cause.VERY_LATE or Cause.VERY_LATE in causes else {cause}
    return [one for one in causes if one not in silent]


def alerts_page(user: Any, on: datetime.date, *, group: str = "", mesa: str = "", number: str | None = None) -> Alerts:
    """Everything by urgency, the most pressing button filled; with `group` that one alone."""
    who = who_is(user, on)
    if who.is_nobody:
        return Alerts(words.opening(0), 0, (), is_nobody=True, is_example=False)
    desk = Desk(who)
    page = None
    if group in order_of_groups():
        one = Mesa.objects.visible_to(user).filter(slug=mesa).first() if mesa else None
        shown, page = desk.whole(group, one, number)
        groups = [shown]
    else:
        groups = desk.overview()
    return Alerts(
        opening=words.opening(desk.total),
        total=desk.total,
        groups=with_one_pressing(groups),
        is_nobody=False,
        is_example=Mesa.objects.filter(pk__in=desk.mesas, conflict__is_example=True).exists(),
        page=page,
    )


def with_one_pressing(groups: list[Group]) -> list[Group]:
    """One filled button a page: that of its first line."""
    if not groups or not groups[0].items:
        return groups
    first, *rest = groups[0].items
    return [replace(groups[0], items=[replace(first, is_pressing=True), *rest]), *groups[1:]]


def how_many(user: Any, on: datetime.date) -> int:
    """How many things need her, without reading what they are."""
    who = who_is(user, on)
    return 0 if who.is_nobody else Desk(who).total
