"""What happened to a commitment, the latest first. Nothing is taken out: what was corrected stays in sight.

Who does not belong reads of a verdict its party, its level and its month. What each person of a party answered is for
that party and the coordinator; other members read what the party says whenever that changes.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, State, Step
from agreements.models import Assessment, Commitment, ReportedStatus, Reschedule, SessionReview, Transition
from agreements.sentences.calendar import overdue_days
from agreements.sentences.sources import reported_part
from agreements.sentences.told import Reported
from agreements.sentences.voices import said_by_one
from agreements.showing.status import Status
from agreements.workflow import Answer
from agreements.workflow.latest import verdict_of
from conflicts.models import Incident
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_short, in_words

KINDS = {State.CLAIMED: "wait", State.DISPUTED: "clash", State.FULFILLED: "ok"}
#: Steps told by the row that caused them.
TOLD_BY_ROWS = (Step.CLAIMED, Step.ANSWERED, Step.VERIFIED, Step.RESCHEDULED)


@dataclass(frozen=True)
class Move:
    """One line, as `components/moves.html` shows it. `on` sorts; `order` decides within a day."""

    on: PartialDate
    text: str
    note: str = ""
    is_answer: bool = False
    state: str = ""
    kind: str = ""
    href: str = ""
    order: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Story:
    """The rows of one commitment that this reader may see. `own_answers`: she may read each answer of these parties."""

    commitment: Commitment
    status: Status
    transitions: Sequence[Transition] = ()
    reschedules: Sequence[Reschedule] = ()
    reviews: Sequence[SessionReview] = ()
    reported: Sequence[ReportedStatus] = ()
    incidents: Sequence[Incident] = ()
    own_answers: frozenset[int] = field(default_factory=frozenset)
    on: datetime.date = datetime.date.max


def moves_of(story: Story) -> list[Move]:
    moves = [
        *step_moves(story),
        *statement_moves(story),
        *verdict_moves(story),
        *reschedule_moves(story),
        *review_moves(story),
        *source_moves(story),
        *paper_moves(story),
        *due_moves(story),
    ]
    return sorted(moves, key=lambda move: (move.on.last or datetime.date.min, move.order), reverse=True)


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


def passes_to(step: Transition | None) -> tuple[str, str]:
    """The state that the step led to, where it changed it."""
    if step is None or step.from_state == step.to_state or not step.from_state:
        return "", ""
    return KINDS.get(State(step.to_state), ""), _("Pasa a «%(state)s»") % {"state": step.get_to_state_display()}


def statement_moves(story: Story) -> Iterable[Move]:
    """Claims and findings, for everybody alike."""
    steps = {step.assessment_id: step for step in story.transitions if step.assessment_id}
    for row in story.status.heard.rows:
        if row.kind == AssessmentKind.VERDICT:
            continue
        kind, state = passes_to(steps.get(row.pk))
        yield Move(
            day_of(row.recorded_at),
            f"{claim_text(row) if row.kind == AssessmentKind.CLAIM else finding_text(row)}.",
            note=note_of(story, row),
            is_answer=True,
            state=state,
            kind=kind,
            order=(3, row.pk),
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
    steps = {step.assessment_id: step for step in story.transitions if step.assessment_id}
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
            yield Move(day_of(row.recorded_at), single_answer(row), note=note_of(story, row), order=(3, row.pk))


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
    )


def single_answer(row: Assessment) -> str:
    """What one person of the party answered, when it does not change what the party says."""
    who = {"who": _("Una persona de %(party)s") % {"party": row.party}}
    if row.level is None:
        return _("%(who)s dice: no pude ver.") % who
    return f"{said_by_one(row.level) % who}."


def reschedule_moves(story: Story) -> Iterable[Move]:
    for row in story.reschedules:
        known = {"who": row.asked_by_party, "day": in_words(row.new_due)}
        yield Move(
            day_of(row.asked_at),
            _("%(who)s pidió pasar el plazo a: %(day)s.") % known,
            note=" ".join(filter(None, [f"{row.get_reason_display()}.", row.note])),
            order=(1, row.pk),
        )
        if row.accepted_at and not row.is_unilateral:
            known["who"] = row.accepted_by_party
            text = _("%(who)s aceptó el plazo nuevo: %(day)s.") % known
            yield Move(day_of(row.accepted_at), text, is_answer=True, order=(1, row.pk))


def review_moves(story: Story) -> Iterable[Move]:
    """What was said in the hall is no assessment, and is not in bold."""
    for row in story.reviews:
        known = {"session": row.session, "outcome": str(row.get_outcome_display()).lower(), "who": row.said_by}
        if row.said_by:
            text = _("En la %(session)s, %(who)s dijo: %(outcome)s.") % known
        else:
            text = _("En la %(session)s se dijo: %(outcome)s.") % known
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


def day_of(moment: datetime.datetime) -> PartialDate:
    return PartialDate.on(timezone.localdate(moment))
