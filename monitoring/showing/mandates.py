"""The mandates of a mesa: until when it was ordered to sit, and the days that no order covers."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind, MandateKind
from mesas.cover import is_endless, may_end, of_the_mesa
from mesas.models import Mandate
from monitoring.findings.mesas import Cover


@dataclass(frozen=True)
class MandateRow:
    """An order: what it is called, from when, until when, and how its end is known."""

    title: str
    text: str
    starts: PartialDate
    ends: PartialDate
    end_note: str
    is_endless: bool


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
        is_endless=is_endless(mandate),
    )


def title_of(instrument: str, kind: str) -> str:
    if not instrument:
        return _("%(kind)s, instrumento no conocido") % {"kind": kind} if kind else _("Instrumento no conocido")
    return _("%(instrument)s: %(kind)s") % {"instrument": instrument, "kind": kind.lower()} if kind else instrument


def cover_of(mandates: Sequence[Mandate]) -> Cover:
    """How far they reach; nothing where one may hold that has no known end."""
    own = of_the_mesa(mandates)
    last = max((may_end(one, own) for one in own), default=None)
    return Cover(
        ends=min((one.ends for one in own if one.ends.last == last), default=None),
        is_endless=any(is_endless(one) for one in own),
        count=len(own),
    )


def spans(mandates: Sequence[Mandate]) -> list[tuple[datetime.date, datetime.date]]:
    """First and last day of the orders of which both are known, a month from its first day to its last."""
    return [(one.starts.earliest, one.ends.last) for one in mandates if one.starts.is_known and one.ends.last]
