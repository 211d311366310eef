"""Every error has a page in our own words, whoever made it."""

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.test import Client
from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from config import errors


def raising(error):
    def view(request):
        raise error

    return view


def reading(request):
    return HttpResponse(request.POST.get("text", ""))


urlpatterns = [
    path("", include("config.urls")),
    path("400/", raising(SuspiciousOperation("raro"))),
    path("403/", raising(PermissionDenied(_("Solo quien coordina puede cerrar.")))),
    path("404/", raising(Http404())),
    path("405/", lambda request: HttpResponseNotAllowed(["POST"])),
    path("409/", lambda request: HttpResponse(status=409)),
    path("409-con-pagina/", lambda request: HttpResponse("Lo que usted escribió", status=409)),
    path("413/", raising(RequestDataTooBig())),
    path("muchos/", raising(TooManyFieldsSent())),
    path("500/", raising(RuntimeError("se rompió"))),
    path("leer/", reading),
]
handler400, handler403 = errors.bad_request, errors.permission_denied
handler404, handler500 = errors.not_found, errors.server_error

pytestmark = pytest.mark.urls(__name__)


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("/400/", 400, "No pudimos leer lo que envió su navegador"),
        ("/403/", 403, "Solo quien coordina puede cerrar."),
        ("/404/", 404, "o no está abierta para usted"),
        ("/no-existe/", 404, "o no está abierta para usted"),
        ("/405/", 405, "Esta dirección no se abre de ese modo"),
        ("/409/", 409, "Otra persona cambió este registro"),
        ("/413/", 413, "En un envío caben hasta 25 MB."),
        ("/muchos/", 413, "Lo que envió pesa demasiado"),
        ("/500/", 500, "Algo falló de nuestro lado"),
    ],
)
def test_every_error_has_a_page_that_says_what_to_do(client, address, code, words):
    client.raise_request_exception = False
    page = client.get(address)

    assert page.status_code == code
    assert words in page.content.decode()
    assert '<a class="wordmark" href="/">Mesas</a>' in page.content.decode()


@pytest.mark.parametrize(("address", "code"), [("/leer/%00/", 404), ("/leer/?q=a%00b", 400)])
def test_the_null_character_reaches_no_view(client, address, code):
    assert client.get(address).status_code == code


def test_a_page_that_a_view_made_stays_as_it_is(client):
    assert client.get("/409-con-pagina/").content.decode() == "Lo que usted escribió"


def test_a_wrong_method_still_says_which_are_right(client):
    assert client.get("/405/")["Allow"] == "POST"


def test_a_form_without_proof_of_origin_is_explained():
    page = Client(enforce_csrf_checks=True).post("/leer/", {"text": "x"})

    assert page.status_code == 403
    assert "Este formulario estuvo abierto demasiado tiempo" in page.content.decode()


def test_a_broken_form_is_a_bad_request(client):
    page = client.post("/leer/", b"--nada", content_type="multipart/form-data")

    assert page.status_code == 400
    assert "No pudimos leer lo que envió su navegador" in page.content.decode()


def test_what_is_too_big_is_refused_before_it_is_kept(client, settings):
    settings.UPLOAD_MAX_MB = 1
    page = client.post("/leer/", {"text": "x" * 2**20})

    assert page.status_code == 413
    assert "En un envío caben hasta 1 MB." in page.content.decode()


def test_a_session_of_120_people_fits_in_one_form(client):
    page = client.post("/leer/", {"text": "llegó", **{f"attendance-{number}": "x" for number in range(9_000)}})

    assert page.content.decode() == "llegó"


@pytest.mark.django_db
def test_the_way_to_sign_in_is_offered_only_to_who_is_not(client):
    offer = '<a class="more" href="/cuenta/entrar/?next=/mesas/secreta/%3Fa%3D1">Entrar con mi usuario</a>'
    assert offer in client.get("/mesas/secreta/?a=1").content.decode()

    client.force_login(get_user_model().objects.create_user("rosa"))
    assert "Entrar con mi usuario" not in client.get("/mesas/secreta/?a=1").content.decode()


def test_the_page_for_our_own_failure_asks_nothing_of_the_database(client, rf):
    """No `django_db` here: a query would fail the test."""
    assert errors.server_error(rf.get("/")).status_code == 500
