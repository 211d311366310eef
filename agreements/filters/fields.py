"""Fields of an address: what they know they keep, what they do not know they name, and the rest goes on working.

An address is typed, shared, cut and glued. One bad value must not take away a page, nor silently change what it shows.
Every field reads all values of its name and gives a list; `refused` says what could not be read, and why.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.forms import plain
from conflicts.partial_dates import ImpossibleDate, PartialDate
from conflicts.text import fold

#: More than anybody types, less than would make a question dear.
MOST_VALUES = 40
LONGEST_VALUE = 200


class Refused(forms.ValidationError):
    """One value of an address that cannot be read, with the sentence that says so."""


class AddressField(forms.Field):
    """All values of one name, each read on its own."""

    widget = forms.SelectMultiple

    def __init__(self, *, required: bool = False, **more: Any) -> None:
        super().__init__(required=False, **more)

    def clean(self, value: Iterable[str] | None) -> list[Any]:
        typed = [plain(text).strip() for text in dict.fromkeys(value or ())]
        typed = [text for text in typed if text]
        self.refused: list[tuple[str, str]] = []
        if len(typed) > MOST_VALUES:
            self.refused.append(("", _("se leyeron solo los primeros %(most)d valores.") % {"most": MOST_VALUES}))
        return self.read_all(typed[:MOST_VALUES])

    def read_all(self, typed: list[str]) -> list[Any]:
        read = []
        for text in typed:
            try:
                read.append(self.read(text))
            except Refused as refusal:
                self.refused.append((text, refusal.message))
        return read

    def read(self, text: str) -> Any:
        """The value that the text stands for, or Refused."""
        raise NotImplementedError


class WordsField(AddressField):
    """Something to look for."""

    def read(self, text: str) -> str:
        if len(text) > LONGEST_VALUE:
            raise Refused(_("es muy largo: escriba hasta %(longest)d letras.") % {"longest": LONGEST_VALUE})
        if not fold(text):
            raise Refused(_("no lleva ninguna letra ni cifra."))
        return text


class ChoicesField(AddressField):
    """Values out of a list: `choices` as a form field has them."""

    def __init__(self, *, choices: Iterable[tuple[str, Any]], **more: Any) -> None:
        super().__init__(**more)
        self.choices = list(choices)
        self.widget.choices = self.choices

    def read(self, text: str) -> str:
        if text not in {str(value) for value, _label in self.choices}:
            raise Refused(_("no es un valor de este filtro."))
        return text


class OneChoiceField(ChoicesField):
    """A value out of a list, of which only one can hold: the last said."""

    def read_all(self, typed: list[str]) -> list[Any]:
        return super().read_all(typed)[-1:]


class RowsField(AddressField):
    """Rows named by their slug. `find` gives those that this reader may see: what is hidden is unknown here."""

    find: Callable[[list[str]], dict[str, Any]]

    def read_all(self, typed: list[str]) -> list[Any]:
        found = self.find([text for text in typed if len(text) <= LONGEST_VALUE]) if typed else {}
        self.refused += [(text, _("no existe o no está a su alcance.")) for text in typed if text not in found]
        return list({row.pk: row for text in typed if (row := found.get(text))}.values())


class PlaceField(AddressField):
    """First digits of an INEI code: 2 for a region, 4 for a province, 6 for a district."""

    def read(self, text: str) -> str:
        if not (text.isascii() and text.isdigit() and len(text) in (2, 4, 6)):
            raise Refused(_("no es un ubigeo: lleva 2, 4 o 6 cifras."))
        return text


class DayField(AddressField):
    """A day, or a month or a year of which a first or last day counts. Of several, the last."""

    def read_all(self, typed: list[str]) -> list[Any]:
        return super().read_all(typed)[-1:]

    def read(self, text: str) -> PartialDate:
        try:
            return PartialDate.parse(text[:LONGEST_VALUE])
        except ImpossibleDate as impossible:
            raise Refused(str(impossible)) from impossible
