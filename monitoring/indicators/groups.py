"""The same counts for each theme, mesa, sector and lead obligor. Communities that owe are in no comparison.

Always in the order of how many promises each has, never of how it keeps them: it is no ranking of merit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import BigIntegerField, Case, Count, F, FilteredRelation, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from agreements.choices import OBLIGOR_DUTIES, Duty, Lack
from agreements.querysets import CommitmentQuerySet
from conflicts.choices import Sector, Theme
from conflicts.models import Party
from mesas.models import Mesa
from monitoring.indicators.calendar import DECLARED_IN_TIME_UNVERIFIED, OVERDUE
from monitoring.indicators.completion import CONFIRMED, DECLARED, TOTAL, VERIFIED
from monitoring.indicators.figure import Ask, Indicator, counted_by

#: Columns of every comparison. What was declared in time stands beside what is overdue, not hidden in it.
COLUMNS = (TOTAL, DECLARED, CONFIRMED, VERIFIED, OVERDUE, DECLARED_IN_TIME_UNVERIFIED)
#: How an address writes that a commitment has no theme.
NO_THEME = "sin-tema"

Counts = Mapping[str, int]


@dataclass(frozen=True)
class Group:
    """One row of a comparison: counts by the key of each column, and the question for all its rows.

    `takes_part` is in how many the party owes as lead or not; these overlap and are never added.
    """

    label: str
    ask: Ask
    counts: Counts
    takes_part: int | None = None

    @property
    def total(self) -> int:
        return self.counts[TOTAL.key]


@dataclass(frozen=True)
class Obligors:
    """Who leads what is owed: parties, their sectors, and what stands in neither."""

    parties: tuple[Group, ...] = ()
    sectors: tuple[Group, ...] = ()
    communities: int = 0
    nobody: int = 0


def by_theme(rows: CommitmentQuerySet, on: date) -> tuple[Group, ...]:
    labels = dict(Theme.choices)
    return in_order(
        Group(str(labels.get(row["key"], row["key"])), {"tema": (row["key"] or NO_THEME,)}, row)
        for row in counted_by("theme", COLUMNS, rows.by_members(), on)
    )


def by_mesa(rows: CommitmentQuerySet, on: date) -> tuple[Group, ...]:
    counted = counted_by("mesa", COLUMNS, rows.by_members(), on)
    mesas = Mesa.objects.only("name", "code", "slug").in_bulk([row["key"] for row in counted])
    return in_order(Group(name_of(mesas[row["key"]]), {"mesa": (mesas[row["key"]].slug,)}, row) for row in counted)


def name_of(mesa: Mesa) -> str:
    return _("%(name)s (%(code)s)") % {"name": mesa.name, "code": mesa.code}


def by_obligor(rows: CommitmentQuerySet, on: date) -> Obligors:
    """By the party that leads, a duplicate or a predecessor under who stands in its place. Four queries."""
    kin = Party.objects.replaced(on)
    heirs = {party: kin.heir(party) for party in kin.heirs}
    leads = counted_by("lead", COLUMNS, with_party(rows.by_members(), heirs, "lead", [Duty.LEAD]), on)
    takes_part = dict(
        with_party(rows.by_members(), heirs, "owing", OBLIGOR_DUTIES)
        .order_by()
        .values_list("owing")
        .annotate(count=Count("pk", distinct=True))
    )
    parties = Party.objects.only("short_name", "slug", "sector").in_bulk([row["key"] for row in leads if row["key"]])
    led = [(parties[row["key"]], row) for row in leads if row["key"]]
    compared = [(party, row) for party, row in led if party.sector != Sector.COMMUNITY]
    return Obligors(
        parties=in_order(
            Group(party.short_name, {"responsable": (party.slug,)}, row, takes_part=takes_part.get(party.pk, 0))
            for party, row in compared
        ),
        sectors=by_sector(compared),
        communities=sum(row[TOTAL.key] for party, row in led if party.sector == Sector.COMMUNITY),
        nobody=sum(row[TOTAL.key] for row in leads if not row["key"]),
    )


def by_sector(led: Sequence[tuple[Party, Counts]]) -> tuple[Group, ...]:
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys((one.key for one in COLUMNS), 0))
    for party, row in led:
        for column in COLUMNS:
            sums[party.sector][column.key] += row[column.key]
    labels = dict(Sector.choices)
    return in_order(Group(str(labels[sector]), {"sector": (sector,)}, row) for sector, row in sums.items())


def with_party(rows: QuerySet, heirs: Mapping[int, int], name: str, duties: Iterable[str]) -> QuerySet:
    """Each row once for every party with one of these duties, and once with none where nobody has any."""
    held = rows.annotate(held=FilteredRelation("duties", condition=Q(duties__duty__in=list(duties))))
    whens: list[Any] = [When(held__party=party, then=Value(heir)) for party, heir in heirs.items()]
    return held.annotate(**{name: Case(*whens, default=F("held__party"), output_field=BigIntegerField())})


def in_order(groups: Iterable[Group]) -> tuple[Group, ...]:
    return tuple(sorted((one for one in groups if one.total), key=lambda one: (-one.total, one.label)))


#: What nobody leads, and what communities lead: counted, never compared.
NOBODY_LEADS: Ask = {"registro": ("miembros",), "falta": (Lack.LEAD.value,)}
COMMUNITIES_LEAD: Ask = {"registro": ("miembros",), "sector": (Sector.COMMUNITY.value,)}


def columns_of(group: Group) -> dict[str, tuple[Indicator, int]]:
    return {one.key: (one, group.counts[one.key]) for one in COLUMNS}
