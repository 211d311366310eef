"""Steps that no row of their own tells."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import Step
from agreements.models import Transition
from agreements.showing.timeline.endings import ENDINGS, ending_words
from agreements.showing.timeline.happenings import HAPPENED, happened_words
from agreements.showing.timeline.story import Move, Story, day_of, passes_to
from agreements.workflow.steps import reply_until
from conflicts.wording import in_words

#: Steps told by the row that caused them.
TOLD_BY_ROWS = (Step.CLAIMED, Step.ANSWERED, Step.VERIFIED, Step.BREACH_FOUND, Step.RESCHEDULED)

#: Files that somebody added and took back, with the reason, and who may see what.
OF_MEMBERS = (Step.EVIDENCE, Step.NARROWED, Step.COPY_WITHDRAWN, Step.REDACTED)

#: Steps that a party takes in its own name.
IN_NAME_OF: dict[str, Promise] = {
    Step.DEMANDED: gettext_lazy("%(who)s requirió por escrito que se cumpla."),
    Step.REPLIED: gettext_lazy("%(who)s respondió a lo constatado."),
    Step.ASKED_TO_VERIFY: gettext_lazy("%(who)s pidió que alguien vaya a ver."),
}


def step_moves(story: Story) -> Iterable[Move]:
    """Steps that no row of their own tells, those of `OF_MEMBERS` to members only."""
    left_out = TOLD_BY_ROWS if story.status.told.with_days else (*TOLD_BY_ROWS, *OF_MEMBERS)
    for step in story.transitions:
        if step.step in left_out:
            continue
        text, note = words_of(story, step)
        kind, state = passes_to(step)
        is_answer = step.step == Step.REPLIED
        day = day_of(step.at)
        if step.step == Step.PERIOD_SPOKEN:
            # The day of a verdict is for members.
            day = story.status.told.day_of(timezone.localdate(step.at))
        yield Move(
            day,
            text,
            note=note,
            is_answer=is_answer,
            state=state,
            kind=kind,
            order=(2, step.pk),
            at=step.at,
        )


def words_of(story: Story, step: Transition) -> tuple[str, str]:
    label = str(step.get_step_display())
    if step.step in ENDINGS:
        return ending_words(step)
    if step.step in HAPPENED:
        return happened_words(step)
    if step.step == Step.CORRECTED:
        return f"{label}.", f"{change_told(step)} {step.reason}".strip()
    if step.step in IN_NAME_OF:
        return named(step), note_in_name(story, step)
    if step.step == Step.NARROWED:
        change = _("Antes: %(old)s. Ahora: %(new)s.") % {"old": step.old_value, "new": step.new_value}
        return f"{label}.", f"{change if step.old_value else ''} {step.reason}".strip()
    if step.step == Step.REGISTERED and story.commitment.ref:
        return _("Se registró a partir de fuentes públicas."), ""
    reason = f"{step.get_closing_reason_display()}. " if step.closing_reason else ""
    return f"{label}.", f"{reason}{step.reason}".strip()


def named(step: Transition) -> str:
    """Who took the step; where nobody in particular did, that it was taken."""
    return str(IN_NAME_OF[step.step]) % {"who": step.party} if step.party else f"{step.get_step_display()}."


def note_in_name(story: Story, step: Transition) -> str:
    """An answer to a finding is published as it was written; the words of a demand or a request are for members."""
    if step.step == Step.REPLIED:
        return f"«{step.reason}» {in_time(step)}".strip()
    received = _("Lo recibió quien debe: %(day)s.") % {"day": in_words(step.day)} if step.day.is_known else ""
    words = f"«{step.reason}»" if step.reason and story.status.told.with_days else ""
    return f"{received} {words}".strip()


def in_time(step: Transition) -> str:
    if step.assessment is None:
        return ""
    limit = reply_until(timezone.localdate(step.assessment.recorded_at))
    if timezone.localdate(step.at) <= limit:
        return _("Respondió dentro de los quince días.")
    return _("Respondió después de los quince días que tenía.")


def change_told(step: Transition) -> str:
    """Both values of a correction; what was only added had none before, and a state that followed has no words."""
    old, new = (value.replace("\n", " · ") for value in (step.old_value, step.new_value))
    if not old:
        return _("Se añadió: «%(new)s».") % {"new": new} if new else ""
    return _("Decía: «%(old)s». Dice: «%(new)s».") % {"old": old, "new": new}
