"""Files without a word on how much was done: that work began, or something more to see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.choices import Kind
from agreements.forms.fields import NO_NAMES, FileFields
from agreements.models import Commitment
from agreements.services.evidence import NewEvidence
from conflicts.forms import PartialDateFormField
from conflicts.models import Party


class EvidenceForm(FileFields, ServiceForm):
    """Files, what they show, where and of which day; and from whom, for those who receive files of others."""

    caption = forms.CharField(label=_("Qué muestran"), max_length=200, required=False, help_text=NO_NAMES)
    place = forms.CharField(
        label=_("En qué lugar"),
        max_length=160,
        required=False,
        error_messages={"required": _("Escriba en qué lugar.")},
    )
    taken = PartialDateFormField(label=_("De qué día son"), required=False)
    supplied_by = forms.ModelChoiceField(
        label=_("Quién dio estos archivos"),
        queryset=Party.objects.none(),
        required=False,
        empty_label=_("Nadie de la lista"),
    )

    field_order = ("photo", "evidence", "proves", "caption", "place", "taken", "supplied_by")
    fields_of_codes = {"evidence": "evidence", "taken": "taken", "place": "place"}

    def __init__(self, *args: Any, suppliers: QuerySet[Party], commitment: Commitment, **options: Any) -> None:
        super().__init__(*args, **options)
        self.commitment = commitment
        self.ask_what_it_is(commitment.kind)
        supplied_by = self.fields["supplied_by"]
        if isinstance(supplied_by, forms.ModelChoiceField):
            supplied_by.queryset = suppliers
        if len(suppliers) < 2:
            del self.fields["supplied_by"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.sent_files() and not {"photo", "evidence"} & self.errors.keys():
            raise ValidationError({"evidence": _("Agregue al menos una foto, un documento o un audio.")})
        return cleaned

    def service_data(self) -> dict[str, Any]:
        shared = {name: self.cleaned_data[name] for name in ("caption", "place", "taken")}
        shared["proves"] = self.what_it_is()
        supplier = self.cleaned_data.get("supplied_by")
        return {"evidence": [NewEvidence(file=file, supplied_by=supplier, **shared) for file in self.sent_files()]}


class BeginForm(EvidenceForm):
    """The same, as proof that work began. Of works, day and place are asked."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.commitment.kind == Kind.WORKS:
            self.fields["place"].required = self.fields["taken"].required = True
