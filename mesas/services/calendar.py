"""The calendar of working days: what a decree takes out of it, and who may say so."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from conflicts.services.records import correct_record, create_record, require_may_correct
from conflicts.services.records.rules import require_reason
from mesas.models import NonWorkingDay
from mesas.plazos import WorkCalendar


def working_calendar() -> WorkCalendar:
    """As it stands: holidays of the law, and the days on record. One query."""
    return calendar_of(NonWorkingDay.objects.all())


def calendar_of(days: Iterable[NonWorkingDay]) -> WorkCalendar:
    return WorkCalendar({each.day: reason_of(each) for each in days})


def reason_of(each: NonWorkingDay) -> str:
    """What the panel of a count calls it: "día no laborable (DS 042-2025-PCM)"."""
    return f"{each.name or _('día no laborable')} ({each.decree})"


def years_without_days(on: datetime.date) -> list[int]:
    """Of this year and the next, those for which no day is on record: perhaps nobody has looked yet. One query."""
    years = (on.year, on.year + 1)
    known = set(NonWorkingDay.objects.filter(day__year__in=years).values_list("day__year", flat=True))
    return [year for year in years if year not in known]


@transaction.atomic
def create_day(
    day: NonWorkingDay,
    *,
    by: Any,
    reason: str = "",
    at: datetime.datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> NonWorkingDay:
    """Put a decreed day on record. It counts from now on; what was counted before stays."""
    return create_record(day, by=by, reason=reason, at=at, related=related)


@transaction.atomic
def correct_day(
    day: NonWorkingDay,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> NonWorkingDay:
    """Correct a decreed day. It counts from now on; what was counted before stays."""
    return correct_record(day, by=by, changes=changes, reason=reason, at=at, seen=seen)


@transaction.atomic
def remove_day(day: NonWorkingDay, *, by: Any, reason: str, at: datetime.datetime | None = None) -> None:
    """Take back a day that no decree names. Its history stays, with the reason."""
    day = NonWorkingDay.objects.select_for_update().get(pk=day.pk)
    require_may_correct(by, day)
    day._history_user, day._change_reason = by, require_reason(reason)
    day._history_date = at or timezone.now()
    day.delete()
