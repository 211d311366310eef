"""All figures of one question on one day, in as many queries for one commitment as for a hundred thousand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from agreements.querysets import CommitmentQuerySet
from monitoring.indicators.calendar import Delays, delays
from monitoring.indicators.catalogue import every_indicator
from monitoring.indicators.completion import TOTAL
from monitoring.indicators.cover import COVER_FIGURES, cover_of
from monitoring.indicators.figure import Figure, measure
from monitoring.indicators.groups import Group, Obligors, by_mesa, by_obligor, by_theme
from monitoring.indicators.lacks import NO_AGENDA
from monitoring.indicators.records import KINDS, Records, Scope, told
from monitoring.indicators.told import reported_states

#: Counted together; those of sessions are of other rows, and those of cover come from a reading of their own.
OF_COMMITMENTS = tuple(one for one in every_indicator() if one not in (NO_AGENDA, *COVER_FIGURES))
SESSIONS = next(kind for kind in KINDS if kind.key == "sesiones")


@dataclass(frozen=True)
class Measured:
    """What the dashboard shows and its file holds. `figures` by the key of their indicator."""

    on: date
    figures: Mapping[str, Figure]
    delays: Delays
    obligors: Obligors
    themes: tuple[Group, ...]
    mesas: tuple[Group, ...]
    records: tuple[Records, ...]
    reported: Mapping[str, int]
    has_example: bool

    def count(self, key: str) -> int:
        return self.figures[key].count

    @property
    def total(self) -> int:
        """Commitments on members' record. Without any, no rate can be told."""
        return self.count(TOTAL.key)


def measured(rows: CommitmentQuerySet, scope: Scope, on: date) -> Measured:
    """`rows`: the commitments asked for, as far as the reader may see; `scope`: the same for records of other kinds."""
    return Measured(
        on=on,
        figures=measure(OF_COMMITMENTS, rows, on) | cover_of(rows, on) | measure([NO_AGENDA], scope.of(SESSIONS), on),
        delays=delays(rows, on),
        obligors=by_obligor(rows, on),
        themes=by_theme(rows, on),
        mesas=by_mesa(rows, on),
        records=told(scope),
        reported=reported_states(rows),
        has_example=rows.filter(mesa__conflict__is_example=True).exists(),
    )
