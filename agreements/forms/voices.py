"""What the three voices are asked. Each form asks only what this person must decide."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.choices import AssessmentLevel
from agreements.forms.fields import (
    NOT_ASSESSED,
    ClientIdField,
    FileFields,
    LevelField,
    NoteField,
    SeenFields,
)
from agreements.policies import Standing
from agreements.services.evidence import NewEvidence
from agreements.services.rules import BEHALF_KINDS
from conflicts.forms import PartialDateFormField
from conflicts.models import Party
from conflicts.partial_dates import Precision
from mesas.choices import DocumentKind, DocumentMark
from mesas.forms import CheckedFileField
from mesas.models import Document
from mesas.services.papers import NewPaper

LEVELS = [
    (str(AssessmentLevel.COMPLETE.value), _("Completo")),
    (str(AssessmentLevel.INTERMEDIATE.value), _("A medias")),
    (str(AssessmentLevel.MINIMUM.value), _("Poco")),
    (str(AssessmentLevel.NONE.value), _("Nada")),
    (NOT_ASSESSED, _("No se puede decir")),
]
#: The three big answers and the smaller one.
ANSWERS = [
    (str(AssessmentLevel.COMPLETE.value), _("Sí")),
    (str(AssessmentLevel.INTERMEDIATE.value), _("A medias")),
    (str(AssessmentLevel.NONE.value), _("No")),
    (NOT_ASSESSED, _("No pude ver")),
]


class VoiceForm(FileFields, SeenFields, ServiceForm):
    """What is common: for whom, how much, when, with what. The party is asked only where there are several."""

    party = forms.ModelChoiceField(
        label=_("¿En nombre de quién?"),
        queryset=Party.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Diga en nombre de quién habla.")},
    )
    level = LevelField(label=_("¿Se cumplió?"), choices=ANSWERS)
    note = NoteField()
    client_id = ClientIdField()

    field_order = ("party", "level", "when", "observed", "photo", "evidence", "note")
    fields_of_codes = {
        "level": "level",
        "observed": "when",
        "evidence": "evidence",
        "taken": "evidence",
    }

    #: Asked of whoever leaves the day out.
    without_day = _("Diga cuándo, aunque no recuerde el día.")

    def __init__(self, *args: Any, parties: QuerySet[Party], on: datetime.date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.on = on
        self.parties = list(parties)
        party = self.fields["party"]
        if isinstance(party, forms.ModelChoiceField):
            party.queryset = parties
        if len(self.parties) == 1:
            del self.fields["party"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "observed" in cleaned:
            cleaned["observed"] = self.seen()
            could_see = cleaned.get("level", "unanswered") is not None
            if could_see and not cleaned["observed"].is_known and not cleaned.get("when"):
                self.add_error("when", self.without_day)
        return cleaned

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "party": cleaned.get("party") or self.parties[0],
            "level": cleaned["level"],
            "observed": cleaned["observed"],
            "note": cleaned["note"],
            "evidence": [NewEvidence(file=file) for file in self.sent_files()],
            "client_id": cleaned["client_id"],
        }


class BehalfForm(VoiceForm):
    """As above, with the paper by which a party speaks when somebody else records it. Only staff is asked for it."""

    document = forms.ModelChoiceField(
        label=_("Documento ya registrado"),
        queryset=Document.objects.none(),
        required=False,
        empty_label=_("Ninguno: lo agrego aquí"),
    )
    paper_kind = forms.ChoiceField(
        label=_("Qué documento es"),
        choices=[("", _("Elija uno")), *((kind.value, kind.label) for kind in BEHALF_KINDS)],
        required=False,
        help_text=_("Una nota de llamada no basta para decir que está completo."),
    )
    paper_title = forms.CharField(
        label=_("Cómo se llama"), required=False, max_length=200, help_text=_("Por ejemplo: Oficio 045-2026.")
    )
    paper_dated = PartialDateFormField(label=_("De qué fecha es"), required=False)
    paper_is_signed = forms.BooleanField(label=_("Está firmado"), required=False)
    paper_file = CheckedFileField(label=_("Archivo del documento"), required=False)

    PAPER = ("document", "paper_kind", "paper_title", "paper_dated", "paper_is_signed", "paper_file")

    fields_of_codes = {
        **VoiceForm.fields_of_codes,
        "document": "document",
        "document_date": "paper_dated",
        "call_note": "paper_kind",
    }

    def __init__(self, *args: Any, standing: Standing, papers: QuerySet[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        self.asks_for_paper = standing.is_staff
        document = self.fields["document"]
        if isinstance(document, forms.ModelChoiceField):
            document.queryset = papers
        if not self.asks_for_paper:
            for name in self.PAPER:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.asks_for_paper and not cleaned.get("document") and cleaned.get("paper_kind"):
            if not cleaned.get("paper_title"):
                self.add_error("paper_title", _("Escriba cómo se llama el documento."))
            if "paper_dated" in cleaned and not cleaned["paper_dated"].is_known:
                self.add_error("paper_dated", _("Indique la fecha del documento: dice cuándo habló el actor."))
        if self.asks_for_paper and not cleaned.get("paper_kind") and self.has_part_of_a_paper(cleaned):
            self.add_error("paper_kind", _("Diga qué documento es."))
        return cleaned

    def has_part_of_a_paper(self, cleaned: dict[str, Any]) -> bool:
        return bool(not cleaned.get("document") and (cleaned.get("paper_title") or cleaned.get("paper_file")))

    def service_data(self) -> dict[str, Any]:
        return {**super().service_data(), "document": self.paper() if self.asks_for_paper else None}

    def paper(self) -> Document | NewPaper | None:
        cleaned = self.cleaned_data
        if cleaned["document"] or not cleaned["paper_kind"]:
            return cleaned["document"]
        return NewPaper(
            kind=DocumentKind(cleaned["paper_kind"]),
            title=cleaned["paper_title"],
            dated=cleaned["paper_dated"],
            mark=DocumentMark.SIGNED if cleaned["paper_is_signed"] else DocumentMark.UNKNOWN,
            file=cleaned["paper_file"],
        )


class VerdictForm(BehalfForm):
    """Three big answers, when, and a photo."""


class ClaimForm(BehalfForm):
    """What an obligor did, of which day, and with what it shows it."""

    level = LevelField(label=_("¿Cuánto está hecho?"), choices=LEVELS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["when"].label = _("¿De qué día es lo que declara?")
        self.fields["observed"].label = _("Si es de otro día, ¿de cuál?")
        self.fields["evidence"].help_text = _(
            "Al menos una foto o un PDF que lo muestre. Para decir que hay menos que antes no hace falta."
        )


class VerificationForm(VoiceForm):
    """What somebody on neither end found, on a full day."""

    level = LevelField(label=_("¿Cuánto encontró hecho?"), choices=LEVELS)
    without_day = _("Diga qué día lo verificó.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["when"].label = _("¿Qué día lo verificó?")
        self.fields["when"].choices = self.fields["when"].choices[:3]  # a verification knows its day
        self.fields["observed"].help_text = _("Día, mes y año.")
        self.fields["evidence"].help_text = _(
            "Al menos una foto o un documento suyo, que no le haya dado quien debe. Hasta 20 MB cada uno."
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if "observed" in cleaned and cleaned["observed"].precision not in (Precision.DAY, Precision.UNKNOWN):
            raise ValidationError({"observed": _("Indique el día exacto en que verificó.")})
        return cleaned
