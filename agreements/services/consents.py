"""The written word of those whom a step costs something: each by a paper of its own, or one that it signed."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from agreements.models import Commitment
from agreements.policies import Standing
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, DocumentKind, DocumentMark
from mesas.models import Document, Signature
from mesas.services.files import Keep
from mesas.services.papers import NewPaper, register_paper


@dataclass(frozen=True)
class Consent:
    """One party and the paper by which it agrees: on record and signed by it, or new and then registered as such."""

    party: Party
    paper: Document | NewPaper


def who_must_agree(standing: Standing, *, beneficiary: bool, obligor: bool) -> frozenset[int]:
    """Every beneficiary party; of those who owe, the lead or all where none leads. ValidationError where a side that
    must agree is nobody, since silence ends no debt, or where who receives depends on who owes: that is one side."""
    if beneficiary and not standing.judges:
        raise ValidationError(
            _("Primero hay que registrar quién recibe este compromiso: sin su acuerdo no se puede terminar."),
            code="no_beneficiary",
        )
    if beneficiary and standing.is_within_family:
        raise ValidationError(
            _(
                "Quien recibe depende de quien debe: lo que firman entre ellos solos no termina una deuda. Revise "
                "quién recibe, o pida una verificación independiente."
            ),
            code="own_debt",
        )
    if obligor and not standing.answerable:
        raise ValidationError(
            _("Primero hay que registrar quién debe este compromiso: sin su acuerdo no se puede terminar."),
            code="no_obligor",
        )
    return (standing.judges if beneficiary else frozenset()) | (standing.answerable if obligor else frozenset())


def require_files(consents: Collection[Consent]) -> None:
    """A paper that nobody else holds is shown, or anybody could have written its name."""
    if any(isinstance(consent.paper, NewPaper) and consent.paper.file is None for consent in consents):
        raise ValidationError(_("Adjunte el documento firmado: basta una foto en que se lea bien."), code="paper_file")


def require_consents(
    commitment: Commitment,
    consents: Collection[Consent],
    standing: Standing,
    *,
    needed: frozenset[int],
    on: datetime.date,
) -> None:
    """Each of the needed parties agrees, in writing, later than the commitment. An heir agrees in its predecessor's
    place. ValidationError with the code "consent" names who is missing."""
    for consent in consents:
        require_paper(commitment, consent, standing, on=on)
    missing = needed - standing.kin.heirs_of([consent.party.pk for consent in consents])
    if missing:
        names = Party.objects.filter(pk__in=missing).order_by("short_name").values_list("short_name", flat=True)
        raise ValidationError(
            _("Falta el documento con que está de acuerdo: %(who)s.") % {"who": ", ".join(names)}, code="consent"
        )


def require_paper(commitment: Commitment, consent: Consent, standing: Standing, *, on: datetime.date) -> None:
    """Written, dated after the commitment and not after today, and signed by that party."""
    paper, who = consent.paper, {"who": consent.party}
    if paper.kind == DocumentKind.CALL_NOTE:
        raise ValidationError(
            _("Para esto, %(who)s tiene que decirlo por escrito: una nota de llamada no basta.") % who, code="consent"
        )
    if not paper.dated.is_known or paper.dated.earliest > on:
        raise ValidationError(
            _("Indique la fecha del documento de %(who)s; no puede ser posterior a hoy.") % who, code="document_date"
        )
    promised = day_of_promise(commitment)
    if (promised.is_known and not promised.known_before(paper.dated)) or paper == commitment.document:
        raise ValidationError(
            _("El documento de %(who)s tiene que ser posterior al compromiso.") % who, code="document_date"
        )
    if isinstance(paper, NewPaper):
        return
    if paper.mesa.conflict_id != commitment.mesa.conflict_id:
        raise ValidationError(_("Ese documento es de otro conflicto. Elija uno de este."), code="consent")
    same = standing.kin.same([consent.party.pk])
    if not Signature.objects.filter(document=paper, party__in=same, signed=Answer.YES).exists():
        raise ValidationError(_("En ese documento no consta la firma de %(who)s.") % who, code="consent")


def day_of_promise(commitment: Commitment) -> PartialDate:
    """When it was agreed or, where nobody knows that, of when its document or its session is."""
    paper, session = commitment.document, commitment.session
    days = [commitment.agreed, *([paper.dated] if paper else []), *([session.day] if session else [])]
    return next((day for day in days if day.is_known), PartialDate.unknown())


def register_consents(
    commitment: Commitment, consents: Sequence[Consent], *, by, at: datetime.datetime, keep: Keep
) -> dict[int, Document]:
    """The papers as documents, by key of the party that agrees: the new ones are put on record with the signatures of
    those who agree by them. A new paper that several signed is one document."""
    signers: dict[int, list[Party]] = {}
    for consent in consents:
        signers.setdefault(id(consent.paper), []).append(consent.party)
    kept: dict[int, Document] = {}
    for consent in consents:
        paper, key = consent.paper, id(consent.paper)
        if isinstance(paper, Document):
            kept[key] = paper
        elif key not in kept:
            signed = replace(paper, mark=DocumentMark.SIGNED, signed_by=signers[key])
            kept[key] = register_paper(commitment.mesa, signed, by=by, at=at, keep=keep)
    return {consent.party.pk: kept[id(consent.paper)] for consent in consents}
