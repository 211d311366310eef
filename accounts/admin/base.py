"""Pages of the administration: lists that stay quick, forms that hand what was typed to a service, nothing deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import AdminErrorList, AdminForm
from django.contrib.admin.utils import flatten_fieldsets, unquote
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from accounts.admin.widgets import OneOfMany, SeveralRows, SomeOfMany
from accounts.forms import plain
from accounts.policies import can_manage_people

MOST_WORDS, LONGEST_SEARCH = 10, 200


class CappedPaginator(Paginator):
    """Counts no further than anybody leafs: whoever looks for one row among more searches or filters."""

    most = 5000

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return rows.order_by()[: self.most + 1].count()

    @property
    def is_capped(self) -> bool:
        return self.count > self.most


class LightList(ChangeList):
    """Puts keys in order, then reads the rows of one page: among many, putting whole rows in order takes long."""

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        keys = list(self.result_list.values_list("pk", flat=True))
        rows = self.root_queryset.in_bulk(keys)
        self.result_list: Any = [rows[key] for key in keys if key in rows]


@dataclass(frozen=True)
class Told:
    """One line of a history: who changed what and why, with the values before and after."""

    at: datetime
    who: str
    what: str
    reason: str = ""
    changes: list[str] = field(default_factory=list)


class OfficeAdmin(admin.ModelAdmin):
    """For looking: a list and a page for each row. Administrators see every row; nobody deletes one."""

    leaves_writing_to_services = True
    #: Place among the things of its app on the first page.
    rank: ClassVar[int] = 50
    #: What `str` of a row looks at, fetched along so that lists of choices ask the database once.
    named_with: ClassVar[tuple[str, ...]] = ()

    actions = None
    list_select_related: ClassVar[tuple[str, ...]] = ()
    list_per_page = 50
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    paginator = CappedPaginator

    def has_module_permission(self, request: HttpRequest) -> bool:
        return can_manage_people(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return can_manage_people(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return LightList

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        along = {*self.named_with, *(self.list_select_related or ())}
        rows = super().get_queryset(request)
        return rows.select_related(*along) if along else rows

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """A few words at most: each one more is one more condition."""
        words = plain(search_term)[:LONGEST_SEARCH].split()[:MOST_WORDS]
        return super().get_search_results(request, queryset, " ".join(words))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        named = {"title": capfirst(self.opts.verbose_name_plural)}
        return super().changelist_view(request, {**named, **(extra_context or {})})

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        context["keeps_history"] = self.keeps_history
        context["show_save_and_add_another"] = not context.get("original")
        return super().render_change_form(request, context, *args, **kwargs)

    @property
    def keeps_history(self) -> bool:
        return False

    def told_of(self, row: Any) -> Iterable[Told]:
        """Lines of the history of a row, the latest first."""
        return ()

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """What became of a record, to be read: nobody goes back to a version by a click."""
        row = self.get_object(request, unquote(object_id)) if self.keeps_history else None
        if row is None:
            raise Http404
        context = {
            **self.admin_site.each_context(request),
            "title": _("Historial"),
            "subtitle": str(row),
            "opts": self.opts,
            "original": row,
            "told": list(self.told_of(row)),
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/record_history.html", context)


class ServiceAdmin(OfficeAdmin):
    """For adding and correcting: the form reads what was typed, a service decides and writes.

    `create` and `correct` are the services, as `staticmethod`; one that is missing is not offered. The forms are
    `ServiceForm`s of the model with `subjects()`, what the service takes before its keywords.
    """

    create: ClassVar[Callable[..., Any] | None] = None
    correct: ClassVar[Callable[..., Any] | None] = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.create is not None and can_manage_people(request.user)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.correct is not None and can_manage_people(request.user)

    @property
    def keeps_history(self) -> bool:
        return True

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Links to other records are chosen by typing. A missing one can be added beside; the rest has its own page."""
        if isinstance(db_field, models.ForeignKey | models.ManyToManyField):
            several = isinstance(db_field, models.ManyToManyField)
            kwargs.setdefault("widget", (SomeOfMany if several else OneOfMany)(db_field, self.admin_site))
            if several:
                kwargs.setdefault("form_class", SeveralRows)
        formfield = super().formfield_for_dbfield(db_field, request, **kwargs)
        for ability in ("can_change_related", "can_delete_related", "can_view_related"):
            if hasattr(getattr(formfield, "widget", None), ability):
                setattr(formfield.widget, ability, False)
        return formfield

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Add or correct one row. No transaction is open while the form is read: the service opens its own."""
        row = None if object_id is None else self.get_object(request, unquote(object_id))
        if object_id is not None and row is None:
            raise Http404
        if not (self.has_add_permission(request) if row is None else self.has_change_permission(request, row)):
            raise PermissionDenied
        form = self.form_of(request, row)
        if request.method == "POST" and self.is_done(form, request, row):
            respond = self.response_add if row is None else self.response_change
            return respond(request, form.result)
        return self.page(request, row, form, form_url, extra_context)

    def form_of(self, request: HttpRequest, row: Any) -> Any:
        fieldsets = self.get_fieldsets(request, row)
        made = self.get_form(request, row, change=row is not None, fields=flatten_fieldsets(fieldsets))
        if request.method == "POST":
            return made(request.POST, request.FILES, instance=row)
        if row is None:
            return made(initial=possible(made, self.get_changeform_initial_data(request)))
        return made(instance=row)

    def is_done(self, form: Any, request: HttpRequest, row: Any) -> bool:
        """Whether the service did its work; otherwise the form holds what is to be mended."""
        service = type(self).create if row is None else type(self).correct
        return form.is_valid() and form.submit(service, *form.subjects(), by=request.user)

    def page(
        self, request: HttpRequest, row: Any, form: Any, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """The form in its page, empty, filled in or with what is to be mended."""
        adding = row is None
        adminform: Any = AdminForm(
            form, list(self.get_fieldsets(request, row)), {}, self.get_readonly_fields(request, row), model_admin=self
        )
        title = _("Añadir %(thing)s") if adding else _("Corregir %(thing)s")
        context = {
            **self.admin_site.each_context(request),
            "title": title % {"thing": self.opts.verbose_name},
            "subtitle": None if adding else str(self.get_object(request, str(row.pk))),
            "adminform": adminform,
            "object_id": None if adding else str(row.pk),
            "original": row,
            "is_popup": "_popup" in request.POST or "_popup" in request.GET,
            "to_field": None,
            "media": self.media + adminform.media,
            "inline_admin_formsets": [],
            "errors": AdminErrorList(form, []),
            "preserved_filters": self.get_preserved_filters(request),
            **(extra_context or {}),
        }
        answer = self.render_change_form(request, context, add=adding, change=not adding, form_url=form_url, obj=row)
        answer.status_code = form.status
        return answer


def possible(made: type[forms.BaseForm], initial: dict[str, Any]) -> dict[str, Any]:
    """What a new form begins with: what we say ourselves and, of what its address says, the one record it hangs on."""
    return {name: value for name, value in initial.items() if not isinstance(value, str) or is_link(made, name, value)}


def is_link(made: type[forms.BaseForm], name: str, value: str) -> bool:
    asked = made.base_fields.get(name)
    if not isinstance(asked, forms.ModelChoiceField) or isinstance(asked, forms.ModelMultipleChoiceField):
        return False
    try:
        return asked.clean(value) is not None
    except ValidationError:
        return False
