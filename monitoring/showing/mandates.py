"""The mandates of a mesa: until when it was ordered to sit, and the days that no order covers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind, MandateKind
from mesas.models import Mandate
from monitoring.findings.mesas import Cover

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class MandateRow:
    """An order: what it is called, from when, until when, and how its end is known."""

    title: str
    text: str
    starts: PartialDate
    ends: PartialDate
    end_note: str
    is_endless: bool


def of_the_mesa(mandates: Sequence[Mandate]) -> list[Mandate]:
    """Without antecedents: they are no mandates of the mesa and cover nothing."""
    return [one for one in mandates if one.kind != MandateKind.ANTECEDENT]


def antecedents(mandates: Sequence[Mandate]) -> list[Mandate]:
    return [one for one in mandates if one.kind == MandateKind.ANTECEDENT]


def rows_of_mandates(mandates: Sequence[Mandate]) -> list[MandateRow]:
    return [row_of(one) for one in sorted(mandates, key=lambda one: (one.starts, one.pk))]


def row_of(mandate: Mandate) -> MandateRow:
    kind = str(mandate.get_kind_display()) if mandate.kind not in (MandateKind.OTHER, MandateKind.UNKNOWN) else ""
    notes = {EndKind.COMPUTED: _("calculado"), EndKind.INFERRED: _("deducido")}
    return MandateRow(
        title=title_of(mandate.instrument, kind),
        text=mandate.text,
        starts=mandate.starts,
        ends=mandate.ends,
        end_note=str(notes.get(EndKind(mandate.end_kind), "")) if mandate.ends.is_known else "",
        is_endless=mandate.end_kind == EndKind.NONE,
    )


def title_of(instrument: str, kind: str) -> str:
    if not instrument:
        return _("%(kind)s, instrumento no conocido") % {"kind": kind} if kind else _("Instrumento no conocido")
    return _("%(instrument)s: %(kind)s") % {"instrument": instrument, "kind": kind.lower()} if kind else instrument


def cover_of(mandates: Sequence[Mandate]) -> Cover:
    """How far they reach. An order of which no end is known may still hold, so then nobody knows how far."""
    ends = [one.ends for one in mandates if one.ends.is_known]
    open_ended = [one for one in mandates if not one.ends.is_known and one.end_kind != EndKind.NONE]
    last_known = max(ends, default=None)
    # An older order without an end was taken over by a later one that has its own.
    may_reach_further = any(is_later(one, last_known) for one in open_ended)
    return Cover(
        ends=None if may_reach_further else last_known,
        is_endless=any(one.end_kind == EndKind.NONE and not one.ends.is_known for one in mandates),
        count=len(mandates),
    )


def is_later(mandate: Mandate, end: PartialDate | None) -> bool:
    """Whether an order without an end may hold beyond that day: not one that began well before it."""
    if end is None or end.last is None:
        return True
    return mandate.starts.last is None or mandate.starts.last > end.last


def uncovered(mandates: Sequence[Mandate], on: datetime.date) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of each span between two orders that none covers. None where a date is not known."""
    known = spans(mandates)
    if len(known) < len(mandates):
        return []
    gaps: list[tuple[datetime.date, datetime.date]] = []
    reached: datetime.date | None = None
    for first, last in sorted(known):
        if reached is not None and reached + ONE_DAY < first <= on:
            gaps.append((reached + ONE_DAY, first - ONE_DAY))
        reached = last if reached is None else max(reached, last)
    return gaps


def spans(mandates: Sequence[Mandate]) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of the orders of which both are known, a month from its first day to its last."""
    return [(one.starts.earliest, one.ends.last) for one in mandates if one.starts.is_known and one.ends.last]
