"""`/documentos/<pk>/publicar/`: what everybody may read of a paper."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from mesas.forms import DocumentCopyForm, DocumentWithdrawForm
from mesas.models import Document
from mesas.policies import can_publish_copy_of
from mesas.services.publishing import WHO_PUBLISHES, publish_document_copy, withdraw_document_copy

PUBLISHED = gettext_lazy("La copia quedó publicada.")
WITHDRAWN = gettext_lazy("La copia ya no se muestra.")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def document_publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish a copy, or take back the one that is published. Sending either twice does it once."""
    seen = Document.objects.visible_to(request.user).select_related("mesa__conflict")
    document = get_object_or_404(seen, pk=pk)
    if not can_publish_copy_of(request.user, document):
        raise PermissionDenied(WHO_PUBLISHES)
    is_published, form = bool(document.public_copy), form_for(request, document)
    service, done = (withdraw_document_copy, WITHDRAWN) if is_published else (publish_document_copy, PUBLISHED)
    if request.method == "POST" and is_published != isinstance(form, DocumentWithdrawForm):
        messages.info(request, PUBLISHED if is_published else WITHDRAWN)
        return redirect(document)
    if request.method == "POST" and form.submit(service, document, by=request.user):
        messages.success(request, done)
        return redirect(document)
    trail = [{"label": document.title, "href": document.get_absolute_url()}, {"label": _("Publicar una copia")}]
    context = {"document": document, "form": form, "trail": trail}
    return render(request, "mesas/document_publish.html", context, status=form.status)


def form_for(request: HttpRequest, document: Document) -> DocumentCopyForm | DocumentWithdrawForm:
    """The form that was sent or, where nothing was, the one that there is to fill in."""
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    asks_to_withdraw = "reason" in request.POST if request.POST else bool(document.public_copy)
    return DocumentWithdrawForm(*sent) if asks_to_withdraw else DocumentCopyForm(*sent)
