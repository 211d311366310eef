"""Counting a deadline once its day zero is known: another commitment was kept, an event came to pass, a stage began,
the document was signed.

This is counting, not moving: the first deadline had no date before, and once it has one it stays, whatever becomes of
the commitment on which it depended.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, TERM_KINDS, DeadlineKind, NoticeKind, Record, State, Step, Trigger
from agreements.hearing import hear
from agreements.models import Commitment, Transition
from agreements.sentences import causes
from agreements.services.carrying import carry_on
from agreements.services.deadlines import UNITS, Rules, kept
from agreements.services.notices import tell
from agreements.services.results import COMPUTED_STATES, promised_on, result_of, write
from agreements.workflow import completion_day
from conflicts.partial_dates import ImpossibleDate, PartialDate
from mesas.models import Document
from mesas.plazos import LAW, Count, counted, stated
from mesas.services.calendar import working_calendar


def rules_of(commitment: Commitment) -> Rules:
    """By which its deadline is counted today. One query where decreed days could change the count."""
    mesa = commitment.mesa
    needs_calendar = commitment.deadline_kind == DeadlineKind.WORKING_DAYS or mesa.rolls_forward
    return Rules.of(mesa, working_calendar() if needs_calendar else LAW)


def count_from(commitment: Commitment, day_zero: PartialDate, rules: Rules) -> Count:
    """The deadline that this day zero makes. Of a stage, it is the day itself. ImpossibleDate if it ends nowhere."""
    if commitment.deadline_kind not in UNITS or not commitment.term:
        return stated(day_zero, calendar=rules.calendar, rolls_forward=rules.rolls_forward)
    name = commitment.trigger_text or str(commitment.get_trigger_display())
    return counted(
        commitment.term,
        UNITS[DeadlineKind(commitment.deadline_kind)],
        day_zero,
        name,
        month_end=rules.month_end,
        calendar=rules.calendar,
        rolls_forward=rules.rolls_forward,
    )


def set_day_zero(commitment: Commitment, day_zero: PartialDate) -> Count:
    """Write day zero and the deadline that it makes, on a locked commitment that had none. A date that both sides
    agreed meanwhile stays in force."""
    count = count_from(commitment, day_zero, rules_of(commitment))
    columns = {**three("triggered", day_zero), **three("first_due", count.due), "skipped_days": kept(count)}
    if not commitment.due.is_known:
        columns |= three("due", count.due)
    if count.basis and not commitment.deadline_basis:
        columns["deadline_basis"] = count.basis.value
    write(commitment, columns)
    return count


def three(name: str, day: PartialDate) -> dict[str, Any]:
    """The columns of a partial date, as an update names them."""
    return {f"{name}_on": day.last, f"{name}_precision": day.precision, f"{name}_words": day.words}


def waiting_for(commitments: Collection[Commitment]) -> QuerySet[Commitment]:
    """Those whose term runs from the day on which one of these is kept, and was not counted yet."""
    return uncounted().filter(trigger_commitment__in=commitments)


def uncounted(trigger: Trigger = Trigger.COMMITMENT) -> QuerySet[Commitment]:
    """Terms that run from such a thing, of which nobody knew the day."""
    return Commitment.objects.filter(
        trigger=trigger, deadline_kind__in=TERM_KINDS, triggered_on__isnull=True, first_due_on__isnull=True
    )


def count_dependents(kept_one: Commitment, *, by, at: datetime.datetime, on: datetime.date) -> list[Commitment]:
    """Count what waited for this commitment to be kept, in the transaction of the step that keeps it.

    Day zero is the day on which it was done, as well as that is known; where nobody knows it, the day on which it
    came to count as kept.
    """
    if kept_one.state != State.FULFILLED:
        return []
    waiting = list(waiting_for([kept_one]).select_for_update(of=("self",)).select_related("mesa").order_by("pk"))
    if not waiting:
        return []
    day_zero = day_done(kept_one, on)
    reason = _("Se cumplió el compromiso del que depende.")
    cause = causes.of_day_zero(causes.CHAIN, kept_one.pk, day_zero)
    return count_all(waiting, day_zero, reason, cause=cause, by=by, at=at, on=on)


def day_done(kept_one: Commitment, on: datetime.date) -> PartialDate:
    """As well as it is known."""
    if kept_one.deadline_kind != DeadlineKind.RECURRING:
        done = completion_day(hear([kept_one], on=on)[kept_one.pk].said, promised_on(kept_one))
        if done is not None and done.is_known:
            return done
    return PartialDate.on(kept_one.fulfilled_on or on)


def count_all(
    waiting: Collection[Commitment],
    day_zero: PartialDate,
    reason: str,
    *,
    cause: str,
    by,
    at: datetime.datetime,
    on: datetime.date,
) -> list[Commitment]:
    """Count each, and tell both ends of those that have a date now. Who took the step is told as well: it spoke of
    something else. Where both sides agreed a date meanwhile, that stays in force and there is nothing to tell."""
    undated = {one.pk for one in waiting if not one.due.is_known}
    done = [one for one in waiting if count_one(one, day_zero, reason, by=by, at=at, on=on)]
    news = [one for one in done if one.pk in undated and is_owed(one)]
    if news:
        tell(NoticeKind.DATE_KNOWN, news, cause=cause, at=at)
    return done


def is_owed(commitment: Commitment) -> bool:
    """Still, and on members' record: of anything else nobody is told."""
    return commitment.state in OPEN_STATES and commitment.record == Record.MEMBERS


def count_one(
    commitment: Commitment, day_zero: PartialDate, reason: str, *, by, at: datetime.datetime, on: datetime.date
) -> bool:
    """One of those that waited. A term that ends past all calendars stays uncounted, rather than keep from being
    written what it waited for."""
    try:
        set_day_zero(commitment, day_zero)
    except ImpossibleDate:
        return False
    before = commitment.state
    if before in COMPUTED_STATES:
        write(commitment, result_of(commitment, on))
    write(commitment, {"version": commitment.version + 1})
    carry_on(commitment, on=on)
    Transition.objects.create(
        commitment=commitment,
        step=Step.TRIGGER_DATED,
        from_state=before,
        to_state=commitment.state,
        by=by,
        at=at,
        day=day_zero,
        reason=reason,
    )
    return True


def count_signed(document: Document, *, by, at: datetime.datetime, on: datetime.date) -> list[Commitment]:
    """Count what waited for this document to be signed, in the transaction that notes its day; which were counted.

    A term that was counted already stays as it is, whatever day of signature is noted afterwards.
    """
    if not document.signed.is_known:
        return []
    waiting = uncounted(Trigger.SIGNATURE).filter(document=document).select_for_update(of=("self",))
    rows = list(waiting.select_related("mesa").order_by("pk"))
    cause = causes.of_day_zero(causes.SIGNATURE, document.pk, document.signed)
    return count_all(rows, document.signed, _("Se firmó el documento."), cause=cause, by=by, at=at, on=on)


def count_chains(on: datetime.date, at: datetime.datetime) -> int:
    """The sweep's part: whatever waits for something that is kept already, such as what was registered or corrected
    at the same moment; how many. One query where there is nothing."""
    done = uncounted().filter(trigger_commitment__state=State.FULFILLED, state__in=OPEN_STATES)
    counted_now = 0
    for first in done.values_list("trigger_commitment", flat=True).distinct():
        with transaction.atomic():
            kept_one = Commitment.objects.select_for_update(of=("self",)).select_related("mesa").get(pk=first)
            counted_now += len(count_dependents(kept_one, by=None, at=at, on=on))
    return counted_now


def would_circle(commitment: Commitment, after: Commitment) -> bool:
    """Whether a term that runs from `after` being kept would, at the end of the chain, wait for itself."""
    seen: set[int] = set()
    key: int | None = after.pk
    while key is not None and key not in seen:
        if key == commitment.pk:
            return True
        seen.add(key)
        key = (
            Commitment.objects.filter(pk=key, trigger=Trigger.COMMITMENT)
            .values_list("trigger_commitment", flat=True)
            .first()
        )
    return False
