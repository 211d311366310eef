"""Pages of records: one to add, one to correct with a reason, one that tells what was corrected."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.core.validators import MaxLengthValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from accounts.admin.base import OfficeAdmin, ServiceAdmin, Told
from conflicts.admin.forms import RecordForm, form_for, words_of
from conflicts.admin.history import told_of
from conflicts.forms import DayField, DayInput
from conflicts.partial_dates import PartialDateField
from conflicts.services.records import correct_record, create_record
from conflicts.services.records.parts import correctable_parts, open_parts, parts_of
from conflicts.wording import in_short

#: Letters of a text, twice what a session's form takes: whoever has more to tell has a document.
LONGEST_TEXT = 8000
#: How we know, apart from the facts themselves.
ABOUT_SOURCES = ("source_note", "confidence", "sources")


def known(model: type[models.Model], name: str, *, label: Any = None) -> Callable[[Any], str]:
    """A column of a list, or a line to read, for a partial date: as exact as known, sorted by its last day."""
    part = parts_of(model)[name]

    def shown(row: Any) -> str:
        return in_short(part.value(row))

    shown.__name__ = name
    return admin.display(description=label or part.label, ordering=f"{name}_on")(shown)


class LookAdmin(OfficeAdmin):
    """For reading what nobody corrects here, a line for each part; `unseen` names what is not for these eyes."""

    unseen: ClassVar[tuple[str, ...]] = ()

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        parts = {name: part for name, part in parts_of(self.model).items() if name not in self.unseen}
        return [
            known(self.model, name) if isinstance(part.field, PartialDateField) else name
            for name, part in parts.items()
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        return ((None, {"fields": self.get_readonly_fields(request, obj)}),)

    def change_view(self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None) -> Any:
        named = {"title": capfirst(self.opts.verbose_name)}
        return super().change_view(request, object_id, form_url, {**named, **(extra_context or {})})


class RecordAdmin(ServiceAdmin):
    """For a model with a history. Verbs of its own app stand in for the two general ones where other rows follow."""

    create: ClassVar[Callable[..., Any] | None] = staticmethod(create_record)
    correct: ClassVar[Callable[..., Any] | None] = staticmethod(correct_record)
    form = RecordForm
    #: Shown beside what is corrected: names of columns or functions of the row.
    shown: ClassVar[tuple[Any, ...]] = ()
    #: What hangs on a record, by the names under which it is found from there.
    hanging: ClassVar[tuple[str, ...]] = ()

    change_form_template = "admin/record_form.html"
    formfield_overrides = {
        models.DateField: {"form_class": DayField, "widget": DayInput},
        models.TimeField: {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")},
        # Judged when it arrives: with `maxlength` a browser cuts what is pasted, without a word.
        models.TextField: {"widget": forms.Textarea({"rows": 4}), "validators": [MaxLengthValidator(LONGEST_TEXT)]},
        models.URLField: {"widget": forms.URLInput, "assume_scheme": "https"},
        models.IntegerField: {"widget": forms.NumberInput},
        models.CharField: {},
        models.EmailField: {},
    }

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kwargs["form"] = form_for(self.model, self.form, correcting=change)
        return super().get_form(request, obj, change, **kwargs)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.shown if obj else ()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        parts = correctable_parts(self.model) if obj else open_parts(self.model)
        facts, about = (
            [
                (name, words_of(name)) if isinstance(part.field, PartialDateField) else name
                for name, part in parts.items()
                if (name in ABOUT_SOURCES) == wanted
            ]
            for wanted in (False, True)
        )
        sets: list[tuple[Any, dict[str, Any]]] = [(None, {"fields": facts})]
        if about:
            sets.append((_("De dónde se sabe"), {"fields": about}))
        if obj and self.shown:
            sets.append((_("No se corrige aquí"), {"fields": self.shown}))
        sets.append((_("La corrección") if obj else _("El registro"), {"fields": ("why", "seen")}))
        return sets

    def page(
        self, request: HttpRequest, row: Any, form: Any, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        more = {"hanging": self.hanging_of(row) if row else [], **(extra_context or {})}
        return super().page(request, row, form, form_url, more)

    def hanging_of(self, row: Any) -> list[dict[str, Any]]:
        """What hangs on the record: how much of each, where to read it and where to add to it."""
        return [self.link_to(row, name) for name in self.hanging]

    def link_to(self, row: Any, name: str) -> dict[str, Any]:
        relation: Any = self.model._meta.get_field(name)
        there = relation.related_model._meta
        address = f"admin:{there.app_label}_{there.model_name}"
        link = {
            "label": capfirst(there.verbose_name_plural),
            "count": getattr(row, name).order_by().count(),
            "href": f"{reverse(f'{address}_changelist')}?{relation.field.name}__id__exact={row.pk}",
            "add": "",
        }
        other: Any = self.admin_site.get_model_admin(relation.related_model)
        if getattr(other, "create", None):
            link["add"] = f"{reverse(f'{address}_add')}?{relation.field.name}={row.pk}"
        return link

    def told_of(self, row: Any) -> Iterable[Told]:
        return told_of(row)
