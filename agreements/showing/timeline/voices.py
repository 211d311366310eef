"""What those who owe, receive and check said, row by row as it was recorded."""

from collections.abc import Iterable, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind
from agreements.models import Assessment
from agreements.sentences.voices import said_by_one
from agreements.showing.timeline.story import Move, Story, day_of, passes_to, steps_by_row
from agreements.workflow import Answer
from agreements.workflow.latest import verdict_of
from conflicts.wording import in_short


def statement_moves(story: Story) -> Iterable[Move]:
    """Claims and findings, for everybody alike."""
    steps = steps_by_row(story)
    for row in story.status.heard.rows:
        if row.kind == AssessmentKind.VERDICT:
            continue
        kind, state = passes_to(steps.get(row.pk))
        if row.is_breach and not state:
            kind, state = "late", _("Incumplimiento constatado")
        yield Move(
            day_of(row.recorded_at),
            f"{claim_text(row) if row.kind == AssessmentKind.CLAIM else finding_text(row)}.",
            note=note_of(story, row),
            is_answer=True,
            state=state,
            kind=kind,
            order=(3, row.pk),
            at=row.recorded_at,
        )


def claim_text(row: Assessment) -> str:
    who = {"who": row.party}
    if row.level is None:
        return _("%(who)s dice que no pudo evaluarlo") % who
    texts = {0: _("%(who)s dice: aún nada"), 1: _("%(who)s dice: poco"), 2: _("%(who)s dice: a medias")}
    return texts.get(row.level, _("%(who)s dice que cumplió")) % who


def finding_text(row: Assessment) -> str:
    who = {"who": row.party if row.is_independent else _("%(who)s (no independiente)") % {"who": row.party}}
    if row.level is None:
        return _("%(who)s no pudo verificarlo") % who
    if row.is_breach:
        return _("%(who)s constató que no se cumplió: %(level)s") % {**who, "level": row.get_level_display()}
    texts = {0: _("%(who)s vio: nada"), 1: _("%(who)s vio: poco"), 2: _("%(who)s vio: a medias")}
    return texts.get(row.level, _("%(who)s verificó que se cumplió")) % who


def note_of(story: Story, row: Assessment) -> str:
    """In whose hand, with what, of which day, and in what words."""
    papers = story.status.told.papers.get(row.pk, "")
    pieces = [
        _("Registrado por encargo.") if row.is_on_behalf else "",
        _("Con %(papers)s.") % {"papers": papers} if papers else "",
        _("Sobre lo visto: %(day)s.") % {"day": in_short(row.observed)} if row.observed.is_known else "",
        f"«{row.note}»" if row.note else "",
    ]
    return " ".join(filter(None, pieces))


def verdict_moves(story: Story) -> Iterable[Move]:
    """What each party that receives says, whenever it changes; single answers for its people and the coordinator."""
    steps = steps_by_row(story)
    said: dict[int, list[Answer]] = {}
    for answer in sorted(story.status.told.said.answers, key=lambda one: (one.recorded_at, one.pk or 0)):
        row = story.status.heard.row(answer.pk)
        if row is None:
            continue
        so_far = said.setdefault(answer.party, [])
        before = level_of(answer.party, so_far)
        if answer.level is not None:
            so_far.append(answer)
        after = level_of(answer.party, so_far)
        kind, state = passes_to(steps.get(row.pk))
        if after is not None and (after != before or state):
            yield party_move(story, row, answer.party, after, kind=kind, state=state)
        elif answer.party in story.own_answers:
            yield Move(
                day_of(row.recorded_at),
                single_answer(row),
                note=note_of(story, row),
                order=(3, row.pk),
                at=row.recorded_at,
            )


def level_of(party: int, answers: Sequence[Answer]) -> int | None:
    return verdict_of(party, answers).level if answers else None


def party_move(story: Story, row: Assessment, party: int, level: int, *, kind: str, state: str) -> Move:
    """What the party now says. The words of the answer are for members, where they say the same as the party."""
    told = story.status.told
    with_words = told.with_days and (party in story.own_answers or row.level == level)
    return Move(
        told.day_of(timezone.localdate(row.recorded_at)),
        f"{said_by_one(level) % {'who': story.status.parties.get(party, row.party)}}.",
        note=note_of(story, row) if with_words else "",
        is_answer=True,
        state=state,
        kind=kind,
        order=(3, row.pk),
        at=row.recorded_at,
    )


def single_answer(row: Assessment) -> str:
    """What one person of the party answered, when it does not change what the party says."""
    who = {"who": _("Una persona de %(party)s") % {"party": row.party}}
    if row.level is None:
        return _("%(who)s dice: no pude ver.") % who
    return f"{said_by_one(row.level) % who}."
