"""What is pressed on the page of notices."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as now
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from accounts.models import User
from agreements.models import Notice

LARGEST = 2**63 - 1


class SeenForm(ServiceForm):
    """One notice seen (`aviso`), or all up to the newest that the page showed (`hasta`)."""

    aviso = forms.ModelChoiceField(
        Notice.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Ese aviso ya no está en su lista.")},
    )
    hasta = forms.IntegerField(required=False, min_value=1, max_value=LARGEST)

    def __init__(self, *args: Any, user: User, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["aviso"].queryset = Notice.objects.visible_to(user)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and bool(cleaned.get("aviso")) == bool(cleaned.get("hasta")):
            raise ValidationError(now("No se supo qué aviso marcar. Pulse otra vez el botón de ese aviso."))
        return cleaned

    def service_data(self) -> dict[str, Any]:
        return {"notice": self.cleaned_data["aviso"], "until": self.cleaned_data["hasta"]}
