"""Dates as well as they are known. See ``value`` for the date itself and ``field`` for putting one on a model."""

from conflicts.partial_dates.field import PartialDateField, whole
from conflicts.partial_dates.value import (
    LAST_YEAR,
    MONTHS,
    ImpossibleDate,
    PartialDate,
    Precision,
    end_of_span,
    real_day,
)

__all__ = [
    "LAST_YEAR",
    "MONTHS",
    "ImpossibleDate",
    "PartialDate",
    "PartialDateField",
    "Precision",
    "end_of_span",
    "real_day",
    "whole",
]
