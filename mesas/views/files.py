"""Files, handed out by a view that has asked who looks. What people sent is never run nor trusted by a browser."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.exceptions import PermissionDenied
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mesas.models import Document
from mesas.policies import can_see_original_of
from mesas.uploads.kinds import content_type_of, name_by_content
from mesas.views.ranges import OutOfReach, Part, asked_part

#: What a browser shows by itself under our headers. A PDF is kept by the reader instead: no browser shows one in a
#: sandbox; nor does any show office files.
SHOWN_IN_PLACE = ("image/", "audio/")


def hand_out(request: HttpRequest, file: FieldFile, *, name: str, etag: str, inline: bool = False) -> HttpResponseBase:
    """The file under that name, or the part of it that is asked for: for showing only if we made it ourselves
    (`inline`) and it is a picture or sound, else to be kept by the reader.

    A browser may keep it for this person but asks again each time, so that a right that ended ends; `etag` changes
    with the content. Answers 404 where the file is gone from the store.
    """
    quoted = f'"{etag}"'
    unchanged = get_conditional_response(request, etag=quoted)
    if unchanged:
        return unchanged
    try:
        content, size = file.open("rb"), file.size
    except FileNotFoundError as gone:
        raise Http404 from gone
    extension = PurePosixPath(file.name or "").suffix
    kind = content_type_of(extension)
    in_place = inline and kind.startswith(SHOWN_IN_PLACE)
    more = {"as_attachment": not in_place, "filename": name_by_content(name, extension), "content_type": kind}
    try:
        part = asked_part(request, size=size, etag=quoted)
    except OutOfReach:
        content.close()
        return strict(HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"}), quoted)
    if part is None:
        return strict(FileResponse(content, **more), quoted)
    start, end = part
    response = FileResponse(Part(content, start, end), status=206, **more)
    response["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    response["Content-Length"] = str(end - start)
    return strict(response, quoted)


def strict(response: HttpResponseBase, etag: str) -> HttpResponseBase:
    """A browser may show or play it, and nothing else."""
    response["ETag"] = etag
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response


def not_for(request: HttpRequest) -> HttpResponseBase:
    """The answer to who may not: signed out, as if there were nothing, with the way to sign in."""
    if not request.user.is_authenticated:
        raise Http404
    raise PermissionDenied(
        _("El original lo ven la coordinación, el registro, quien verifica y quien lo dio. Aún no hay copia publicada.")
    )


@require_safe
def document_file(request: HttpRequest, pk: int) -> HttpResponseBase:
    """`/documentos/<pk>/archivo/`: the copy for the public; `?original=1`, or where there is no copy, the original."""
    document = get_object_or_404(Document.objects.visible_to(request.user).select_related("mesa"), pk=pk)
    if document.public_copy and "original" not in request.GET:
        ending = PurePosixPath(document.public_copy.name).suffix
        name = f"{document.mesa.code}-documento-{document.pk}{ending}"
        return hand_out(request, document.public_copy, name=name, etag=PurePosixPath(document.public_copy.name).stem)
    if not document.original:
        raise Http404
    if not can_see_original_of(request.user, document):
        return not_for(request)
    return hand_out(request, document.original, name=document.original_name, etag=document.sha256)
