"""Dates as well as they are known. See ``value`` for the date itself and ``field`` for putting one on a model."""

from conflicts.partial_dates.field import PartialDateField, whole
from conflicts.partial_dates.value import MONTHS, ImpossibleDate, PartialDate, Precision, real_day

__all__ = ["MONTHS", "ImpossibleDate", "PartialDate", "PartialDateField", "Precision", "real_day", "whole"]
