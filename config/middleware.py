"""What happens to every request before an app sees it and to every answer before it leaves."""

from collections.abc import Callable
from time import monotonic

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import patch_vary_headers

from config import compression, errors

Handler = Callable[[HttpRequest], HttpResponse]

# Nothing here asks for a device; a photo comes through the phone's own file chooser.
PERMISSIONS_POLICY = ", ".join(
    f"{feature}=()"
    for feature in (
        "accelerometer",
        "camera",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "payment",
        "usb",
    )
)


class PermissionsPolicyMiddleware:
    """Tells the browser to refuse devices to this site, whatever a page asks."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        return response


class CompressTextMiddleware(GZipMiddleware):
    """Sends text in a quarter of its size over a slow line, or in a fifth, as Brotli, to who takes it.

    Browsers take Brotli over https and from their own machine. Photos and papers are as small as they get. In both
    codings some bytes come by chance, so that the size gives no secret of a page away.
    """

    KINDS = ("text/", "application/json")
    LEAST = 200  # bytes; what is shorter would only grow

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if not response.headers.get("Content-Type", "").startswith(self.KINDS) or "Content-Encoding" in response:
            return response
        if isinstance(response, HttpResponse) and len(response.content) < self.LEAST:
            return response
        patch_vary_headers(response, ("Accept-Encoding",))
        coding = compression.chosen(request.headers.get("Accept-Encoding", ""))
        if coding == "br":
            pack(response)
        return super().process_response(request, response) if coding == "gzip" else response


def pack(response: HttpResponseBase) -> None:
    """Make an answer Brotli, whole or as its parts come. Its tag then promises the same text, not the same bytes."""
    if isinstance(response, StreamingHttpResponse):
        response.streaming_content = compression.brotli_parts(iter(response))
        response.headers.pop("Content-Length", None)
    elif isinstance(response, HttpResponse):
        response.content = compression.brotli_whole(response.content)
        response["Content-Length"] = str(len(response.content))
    if response.headers.get("ETag", "").startswith('"'):
        response["ETag"] = f"W/{response['ETag']}"
    response["Content-Encoding"] = "br"


class ErrorPageMiddleware:
    """An answer with an error's code and nothing in it gets the page of that code."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code not in errors.PAGES or response.streaming or response.content:
            return response
        answer = errors.page(request, response.status_code)
        if "Allow" in response:
            answer["Allow"] = response["Allow"]
        return answer


def length_of(request: HttpRequest) -> int:
    """Bytes that the browser says it sends; none where it says no number. Nobody sends more than fifteen figures."""
    said = request.META.get("CONTENT_LENGTH") or ""
    return int(said[:16]) if said.isascii() and said.isdigit() else 0


class UploadLimitMiddleware:
    """Refuses a request of more than UPLOAD_MAX_MB before any of it is kept.

    What the browser is still sending is read and thrown away, for at most a minute: a server that closes
    the connection at once makes the browser show "connection reset" instead of the page that says why.
    """

    PATIENCE = 60  # seconds

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if length_of(request) <= settings.UPLOAD_MAX_MB * 2**20:
            return self.get_response(request)
        until = monotonic() + self.PATIENCE
        while request.read(2**16) and monotonic() < until:
            continue
        return errors.page(request, 413)


class NullCharacterMiddleware:
    """Nobody types the null character, and PostgreSQL stores none: in an address nothing bears that name, and a
    question that holds one is not understood. Forms refuse it by themselves.
    """

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path:
            return errors.page(request, 404)
        if "%00" in request.META.get("QUERY_STRING", ""):
            return errors.page(request, 400)
        return self.get_response(request)
