"""How the deadline was counted, line by line, as people can check it with a calendar."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import OPEN_STATES, DeadlineBasis, DeadlineKind, Kind, Recurrence, RescheduleReason
from agreements.models import Commitment, Reschedule
from agreements.services.deadlines import UNITS, Deadline, Rules
from agreements.showing.dates import reason_of
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_words, thousands
from mesas.choices import MonthEndRule
from mesas.plazos import (
    Count,
    Step,
    WorkCalendar,
    days_late,
    days_left,
    none_stated,
    not_known,
    period_of,
    shown,
    stated,
)


@dataclass(frozen=True)
class Line:
    """As `components/ledger.html` shows it."""

    label: str
    value: str
    note: str = ""
    kind: str = ""
    role: str = ""
    href: str = ""


def count_of(commitment: Commitment) -> Count:
    """How the first deadline was reached: by the days off that were kept when it was counted, whatever became of the
    calendar since. A date that a source gives stands even where it can also be counted."""
    first = commitment.first_due
    kind = DeadlineKind(commitment.deadline_kind)
    given = Deadline.of(commitment)
    if kind == DeadlineKind.DATE and commitment.triggered.is_known:
        given = replace(given, due=commitment.triggered, triggered=PartialDate.unknown())
    elif kind in UNITS and commitment.term and not commitment.triggered.is_known and not first.is_known:
        return given.count()
    for rules in rules_in_question(commitment):
        count = given.count(rules)
        if first.is_known and count.due.last == first.last:
            return count
    if first.is_known:
        return stated(first)
    if kind == DeadlineKind.NONE:
        return none_stated()
    return not_known() if kind == DeadlineKind.UNKNOWN else waiting(commitment, kind)


def rules_in_question(commitment: Commitment) -> Iterable[Rules]:
    """Those of the mesa, and after them the others: its rules may have changed since the count was made."""
    calendar = WorkCalendar.as_kept(commitment.skipped_days)
    own = Rules.of(commitment.mesa, calendar)
    ends = sorted(MonthEndRule, key=lambda rule: rule != own.month_end)
    return [Rules(end, rolls, calendar) for rolls in (own.rolls_forward, not own.rolls_forward) for end in ends]


def waiting(commitment: Commitment, kind: DeadlineKind) -> Count:
    """Something has to happen, or comes round again: there is no date to count to."""
    if kind == DeadlineKind.RECURRING and commitment.recurs:
        return coming_round(commitment)
    text = commitment.trigger_text or _("aún sin fecha")
    return Count(PartialDate.unknown(), (Step(_("Plazo"), f"{kind.label}: {text}"),))


def coming_round(commitment: Commitment) -> Count:
    """Each period has a date of its own; the rule by which it has one."""
    months = Recurrence(commitment.recurs).months or 1
    start = commitment.starts.last or commitment.agreed.last or timezone.localdate(commitment.registered_at)
    until = commitment.recurs_until.last
    steps = [
        Step(_("Plazo"), str(commitment.get_recurs_display())),
        Step(_("Primer periodo"), str(period_of(start, months))),
        Step(_("Último periodo"), str(period_of(until, months)) if until else _("no tiene")),
        Step(_("Regla"), _("cada periodo vence su último día y se cuenta aparte")),
    ]
    if commitment.mesa.rolls_forward:
        steps.append(
            Step(_("Regla"), _("si no es día hábil, pasa al siguiente día hábil, según las reglas de la mesa"))
        )
    return Count(PartialDate.unknown(), tuple(steps))


def deadline_lines(
    commitment: Commitment,
    reschedules: Sequence[Reschedule],
    on: datetime.date,
    *,
    is_alarm: bool,
    after: Commitment | None = None,
) -> list[Line]:
    """The count, what moved it, and how far from it that day is. `is_alarm`: members follow it, so late is a signal.
    `after` is the commitment from which a term runs, where the reader may see it."""
    count = count_of(commitment)
    moved = commitment.due.last != commitment.first_due.last
    lines = [Line(_("Dice el documento"), "", note=f"«{commitment.deadline_text}»")] if commitment.deadline_text else []
    if after is not None:
        lines.append(Line(_("Corre desde que se cumpla"), after.code, note=after.title, href=after.get_absolute_url()))
    lines += [line_of(step, _("Primer plazo") if moved else end_of(commitment)) for step in count.steps]
    if commitment.deadline_basis == DeadlineBasis.INFERRED and count.due.is_known:
        lines.append(Line(_("Cómo se sabe"), _("se dedujo de la fuente")))
    lines += [accepted(one) for one in reschedules if not one.is_unilateral]
    if moved and commitment.due.is_known:
        lines.append(Line(end_of(commitment), shown(commitment.due), role="sum"))
    if commitment.due.last and commitment.state in OPEN_STATES:
        lines += distance_lines(commitment, commitment.due.last, on, is_alarm=is_alarm)
    return lines


def end_of(commitment: Commitment) -> str:
    """What its date is called: what one promises not to do has a period, and is never due."""
    return _("Fin del periodo") if commitment.kind == Kind.ABSTENTION else _("Vence")


def line_of(step: Step, end: str) -> Line:
    """`end`: what the day to which the steps count is called."""
    label = end if step.label == _("Vence") else step.label
    if step.label == _("Suma"):
        return Line(label, step.value, role="sum")
    # A sentence is read; only a date or a number stands in the column of figures.
    return Line(label, "", note=step.value) if len(step.value) > 34 else Line(label, step.value)


def accepted(one: Reschedule) -> Line:
    labels = {
        RescheduleReason.SUSPENSION: _("Suspensión, aceptada por quien recibe"),
        RescheduleReason.FIRST_DATE: _("Plazo fijado después, con quien recibe"),
    }
    late = _("Se aceptó cuando el plazo anterior ya había vencido.") if one.was_moved_late else ""
    label = labels.get(RescheduleReason(one.reason), _("Nueva fecha, aceptada por quien recibe"))
    return Line(label, shown(one.new_due), note=" ".join(filter(None, [*reason_of(one), one.note, late])))


def distance_lines(commitment: Commitment, due_on: datetime.date, on: datetime.date, *, is_alarm: bool) -> list[Line]:
    today = Line(_("Hoy"), shown(PartialDate.on(on)))
    late, left = days_late(due_on, on), days_left(due_on, on)
    if left is not None:
        return [today, Line(_("Días que faltan"), thousands(left), role="total")]
    if commitment.kind == Kind.ABSTENTION:
        return [today, Line(_("Días desde que terminó"), thousands(late), role="total")]
    label = _("Días de atraso") if is_alarm else _("Días desde que venció")
    return [today, Line(label, thousands(late), kind="late" if is_alarm else "", role="total")]


def moves_of(commitment: Commitment, reschedules: Sequence[Reschedule]) -> str:
    """Whether anybody asked to move the date, in a sentence for the margin."""
    if not commitment.due.is_known and not reschedules:
        return ""
    unilateral = [one for one in reschedules if one.is_unilateral]
    moved = [one for one in reschedules if not one.is_unilateral]
    if not reschedules:
        return _("Nadie ha pedido cambiar la fecha.")
    return " ".join(
        filter(None, [moved_text(commitment) if moved else "", unilateral_text(commitment, len(unilateral), moved)])
    )


def moved_text(commitment: Commitment) -> str:
    if not commitment.first_due.is_known:
        return _("El documento no fija plazo: la fecha se fijó después, con el acuerdo de quien recibe.")
    return _("La fecha se movió con el acuerdo de quien recibe. El primer plazo era %(day)s.") % {
        "day": in_words(commitment.first_due)
    }


def unilateral_text(commitment: Commitment, count: int, moved: Sequence[Reschedule]) -> str:
    """What was asked for by one side alone."""
    if not count:
        return ""
    if moved:
        return ngettext(
            "Otra vez se pidió cambiarla y quien recibe no lo ha aceptado.",
            "Otras %(count)d veces se pidió cambiarla y quien recibe no lo ha aceptado.",
            count,
        ) % {"count": count}
    if not commitment.due.is_known:
        return ngettext(
            "Se propuso una fecha y quien recibe no la ha aceptado: sigue sin fecha.",
            "Se propusieron %(count)d fechas y quien recibe no las ha aceptado: sigue sin fecha.",
            count,
        ) % {"count": count}
    return ngettext(
        "Se pidió una vez cambiar la fecha y quien recibe no lo ha aceptado: la fecha no cambia.",
        "Se pidió %(count)d veces cambiar la fecha y quien recibe no lo ha aceptado: la fecha no cambia.",
        count,
    ) % {"count": count}
