"""Forms of conflicts, and the fields that every app above asks with."""

from conflicts.forms.partial_dates import PartialDateFormField, PartialDateWidget

__all__ = ["PartialDateFormField", "PartialDateWidget"]
