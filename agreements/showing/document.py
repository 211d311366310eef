"""What a screen says of a paper: its mark, its file, who signed and who did not."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.showing.links import address
from conflicts.wording import in_words, soles
from mesas.choices import Answer, DocumentMark
from mesas.models import Document, DocumentDelivery, Signature

MARK_KINDS = {
    DocumentMark.SIGNED: "ok",
    DocumentMark.COLLATED: "ok",
    DocumentMark.UNSIGNED: "wait",
    DocumentMark.UNKNOWN: "none",
}


def finding(documents: Sequence[Document]) -> str:
    """In one sentence, how the papers of a session stand."""
    if not documents:
        return _("Sin documento")
    marks = Counter(document.mark for document in documents)
    if marks[DocumentMark.SIGNED] + marks[DocumentMark.COLLATED] == len(documents):
        return ngettext("El documento está firmado", "Los documentos están firmados", len(documents))
    if marks[DocumentMark.UNSIGNED]:
        return ngettext("El documento está sin firmar", "Hay documentos sin firmar", len(documents))
    return _("No se sabe si se firmó")


def line_of(document: Document) -> dict[str, Any]:
    """A paper with its mark and the fingerprint of its file."""
    return {
        "title": document.title,
        "href": reverse("document", args=[document.pk]),
        "mark": document.get_mark_display(),
        "kind": MARK_KINDS[DocumentMark(document.mark)],
        "on": document.dated,
        "sha256": document.sha256,
    }


def facts_of(document: Document, deliveries: Sequence[DocumentDelivery]) -> list[dict[str, Any]]:
    """The record of a paper; what nobody told is left out, its signature never."""
    mark = DocumentMark(document.mark)
    signed_on = in_words(document.signed) if document.signed.is_known else ""
    amount = soles(document.amount_pen) if document.amount_pen is not None else ""
    rows: list[dict[str, Any]] = [
        {"label": _("Mesa"), "value": document.mesa.name, "href": address("mesa", document.mesa.slug)},
        *(
            {"label": _("Sesión"), "value": f"{session}, {in_words(session.day)}", "href": session.get_absolute_url()}
            for session in document.sessions.all()
        ),
        {"label": _("Tipo"), "value": document.get_kind_display()},
        {"label": _("Fecha"), "value": in_words(document.dated) if document.dated.is_known else ""},
        {"label": _("Firma"), "value": mark.label, "kind": MARK_KINDS[mark], "note": signed_on},
        {"label": _("Monto"), "value": amount or document.amount_text, "note": document.amount_text if amount else ""},
        {"label": _("De qué trata"), "value": document.summary},
        {"label": _("Quiénes firmaron"), "value": document.signatories_note},
        {"label": _("Quiénes no firmaron"), "value": document.non_signatories_note},
        {"label": _("Reservas"), "value": document.reservations},
        {"label": _("Se entregó"), "value": "; ".join(str(each).lower() for each in deliveries)},
        {"label": _("Antecedente"), "value": _("Es anterior a la mesa") if document.is_background else ""},
    ]
    return [row for row in rows if row["value"]]


def signatures_finding(signatures: Sequence[Signature]) -> str:
    signed = sum(each.signed == Answer.YES for each in signatures)
    if signed == len(signatures):
        return ngettext("Firmó el único actor anotado", "Firmaron los %(all)d actores anotados", signed) % {
            "all": signed
        }
    return _("Firmaron %(signed)d de %(all)d actores") % {"signed": signed, "all": len(signatures)}


def signature_rows(signatures: Sequence[Signature]) -> list[dict[str, Any]]:
    """Each party with what it did, and its reservation or its reason."""
    kinds: dict[str, str] = {Answer.YES: "ok", Answer.NO: "wait"}
    said: dict[str, str] = {Answer.YES: _("Firmó"), Answer.NO: _("No firmó")}
    return [
        {
            "cells": [
                {"text": str(each.party)},
                {"text": said.get(each.signed, _("no se sabe")), "kind": kinds.get(each.signed, "none")},
                {"text": each.reservation or each.reason or "—"},
            ]
        }
        for each in signatures
    ]


def signature_heads() -> list[dict[str, str]]:
    return [{"label": _("Actor")}, {"label": _("Firma")}, {"label": _("Reserva o motivo")}]
