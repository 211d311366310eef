"""What the pages of all steps share: whom they are for, what was sent, and the question below what is said so far."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from accounts.forms import ServiceForm
from agreements.models import Commitment
from agreements.services.rules import BEHALF_KINDS
from agreements.showing.reader import Reader
from agreements.showing.status import statuses_of
from conflicts.models import Party
from mesas.models import Document

step = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Page:
    """One step as a page: its name in the trail, its template, and the service that does it."""

    name: Promise
    template: str
    service: Callable[..., Any]


def show(request: HttpRequest, page: Page, commitment: Commitment, form: ServiceForm) -> HttpResponse:
    """The question, below what each side says so far."""
    status = statuses_of([commitment], user=request.user, reader=Reader.of(request.user), on=timezone.localdate())[
        commitment.pk
    ]
    context = {
        "commitment": commitment,
        "form": form,
        "parts": status.short,
        "trail": trail(commitment, page.name),
    }
    return render(request, page.template, context, status=form.status)


def visible(request: HttpRequest, code: str) -> Commitment:
    shown = Commitment.objects.visible_to(request.user).select_related("mesa__conflict", "document", "session")
    return get_object_or_404(shown, code=code)


def named(parties: Collection[int]) -> QuerySet[Party]:
    return Party.objects.filter(pk__in=parties).order_by("short_name")


def papers(request: HttpRequest, commitment: Commitment) -> QuerySet[Document]:
    """Papers already on record by which a party may have spoken."""
    return Document.objects.visible_to(request.user).filter(
        mesa__conflict=commitment.mesa.conflict_id, kind__in=BEHALF_KINDS
    )


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What was posted, also when it is nothing: an empty post is a form with errors."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def trail(commitment: Commitment, here: str | Promise) -> list[dict[str, Any]]:
    return [{"label": commitment.code, "href": commitment.get_absolute_url()}, {"label": here}]
