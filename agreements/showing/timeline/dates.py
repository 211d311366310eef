"""Dates that were asked for, and what each party that receives answered."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.choices import RescheduleReason
from agreements.models import Reschedule, RescheduleAnswer
from agreements.showing.dates import reason_of
from agreements.showing.timeline.story import Move, Story, day_of
from conflicts.wording import in_words


def reschedule_moves(story: Story) -> Iterable[Move]:
    for row in story.reschedules:
        yield Move(day_of(row.asked_at), asked_text(row), note=asked_note(row), order=(1, row.pk), at=row.asked_at)
        for answer in row.answers.all():
            is_last = answer.recorded_at == row.accepted_at
            yield Move(
                day_of(answer.recorded_at),
                answer_text(row, answer),
                note=" ".join(filter(None, answer_notes(story, row, answer, is_last=is_last))),
                is_answer=True,
                state=_("Cambia el plazo") if is_last else "",
                order=(1, row.pk, answer.pk),
                at=answer.recorded_at,
            )


def asked_text(row: Reschedule) -> str:
    known = {"who": row.asked_by_party, "day": in_words(row.new_due)}
    if row.reason == RescheduleReason.FIRST_DATE:
        return _("%(who)s propuso como plazo: %(day)s.") % known
    if row.reason == RescheduleReason.SUSPENSION:
        return _("%(who)s pidió suspender el plazo, que pasaría a: %(day)s.") % known
    return _("%(who)s pidió pasar el plazo a: %(day)s.") % known


def asked_note(row: Reschedule) -> str:
    return " ".join(filter(None, [*reason_of(row), row.note]))


def answer_text(row: Reschedule, answer: RescheduleAnswer) -> str:
    known = {"who": answer.party, "day": in_words(row.new_due)}
    said = _("%(who)s aceptó el plazo nuevo: %(day)s.") if answer.accepts else _("%(who)s no aceptó: %(day)s.")
    return said % known


def answer_notes(story: Story, row: Reschedule, answer: RescheduleAnswer, *, is_last: bool) -> Iterable[str]:
    """In whose hand, and whether it came late. The words of an answer are for members."""
    if answer.document_id:
        yield _("Registrado por encargo, con su documento.")
    if is_last and row.was_moved_late:
        yield _("Se aceptó cuando el plazo anterior ya había vencido.")
    if answer.note and story.status.told.with_days:
        yield f"«{answer.note}»"
