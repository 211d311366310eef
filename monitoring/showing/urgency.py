"""Commitments by urgency: what is late first, then what comes next, then what nobody can be late with.

Only the most urgent are read. Beyond them each group says how many it holds, and where the rest is.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, F, Q, Value, When, Window
from django.db.models.functions import RowNumber
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import Timing
from agreements.lateness import Thresholds
from agreements.querysets import CommitmentQuerySet
from agreements.querysets.asked import any_of
from agreements.showing.rows import Row, rows_of
from agreements.workflow import declared_in_time
from conflicts.wording import thousands
from monitoring.indicators.tally import Tally
from monitoring.showing.asking import list_of

#: Of what only sources tell.
MOST_TOLD = 10
#: Of each group, as many as one reads on a phone: together no more than 25.
MOST_OF = {"overdue": 8, "due_soon": 5}
MOST_OF_OTHERS = 3

#: Timings that stand in one group, by the count of the tally that holds them.
GROUPS: Mapping[str, tuple[Timing, ...]] = {
    "overdue": (Timing.VERY_OVERDUE, Timing.OVERDUE),
    "due_soon": (Timing.DUE_SOON,),
    "period_over": (Timing.PERIOD_OVER,),
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
    more: str
    href: str
    debts: Sequence[Debt]

    @property
    def is_whole(self) -> bool:
        return len(self.debts) == self.count


def urgent(commitments: CommitmentQuerySet, on: datetime.date) -> list[int]:
    """Keys of the most urgent of each group that members still wait for, the longest late first."""
    late = GROUPS["overdue"]
    rows = commitments.by_members().open().with_timing(on)
    rows = rows.annotate(group=Case(When(timing__in=late, then=Value("overdue")), default=F("timing")))
    place = Window(RowNumber(), partition_by=F("group"), order_by=[F("due_on").asc(nulls_last=True), F("pk").asc()])
    of_group = {timing.value: MOST_OF.get(name, MOST_OF_OTHERS) for name, (timing, *_more) in GROUPS.items()}
    of_group["overdue"] = MOST_OF["overdue"]
    first = any_of(Q(group=group, place__lte=most) for group, most in of_group.items())
    chosen = rows.annotate(place=place).filter(first).values_list("pk", "timing", "place")
    order = {timing.value: number for number, timings in enumerate(GROUPS.values()) for timing in timings}
    return [pk for pk, *_where in sorted(chosen, key=lambda one: (order[one[1]], one[2]))]


def told(commitments: CommitmentQuerySet) -> list[int]:
    """Keys of those that only public sources tell of, the earliest term first."""
    rows = commitments.by_sources().order_by(F("due_on").asc(nulls_last=True), "code")
    return list(rows.values_list("pk", flat=True)[:MOST_TOLD])


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
    since = {"on_course": {"desde": later.isoformat()}}
    return [
        Group(
            title=title,
            kind=kind,
            count=counts[name],
            note=declared(tally) if name == "overdue" else "",
            more=more_of(name, counts[name]),
            href=list_of(subject, name, **since.get(name, {}), orden="vence"),
            debts=by_group.get(name, []),
        )
        for name, (title, kind) in titles().items()
        if counts[name]
    ]


def titles() -> dict[str, tuple[str, str]]:
    return {
        "overdue": (_("Vencidos"), "late"),
        "due_soon": (_("Por vencer"), "wait"),
        "period_over": (str(Timing.PERIOD_OVER.label), "wait"),
        "on_course": (_("En plazo"), ""),
        "no_date_yet": (_("Sin fecha aún"), "none"),
        "no_deadline": (_("Sin plazo"), "wait"),
        "unknown": (_("Plazo no conocido"), "none"),
    }


def more_of(name: str, count: int) -> str:
    """Where the rest of a group is."""
    texts = {
        "overdue": ngettext("Ver el vencido", "Ver los %(count)s vencidos", count),
        "due_soon": ngettext("Ver el que está por vencer", "Ver los %(count)s por vencer", count),
        "period_over": ngettext("Ver el de periodo terminado", "Ver los %(count)s de periodo terminado", count),
        "on_course": ngettext("Ver el que está en plazo", "Ver los %(count)s en plazo", count),
        "no_date_yet": ngettext("Ver el que no tiene fecha aún", "Ver los %(count)s sin fecha aún", count),
        "no_deadline": ngettext("Ver el que no tiene plazo", "Ver los %(count)s sin plazo", count),
        "unknown": ngettext("Ver el de plazo no conocido", "Ver los %(count)s de plazo no conocido", count),
    }
    return texts[name] % {"count": thousands(count)}


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
