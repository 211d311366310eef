"""Deadlines as a document sets them, and the date that this makes. Counted once; a count that was made stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.choices import TERM_KINDS, DeadlineBasis, DeadlineKind, Recurrence, State, Trigger
from agreements.models import Commitment
from conflicts.partial_dates import ImpossibleDate, PartialDate
from mesas.choices import MonthEndRule
from mesas.models import Mesa
from mesas.plazos import LAW, Count, Unit, WorkCalendar, counted, none_stated, not_known, reached, stated

UNITS = {
    DeadlineKind.DAYS: Unit.CALENDAR_DAYS,
    DeadlineKind.WORKING_DAYS: Unit.WORKING_DAYS,
    DeadlineKind.MONTHS: Unit.MONTHS,
    DeadlineKind.YEARS: Unit.YEARS,
}


@dataclass(frozen=True)
class Rules:
    """How a mesa counts, and by which calendar."""

    month_end: MonthEndRule = MonthEndRule.SAME_DAY
    rolls_forward: bool = False
    calendar: WorkCalendar = LAW

    @classmethod
    def of(cls, mesa: Mesa, calendar: WorkCalendar = LAW) -> Self:
        return cls(MonthEndRule(mesa.month_end_rule), mesa.rolls_forward, calendar)


@dataclass(frozen=True)
class Deadline:
    """How the document sets the deadline, and from which day a term counts.

    `due` is for a date that the document states or somebody inferred; a term is counted here from `triggered`,
    unless a source gives its end as well. A term whose trigger has no day yet has no due date, and neither has a stage
    that nobody dated. What comes round (`recurs`) has a due date in each of its periods, to the one of `recurs_until`.
    `after_row` stands in for `trigger_commitment` where that is registered together with this one: its place, from 0.
    """

    kind: DeadlineKind
    due: PartialDate = field(default_factory=PartialDate.unknown)
    basis: DeadlineBasis | None = None
    text: str = ""
    term: int | None = None
    trigger: Trigger = Trigger.NONE
    trigger_text: str = ""
    trigger_commitment: Commitment | None = None
    after_row: int | None = None
    triggered: PartialDate = field(default_factory=PartialDate.unknown)
    recurs: Recurrence = Recurrence.UNKNOWN
    recurs_until: PartialDate = field(default_factory=PartialDate.unknown)

    def count(self, rules: Rules | None = None) -> Count:
        """The due date and how it was reached, by the mesa's rules. ImpossibleDate if it ends nowhere."""
        rules = rules or Rules()
        if self.due.is_known:
            rolls = rules.rolls_forward and self.kind == DeadlineKind.DATE
            return stated(self.due, calendar=rules.calendar, rolls_forward=rolls)
        if self.kind == DeadlineKind.NONE:
            return none_stated()
        if self.kind in UNITS and self.term:
            return counted(
                self.term,
                UNITS[self.kind],
                self.triggered,
                self.day_zero,
                month_end=rules.month_end,
                calendar=rules.calendar,
                rolls_forward=rules.rolls_forward,
            )
        if self.kind == DeadlineKind.STAGE and self.triggered.is_known:
            return reached(self.triggered, self.day_zero, calendar=rules.calendar, rolls_forward=rules.rolls_forward)
        return not_known()

    @property
    def day_zero(self) -> str:
        """What happens on day zero, in words."""
        return self.trigger_text or (str(self.trigger.label) if self.trigger else _("el inicio"))

    @property
    def settled(self) -> Deadline:
        """The same, with its day zero where the commitment on which it depends was already kept."""
        first = self.trigger_commitment
        if self.trigger != Trigger.COMMITMENT or first is None or self.triggered.is_known:
            return self
        if first.state != State.FULFILLED or first.fulfilled_on is None:
            return self
        return replace(self, triggered=PartialDate.on(first.fulfilled_on))

    def basis_of(self, count: Count) -> DeadlineBasis:
        """As it was given, else as the count says."""
        return self.basis or DeadlineBasis(count.basis.value if count.basis else "")

    def faults(self, mesa: Mesa, calendar: WorkCalendar = LAW) -> Iterable[ValidationError]:
        """What keeps it from being put on record, each with the `field` that mends it."""
        if self.kind in TERM_KINDS and not self.term:
            yield fault(_("Escriba de cuánto es el plazo."), "no_term", "term")
        follows = self.trigger_commitment is not None or self.after_row is not None
        if self.kind in TERM_KINDS and self.trigger == Trigger.COMMITMENT and not follows:
            yield fault(_("Elija de qué compromiso depende el plazo."), "no_trigger_commitment", "after")
        if self.kind in TERM_KINDS and self.trigger == Trigger.EVENT and not self.trigger_text:
            yield fault(_("Escriba desde qué hecho se cuenta el plazo."), "no_event", "event")
        if self.trigger_commitment and self.trigger_commitment.mesa.conflict_id != mesa.conflict_id:
            yield fault(_("El compromiso del que depende tiene que ser de este conflicto."), "elsewhere", "after")
        if self.kind == DeadlineKind.RECURRING and self.recurs == Recurrence.UNKNOWN:
            yield fault(_("Diga cada cuánto tiempo se cumple."), "no_recurrence", "recurs")
        try:
            self.settled.count(Rules.of(mesa, calendar))
        except ImpossibleDate as impossible:
            yield fault(str(impossible), "impossible_term", "term")

    def needs_calendar(self, mesa: Mesa) -> bool:
        """Whether decreed days could change the count."""
        return self.kind == DeadlineKind.WORKING_DAYS or mesa.rolls_forward

    @classmethod
    def of(cls, commitment: Commitment) -> Self:
        """The deadline of a commitment as it is on record, with the date of its count left out."""
        return cls(
            kind=DeadlineKind(commitment.deadline_kind),
            text=commitment.deadline_text,
            term=commitment.term,
            trigger=Trigger(commitment.trigger),
            trigger_text=commitment.trigger_text,
            trigger_commitment=commitment.trigger_commitment,
            triggered=commitment.triggered,
            recurs=Recurrence(commitment.recurs),
            recurs_until=commitment.recurs_until,
        )


def fault(message: str, code: str, place: str) -> ValidationError:
    return ValidationError(message, code=code, params={"field": place})


def deadline_columns(deadline: Deadline, rules: Rules | None = None) -> dict[str, Any]:
    """The deadline as stored: how it is set, and the date that this makes.

    A date that fell on a day off and moved on keeps the date of the document as its day zero.
    """
    deadline = deadline.settled
    count = deadline.count(rules)
    moved_on = deadline.kind == DeadlineKind.DATE and count.due != deadline.due
    names = ("term", "trigger", "trigger_text", "trigger_commitment", "recurs", "recurs_until")
    return {
        "deadline_kind": deadline.kind,
        "deadline_basis": deadline.basis_of(count),
        "deadline_text": deadline.text,
        "first_due": count.due,
        "due": count.due,
        "skipped_days": kept(count),
        **{name: getattr(deadline, name) for name in names},
        "triggered": deadline.due if moved_on else deadline.triggered,
    }


def kept(count: Count) -> list[list[str]]:
    """The days off by name that a count passed over, as they are kept beside it."""
    return [list(each) for each in count.skipped]
