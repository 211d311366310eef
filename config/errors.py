"""Error pages in the product's own look. Templates `errors/<code>.html` hold the words."""

from http import HTTPStatus
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

PAGES = frozenset({400, 403, 404, 405, 409, 413})
TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def page(request: HttpRequest, code: int, **context: Any) -> HttpResponse:
    """The page for this code. It is never kept by a browser or a proxy: the answer may differ a minute later."""
    context = {"code": code, "upload_max_mb": settings.UPLOAD_MAX_MB, **context}
    answer = render(request, f"errors/{code}.html", context, status=code)
    answer["Cache-Control"] = "no-store"
    return answer


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; or 413 when what Django refused was the amount."""
    code = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if isinstance(exception, TOO_MUCH) else HTTPStatus.BAD_REQUEST
    return page(request, int(code))


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the sentence of the service that refused."""
    return page(request, 403, reason=str(exception) if exception else "")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form whose proof of origin is old or missing: signing in again, or going back, mends it."""
    return page(request, 403, csrf=True)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same whether a thing is missing or not for this reader; signed out, it offers to sign in."""
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, made without the database, the session or the user: any of them may be what broke."""
    return HttpResponse(render_to_string("errors/500.html", {"code": 500}), status=500)
