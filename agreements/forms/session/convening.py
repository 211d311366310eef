"""Who was called, when and where; and, when nothing came of it, why."""

from typing import Any

from django import forms
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.forms.session.fields import NOTE, TEXT, Hour, Pick, RowChoice, Tap, Words
from agreements.forms.session.options import Options
from agreements.forms.session.rows import Row
from agreements.services.sessions.data import Summons
from conflicts.choices import Side
from conflicts.forms import DayField
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, Held, Mode, NotHeldReason

#: Fields that `SessionData` takes as they are typed.
AS_TYPED = (
    "held", "day", "working_group", "label", "not_held_reason", "not_held_note", "starts_at", "ends_at", "place",
    "mode", "convened_by", "languages_needed", "interpretation", "interpretation_note", "quorum", "attendance_note",
    "outcome",
)  # fmt: skip


class ConveningForm(ServiceForm):
    """The session itself. The whole form is built on this one."""

    use_required_attribute = False

    client_id = forms.UUIDField(widget=forms.HiddenInput)
    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    held = Tap(
        label=_("¿Se realizó?"), choices=Held, required=True, error_messages={"required": _("Diga si se realizó.")}
    )
    not_held_reason = Pick(label=_("Por qué no se realizó"), choices=NotHeldReason, empty=_("Elegir"))
    not_held_note = Words(label=_("Qué pasó"), rows=2, max_length=TEXT)
    working_group = RowChoice(label=_("Grupo de trabajo"), empty=_("La mesa entera"))
    label = Words(label=_("Cómo la llama el acta"), max_length=40, help_text=_("Solo si lleva otro nombre o número."))
    day = DayField(label=_("Fecha"), error_messages={"required": _("Escriba la fecha de la sesión.")})
    starts_at = Hour(label=_("Empezó"))
    ends_at = Hour(label=_("Terminó"))
    mode = Pick(label=_("Modalidad"), choices=Mode)
    place = Words(label=_("Lugar"))
    convened_by = RowChoice(label=_("Convocó"))
    languages_needed = Words(label=_("Idiomas que hacían falta"), help_text=_("Por ejemplo: español y quechua."))
    interpretation = Tap(label=_("¿Hubo interpretación?"), choices=Answer)
    interpretation_note = Words(label=_("Sobre el idioma"), max_length=NOTE)
    quorum = Tap(label=_("¿Hubo quórum?"), choices=Answer)
    attendance_note = Words(
        label=_("Sobre la asistencia"),
        rows=2,
        max_length=TEXT,
        help_text=_("Sin nombres de personas: aquí los lee cualquiera."),
    )
    outcome = Words(label=_("En qué quedó la sesión"), rows=2, max_length=TEXT, help_text=_("Sin nombres de personas."))
    next_day = DayField(label=_("Próxima sesión"), required=False)

    def offer(self, options: Options) -> None:
        self.fields["convened_by"].offer(options.parties, options.party_choices)
        if options.groups:
            self.fields["working_group"].offer(options.groups, [(key, str(row)) for key, row in options.groups.items()])
        else:
            del self.fields["working_group"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("held") == Held.HELD and cleaned.get("not_held_reason"):
            message = now("Escribió un motivo. Bórrelo, o marque «Postergada» o «Fallida».")
            self.add_error("not_held_reason", message)
        return cleaned

    def session_fields(self) -> dict[str, Any]:
        """Keywords for `SessionData`."""
        told = {name: self.cleaned_data.get(name) for name in AS_TYPED}
        next_day = self.cleaned_data["next_day"]
        return told | {"next_day": PartialDate.on(next_day) if next_day else PartialDate.unknown()}


class SummonsForm(Row):
    """When one side received the call and the documents. One for each side, always there."""

    part = "summons"

    notice_on = DayField(label=_("Recibió el aviso"), required=False)
    documents_on = DayField(label=_("Recibió documentos"), required=False)

    @property
    def side(self) -> Side:
        return list(Side)[int(self.key)]

    @property
    def title(self) -> str:
        return now("Aviso a %(side)s") % {"side": self.side.label}

    def told(self) -> Summons:
        return Summons(side=self.side, **self.cleaned_data)
