"""Steps that no row of their own tells."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from agreements.choices import Step
from agreements.models import Transition
from agreements.showing.timeline.story import Move, Story, day_of, passes_to

#: Steps told by the row that caused them.
TOLD_BY_ROWS = (Step.CLAIMED, Step.ANSWERED, Step.VERIFIED, Step.RESCHEDULED)


def step_moves(story: Story) -> Iterable[Move]:
    """Steps that no row of their own tells. Files that somebody added are for members."""
    left_out = TOLD_BY_ROWS if story.status.told.with_days else (*TOLD_BY_ROWS, Step.EVIDENCE, Step.NARROWED)
    for step in story.transitions:
        if step.step in left_out:
            continue
        text, note = words_of(story, step)
        kind, state = passes_to(step)
        yield Move(day_of(step.at), text, note=note, state=state, kind=kind, order=(2, step.pk))


def words_of(story: Story, step: Transition) -> tuple[str, str]:
    label = str(step.get_step_display())
    if step.step == Step.CORRECTED:
        return f"{label}.", f"{change_told(step)} {step.reason}".strip()
    if step.step == Step.REGISTERED and story.commitment.ref:
        return _("Se registró a partir de fuentes públicas."), ""
    reason = f"{step.get_closing_reason_display()}. " if step.closing_reason else ""
    return f"{label}.", f"{reason}{step.reason}".strip()


def change_told(step: Transition) -> str:
    """Both values of a correction; what was only added had none before, and a state that followed has no words."""
    if not step.old_value:
        return _("Se añadió: «%(new)s».") % {"new": step.new_value} if step.new_value else ""
    return _("Decía: «%(old)s». Dice: «%(new)s».") % {"old": step.old_value, "new": step.new_value}
