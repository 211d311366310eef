"""What every list is asked in the same way: an address read value by value, and told again in its shortest form.

A list says which parameters it knows; what they select stands in its own methods.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django_filters import FilterSet
from django_filters.filters import Filter

from agreements.filters import fields
from conflicts.partial_dates import PartialDate


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    is_on: bool


@dataclass(frozen=True)
class Control:
    """One filter of the form: boxes to tick, a list to choose from, or a day to type."""

    name: str
    label: str
    options: tuple[Option, ...] = ()
    value: str = ""


class Words(Filter):
    field_class = fields.WordsField


class Choices(Filter):
    field_class = fields.ChoicesField


class OneChoice(Filter):
    field_class = fields.OneChoiceField


class Rows(Filter):
    field_class = fields.RowsField


class Place(Filter):
    field_class = fields.PlaceField


class Day(Filter):
    field_class = fields.DayField


class AskingFilter(FilterSet):
    """The rows of one list that this reader may see and asked for, on that day.

    A parameter may repeat: any of its values holds; of different parameters, all must.
    """

    #: Filters that are chosen from a list, in the order of the form.
    chosen: ClassVar[tuple[str, ...]] = ()
    #: How the rows are found that a parameter names by their slugs.
    finders: ClassVar[Mapping[str, Callable[..., dict[str, Any]]]] = {}

    def __init__(self, data: Mapping[str, Any] | None, queryset: QuerySet, *, user: Any, on: datetime.date) -> None:
        self.user, self.on = user, on
        super().__init__(QueryDict() if data is None else data, queryset)

    @classmethod
    def get_filters(cls) -> dict[str, Filter]:
        """Addresses write a-tiempo, Python a_tiempo."""
        return {name.replace("_", "-"): one for name, one in super().get_filters().items()}

    def get_form_class(self) -> type:
        for name, find in self.finders.items():
            self.filters[name].field.find = partial(find, user=self.user)
        return super().get_form_class()

    @cached_property
    def asked(self) -> dict[str, list[Any]]:
        """The values of each parameter that could be read, by name; a parameter without any is not in it."""
        self.form.full_clean()
        return {name: values for name, values in self.form.cleaned_data.items() if values}

    @cached_property
    def refused(self) -> list[tuple[str, str, str]]:
        """What could not be read: label of the parameter, value, reason."""
        _read = self.asked
        return [
            (str(field.label), text, str(reason))
            for field in self.form.fields.values()
            for text, reason in field.refused
        ]

    @cached_property
    def query(self) -> QueryDict:
        """The same question in its shortest address: only what was read, under its present name."""
        query = QueryDict(mutable=True)
        for name, values in self.asked.items():
            query.setlist(name, [written(value) for value in values])
        if "desde" not in query and "hasta" not in query:
            query.pop("fecha", None)
        return query

    @property
    def qs(self) -> Any:
        """The selection, in no order."""
        if not hasattr(self, "_selection"):
            self._selection = self.filter_queryset(self.queryset)
        return self._selection

    def filter_queryset(self, queryset: Any) -> Any:
        for name, values in self.asked.items():
            queryset = self.filters[name].filter(queryset, values)
        return queryset

    def controls(self) -> list[Control]:
        """The lists to choose from, each with what is chosen; of several values the first."""
        return [self._control(name) for name in self.chosen]

    def _control(self, name: str) -> Control:
        on = self.query.getlist(name)[:1]
        options = tuple(Option(value, str(label), value in on) for value, label in self.options(name))
        return Control(name=name, label=str(self.filters[name].label), options=options)

    def options(self, name: str) -> list[tuple[str, Any]]:
        """What can be chosen: each value with its label."""
        return list(self.form.fields[name].choices)

    def leave(self, queryset: Any, _name: str, _values: list[Any]) -> Any:
        """Read elsewhere: dates go together, and order is no selection."""
        return queryset


def written(value: Any) -> str:
    """A value as addresses write it."""
    if isinstance(value, PartialDate):
        return value.iso
    return value if isinstance(value, str) else value.slug
