"""Fields of the session form: a choice among rows, a choice in one tap, and texts that end somewhere."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from accounts.forms import plain

LINE, NOTE, TEXT = 160, 300, 4000
FROM_THE_LIST = _("Elija otra vez de la lista.")

Choices = Iterable[Any]


class RowChoice(forms.ChoiceField):
    """One of the rows that the page offers, by key. Another key, of whatever it may be, is not on the list."""

    default_error_messages = {"invalid_choice": FROM_THE_LIST}

    def __init__(self, *, empty: Any = "—", required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)
        self.empty = empty
        self.rows: Mapping[str, Any] = {}

    def offer(self, rows: Mapping[str, Any], choices: Choices) -> None:
        """Set what can be chosen: the rows by key, and their labels in order."""
        self.rows = rows
        self.choices = [("", self.empty), *choices]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class SiblingChoice(RowChoice):
    """Another row of the same part of the form. The row itself is not offered and, sent all the same, is read, so that
    who weighs the whole can say what is wrong with it."""

    default_error_messages = {"invalid_choice": _("Ese ya no está en esta sesión. Elija otro.")}

    def valid_value(self, value: Any) -> bool:
        return value in self.rows


class Taps(forms.RadioSelect):
    """Each answer stands inside its label, so it needs no id: a long form has hundreds of them."""

    option_inherits_attrs = False


class Ticks(forms.CheckboxSelectMultiple):
    """The same for several answers."""

    option_inherits_attrs = False


class RowsChoice(forms.MultipleChoiceField):
    """Several of the rows that the page offers, each ticked."""

    widget = Ticks
    default_error_messages = {"invalid_choice": FROM_THE_LIST}

    def __init__(self, *, required: bool = False, **options: Any) -> None:
        super().__init__(required=required, **options)
        self.rows: Mapping[str, Model] = {}

    def offer(self, rows: Mapping[str, Model]) -> None:
        self.rows = rows
        self.choices = [(key, str(row)) for key, row in rows.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.rows[key] for key in super().clean(value)]


class Tap(forms.ChoiceField):
    """A choice in one tap. Nothing is chosen beforehand; not known is a choice of its own only where it is offered."""

    widget = Taps
    default_error_messages = {"invalid_choice": _("Elija una de las respuestas.")}

    def __init__(self, *, choices: Choices, required: bool = False, **options: Any) -> None:
        super().__init__(choices=[each for each in pairs(choices) if each[0] != ""], required=required, **options)


class Pick(forms.ChoiceField):
    """A choice from a short list that never changes. Empty is what nobody knows.

    With `usual` there is no empty choice: what the page did not send is the usual one.
    """

    default_error_messages = {"invalid_choice": FROM_THE_LIST}

    def __init__(self, *, choices: Choices, empty: Any = "—", usual: str = "", **options: Any) -> None:
        known = [each for each in pairs(choices) if each[0] != ""]
        offered = known if usual else [("", empty), *known]
        super().__init__(choices=offered, required=False, initial=usual or None, **options)
        self.usual = usual

    def clean(self, value: Any) -> Any:
        return super().clean(value) or self.usual

    def has_changed(self, initial: Any, data: Any) -> bool:
        """What a page hides it does not send: that is no choice."""
        return super().has_changed(initial, data or self.usual)


class Words(forms.CharField):
    """A text that may be left out. Longer than it can be kept, it comes back whole with how long it may be."""

    default_error_messages = {
        "max_length": _("Es demasiado largo: tiene %(show_value)d letras y caben %(limit_value)d. Acórtelo.")
    }

    def __init__(self, *, rows: int = 0, max_length: int = LINE, required: bool = False, **options: Any) -> None:
        widget = forms.Textarea({"rows": rows}) if rows else forms.TextInput
        super().__init__(max_length=max_length, required=required, widget=widget, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No `maxlength`: a browser would cut what is pasted without a word."""
        return {}

    def to_python(self, value: Any) -> str:
        """Without the characters that nobody sees: a text of nothing else is no text."""
        return super().to_python(plain(value) if isinstance(value, str) else value)


class Number(forms.IntegerField):
    """A whole number between two others."""

    def __init__(self, *, least: int, most: int, required: bool = False, **options: Any) -> None:
        messages = {
            "invalid": _("Escriba un número entero, por ejemplo 30."),
            "min_value": _("Lo menos es %(limit_value)s."),
            "max_value": _("Lo más es %(limit_value)s."),
        }
        widget = forms.NumberInput({"inputmode": "numeric"})
        super().__init__(
            min_value=least, max_value=most, required=required, error_messages=messages, widget=widget, **options
        )


class Hour(forms.TimeField):
    """A time of the day, as a time input sends it."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            required=False,
            widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
            error_messages={"invalid": _("Escriba la hora así: 14:30.")},
            **options,
        )


def pairs(choices: Choices) -> Sequence[tuple[Any, Any]]:
    """Of a class of choices or of a list."""
    return list(getattr(choices, "choices", choices))


class ByCode(Words):
    """A commitment by its code, as the page and people write it: a list of all of them in every row weighs too much."""

    default_error_messages = {"unknown": _("Ningún compromiso abierto de esta mesa tiene ese código.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": 24, **options})
        self.rows: Mapping[str, Any] = {}

    def clean(self, value: Any) -> Any:
        code = super().clean(value).strip().upper()
        if code and code not in self.rows:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return self.rows.get(code)
