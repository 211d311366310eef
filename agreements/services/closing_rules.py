"""What a closing needs before it is written. Each refusal says what to do."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.choices import ClosingReason, Step
from agreements.hearing import hear
from agreements.models import Assessment, Commitment, Transition
from agreements.policies import Standing
from agreements.services.consents import Consent
from agreements.workflow.steps import may_close
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_words
from mesas.choices import Inheritance, LinkKind, MesaStatus
from mesas.models import MesaLink
from mesas.services.papers import NewPaper


def require_open(commitment: Commitment) -> None:
    if not may_close(commitment.state):
        raise ValidationError(
            _("%(code)s no está abierto: %(state)s. Solo se cierra lo que sigue abierto.")
            % {"code": commitment.code, "state": commitment.get_state_display()},
            code="closed",
        )


def require_reason(commitment: Commitment, standing: Standing, closing_reason: str, reason: str) -> None:
    """A reason of the closed list that the records do not contradict, and the public words for it."""
    if closing_reason not in ClosingReason.values or closing_reason == ClosingReason.NONE:
        raise ValidationError(_("Elija el motivo del cierre."), code="closing_reason")
    if not reason:
        raise ValidationError(_("Explique el motivo: lo leerá todo el mundo."), code="reason")
    if closing_reason == ClosingReason.OBLIGOR_DISSOLVED:
        require_no_heir(standing)
    if closing_reason == ClosingReason.MESA_ENDED:
        require_mesa_ended(commitment)


def require_no_heir(standing: Standing) -> None:
    """Of who leads or, where none leads, of each that owes: what has an heir is owed by the heir."""
    owing = standing.ends.obligors if standing.ends.lead is None else [standing.ends.lead]
    parties = Party.objects.filter(pk__in=owing).select_related("succeeded_by", "merged_into__succeeded_by")
    current = [party.merged_into or party for party in parties.order_by("short_name")]
    if not current:
        raise ValidationError(
            _("No consta quién debe: registre primero quién es el responsable o elija otro motivo."),
            code="closing_reason",
        )
    for party in current:
        if party.succeeded_by:
            raise ValidationError(
                _("A %(party)s le sucede %(heir)s, que ahora debe este compromiso. Elija otro motivo.")
                % {"party": party, "heir": party.succeeded_by},
                code="closing_reason",
            )


def require_mesa_ended(commitment: Commitment) -> None:
    """It is over on record, and no other took its place or its commitments."""
    if commitment.mesa.status not in (MesaStatus.CLOSED, MesaStatus.EXPIRED):
        raise ValidationError(
            _("Según el registro, la mesa no ha terminado. Corrija su situación o elija otro motivo."),
            code="closing_reason",
        )
    goes_on = ~Q(kind=LinkKind.DERIVES) | Q(inheritance__in=(Inheritance.ALL, Inheritance.LISTED))
    link = MesaLink.objects.filter(goes_on, predecessor=commitment.mesa).select_related("mesa").order_by("pk").first()
    if link:
        raise ValidationError(
            _("Después de esta mesa sigue otra (%(mesa)s). Elija otro motivo.") % {"mesa": link.mesa.code},
            code="closing_reason",
        )


def require_backing(commitment: Commitment, verification: Assessment, *, by: Any, on: datetime.date) -> None:
    """An independent finding of this commitment that stands, says less than complete and says why; by somebody else
    than who closes it, or one person alone would end a debt."""
    if verification.pk not in {row.pk for row in backing_of(commitment, by=by, on=on)}:
        raise ValidationError(
            _(
                "Para cerrarlo sin el acuerdo de quien recibe hace falta una verificación independiente de este "
                "compromiso, hecha por otra persona y todavía vigente, que diga el motivo y no lo dé por cumplido."
            ),
            code="verification",
        )


def backing_of(commitment: Commitment, *, by: Any, on: datetime.date) -> list[Assessment]:
    """Findings by which that person may close it as unmet, the latest first. What was recorded before a closing was
    lifted was answered by that, and what was found before it was found complete no longer holds."""
    heard = hear([commitment], on=on)[commitment.pk]
    lift = last_lift(commitment)
    counting = {finding.pk for finding in heard.said.findings_of_less}
    rows = [row for row in heard.rows if row.pk in counting and row.note.strip() and row.recorded_by_id != by.pk]
    return [row for row in reversed(rows) if lift is None or row.recorded_at > lift.at]


def require_fresh(commitment: Commitment, consents: Collection[Consent]) -> None:
    """Where a closing was lifted, what was signed before that no longer speaks for who signed it."""
    lift = last_lift(commitment)
    if lift is None:
        return
    lifted_on = timezone.localdate(lift.at)
    spent = set(
        Transition.documents.through.objects.filter(
            transition__commitment=commitment, transition__step=Step.CLOSED
        ).values_list("document", flat=True)
    )
    for consent in consents:
        used = not isinstance(consent.paper, NewPaper) and consent.paper.pk in spent
        if used or consent.paper.dated.known_before(PartialDate.on(lifted_on)):
            raise ValidationError(
                _("El cierre anterior se levantó el %(day)s: hace falta un documento posterior de %(who)s.")
                % {"day": in_words(lifted_on), "who": consent.party},
                code="document_date",
            )


def last_lift(commitment: Commitment) -> Transition | None:
    """The objection or reopening that came last, if any."""
    lifts = Transition.objects.filter(commitment=commitment, step__in=(Step.OBJECTED, Step.REOPENED))
    return lifts.order_by("-at", "-pk").first()
