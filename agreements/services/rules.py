"""What a claim, a verdict or a verification needs before it is written. Each refusal says what to do."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import AssessmentKind, AssessmentLevel, DeadlineKind, Kind
from agreements.hearing import is_whole_party
from agreements.models import Assessment, Commitment, Evidence, Occurrence
from agreements.policies import Standing
from agreements.services.evidence import NewEvidence, require_known_past, require_supplier
from agreements.services.state import COMPUTED_STATES
from agreements.workflow.proof import accepted, is_enough, taken_for
from agreements.workflow.proof import in_words as proof_in_words
from conflicts.models import Party
from conflicts.partial_dates import PartialDate, Precision
from conflicts.wording import in_words
from mesas.choices import DocumentKind
from mesas.models import Document
from mesas.plazos import period_named
from mesas.services.files import Keep
from mesas.services.papers import NewPaper, register_paper

#: Papers by which a party speaks through somebody else.
BEHALF_KINDS = (DocumentKind.LETTER, DocumentKind.ASSEMBLY_ACTA, DocumentKind.CALL_NOTE)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What somebody wants to put on record about a commitment. `at` is the moment of recording.

    `level` is 0 to 3, or nothing where it could not be assessed; `observed`, the day of which it speaks; `document`,
    what speaks for the party when somebody else records it; `client_id`, the same when a post is sent twice;
    `is_breach`, that a verification finds the promise broken; `occurrence`, the period of which it speaks, where it is
    of one.
    """

    kind: AssessmentKind
    party: Party
    by: Any
    level: int | None
    observed: PartialDate
    at: datetime.datetime
    note: str = ""
    evidence: Collection[NewEvidence] = ()
    document: Document | NewPaper | None = None
    client_id: uuid.UUID | None = None
    is_breach: bool = False
    occurrence: Occurrence | None = None

    @property
    def on(self) -> datetime.date:
        return timezone.localdate(self.at)


def require_sound(told: Told, row: Assessment, standing: Standing) -> None:
    """Every rule of the rows. ValidationError with the code of the first that is broken."""
    require_debt(row.commitment, told.occurrence)
    require_begun(told)
    require_level(told)
    require_seen(told)
    require_document(told, row)
    if not (told.kind == AssessmentKind.VERDICT and not proves_itself(told, row)):
        require_over(row.commitment, told.level, told.observed, on=told.on, period=row.occurrence)
    require_known_past(told.evidence, told.on)
    if told.kind == AssessmentKind.CLAIM:
        require_shown(told, row, standing)
    if told.kind == AssessmentKind.VERIFICATION:
        require_supplier(told.evidence, standing)
        require_own_eyes(told, row, standing)


def require_debt(commitment: Commitment, occurrence: Occurrence | None = None) -> None:
    if commitment.state not in COMPUTED_STATES:
        raise ValidationError(
            _("Este compromiso está cerrado. Para decir algo nuevo, pida a la coordinación que lo reabra."),
            code="closed",
        )
    if commitment.deadline_kind == DeadlineKind.RECURRING and occurrence is None:
        raise ValidationError(
            _("Este compromiso se cumple por periodos: lo que se dice, se dice de cada periodo."), code="recurring"
        )
    if occurrence is not None and occurrence.commitment_id != commitment.pk:
        raise ValidationError(_("Ese periodo es de otro compromiso."), code="recurring")


def require_begun(told: Told) -> None:
    """Periods are made ahead, but nobody speaks of one before its first day."""
    period = told.occurrence and period_named(told.occurrence.period)
    if period and told.on < period.first:
        raise ValidationError(
            _("Ese periodo empieza el %(day)s: hasta entonces no hay nada que decir de él.")
            % {"day": in_words(period.first)},
            code="recurring",
        )


def require_level(told: Told) -> None:
    if told.level is not None and told.level not in AssessmentLevel.values:
        raise ValidationError(_("Elija una de las respuestas."), code="level")


def require_seen(told: Told) -> None:
    """Nobody saw what has not happened yet; who verifies knows the day of the visit."""
    if told.observed.is_known and told.observed.earliest > told.on:
        raise ValidationError(_("El día en que se vio no puede ser posterior a hoy."), code="observed")
    if told.kind == AssessmentKind.VERIFICATION and told.observed.precision != Precision.DAY:
        raise ValidationError(_("Indique el día exacto en que verificó."), code="observed")


def require_over(
    commitment: Commitment,
    level: int | None,
    seen: PartialDate,
    *,
    on: datetime.date,
    period: Occurrence | None = None,
) -> None:
    """Not to do something is kept once its time is over, and that is seen on its last day or afterwards. A single Sí
    of who receives may say meanwhile that it is being kept: it confirms nothing."""
    end = period.due_on if period else commitment.due.last
    if commitment.kind != Kind.ABSTENTION or level != AssessmentLevel.COMPLETE or end is None:
        return
    if on <= end or seen.known_before(PartialDate.on(end)):
        raise ValidationError(
            _(
                "Promete no hacer algo hasta el %(day)s: que se cumplió del todo se dice después de ese día, con lo "
                "visto al terminar."
            )
            % {"day": in_words(end)},
            code="level",
        )


def require_document(told: Told, row: Assessment) -> None:
    """On behalf only with the paper, which does not speak of days to come; a call proves no completion, and neither
    does a paper that proves itself and that nobody shows."""
    document = told.document
    require_behalf_paper(document, row.commitment, is_on_behalf=row.is_on_behalf, on=told.on)
    if document is None:
        return
    by_paper = row.is_on_behalf or (told.kind == AssessmentKind.VERDICT and proves_itself(told, row))
    if by_paper and document.dated.known_before(told.observed):
        raise ValidationError(
            _("El documento es del %(day)s: no pudo hablar de lo que se vio después. Revise las dos fechas.")
            % {"day": document.dated},
            code="observed",
        )
    if told.level != AssessmentLevel.COMPLETE:
        return
    if document.kind == DocumentKind.CALL_NOTE:
        raise ValidationError(
            _("Una llamada no basta para decir que está completo. Pida una carta o un acta de asamblea."),
            code="call_note",
        )
    is_shown = not isinstance(document, NewPaper) or document.file is not None or bool(told.evidence)
    if told.kind == AssessmentKind.VERDICT and proves_itself(told, row) and not is_shown:
        raise ValidationError(
            _("Adjunte el documento que dice que está completo: basta una foto en que se lea bien."), code="paper_file"
        )


def proves_itself(told: Told, row: Assessment) -> bool:
    """Whether it is told by a paper in which the party as a whole speaks."""
    paper = told.document
    return paper is not None and is_whole_party(paper.kind, paper.mark, row.party)


def require_behalf_paper(
    document: Document | NewPaper | None, commitment: Commitment, *, is_on_behalf: bool, on: datetime.date
) -> None:
    """Who records what another says brings the paper in which it was said: of this conflict, with its date."""
    if document is None:
        if is_on_behalf:
            raise ValidationError(
                _("Habla en nombre de otro: indique la carta, acta de asamblea o nota de llamada que lo respalda."),
                code="document",
            )
        return
    if document.kind not in BEHALF_KINDS:
        raise ValidationError(
            _("El respaldo debe ser una carta, un acta de asamblea o una nota de llamada."), code="document"
        )
    if isinstance(document, Document) and document.mesa.conflict_id != commitment.mesa.conflict_id:
        raise ValidationError(_("Ese documento es de otro conflicto. Elija uno de este."), code="document")
    if not document.dated.is_known:
        raise ValidationError(_("Indique la fecha del documento: dice cuándo habló el actor."), code="document_date")
    if document.dated.earliest > on:
        raise ValidationError(_("La fecha del documento no puede ser posterior a hoy."), code="document_date")


def on_record(
    document: Document | NewPaper | None, commitment: Commitment, *, by: Any, at: datetime.datetime, keep: Keep
) -> Document | None:
    """The paper as a document of the mesa, a new one put on record."""
    if isinstance(document, NewPaper):
        return register_paper(commitment.mesa, document, by=by, at=at, keep=keep)
    return document


def require_shown(told: Told, row: Assessment, standing: Standing) -> None:
    """A claim shows something of the kind of its promise. Saying less than before, or nothing done, needs no proof."""
    if not told.level or told.level < level_before(told, row, standing):
        return
    if not told.evidence:
        raise ValidationError(
            _("Agregue al menos una foto, un documento o un audio que muestre lo que se hizo."), code="evidence"
        )
    require_of_kind(told, row, told.evidence)


def level_before(told: Told, row: Assessment, standing: Standing) -> int:
    """What the party said last, 0 where it said nothing."""
    before = (
        Assessment.objects.filter(
            commitment=row.commitment,
            occurrence=row.occurrence,
            kind=told.kind,
            party__in=standing.kin.same([row.party_id]),
        )
        .exclude(level=None)
        .order_by("recorded_at", "pk")
        .last()
    )
    return (before.level or 0) if before else 0


def require_own_eyes(told: Told, row: Assessment, standing: Standing) -> None:
    """Who checks brings something that does not come from who owes, under whatever name it is sent; and that is what
    must be of the kind."""
    obligors = standing.kin.family(standing.ends.obligors)
    theirs = set(
        Evidence.objects.filter(commitment=row.commitment, supplied_by__in=obligors).values_list("sha256", flat=True)
    )
    own = [
        new
        for new in told.evidence
        if new.file.sha256 not in theirs and not (new.supplied_by and new.supplied_by.pk in obligors)
    ]
    if not own:
        raise ValidationError(
            _("Agregue al menos una foto o un documento propio, que no venga de quien debe."), code="evidence"
        )
    require_of_kind(told, row, own)


def require_of_kind(told: Told, row: Assessment, evidence: Collection[NewEvidence]) -> None:
    """One of them shows what a promise of this kind must show. What it is, is said once for all that is sent."""
    kind = row.commitment.kind
    needed = accepted(kind, told.kind, told.level)
    shown = [(taken_for(new.proves, new.file.kind), new.taken.is_known or told.observed.is_known) for new in evidence]
    if not needed or is_enough(shown, needed):
        return
    if is_enough([(each, True) for each, _day in shown], needed):
        raise ValidationError(_("Diga de qué día es la foto."), code="observed")
    raise ValidationError(
        _("Diga qué es lo que envía. %(needed)s") % {"needed": proof_in_words(kind, told.kind, told.level)},
        code="proof",
    )
