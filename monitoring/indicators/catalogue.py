"""Every indicator in the order in which it is read, under the question that it answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from monitoring.indicators.calendar import (
    AGES,
    DECLARED_IN_TIME_UNVERIFIED,
    OVERDUE,
    OVERDUE_DECLARED_IN_TIME,
    TIMINGS,
)
from monitoring.indicators.completion import COMPLETION, STATES, STILL_OPEN, TOTAL
from monitoring.indicators.cover import COVER_FIGURES
from monitoring.indicators.figure import Indicator
from monitoring.indicators.lacks import NO_AGENDA, NO_DEADLINE, NO_FOLLOW_UP
from monitoring.indicators.measuring import MEASURABLE, SIX
from monitoring.indicators.told import TOLD_FIGURES


@dataclass(frozen=True)
class Section:
    key: str
    title: Any
    indicators: tuple[Indicator, ...]


SECTIONS = (
    Section("cumplimiento", _("Qué se dice cumplido, y quién lo dice"), (TOTAL, *COMPLETION)),
    Section("estado", _("En qué estado está cada compromiso"), (STILL_OPEN, *STATES)),
    Section(
        "plazo",
        _("Qué dice el calendario"),
        (OVERDUE, DECLARED_IN_TIME_UNVERIFIED, OVERDUE_DECLARED_IN_TIME, *TIMINGS, *AGES),
    ),
    Section("vacios", _("Qué dejan sin decir las actas y las sesiones"), (NO_DEADLINE, NO_FOLLOW_UP, NO_AGENDA)),
    Section("medible", _("Si los compromisos se pueden medir"), (MEASURABLE, *SIX)),
    Section("seguimiento", _("Por cuántos queda alguien que pregunte"), COVER_FIGURES),
    Section("fuentes", _("Qué cuentan las fuentes públicas"), TOLD_FIGURES),
)


def every_indicator() -> Iterator[Indicator]:
    for section in SECTIONS:
        yield from section.indicators
