"""What else happened: what was said in the hall, sources, papers, and the calendar."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from agreements.choices import ReviewOutcome
from agreements.sentences.calendar import overdue_days
from agreements.sentences.sources import reported_part
from agreements.sentences.told import Reported
from agreements.showing.timeline.story import Move, Story

#: As one says what somebody said.
OUTCOMES = {
    ReviewOutcome.NO_NEWS: gettext_lazy("no hay novedad"),
    ReviewOutcome.ADVANCING: gettext_lazy("avanza"),
    ReviewOutcome.SAID_DONE: gettext_lazy("ya se cumplió"),
    ReviewOutcome.OVERDUE: gettext_lazy("está vencido"),
}


def review_moves(story: Story) -> Iterable[Move]:
    """What was said in the hall is no assessment, and is not in bold."""
    for row in story.reviews:
        outcome = OUTCOMES[ReviewOutcome(row.outcome)]
        if row.said_by:
            text = _("En la %(session)s, %(who)s dijo que %(outcome)s.")
        else:
            text = _("En la %(session)s se dijo que %(outcome)s.")
        text %= {"session": row.session, "outcome": outcome, "who": row.said_by}
        yield Move(row.session.day, text, note=row.note, order=(2, row.pk))


def source_moves(story: Story) -> Iterable[Move]:
    for row in story.reported:
        told = Reported(row.state, row.as_of, str(row.get_said_by_display()))
        text = f"{reported_part(told).text}." if row.state else _("Una fuente cuenta:")
        yield Move(row.as_of, text, note=f"«{row.text}»" if row.text else "", order=(2, row.pk))
    for event in story.incidents:
        value = f"{event.value_text}. " if event.value_text else ""
        yield Move(
            event.happened,
            f"{event.kind[:1].upper()}{event.kind[1:]}.",
            note=f"{value}{event.note}".strip(),
            order=(1, event.pk),
        )


def paper_moves(story: Story) -> Iterable[Move]:
    document = story.commitment.document
    if document is None:
        return
    if document.signed.is_known:
        yield Move(document.signed, _("Se firmó: %(title)s.") % {"title": document.title})
    elif document.dated.is_known:
        mark = str(document.get_mark_display()).lower()
        yield Move(document.dated, _("%(title)s (%(mark)s).") % {"title": document.title, "mark": mark})


def due_moves(story: Story) -> Iterable[Move]:
    """The day that the calendar spoke, where the debt went on."""
    due, told = story.commitment.due, story.status.told
    if told.by_members and due.last and due.last < story.on and told.timing:
        ago = overdue_days(due, story.on)
        state, kind = (_("Terminó el periodo"), "wait") if told.abstains else (_("Venció el plazo"), "late")
        yield Move(due, "", state=state, kind=kind, note=ago.capitalize() + ".", order=(9,))
