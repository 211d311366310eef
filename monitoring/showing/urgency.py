"""Commitments by urgency: what is late first, then what comes next, then what nobody can be late with.

Only the most urgent are read. Beyond them each group says how many it holds, and where the rest is.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import Order, Timing
from agreements.lateness import Thresholds
from agreements.querysets import CommitmentQuerySet
from agreements.showing.rows import Row, rows_of
from agreements.workflow import declared_in_time
from monitoring.indicators.tally import Tally
from monitoring.showing.asking import list_of

#: As many as one reads on a phone.
MOST_ROWS = 25

#: Timings that stand in one group, by the count of the tally that holds them.
GROUPS: Mapping[str, tuple[Timing, ...]] = {
    "overdue": (Timing.VERY_OVERDUE, Timing.OVERDUE),
    "due_soon": (Timing.DUE_SOON,),
    "on_course": (Timing.ON_COURSE,),
    "no_date_yet": (Timing.NO_DATE_YET,),
    "no_deadline": (Timing.NO_DEADLINE,),
    "unknown": (Timing.UNKNOWN,),
}


@dataclass(frozen=True)
class Debt:
    """A line: since when or until when, the commitment, what each side says; `aside`: a claim received in time."""

    row: Row
    when: str
    aside: str


@dataclass(frozen=True)
class Group:
    title: str
    kind: str
    count: int
    note: str
    href: str
    debts: Sequence[Debt]

    @property
    def is_whole(self) -> bool:
        return len(self.debts) == self.count


def urgent(commitments: CommitmentQuerySet, on: datetime.date) -> list[int]:
    """Keys of the most urgent that members still wait for."""
    owed = commitments.by_members().open().in_order(Order.LATENESS, on)
    return list(owed.values_list("pk", flat=True)[:MOST_ROWS])


def told(commitments: CommitmentQuerySet) -> list[int]:
    """Keys of those that only public sources tell of, the earliest term first."""
    rows = commitments.by_sources().order_by(F("due_on").asc(nulls_last=True), "code")
    return list(rows.values_list("pk", flat=True)[:MOST_ROWS])


def debts_of(*lists: Sequence[int], user: Any, on: datetime.date) -> list[list[Debt]]:
    """The lines of each list of keys, read together so that many lists cost no more than one."""
    rows = rows_of(list(dict.fromkeys(key for keys in lists for key in keys)), user=user, on=on)
    debts = {row.commitment.pk: debt_of(row) for row in rows}
    return [[debts[key] for key in keys if key in debts] for keys in lists]


def debt_of(row: Row) -> Debt:
    told_of_it = row.status.told
    is_late = told_of_it.by_members and told_of_it.timing in GROUPS["overdue"]
    in_time = is_late and declared_in_time(told_of_it.said, told_of_it.due.last)
    return Debt(row, when=row.due_text, aside=_("Declarado a tiempo, sin verificar") if in_time else "")


def groups_of(debts: Iterable[Debt], tally: Tally, subject: Mapping[str, str], on: datetime.date) -> list[Group]:
    """In the order of urgency, empty ones left out."""
    place = {timing: name for name, timings in GROUPS.items() for timing in timings}
    order = list(GROUPS)
    sorted_debts = sorted(debts, key=lambda debt: order.index(place[debt.row.status.told.timing]))
    by_group = {
        name: list(found) for name, found in groupby(sorted_debts, lambda debt: place[debt.row.status.told.timing])
    }
    counts = {name: getattr(tally, name) for name in GROUPS}
    # The list of what is on course begins with what is due soon; here that stands in a group of its own.
    counts["on_course"] -= tally.due_soon
    later = Thresholds.in_force().last_day_due_soon(on) + datetime.timedelta(days=1)
    more = {"on_course": {"desde": later.isoformat()}}
    return [
        Group(
            title=title,
            kind=kind,
            count=counts[name],
            note=declared(tally) if name == "overdue" else "",
            href=list_of(subject, name, **more.get(name, {}), orden="vence"),
            debts=by_group.get(name, []),
        )
        for name, (title, kind) in titles().items()
        if counts[name]
    ]


def titles() -> dict[str, tuple[str, str]]:
    return {
        "overdue": (_("Vencidos"), "late"),
        "due_soon": (_("Por vencer"), "wait"),
        "on_course": (_("En plazo"), ""),
        "no_date_yet": (_("Sin fecha aún"), "none"),
        "no_deadline": (_("Sin plazo"), "wait"),
        "unknown": (_("Plazo no conocido"), "none"),
    }


def declared(tally: Tally) -> str:
    """Late all the same: the clock runs until somebody has checked."""
    count = tally.declared_in_time
    if not count:
        return ""
    said = ngettext(
        "%(count)d se declaró a tiempo y nadie lo verificó",
        "%(count)d se declararon a tiempo y nadie los verificó",
        count,
    )
    return said % {"count": count}
