"""What nobody follows up, by mesa: since when, or until when somebody still does."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import OPEN_STATES, Record
from agreements.filters.chips import address
from agreements.sentences.cover import since_when
from conflicts.wording import thousands
from mesas.cover import Cover
from mesas.models import Mesa
from monitoring.filters.uncovered import Kind, UncoveredFilter
from monitoring.findings import cover as findings
from monitoring.findings.shares import percent
from monitoring.indicators.cover import COVER_NOT_KNOWN, HOW, ORPHANED, ORPHANED_AHEAD
from monitoring.showing.pieces import Shown
from monitoring.showing.urgency import Debt, debts_of

PAGE_SIZE = 25
INDICATORS = {Kind.NOW: ORPHANED, Kind.AHEAD: ORPHANED_AHEAD, Kind.NOT_KNOWN: COVER_NOT_KNOWN}
SIGNALS = {Kind.NOW: "late", Kind.AHEAD: "wait", Kind.NOT_KNOWN: "none"}


@dataclass(frozen=True)
class Tab:
    label: str
    href: str
    is_current: bool


@dataclass(frozen=True)
class Group:
    """Commitments of one mesa that stand alike."""

    mesa: Mesa
    since: str
    kind: str
    debts: Sequence[Debt]


@dataclass(frozen=True)
class Uncovered:
    finding: str
    figures: Sequence[Shown]
    told: str
    how: str
    tabs: Sequence[Tab]
    count: str
    page: Page
    groups: Sequence[Group]


def uncovered_page(asked: UncoveredFilter, user: Any, on: datetime.date, number: str | None) -> Uncovered:
    """One page of one kind. The number of queries does not depend on how many there are."""
    counts = counts_of(asked)
    kind = asked.kind
    rows = asked.qs.filter(owed(kind), asked.of_kind(kind))
    keys = rows.order_by("mesa__code", F("due_on").asc(nulls_last=True), "pk").values_list("pk", flat=True)
    page = Paginator(keys, PAGE_SIZE).get_page(number)
    [debts] = debts_of(list(page.object_list), user=user, on=on)
    covers = asked.asking.of([debt.row.commitment for debt in debts])
    return Uncovered(
        finding=findings.uncovered(counts[Kind.NOW], counts["open"]),
        figures=[figure(asked, one, counts) for one in INDICATORS],
        told=told(counts[Kind.TOLD]),
        how=str(HOW),
        tabs=[tab(asked, one, counts[one]) for one in Kind if counts[one] or one in (kind, Kind.NOW)],
        count=ngettext("%(count)s compromiso", "%(count)s compromisos", page.paginator.count)
        % {"count": thousands(page.paginator.count)},
        page=page,
        groups=list(groups_of(debts, covers, kind, on)),
    )


def owed(kind: Kind) -> Q:
    record = Record.SOURCES if kind == Kind.TOLD else Record.MEMBERS
    return Q(record=record, state__in=OPEN_STATES)


def counts_of(asked: UncoveredFilter) -> dict[str, int]:
    """How many of each kind, and how many are still owed at all: five queries beside the reading of cover. What is
    covered for certain may be covered too, so that the kinds are differences."""
    asking, rows = asked.asking, asked.qs.filter(owed(Kind.NOW)).order_by()
    is_open = rows.count()
    may, sure, ahead = (
        rows.filter(condition).count()
        for condition in (asking.may_be_covered(), asking.covered(), asking.orphaned_ahead())
    )
    told_of = asked.qs.filter(owed(Kind.TOLD), asked.of_kind(Kind.TOLD))
    return {
        "open": is_open,
        Kind.NOW: is_open - may,
        Kind.AHEAD: ahead,
        Kind.NOT_KNOWN: may - sure,
        Kind.TOLD: told_of.count(),
    }


def figure(asked: UncoveredFilter, kind: Kind, counts: dict[str, int]) -> Shown:
    indicator, whole = INDICATORS[kind], counts["open"]
    return Shown(
        label=str(indicator.label),
        numerator=counts[kind] if whole else None,
        denominator=whole,
        value=percent(counts[kind], whole),
        of=_("abiertos"),
        href=place(asked, kind) if counts[kind] else "",
        definition=str(indicator.definition),
        kind=SIGNALS[kind],
    )


def told(count: int) -> str:
    """What only public sources tell, counted apart: no percentage, and no alarm."""
    if not count:
        return ""
    said = ngettext(
        "Aparte, las fuentes públicas cuentan %(count)s compromiso de una mesa que cerró o cuyo plazo terminó.",
        "Aparte, las fuentes públicas cuentan %(count)s compromisos de mesas que cerraron o cuyo plazo terminó.",
        count,
    )
    return said % {"count": thousands(count)}


def tab(asked: UncoveredFilter, kind: Kind, count: int) -> Tab:
    label = _("%(kind)s (%(count)s)") % {"kind": kind.label, "count": thousands(count)}
    return Tab(label, place(asked, kind), asked.kind == kind)


def place(asked: UncoveredFilter, kind: Kind) -> str:
    query = asked.query.copy()
    query["tipo"] = kind.value
    if kind == Kind.NOW:
        del query["tipo"]
    return address(reverse("uncovered"), query)


def groups_of(debts: Sequence[Debt], covers: dict[int, Cover], kind: Kind, on: datetime.date) -> Any:
    """In their order: of a mesa, those for which somebody asked just as long stand together."""

    def alike(debt: Debt) -> tuple[int, Cover]:
        return debt.row.commitment.mesa_id, covers[debt.row.commitment.pk]

    order = list(dict.fromkeys(alike(debt)[0] for debt in debts))
    by_cover = sorted(debts, key=lambda debt: (order.index(alike(debt)[0]), alike(debt)[1].until))
    for (_mesa, cover), same in groupby(by_cover, key=alike):
        rows = list(same)
        since = "" if kind == Kind.NOT_KNOWN else since_when(cover, on)
        yield Group(rows[0].row.commitment.mesa, since, SIGNALS.get(kind, ""), rows)
