"""Evidence: the copy that may be shown, and the original for few."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from agreements.models import Evidence
from agreements.policies import file_key_for
from mesas.views.files import hand_out, not_for


@require_safe
def evidence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`/evidencias/<pk>/`: the copy without metadata, `?chica=1` the small one of lists; `?original=1`, or where there
    is no copy, the original."""
    shown = Evidence.objects.visible_to(request.user).select_related("commitment__mesa")
    piece = get_object_or_404(shown, pk=pk, redacted_at=None)
    key = file_key_for(request.user, piece.commitment.mesa.conflict_id)
    if key.opens_copy(piece) and "original" not in request.GET:
        copy = piece.small if "chica" in request.GET and piece.small else piece.shown
        stored = PurePosixPath(copy.name)
        name = f"{piece.commitment.code}-evidencia-{piece.pk}{stored.suffix}"
        return hand_out(request, copy, name=name, etag=stored.stem, inline=True)
    if not key.opens_original(piece):
        return not_for(request)
    if not piece.original:
        raise Http404
    return hand_out(request, piece.original, name=piece.original_name, etag=piece.sha256)
