"""What the session left in writing, who signed it, and in which languages it was delivered."""

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from agreements.forms.session.fields import TEXT, Pick, Tap, Ticks, Words
from agreements.forms.session.rows import Row
from agreements.services.sessions.data import Paper, Signer
from conflicts.forms import DayField
from mesas.choices import Answer, DeliveryForm, DocumentKind, DocumentMark
from mesas.forms import CheckedFileField

DELIVERIES = {
    "es-escrito": (_("español"), DeliveryForm.WRITTEN, _("En español, por escrito")),
    "es-oral": (_("español"), DeliveryForm.ORAL, _("En español, leída en voz alta")),
    "qu-escrito": (_("quechua"), DeliveryForm.WRITTEN, _("En quechua, por escrito")),
    "qu-oral": (_("quechua"), DeliveryForm.ORAL, _("En quechua, leída en voz alta")),
    "qu-audio": (_("quechua"), DeliveryForm.AUDIO, _("En quechua, en audio")),
}
MARKS = (DocumentMark.UNSIGNED, DocumentMark.SIGNED, DocumentMark.COLLATED)
SIGNED = [(Answer.YES.value, _("Firmó")), (Answer.NO.value, _("No firmó"))]


class PaperForm(Row):
    """The acta. It is there once something was written here or agreed."""

    part = "paper"

    file = CheckedFileField(
        label=_("Archivo"),
        required=False,
        help_text=_("PDF o foto. El original lo ven pocos; los nombres y firmas quedan ahí."),
    )
    kind = Pick(label=_("Qué documento es"), choices=DocumentKind, usual=DocumentKind.ACTA)
    name = Words(label=_("Título"), max_length=200, help_text=_("Vacío: «Acta de la sesión» con su número y fecha."))
    mark = Tap(label=_("Firma"), choices=[(mark.value, mark.label) for mark in MARKS])
    signed_on = DayField(label=_("Firmada el"), required=False)
    deliveries = forms.MultipleChoiceField(
        label=_("Se entregó"),
        choices=[(key, label) for key, (_language, _form, label) in DELIVERIES.items()],
        widget=Ticks,
        required=False,
    )
    other_language = Words(label=_("También en otro idioma"), max_length=60)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.empty_permitted = False  # signatures alone make a document, of the kind that is offered

    @property
    def title(self) -> str:
        return now("Documento")

    def told(self, signers: list[Signer]) -> Paper:
        said = self.cleaned_data
        deliveries = [(str(DELIVERIES[key][0]), DELIVERIES[key][1]) for key in said["deliveries"]]
        if said["other_language"]:
            deliveries.append((said["other_language"], DeliveryForm.ORAL))
        return Paper(
            kind=DocumentKind(said["kind"]),
            title=said["name"],
            file=said["file"],
            mark=DocumentMark(said["mark"] or DocumentMark.UNKNOWN),
            signed_on=said["signed_on"],
            signers=signers,
            deliveries=deliveries,
        )


class SignerForm(Row):
    """Whether one party signed; with what reservation, or why not."""

    part = "signers"
    is_listed = True

    signed = Tap(label=_("Firma"), choices=SIGNED)
    note = Words(label=_("Reserva o motivo"), max_length=TEXT)

    @property
    def party(self) -> Any:
        return self.options.signing[self.key]

    @property
    def title(self) -> str:
        return now("Firma de %(party)s") % {"party": self.party}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.is_empty and not cleaned.get("signed") and "signed" not in self.errors:
            self.add_error("signed", now("Marque si firmó, o borre la nota."))
        return cleaned

    def told(self) -> Signer:
        signed, note = self.cleaned_data["signed"], self.cleaned_data["note"]
        return Signer(
            party=self.party,
            signed=signed,
            reservation=note if signed == Answer.YES else "",
            reason=note if signed == Answer.NO else "",
        )
