"""What the pages of all steps share: whom they are for, what was sent, and the question below what is said so far."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.views.decorators.http import require_http_methods

from accounts.forms import ServiceForm
from agreements.models import Commitment
from agreements.services.rules import BEHALF_KINDS
from agreements.showing.reader import Reader
from agreements.showing.status import Status, statuses_of
from conflicts.models import Party
from mesas.choices import Answer
from mesas.models import Document, Signature

step = require_http_methods(["GET", "HEAD", "POST"])


@dataclass(frozen=True)
class Page:
    """One step as a page: its name in the trail, its template, and the service that does it."""

    name: Promise
    template: str
    service: Callable[..., Any]


def show(
    request: HttpRequest,
    page: Page,
    commitment: Commitment,
    form: ServiceForm,
    tell: Callable[[Status], dict[str, Any]] = lambda _status: {},
    **more: Any,
) -> HttpResponse:
    """The question, below what each side says so far. `refusal`: why it cannot be answered now, instead of fields;
    `tell`: what else the page says of how things stand."""
    status = statuses_of([commitment], user=request.user, reader=Reader.of(request.user), on=timezone.localdate())[
        commitment.pk
    ]
    context = {
        "commitment": commitment,
        "form": form,
        "parts": status.short,
        "trail": trail(commitment, page.name),
        **tell(status),
        **more,
    }
    return render(request, page.template, context, status=form.status)


def visible(request: HttpRequest, code: str) -> Commitment:
    shown = Commitment.objects.visible_to(request.user).select_related("mesa__conflict", "document", "session")
    return get_object_or_404(shown, code=code)


def refusal_of(rule: Callable[..., Any], *args: Any) -> str:
    """Why a rule refuses, in its own words; nothing where it does not."""
    try:
        rule(*args)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def named(parties: Collection[int]) -> QuerySet[Party]:
    return Party.objects.filter(pk__in=parties).order_by("short_name")


def papers(request: HttpRequest, commitment: Commitment) -> QuerySet[Document]:
    """Papers already on record by which a party may have spoken."""
    return Document.objects.visible_to(request.user).filter(
        mesa__conflict=commitment.mesa.conflict_id, kind__in=BEHALF_KINDS
    )


def signed_papers(request: HttpRequest, commitment: Commitment, parties: Collection[int]) -> QuerySet[Document]:
    """Papers already on record that any of these parties signed, and those by which a party may have spoken."""
    kin = Party.objects.kin(timezone.localdate()).same(parties)
    signed = Signature.objects.filter(party__in=kin, signed=Answer.YES).values("document")
    found = Document.objects.visible_to(request.user).filter(mesa__conflict=commitment.mesa.conflict_id)
    return found.filter(Q(pk__in=signed) | Q(kind__in=BEHALF_KINDS))


def sent(request: HttpRequest) -> tuple[Any, Any]:
    """What was posted, also when it is nothing: an empty post is a form with errors."""
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def trail(commitment: Commitment, here: str | Promise) -> list[dict[str, Any]]:
    return [{"label": commitment.code, "href": commitment.get_absolute_url()}, {"label": here}]
