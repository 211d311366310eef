"""Asking for a whole day: the calendar of the browser, and words for what no calendar has."""

import datetime
import re
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from conflicts.partial_dates import ImpossibleDate, real_day

ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
SPOKEN = re.compile(r"(?P<day>\d{1,2})[/. -](?P<month>\d{1,2})[/. -](?P<year>\d{4})", re.ASCII)


class DayInput(forms.DateInput):
    """A date input. What is no date comes back in a text input, since a date input would show it as empty."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        if not is_shown_by_browsers(context["widget"]["value"]):
            context["widget"]["type"] = "text"
        return context


class DayField(forms.Field):
    """A day between 1900 and 2100. Written as a date input sends it, or as people do: 15/6/2026."""

    widget = DayInput
    default_error_messages: ClassVar = {"required": _("Elija el día.")}

    def to_python(self, value: Any) -> datetime.date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, datetime.date):
            return value
        written = ISO.fullmatch(value.strip()) or SPOKEN.fullmatch(value.strip())
        if written is None:
            raise ValidationError(_("Escriba la fecha con día, mes y año, por ejemplo 15/6/2026."), code="invalid")
        try:
            return real_day(**{part: int(number) for part, number in written.groupdict().items()})
        except ImpossibleDate as impossible:
            raise ValidationError(str(impossible), code="impossible_date") from impossible

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def is_shown_by_browsers(value: str | None) -> bool:
    """Whether a date input shows this text: nothing, or a real date in the form it sends."""
    if not value:
        return True
    try:
        return bool(datetime.date.fromisoformat(value)) and len(value) == 10
    except ValueError:
        return False
