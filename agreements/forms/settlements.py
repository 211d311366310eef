"""What is asked to settle a dispute."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from agreements.choices import AssessmentLevel
from agreements.forms.agreeing import AgreedForm, FindingField, SureField
from agreements.forms.fields import LevelField, NoteField
from agreements.models import Assessment
from conflicts.models import Party

LEVELS = [
    (str(AssessmentLevel.COMPLETE.value), _("Completo")),
    (str(AssessmentLevel.INTERMEDIATE.value), _("A medias")),
    (str(AssessmentLevel.MINIMUM.value), _("Poco")),
    (str(AssessmentLevel.NONE.value), _("Nada")),
]


class SettlementForm(AgreedForm):
    """What both sides settled: by one paper that says how much is done, or by whom both named."""

    level = LevelField(label=_("¿Cuánto dice el documento que está hecho?"), choices=LEVELS)
    reason = NoteField()
    sure = SureField(_("Sí, anotar que así se resolvió"))

    fields_of_codes = {"level": "level", "verification": "verification"}

    def __init__(
        self,
        *args: Any,
        parties: Sequence[Party],
        signed: Mapping[int, Collection[int]],
        findings: Collection[Assessment],
        by_verifier: bool,
        on: datetime.date,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.by_verifier, self.findings = by_verifier, findings
        if by_verifier:
            del self.fields["level"]
            self.fields["verification"] = FindingField(
                rows=findings, label=_("¿Qué vio quien ambos nombraron?"), empty_label=_("Elija una verificación")
            )
            self.fields["verification"].required = True
        self.ask_consents(parties, signed, on=on, one_paper=not by_verifier, full_day=True)
        self.ask_last("reason", "sure")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        self.check_consents(cleaned)
        return cleaned

    def service_data(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "consents": self.consents(),
            "level": cleaned.get("level"),
            "verification": cleaned.get("verification"),
            "reason": cleaned["reason"],
            "version": cleaned["version"],
        }
