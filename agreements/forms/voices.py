"""What the three voices are asked. Each form asks only what this person must decide."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.choices import AssessmentKind, AssessmentLevel
from agreements.forms.fields import (
    NOT_ASSESSED,
    ClientIdField,
    FileFields,
    LevelField,
    NoteField,
    PartyFields,
    SeenFields,
)
from agreements.forms.papers import PaperFields
from agreements.policies import Standing
from agreements.services.evidence import NewEvidence
from agreements.workflow.proof import asks_for_kind
from conflicts.models import Party
from conflicts.partial_dates import Precision
from mesas.forms import CheckedFileField, FileInput
from mesas.models import Document
from mesas.uploads import CheckedFile

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


class VoiceForm(PartyFields, FileFields, SeenFields, ServiceForm):
    """What is common: for whom, how much, when, with what. The party is asked only where there are several."""

    level = LevelField(label=_("¿Se cumplió?"), choices=ANSWERS)
    note = NoteField()
    client_id = ClientIdField()

    speaks_as: ClassVar[AssessmentKind] = AssessmentKind.VERDICT
    field_order = ("party", "level", "when", "observed", "photo", "evidence", "proves", "note")
    fields_of_codes = {
        "level": "level",
        "observed": "when",
        "evidence": "evidence",
        "taken": "evidence",
        "proof": "proves",
    }

    #: Asked of whoever leaves the day out.
    without_day = _("Diga cuándo, aunque no recuerde el día.")

    def __init__(self, *args: Any, parties: QuerySet[Party], on: datetime.date, kind: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        if asks_for_kind(self.speaks_as):
            self.ask_what_it_is(kind, self.speaks_as)
        self.on = on
        self.offer_parties(parties)

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
            "party": self.chosen_party,
            "level": cleaned["level"],
            "observed": cleaned["observed"],
            "note": cleaned["note"],
            "evidence": [NewEvidence(file=file, proves=self.what_it_is()) for file in self.sent_files()],
            "client_id": cleaned["client_id"],
        }


class BehalfForm(PaperFields, VoiceForm):
    """As above, with the paper by which a party speaks when somebody else records it. Only staff is asked for it."""

    fields_of_codes = {
        **VoiceForm.fields_of_codes,
        "document": "document",
        "document_date": "paper_dated",
        "call_note": "paper_kind",
        "paper_file": "paper_file",
    }

    def __init__(self, *args: Any, standing: Standing, papers: QuerySet[Document], **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer_papers(papers, asked=standing.is_staff)
        if self.asks_for_paper:
            self.fields["paper_kind"].help_text = _("Una nota de llamada no basta para decir que está completo.")

    def service_data(self) -> dict[str, Any]:
        return {**super().service_data(), "document": self.paper()}


class VerdictForm(BehalfForm):
    """Three big answers, when, and a photo or what one says aloud."""

    voice = CheckedFileField(
        label=_("Grabar una nota de voz"),
        required=False,
        widget=FileInput({"accept": "audio/*", "capture": True}),
        help_text=_(
            "Una voz se reconoce. La oirán su organización, la coordinación, el registro y quien verifica; nadie más, "
            "salvo que se publique una copia."
        ),
    )

    field_order = ("party", "level", "when", "observed", "photo", "voice", "evidence", "proves", "note")

    def sent_files(self) -> list[CheckedFile]:
        spoken = self.cleaned_data.get("voice")
        return [*super().sent_files(), *([spoken] if spoken else [])]


class ClaimForm(BehalfForm):
    """What an obligor did, of which day, and with what it shows it."""

    speaks_as = AssessmentKind.CLAIM
    level = LevelField(label=_("¿Cuánto está hecho?"), choices=LEVELS)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["when"].label = _("¿De qué día es lo que declara?")
        self.fields["observed"].label = _("Si es de otro día, ¿de cuál?")
        self.fields["evidence"].help_text = _(
            "Al menos una foto, un documento o un audio que lo muestre. Para decir que hay menos que antes no hace "
            "falta."
        )


class VerificationForm(VoiceForm):
    """What somebody on neither end found, on a full day."""

    speaks_as = AssessmentKind.VERIFICATION
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
