"""Questions that several forms about one commitment ask in the same words."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.choices import Proof
from agreements.workflow.proof import in_words, offered
from conflicts.forms import PartialDateFormField
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.forms import CheckedFileField, CheckedFilesField, FileInput
from mesas.uploads import CheckedFile

TODAY, YESTERDAY, OTHER_DAY, FORGOTTEN = "hoy", "ayer", "otro", "no-se"
NOT_ASSESSED = "x"
NOTE_LENGTH = 2000

NO_NAMES = _("No escriba nombres de personas ni teléfonos.")
FILES_ARE_FORGOTTEN = _("Por seguridad, el navegador olvida los archivos elegidos: vuelva a elegirlos antes de enviar.")


class ClientIdField(forms.UUIDField):
    """The key that makes sending twice harmless. One that was lost or meddled with is replaced, and nothing is lost."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, "initial": uuid.uuid4, **options})

    def clean(self, value: Any) -> uuid.UUID:
        try:
            return super().clean(value) or uuid.uuid4()
        except ValidationError:
            return uuid.uuid4()


class VersionField(forms.IntegerField):
    """The version of the record on which the form was opened. One that was meddled with is that of no record."""

    widget = forms.HiddenInput

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})

    def clean(self, value: Any) -> int:
        try:
            return super().clean(value) or 0
        except ValidationError:
            return 0


class VersionedForm(ServiceForm):
    """A form of a step that changes or ends something. Older than the record, it comes back with what was typed, and
    sending it again is a decision: it then carries the version that the person has seen."""

    version = VersionField()

    def show_refusal(self, refusal: ValidationError) -> None:
        super().show_refusal(refusal)
        for error in getattr(refusal, "error_list", ()):
            if error.code == "stale" and error.params:
                seen: Any = self.data.copy()
                seen[self.add_prefix("version")] = str(error.params["version"])
                self.data = seen


class NoteField(forms.CharField):
    """What somebody wants to add in words."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            **{
                "label": _("¿Quiere agregar algo?"),
                "help_text": NO_NAMES,
                "required": False,
                "max_length": NOTE_LENGTH,
                "widget": forms.Textarea({"rows": 3}),
                **options,
            }
        )


class LevelField(forms.TypedChoiceField):
    """How much was done, in one tap. Nothing is chosen beforehand; "could not be assessed" cleans to None."""

    def __init__(self, *, choices: list[tuple[str, Any]], **options: Any) -> None:
        super().__init__(
            choices=choices,
            coerce=lambda chosen: None if chosen == NOT_ASSESSED else int(chosen),
            widget=forms.RadioSelect,
            **{"error_messages": {"required": _("Elija una respuesta.")}, **options},
        )


class PartyFields(forms.Form):
    """In whose name. Asked only where there are several; the form calls `offer_parties` once its fields are there."""

    party = forms.ModelChoiceField(
        label=_("¿En nombre de quién?"),
        queryset=Party.objects.none(),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Diga en nombre de quién habla.")},
    )

    def offer_parties(self, parties: QuerySet[Party]) -> None:
        self.parties = list(parties)
        party = self.fields["party"]
        if isinstance(party, forms.ModelChoiceField):
            party.queryset = parties
        if len(self.parties) < 2:
            del self.fields["party"]

    @property
    def chosen_party(self) -> Party | None:
        """Nothing where this person speaks for none: whether she may is the service's to say."""
        return self.cleaned_data.get("party") or next(iter(self.parties), None)


class SeenFields(forms.Form):
    """When it was seen: in one tap, or as well as it is remembered. Cleans to `observed`."""

    when = forms.ChoiceField(
        label=_("¿Cuándo lo vio?"),
        choices=[(TODAY, _("Hoy")), (YESTERDAY, _("Ayer")), (OTHER_DAY, _("Otro día")), (FORGOTTEN, _("No recuerdo"))],
        widget=forms.RadioSelect,
        required=False,
    )
    observed = PartialDateFormField(
        label=_("Si fue otro día, ¿cuál?"),
        required=False,
        help_text=_("Si solo recuerda el mes o el año, deje vacío lo demás."),
    )

    on: datetime.date

    def seen(self) -> PartialDate:
        """The day that both answers make. Raises ValidationError where they make none."""
        chosen, typed = self.cleaned_data.get("when"), self.cleaned_data["observed"]
        if typed.is_known:
            if chosen in (TODAY, YESTERDAY, FORGOTTEN):
                raise ValidationError(
                    {"when": _("Marcó una respuesta y escribió otra fecha. Deje solo una de las dos.")}
                )
            return typed
        if chosen == OTHER_DAY:
            raise ValidationError({"observed": _("Escriba qué día fue, o al menos el año.")})
        days = {TODAY: self.on, YESTERDAY: self.on - datetime.timedelta(days=1)}
        return PartialDate.on(days[chosen]) if chosen in days else PartialDate.unknown()


class FileFields(forms.Form):
    """A photo taken now, and files chosen: without scripts a camera and a gallery are two inputs."""

    photo = CheckedFileField(
        label=_("Tomar una foto"),
        required=False,
        widget=FileInput({"accept": "image/*", "capture": "environment"}),
    )
    evidence = CheckedFilesField(
        label=_("Elegir fotos, documentos o audios"),
        required=False,
        help_text=_(
            "También PDF, Word, Excel o grabaciones. Hasta 20 MB cada uno. Fotos y audios se muestran sin el lugar ni "
            "el teléfono con que se hicieron."
        ),
    )

    def ask_what_it_is(self, kind: str, voice: str = "") -> None:
        """ "¿Qué es?", once for all that is sent, where the kind of promise asks for something. A photo answers by
        itself where a photo is enough."""
        choices = offered(kind, voice)
        if not choices:
            return
        is_photo_enough = choices[0] == Proof.PHOTO
        left = [each for each in choices if not (is_photo_enough and each == Proof.PHOTO)]
        self.fields["proves"] = forms.ChoiceField(
            label=_("¿Qué es lo que envía?"),
            choices=[
                ("", Proof.PHOTO.label if is_photo_enough else _("Elija uno")),
                *((each.value, each.label) for each in left),
            ],
            required=False,
            help_text=in_words(kind, voice) if voice else "",
        )

    def what_it_is(self) -> str:
        return self.cleaned_data.get("proves", "")

    def sent_files(self) -> list[CheckedFile]:
        taken = self.cleaned_data.get("photo")
        return [*([taken] if taken else []), *self.cleaned_data.get("evidence", [])]
