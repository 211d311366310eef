"""A paper: what it is, who signed it, what it says, and the fingerprint of its file."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.models import Agreement, Commitment
from agreements.showing import document as showing
from agreements.showing.links import address
from agreements.showing.rows import rows_of
from agreements.showing.session import agreement_rows
from mesas.models import Document
from mesas.policies import can_publish_copy_of, can_see_original_of


@require_safe
def document_page(request: HttpRequest, pk: int) -> HttpResponse:
    """One document, as far as this reader may see. Its file is handed out at an address of its own."""
    visible = Document.objects.visible_to(request.user).select_related("mesa__conflict").prefetch_related("sessions")
    document = get_object_or_404(visible, pk=pk)
    signatures = list(document.signatures.select_related("party").order_by("party__short_name"))
    owed = Commitment.objects.visible_to(request.user).filter(document=document).order_by("code")
    rows = rows_of(list(owed.values_list("pk", flat=True)), user=request.user, on=timezone.localdate())
    agreements = Agreement.objects.readable_by(request.user).filter(document=document).order_by("order")
    context = {
        "document": document,
        "mesa": document.mesa,
        "facts": showing.facts_of(document, document.deliveries.all()),
        "signatures": showing.signature_rows(signatures),
        "signatures_finding": showing.signatures_finding(signatures),
        "heads": showing.signature_heads(),
        "agreements": agreement_rows(agreements, rows),
        "count": len(rows),
        "file_href": reverse("document_file", args=[document.pk]),
        "opens_original": bool(document.original) and can_see_original_of(request.user, document),
        "publishes": bool(document.original) and can_publish_copy_of(request.user, document),
        "sources": document.sources.all(),
        "trail": [
            {"label": document.mesa.name, "href": address("mesa", document.mesa.slug)},
            {"label": document.get_kind_display()},
        ],
    }
    return render(request, "agreements/document.html", context)
