"""The project's addresses and, for the suite alone, a page of all components."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from tests.components import samples

received: list[str] = []


def empty_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(samples.page(samples.SampleForm(), request))


def wrong_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(samples.page(samples.wrong_form(), request))


@csrf_exempt
def receive(request: HttpRequest) -> HttpResponse:
    """Counts what is sent, and answers nothing: the browser stays where it is, and could send again."""
    received.append(request.POST["place"])
    return HttpResponse(status=204)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("on purpose")


urlpatterns = [
    path("muestra/", empty_form),
    path("muestra/con-errores/", wrong_form),
    path("muestra/enviar/", receive),
    path("muestra/rota/", broken),
    path("", include("config.urls")),
]

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.not_found"
handler500 = "config.errors.server_error"
