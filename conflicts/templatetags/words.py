"""Filters that say a date or an amount. Each keeps the exact day in `<time datetime>`."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from conflicts import wording
from conflicts.partial_dates import PartialDate, Precision

register = template.Library()

Day = date | datetime | PartialDate | None

# What `datetime` of <time> can hold; a quarter or a half has no machine-readable form.
MACHINE_READABLE = (Precision.DAY, Precision.MONTH, Precision.YEAR)


@register.filter
def day_words(value: Day) -> str:
    """`{{ date|day_words }}`: <time datetime="2026-11-30">30 de noviembre de 2026</time>. Nothing stays nothing."""
    day = as_day(value)
    return timed(day, wording.in_words(day)) if day else ""


@register.filter
def day_short(value: Day) -> str:
    """`{{ date|day_short }}`, for columns and sources: 12 may 2026."""
    day = as_day(value)
    return timed(day, wording.in_short(day)) if day else ""


@register.filter
def moment_words(value: datetime | None) -> str:
    """`{{ recorded_at|moment_words }}`: 25 de junio de 2026, 10:14, in Lima."""
    if value is None:
        return ""
    moment = timezone.localtime(value)
    return format_html(
        '<time datetime="{}">{}, {}</time>',
        moment.isoformat(timespec="minutes"),
        wording.in_words(moment.date()),
        f"{moment:%H:%M}",
    )


@register.filter
def ago(value: Day, on: date) -> str:
    """`{{ date|ago:on }}`: hace 12 días, hoy, en 8 días. A date known to less than a day is said as known."""
    day = as_day(value)
    if day is None:
        return ""
    if day.last is None or day.precision != Precision.DAY:
        return timed(day, wording.in_words(day))
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', day.iso, wording.in_words(day), wording.distance(day.last, on)
    )


@register.simple_tag
def partial_date(value: PartialDate | None) -> str:
    """`{% partial_date value %}`: as exact as known, with the source's words beside it where they say more."""
    if value is None:
        return ""
    said = timed(value, wording.in_words(value))
    if value.is_known and value.words:
        return format_html('{} <span class="note">(«{}»)</span>', said, value.words)
    return said


@register.filter
def soles(value: int | Decimal | None) -> str:
    """`{{ amount|soles }}`: S/ 1,234,500. Nothing stays nothing: it is not zero."""
    return "" if value is None else wording.soles(value)


@register.filter
def thousands(value: int | Decimal | None) -> str:
    """`{{ count|thousands }}`: 4,258."""
    return "" if value is None else wording.thousands(value)


def as_day(value: Day) -> PartialDate | None:
    """Any kind of date as one that knows its precision; a moment is its day in Lima."""
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime):
        value = timezone.localdate(value) if timezone.is_aware(value) else value.date()
    return PartialDate.on(value)


def timed(day: PartialDate, said: str) -> SafeString:
    """What was said of a date, marked up with the date itself; a date that is not known is marked as such."""
    if not day.is_known:
        return format_html('<span class="none">{}</span>', said)
    if day.precision not in MACHINE_READABLE:
        return format_html("<span>{}</span>", said)
    return format_html('<time datetime="{}">{}</time>', day.iso, said)
