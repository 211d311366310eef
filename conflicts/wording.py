"""How days, spans and amounts are said on screen, on paper and in a notice. Pure: no database and no clock."""

from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conflicts.partial_dates import MONTHS, PartialDate, Precision

NBSP = "\N{NO-BREAK SPACE}"


def thousands(number: int | float | Decimal) -> str:
    """As Peru writes it: 1,234 and 1,234.5."""
    return f"{number:,}"


def soles(amount: int | Decimal) -> str:
    """Money in soles, with céntimos only where there are any: "S/ 1,234,500", "S/ 12.50"."""
    whole = amount == int(amount)
    return f"S/{NBSP}{int(amount):,}" if whole else f"S/{NBSP}{amount:,.2f}"


def in_words(day: date | PartialDate) -> str:
    """The whole date, as exact as it is known: "30 de noviembre de 2026", "junio de 2012"."""
    return str(day if isinstance(day, PartialDate) else PartialDate.on(day))


def in_short(day: date | PartialDate) -> str:
    """For columns: "12 may 2026", "may 2026"; what is known to less than a month is said whole."""
    if isinstance(day, PartialDate):
        if day.last is None or day.precision not in (Precision.DAY, Precision.MONTH):
            return str(day)
        month, year = str(MONTHS[day.last.month - 1])[:3], day.last.year
        return f"{day.last.day} {month} {year}" if day.precision == Precision.DAY else f"{month} {year}"
    return f"{day.day} {str(MONTHS[day.month - 1])[:3]} {day.year}"


def distance(day: date, on: date) -> str:
    """How far a day lies from another, in days: "hace 12 días", "ayer", "hoy", "mañana", "en 8 días"."""
    near = {-1: _("ayer"), 0: _("hoy"), 1: _("mañana")}
    days = (day - on).days
    if days in near:
        return near[days]
    # The number and its unit stay on one line.
    said = ngettext("%(count)s día", "%(count)s días", abs(days)) % {"count": thousands(abs(days))}
    said = said.replace(" ", NBSP)
    return (_("hace %(days)s") if days < 0 else _("en %(days)s")) % {"days": said}
