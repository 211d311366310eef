"""What is pressed on the page of one's own commitments."""

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm

DAMAGED = _("No se supo hasta dónde leyó. Vuelva a pulsar «Ya lo vi».")


class LookForm(ServiceForm):
    """That she has seen what changed, up to the moment at which her page was made."""

    until = forms.DateTimeField(widget=forms.HiddenInput, error_messages={"required": DAMAGED, "invalid": DAMAGED})
