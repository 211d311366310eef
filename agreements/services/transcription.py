"""Correcting what was copied from a document: only to what its clause says, with both values kept in sight.

It is no other promise and no other date: a deadline that was copied wrongly was never in force.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import DeadlineKind, NoticeKind, State, Step, Trigger
from agreements.models import Commitment, Reschedule, Transition
from agreements.policies import standing_of
from agreements.sentences import causes
from agreements.services import corrected_ends
from agreements.services.carrying import carry_first_deadlines, descendants_of, successors_of
from agreements.services.counting import day_done, is_owed, would_circle
from agreements.services.deadlines import Deadline, Rules, deadline_columns
from agreements.services.locking import locked_all, require_version
from agreements.services.notices import tell
from agreements.services.search import refresh_search_text
from agreements.services.state import COMPUTED_STATES, result_of, write
from conflicts.choices import is_wider
from conflicts.partial_dates import PartialDate
from conflicts.services.records import keep_first_values, store
from conflicts.services.records.parts import parts_of
from conflicts.wording import in_words
from mesas.models import Document
from mesas.plazos import LAW
from mesas.services.calendar import working_calendar

ONLY_COORDINATION = gettext_lazy("Solo la coordinación del conflicto corrige cómo se copió el documento.")

#: Words of the document that may have been copied wrongly.
WORDS = ("title", "text", "clause", "obligor_text", "beneficiary_text", "deadline_text")


@transaction.atomic
def correct_transcription(
    commitment: Commitment,
    *,
    by,
    words: Mapping[str, str],
    version: int,
    deadline: Deadline | None = None,
    parts: corrected_ends.Parts | None = None,
    at: datetime.datetime | None = None,
) -> Transition:
    """Bring what is on record to what the document's clause says: `words` by name of the column, see `WORDS`, the
    deadline where that was copied wrongly, and who has which of the `parts` named, see `corrected_ends`.
    `words["clause"]` is where it stands, and never empty.

    A deadline that changes is the first one from now on and, where no other date was agreed since, the one in force;
    what was said by then is judged anew, of what replaced it too. `version` is the one on which the form was opened.
    """
    at = at or timezone.now()
    on = timezone.localdate(at)
    held = locked_all([commitment.pk, *(row.pk for row in descendants_of([commitment]))])
    commitment = held[commitment.pk]
    if not standing_of(by, commitment, on=on).is_coordinator:
        raise PermissionDenied(ONLY_COORDINATION)
    document = require_document(commitment)
    words = {name: plainly(words[name], name) for name in WORDS if name in words}
    require_words(words)
    changed = {name: value for name, value in words.items() if value != getattr(commitment, name)}
    dates = dates_of(commitment, deadline, on) if deadline else {}
    ends = corrected_ends.changes_of(commitment, parts) if parts else []
    if not changed and not dates and not ends:
        raise ValidationError(_("No hay nada que corregir: ya dice eso."), code="unchanged")
    require_version(commitment, version)
    old = told(commitment, changed, ends, dates=bool(dates))
    keep_first_values(commitment, at=at)
    reason = _("Según %(document)s, %(clause)s.") % {
        "document": document.title,
        "clause": words.get("clause") or commitment.clause,
    }
    moves = bool(dates) and dates["due"].last != commitment.due.last
    for name, value in {**changed, **dates}.items():
        setattr(commitment, name, value)
    corrected_ends.apply(commitment, ends, by=by, at=at, reason=reason)
    new = told(commitment, changed, ends, dates=bool(dates))
    if moves:
        commitment.overdue_since = None
    commitment.version += 1
    commitment.validate_constraints()
    store(commitment, by=by, reason=reason, at=at)
    refresh_search_text(Commitment.objects.filter(pk=commitment.pk))
    before = commitment.state
    if before in COMPUTED_STATES:
        settle_again(commitment, dates=bool(dates), ends=bool(ends), on=on)
    if dates:
        carry_first_deadlines([held[row.pk] for row in successors_of(commitment) if row.pk in held], on=on)
    step = Transition.objects.create(
        commitment=commitment,
        step=Step.CORRECTED,
        from_state=before,
        to_state=commitment.state,
        by=by,
        at=at,
        reason=reason,
        old_value=old,
        new_value=new,
    )
    if moves and is_owed(commitment):
        tell(NoticeKind.DATE_MOVED, [commitment], cause=f"{causes.CORRECTION}:{step.pk}", at=at, by=by)
    return step


def settle_again(commitment: Commitment, *, dates: bool, ends: bool, on: datetime.date) -> None:
    """What the rows make of it, by the ends and the first deadline that it has now."""
    if ends:
        write(commitment, corrected_ends.result_after(commitment, on=on))
    elif dates:
        write(commitment, result_of(commitment, on))


def require_document(commitment: Commitment) -> Document:
    """The paper that it was copied from. Without one there is nothing to match."""
    if commitment.document is None:
        raise ValidationError(
            _("Este compromiso no tiene un documento con que compararlo. Sin él no hay qué corregir."), code="document"
        )
    return commitment.document


def plainly(text: str, name: str) -> str:
    """One line, but for the words of the acta."""
    return text.strip() if name == "text" else " ".join(text.split())


def require_words(words: Mapping[str, str]) -> None:
    if not words.get("clause"):
        raise ValidationError(_("Diga en qué cláusula o numeral del documento consta."), code="clause")
    if "title" in words and not words["title"]:
        raise ValidationError(_("Escriba en una línea qué se hará."), code="title")


def dates_of(commitment: Commitment, deadline: Deadline, on: datetime.date) -> dict[str, Any]:
    """What changes with the deadline; nothing where it is the same. A date that was agreed since stays in force."""
    if DeadlineKind.RECURRING in (deadline.kind, commitment.deadline_kind):
        raise ValidationError(
            _("Lo que se cumple por periodos tiene un plazo en cada uno: aquí no se corrige."), code="recurring"
        )
    deadline = with_day_zero(commitment, deadline, on)
    calendar = working_calendar() if deadline.needs_calendar(commitment.mesa) else LAW
    faults = list(deadline.faults(commitment.mesa, calendar))
    if deadline.kind == DeadlineKind.DATE and not deadline.due.is_known:
        faults.append(ValidationError(_("Escriba la fecha del plazo."), code="no_date"))
    first = deadline.trigger_commitment if deadline.trigger == Trigger.COMMITMENT else None
    if first is not None and would_circle(commitment, first):
        message = _("Ese compromiso depende de este: se esperarían uno al otro. Elija otro.")
        faults.append(ValidationError(message, code="circle"))
    if faults:
        raise ValidationError(faults)
    columns = deadline_columns(deadline, Rules.of(commitment.mesa, calendar))
    columns.pop("deadline_text")
    if Reschedule.objects.filter(commitment=commitment, is_unilateral=False).exists():
        columns["due"] = commitment.due
    same = all(getattr(commitment, name) == value for name, value in columns.items())
    return {} if same else columns


def with_day_zero(commitment: Commitment, deadline: Deadline, on: datetime.date) -> Deadline:
    """With the day from which its term counts: that of the session or of the signature, the one on which the other
    commitment was kept, or the one that somebody dated since for the same event."""
    if deadline.triggered.is_known or deadline.kind == DeadlineKind.DATE:
        return deadline
    first = deadline.trigger_commitment
    if deadline.trigger == Trigger.COMMITMENT and first != commitment.trigger_commitment:
        is_kept = first is not None and first.state == State.FULFILLED
        return replace(deadline, triggered=day_done(first, on)) if first is not None and is_kept else deadline
    known = {
        Trigger.SESSION: commitment.session.day if commitment.session else commitment.agreed,
        Trigger.SIGNATURE: commitment.document.signed if commitment.document else PartialDate.unknown(),
        Trigger(commitment.trigger): commitment.triggered,
    }
    return replace(deadline, triggered=known.get(deadline.trigger, PartialDate.unknown()))


def told(
    commitment: Commitment, changed: Mapping[str, str], ends: Sequence[corrected_ends.Change], *, dates: bool
) -> str:
    """What it says, of what changes: a line for each."""
    parts = parts_of(Commitment)
    lines = [f"{parts[name].label}: {getattr(commitment, name) or _('(vacío)')}" for name in changed]
    lines += corrected_ends.told(commitment, ends)
    return "\n".join([*lines, deadline_told(commitment)] if dates else lines)


def deadline_told(commitment: Commitment) -> str:
    """ "plazo: Un número de días calendario, 30, desde la firma del documento; vence el 14 de octubre de 2026"."""
    pieces = [str(commitment.get_deadline_kind_display())]
    if commitment.term:
        pieces.append(str(commitment.term))
    if commitment.trigger:
        trigger = commitment.trigger_text or str(commitment.get_trigger_display())
        first = commitment.trigger_commitment
        if first is not None and not is_wider(commitment.grade, first.grade):  # else its code would tell that it exists
            trigger = f"{trigger} ({first.code})"
        pieces.append(_("desde %(trigger)s") % {"trigger": trigger})
    day = in_words(commitment.first_due) if commitment.first_due.is_known else _("sin fecha")
    return _("plazo: %(how)s; vence: %(day)s") % {"how": ", ".join(pieces), "day": day}
