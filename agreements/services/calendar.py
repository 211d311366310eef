"""Days decreed non-working, changed with open eyes: what a change would have counted otherwise is told first.

Nothing is moved by a change: a deadline that was counted stays, with the days that it passed over kept beside it. The
new calendar serves what is counted from now on.
"""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model, Q
from django.utils.translation import ngettext

from agreements.choices import OPEN_STATES, DeadlineKind
from agreements.models import Commitment, Occurrence
from agreements.services.counting import count_from
from agreements.services.deadlines import UNITS, Rules
from agreements.services.periods import LONGEST_ROLL, due_of
from conflicts.partial_dates import ImpossibleDate, PartialDate
from conflicts.services.records import require_may_correct
from mesas.models import NonWorkingDay
from mesas.plazos import WorkCalendar, period_named
from mesas.services import calendar as days_off
from mesas.services.calendar import calendar_of


@dataclass(frozen=True)
class Otherwise:
    """An open commitment that would have been counted otherwise, or a `period` of one that comes round."""

    commitment: Commitment
    counted: PartialDate
    would_be: PartialDate
    period: str = ""


def create_day(
    day: NonWorkingDay,
    *,
    by: Any,
    agreed: str = "",
    reason: str = "",
    at: datetime.datetime | None = None,
    related: Mapping[str, Collection[Model]] | None = None,
) -> NonWorkingDay:
    """Put a decreed day on record. `agreed` is the key of what the person has seen, see `require_seen`."""
    with transaction.atomic():
        require_may_correct(by, day)
        kept = list(NonWorkingDay.objects.exclude(day=day.day))
        require_seen(otherwise(kept, [*kept, day], [day.day]), agreed)
        return days_off.create_day(day, by=by, reason=reason, at=at, related=related)


def correct_day(
    day: NonWorkingDay,
    *,
    by: Any,
    changes: Mapping[str, Any],
    reason: str,
    agreed: str = "",
    at: datetime.datetime | None = None,
    seen: str | None = None,
) -> NonWorkingDay:
    """Correct a decreed day; where it becomes another day, with what that would have counted otherwise seen."""
    with transaction.atomic():
        require_may_correct(by, day)
        before = list(NonWorkingDay.objects.all())
        was = next((each.day for each in before if each.pk == day.pk), day.day)
        now = changes.get("day", was)
        if now != was:
            after = [*(each for each in before if each.pk != day.pk), NonWorkingDay(day=now, decree=day.decree)]
            require_seen(otherwise(before, after, [was, now]), agreed)
        return days_off.correct_day(day, by=by, changes=changes, reason=reason, at=at, seen=seen)


def remove_day(
    day: NonWorkingDay, *, by: Any, reason: str, agreed: str = "", at: datetime.datetime | None = None
) -> None:
    """Take back a day that no decree names, with what that would have counted otherwise seen."""
    with transaction.atomic():
        require_may_correct(by, day)
        before = list(NonWorkingDay.objects.all())
        require_seen(otherwise(before, [each for each in before if each.pk != day.pk], [day.day]), agreed)
        days_off.remove_day(day, by=by, reason=reason, at=at)


def otherwise(
    before: Iterable[NonWorkingDay], after: Iterable[NonWorkingDay], changed: Sequence[datetime.date]
) -> list[Otherwise]:
    """Open commitments whose count those days touch and whose end would differ, and then their periods, by code. What
    the change would bring back to the date that it has is not among them. Three queries."""
    old, new = calendar_of(before), calendar_of(after)
    found = []
    for commitment in touched(changed).select_related("mesa").order_by("code"):
        then, now = recounted(commitment, old), recounted(commitment, new)
        if now not in (then, commitment.first_due):
            found.append(Otherwise(commitment, commitment.first_due, now))
    return [*found, *periods_otherwise(old, new, changed)]


def periods_otherwise(old: WorkCalendar, new: WorkCalendar, changed: Sequence[datetime.date]) -> list[Otherwise]:
    """Periods that were made and are still owed, where the mesa moves deadlines on from a day off."""
    span = (min(changed), max(changed) + datetime.timedelta(days=LONGEST_ROLL))
    rows = Occurrence.objects.owed().filter(commitment__mesa__rolls_forward=True, due_on__range=span)
    found = []
    for row in rows.select_related("commitment__mesa").order_by("commitment__code", "due_on"):
        period = period_named(row.period)
        if period is None:
            continue
        then, now = (due_of(period, row.commitment, each) for each in (old, new))
        if now not in (then, row.due_on):
            found.append(Otherwise(row.commitment, PartialDate.on(row.due_on), PartialDate.on(now), str(period)))
    return found


def touched(changed: Sequence[datetime.date]) -> Any:
    """Counted from before the latest of those days to the earliest or past it: no others can depend on them."""
    by_calendar = Q(deadline_kind=DeadlineKind.WORKING_DAYS) | Q(mesa__rolls_forward=True)
    counted = Q(deadline_kind__in=UNITS, term__isnull=False, triggered_on__lt=max(changed))
    stated = Q(deadline_kind__in=(DeadlineKind.DATE, DeadlineKind.STAGE))
    rows = Commitment.objects.by_members().filter(state__in=OPEN_STATES, first_due_on__gte=min(changed))
    return rows.filter(by_calendar, counted | stated)


def recounted(commitment: Commitment, calendar: WorkCalendar) -> PartialDate:
    """The end of its count by another calendar and the rules of its mesa today."""
    day_zero = commitment.triggered if commitment.triggered.is_known else commitment.first_due
    try:
        return count_from(commitment, day_zero, Rules.of(commitment.mesa, calendar)).due
    except ImpossibleDate:
        return PartialDate.unknown()


def require_seen(found: Sequence[Otherwise], agreed: str) -> None:
    """Raise ValidationError with the code "otherwise", the list and its key, unless the person has seen this list."""
    key = key_of(found)
    if not found or agreed == key:
        return
    said = ngettext(
        "%(count)d plazo se habría contado de otra manera. No se mueve: el cambio vale para lo que se cuente desde "
        "ahora. Si guarda otra vez, el cambio queda.",
        "%(count)d plazos se habrían contado de otra manera. No se mueven: el cambio vale para lo que se cuente desde "
        "ahora. Si guarda otra vez, el cambio queda.",
        len(found),
    ) % {"count": len(found)}
    raise ValidationError(said, code="otherwise", params={"found": found, "key": key})


def key_of(found: Sequence[Otherwise]) -> str:
    told = ";".join(f"{each.commitment.pk}:{each.period}:{each.would_be.iso}" for each in found)
    return hashlib.sha256(told.encode()).hexdigest()[:16] if found else ""
