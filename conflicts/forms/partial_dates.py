"""Asking for a date of which people may know only the year: three short inputs, día, mes, año."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from conflicts.partial_dates import MONTHS, ImpossibleDate, PartialDate, Precision, real_day
from conflicts.text import fold

QUARTERS_AND_HALVES = ("t1", "t2", "t3", "t4", "s1", "s2")


class PartialDateWidget(forms.MultiWidget):
    """Day, month and year as numbers: the quickest to type on a phone, without a calendar to load or to leaf through.

    A month may also be written as a word, a quarter as T1 to T4 and a half as S1 or S2, so that whatever is stored
    can be shown and sent again. What was typed comes back as typed. Names are ``<field>_day``, ``_month``, ``_year``.
    """

    template_name = "widgets/partial_date.html"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        typed = {"autocomplete": "off", "inputmode": "numeric"}
        super().__init__(
            {
                "day": forms.TextInput({**typed, "size": 2, "maxlength": 10}),
                "month": forms.TextInput({**typed, "size": 2, "maxlength": 10}),
                "year": forms.TextInput({**typed, "size": 4, "maxlength": 10}),
            },
            attrs,
        )

    def use_required_attribute(self, initial: Any) -> bool:
        """Day and month may always stay empty; the server says when the year may not."""
        return False

    def decompress(self, value: PartialDate | None) -> list[str]:
        if value is None or value.last is None:
            return ["", "", ""]
        year, *rest = value.iso.split("-")
        month, day = [*rest, "", ""][:2]
        return [day.lstrip("0"), month.lstrip("0"), year]


class PartialDateFormField(forms.Field):
    """A PartialDate, not known when left empty. ``full_day`` asks for day, month and year."""

    widget = PartialDateWidget
    default_error_messages = {
        "required": _("Escriba por lo menos el año."),
        "full_day": _("Escriba el día, el mes y el año."),
    }

    def __init__(self, *, full_day: bool = False, **options: Any) -> None:
        self.full_day = full_day
        if not full_day:
            options.setdefault("help_text", _("Si no sabe el día o el mes, déjelos vacíos."))
        super().__init__(**options)

    def to_python(self, value: Any) -> PartialDate:
        day, month, year = ("".join(fold(part or "").split()) for part in value or ("", "", ""))
        try:
            return as_written(day, month, year)
        except ImpossibleDate as refusal:
            raise ValidationError(str(refusal), code="impossible_date") from refusal

    def validate(self, value: PartialDate) -> None:
        if self.required and not value.is_known:
            raise ValidationError(self.error_messages["full_day" if self.full_day else "required"], code="required")
        if self.full_day and value.precision not in (Precision.DAY, Precision.UNKNOWN):
            raise ValidationError(self.error_messages["full_day"], code="full_day")

    def has_changed(self, initial: PartialDate | None, data: Any) -> bool:
        """Whether another date was typed. The words of a source are not asked here, so they do not count."""
        try:
            typed = self.to_python(data)
        except ValidationError:
            return True
        before = PartialDate.unknown() if initial is None else initial
        return (typed.last, typed.precision) != (before.last, before.precision)


def as_written(day: str, month: str, year: str) -> PartialDate:
    """The date of three inputs. Raises ImpossibleDate, which says what to mend."""
    require_no_gap(day, month, year)
    if not year:
        return PartialDate.unknown()
    if not (is_number(year) and len(year) == 4):
        raise ImpossibleDate(now("Escriba el año con cuatro cifras, por ejemplo 2026."))
    if not month:
        return PartialDate.year(int(year))
    if month in QUARTERS_AND_HALVES:
        return quarter_or_half(day, month, year)
    if not day:
        return PartialDate.month(int(year), number_of(month))
    if not (is_number(day) and len(day) <= 2):
        raise ImpossibleDate(now("El día es un número, por ejemplo 15."))
    return PartialDate.on(real_day(int(year), number_of(month), int(day)))


def require_no_gap(day: str, month: str, year: str) -> None:
    """A day needs its month, a month its year."""
    if (day or month) and not year:
        raise ImpossibleDate(now("Falta el año."))
    if day and not month:
        raise ImpossibleDate(now("Falta el mes. Si no lo sabe, deje vacío también el día."))


def quarter_or_half(day: str, written: str, year: str) -> PartialDate:
    if day:
        raise ImpossibleDate(now("Con un trimestre o un semestre, deje vacío el día."))
    return PartialDate.parse(f"{year}-{written.upper()}")


def number_of(month: str) -> int:
    """6 for "6", "06", "jun" or "Junio"."""
    if is_number(month) and len(month) <= 2:
        return int(month)
    starts = {fold(str(name))[:3]: number for number, name in enumerate(MONTHS, start=1)} | {"sep": 9}
    if month[:3] not in starts:
        raise ImpossibleDate(now("El mes es un número del 1 al 12, por ejemplo 6 para junio."))
    return starts[month[:3]]


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit()
