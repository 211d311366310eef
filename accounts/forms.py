"""How a form hands its data to a service, the same in every app; and the forms of one's own account."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from allauth.account.forms import ChangePasswordForm, LoginForm
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.choices import Language

# Characters nobody sees: controls other than tab and line ends, and marks that turn the direction of what follows.
INVISIBLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


def plain(text: str) -> str:
    """The same words without invisible characters, composed (é is one letter) and with plain line ends."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", text.replace("\r\n", "\n")))


class ServiceForm(forms.Form):
    """A form that reads what was typed and lets one service act on it.

    A view asks for no more than this::

        form = VerificationForm(request.POST or None, request.FILES or None)
        if request.method == "POST" and form.submit(record_verification, commitment, by=request.user):
            return redirect(commitment)
        return render(request, "…", {"form": form}, status=form.status)

    The names of the fields are the keywords of the service; `service_data` says otherwise where they differ.
    A subclass that overrides `clean` calls `super().clean()`, which takes invisible characters out of texts.
    """

    #: Where a refusal is shown that names no field: code of the ValidationError -> field of this form.
    fields_of_codes: ClassVar[Mapping[str, str]] = {}

    result: Any = None  # what the service returned
    stale: bool = False  # the record changed since this form was opened

    def clean(self) -> dict[str, Any]:
        super().clean()
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = plain(value)
        return self.cleaned_data

    def service_data(self) -> dict[str, Any]:
        """Keywords for the service: the cleaned data, unless the subclass says otherwise."""
        return dict(self.cleaned_data)

    def submit(self, service: Callable[..., Any], *args: Any, **context: Any) -> bool:
        """Hand what was typed to `service`. True when it did its work, and `result` holds what it returned.

        `context` is what the page knows and nobody typed: `by`, `on`. It wins over a field of the same name.
        A refusal (ValidationError) becomes errors of the form: by field, by `fields_of_codes`, or of the whole.
        The code "stale" also sets `stale`. PermissionDenied passes: the answer is 403, not a form.
        """
        if not self.is_valid():
            return False
        try:
            self.result = service(*args, **{**self.service_data(), **context})
        except ValidationError as refusal:
            self.show_refusal(refusal)
            return False
        return True

    @property
    def status(self) -> int:
        """Status of a page that shows this form again: 409 when older than the record, else 200."""
        return 409 if self.stale else 200

    def show_refusal(self, refusal: ValidationError) -> None:
        """Put each message where it can be mended; a field that this form does not have speaks for the whole."""
        by_field = refusal.error_dict if hasattr(refusal, "error_dict") else {NON_FIELD_ERRORS: refusal.error_list}
        for name, errors in by_field.items():
            for error in errors:
                self.stale = self.stale or error.code == "stale"
                place = name if name in self.fields else self.fields_of_codes.get(error.code or "")
                self.add_error(place if place in self.fields else None, error)


class LanguageForm(ServiceForm):
    """In which language one reads the screens."""

    language = forms.ChoiceField(
        label=_("Idioma de las páginas"),
        choices=Language,
        help_text=_("Lo que todavía no está traducido se muestra en español."),
    )


def without_placeholder(field: forms.Field, label: str | Promise, **attributes: str) -> None:
    """A label stays in sight while one types; a placeholder does not."""
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


class SignInForm(LoginForm):
    """User name and password, in our words; how it checks and how often it lets one try are allauth's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholder(self.fields["login"], _("Usuario"), autocapitalize="none", spellcheck="false")
        without_placeholder(self.fields["password"], _("Contraseña"))
        self.fields["password"].help_text = ""
        self.fields["remember"].label = _("Seguir dentro en este equipo")
        self.fields["remember"].help_text = _("No lo marque si otras personas usan este teléfono o computadora.")


class PasswordForm(ChangePasswordForm):
    """The password of now, and the new one twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholder(self.fields["oldpassword"], _("Contraseña de ahora"))
        without_placeholder(self.fields["password1"], _("Contraseña nueva"))
        without_placeholder(self.fields["password2"], _("Contraseña nueva, otra vez"))
        self.fields["oldpassword"].help_text = ""
        self.fields["password1"].help_text = _("Diez letras o más. Tres palabras que solo usted una son buenas.")
