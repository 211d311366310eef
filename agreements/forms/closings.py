"""What is asked to end a debt that was not kept."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import ClosingReason, State
from agreements.forms.agreeing import AgreedForm, FindingField, SureField
from agreements.forms.fields import NoteField
from agreements.models import Assessment, Commitment
from agreements.workflow.steps import CLOSINGS
from conflicts.models import Party

REASONS = [(value, label) for value, label in ClosingReason.choices if value]


class ClosingForm(AgreedForm):
    """One of the ways to end a debt: its reason, who agrees and by which paper."""

    closing_reason = forms.ChoiceField(
        label=_("Motivo del cierre"),
        choices=REASONS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Elija un motivo.")},
    )
    reason = NoteField(
        label=_("Explicación para el público"), error_messages={"required": _("Explique por qué se cierra.")}
    )
    sure = SureField(_("Sí, cerrar este compromiso"))

    fields_of_codes = {"closing_reason": "closing_reason", "reason": "reason", "verification": "verification"}

    def __init__(
        self,
        *args: Any,
        closes_as: State,
        parties: Sequence[Party],
        signed: Mapping[int, Collection[int]],
        backing: Collection[Assessment] = (),
        on: datetime.date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.closes_as, self.rule = closes_as, CLOSINGS[closes_as]
        self.ask_consents(parties, signed, on=on)
        self.fields["reason"].required = self.rule.needs_reason
        if not self.rule.needs_reason:
            del self.fields["closing_reason"]
        if self.rule.or_verification and backing:
            self.fields["verification"] = FindingField(
                rows=backing,
                label=_("O una verificación independiente que diga el motivo"),
                empty_label=_("Ninguna"),
                help_text=_("Reemplaza el acuerdo de quien recibe."),
            )
        self.ask_last("sure")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_consents(cleaned, asked=not cleaned.get("verification"))
        return cleaned

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        words = {"consents": self.consents(), "reason": cleaned["reason"], "version": cleaned["version"]}
        if self.rule.needs_successor:
            return words
        if self.rule.needs_reason:
            words |= {"closing_reason": cleaned["closing_reason"], "verification": cleaned.get("verification")}
        return {**words, "closes_as": self.closes_as}


class SuccessorsForm(forms.Form):
    """Which commitments replace this one, and which others are replaced along with it. Asked by the address."""

    por = forms.ModelMultipleChoiceField(
        label=_("¿Qué compromisos lo reemplazan?"),
        queryset=Commitment.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Marque al menos un compromiso.")},
        help_text=_("Abiertos y del mismo conflicto. Llevarán el primer plazo más antiguo de lo que reemplazan."),
    )
    tambien = forms.ModelMultipleChoiceField(
        label=_("¿Reemplazan también a otros?"),
        queryset=Commitment.objects.none(),
        to_field_name="code",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Todos se cierran a la vez; hace falta el acuerdo de quienes deben y reciben cada uno."),
    )

    def __init__(self, *args: Any, candidates: QuerySet[Commitment], **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            field.queryset = candidates

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        both = set(cleaned.get("por") or ()) & set(cleaned.get("tambien") or ())
        if both:
            self.add_error(
                "tambien", _("Un compromiso no puede reemplazarse a sí mismo. Quítelo de una de las dos listas.")
            )
        return cleaned
