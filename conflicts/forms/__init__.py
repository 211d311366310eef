"""Forms of conflicts, and the fields that every app above asks with."""

from conflicts.forms.days import DayField, DayInput
from conflicts.forms.partial_dates import PartialDateFormField, PartialDateWidget

__all__ = ["DayField", "DayInput", "PartialDateFormField", "PartialDateWidget"]
