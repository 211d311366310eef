"""`/evidencias/<pk>/{publicar,retirar}/`: what everybody may see of one file, and taking one back for good."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.forms import ServiceForm
from agreements.forms.publishing import PublishForm, RedactForm, WithdrawForm
from agreements.models import Evidence
from agreements.policies import FileKey, file_key_for
from agreements.services.publishing import WHO_PUBLISHES, WHO_REDACTS, publish_copy, redact_evidence, withdraw_copy
from agreements.showing.files import as_everybody, file_of
from agreements.views.asking import sent, step, trail

PUBLISHED = _("La copia quedó publicada: la ve quien ve este compromiso.")
WITHDRAWN = _("La copia ya no se muestra a todo el mundo.")
TAKEN_BACK = _("El archivo se retiró. En su lugar queda que estuvo, y por qué se retiró.")


@login_required
@step
def evidence_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a copy, or show the one that is published no longer. Sending either twice does it once."""
    piece, key = asked(request, pk)
    if not key.publishes:
        raise PermissionDenied(WHO_PUBLISHES)
    if piece.redacted_at:
        return already(request, piece, TAKEN_BACK)
    is_published, form = bool(piece.published_at), form_for(request, piece)
    if request.method == "POST" and is_published != isinstance(form, WithdrawForm):
        return already(request, piece, PUBLISHED if is_published else WITHDRAWN)
    service, done = (withdraw_copy, WITHDRAWN) if is_published else (publish_copy, PUBLISHED)
    if request.method == "POST" and form.submit(service, piece, by=request.user):
        messages.success(request, done)
        return redirect(piece.commitment)
    if is_published:
        return show(request, piece, key, form, _("Quitar la copia publicada"), "evidence_withdraw")
    return show(request, piece, key, form, _("Publicar una copia"), "evidence_publish")


def form_for(request: HttpRequest, piece: Evidence) -> PublishForm | WithdrawForm:
    """The form that was sent or, where nothing was, the one that there is to fill in."""
    asks_to_withdraw = "reason" in request.POST if request.POST else bool(piece.published_at)
    return WithdrawForm(*sent(request)) if asks_to_withdraw else PublishForm(*sent(request), evidence=piece)


@login_required
@step
def evidence_redact(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file back for good."""
    piece, key = asked(request, pk)
    if not key.redacts:
        raise PermissionDenied(WHO_REDACTS)
    if piece.redacted_at:
        return already(request, piece, TAKEN_BACK)
    form = RedactForm(*sent(request))
    if request.method == "POST" and form.submit(redact_evidence, piece, by=request.user):
        messages.success(request, TAKEN_BACK)
        return redirect(piece.commitment)
    return show(request, piece, key, form, _("Retirar un archivo"), "evidence_redact")


def already(request: HttpRequest, piece: Evidence, done: str | Promise) -> HttpResponse:
    """It was done before, by this very post or by somebody else."""
    messages.info(request, done)
    return redirect(piece.commitment)


def asked(request: HttpRequest, pk: int) -> tuple[Evidence, FileKey]:
    """A file of a commitment that this person sees, and what she may do with it."""
    seen = Evidence.objects.visible_to(request.user).select_related("commitment__mesa__conflict", "supplied_by")
    piece = get_object_or_404(seen, pk=pk)
    return piece, file_key_for(request.user, piece.commitment.mesa.conflict_id)


def show(
    request: HttpRequest, piece: Evidence, key: FileKey, form: ServiceForm, name: str | Promise, template: str
) -> HttpResponse:
    """The file as everybody sees it, or would, and the question."""
    context: dict[str, Any] = {
        "piece": piece,
        "commitment": piece.commitment,
        "file": file_of(piece, key, with_days=True),
        "preview": as_everybody(piece),
        "form": form,
        "trail": trail(piece.commitment, name),
    }
    return render(request, f"agreements/{template}.html", context, status=form.status)
