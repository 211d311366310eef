"""Whether the promises of a mesa can be measured: how many of those of which it is known, question by question."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.urls import reverse

from agreements.querysets import CommitmentQuerySet
from monitoring.filters.narrowing import address_of_rows
from monitoring.findings.measuring import left_out_of, measurable
from monitoring.findings.shares import part_of, percent
from monitoring.indicators.figure import Figure, measure
from monitoring.indicators.measuring import MEASURABLE, SIX
from monitoring.showing.pieces import Measure


@dataclass(frozen=True)
class Measuring:
    """The band: how many are measurable, what that means, what is left out, and each of the six questions."""

    finding: str
    definition: str
    left_out: str
    measures: tuple[Measure, ...]
    others_href: str
    method_href: str


def measuring_of(commitments: CommitmentQuerySet, subject: Mapping[str, str], on: datetime.date) -> Measuring | None:
    """Nothing where nobody answered a single question. One query."""
    figures = measure([MEASURABLE, *SIX], commitments, on)
    whole = figures[MEASURABLE.key]
    if not any(figure.whole for figure in figures.values()):
        return None
    query = QueryDict(mutable=True)
    query.update(subject)
    not_measurable = whole.whole - whole.count
    others = {"registro": ("miembros",), "medible": ("no",)}
    return Measuring(
        finding=measurable(whole.count, whole.whole),
        definition=str(MEASURABLE.definition),
        left_out=left_out_of(whole),
        measures=tuple(bar_of(figure, query) for figure in figures.values()),
        others_href=address_of_rows(query, MEASURABLE.page, others) if not_measurable else "",
        method_href=f"{reverse('methodology')}#medible",
    )


def bar_of(figure: Figure, query: QueryDict) -> Measure:
    rate, count = percent(figure.count, figure.whole), part_of(figure.count, figure.whole)
    return Measure(
        label=figure.label,
        href=address_of_rows(query, figure.indicator.page, figure.ask) if figure.count else "",
        said=f"{rate} · {count}" if rate else count,
        share=rate or count,
        count=count,
        numerator=figure.count,
        denominator=figure.whole or 1,
        is_known=bool(figure.whole),
    )
