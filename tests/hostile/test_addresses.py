"""Addresses that were typed, cut, glued or forged: a page that says so, never a failure of ours."""

import io

import pytest
from django.urls import reverse

from agreements.filters import CommitmentFilter
from agreements.filters.closures import ClosureFilter
from agreements.filters.meetings import DemandFilter, SessionFilter
from monitoring.filters import ConflictFilter, MesaFilter, PartyFilter
from tests import factories
from tests.agreements.scene import Scene
from tests.hostile.inputs import LONG, MARKED, SCRIPT, stored

pytestmark = pytest.mark.django_db

#: Each list with what it may be asked.
LISTS = {
    "commitment_list": list(CommitmentFilter.base_filters),
    "dashboard": list(CommitmentFilter.base_filters),
    "session_list": list(SessionFilter.base_filters),
    "demand_list": list(DemandFilter.base_filters),
    "closure_list": list(ClosureFilter.base_filters),
    "conflict_list": list(ConflictFilter.base_filters),
    "mesa_list": list(MesaFilter.base_filters),
    "party_list": list(PartyFilter.base_filters),
    "notice_list": ["tipo"],
    "my_commitments": ["hoja"],
    "home": [],
    "methodology": [],
}
VALUES = {
    "10,000 characters": LONG,
    "script": SCRIPT,
    "marks": MARKED,
    "only marks": "\u202e\u200f",
    "a number past all numbers": "9" * 40,
    "digits of elsewhere": "٣",
    "a date that is none": "2026-02-31",
    "the end of a statement": "'; DROP TABLE mesas_mesa; --",
    "half a letter": "\ud800".encode("utf-8", "surrogatepass"),
}


@pytest.fixture
def reader(client):
    """Signed in as somebody who sees all there is, and there is something."""
    scene = Scene()
    client.force_login(scene.admin)
    return client


@pytest.mark.parametrize("name", LISTS)
def test_whatever_a_list_is_asked_it_answers(reader, name):
    asked = (*LISTS[name], "pagina", "formato", "nada")

    pages = {what: reader.get(reverse(name), dict.fromkeys(asked, value)) for what, value in VALUES.items()}

    assert {what: page.status_code for what, page in pages.items()} == dict.fromkeys(VALUES, 200)
    assert [what for what, page in pages.items() if SCRIPT in page.content.decode()] == []
    assert [what for what, page in pages.items() if "\u202e" in page.content.decode()] == []


@pytest.mark.parametrize("name", LISTS)
def test_the_same_parameter_hundreds_of_times_and_pages_that_do_not_exist(reader, name):
    many = {parameter: [f"valor-{number}" for number in range(300)] for parameter in (*LISTS[name], "pagina")}
    numbers = ("0", "-1", "1.5", "9" * 400, "x", "", "١")

    assert reader.get(reverse(name), many).status_code == 200
    assert {reader.get(reverse(name), {"pagina": number}).status_code for number in numbers} == {200}


def test_more_parameters_than_any_address_has_are_told(reader):
    assert reader.get(reverse("commitment_list"), {"tema": ["agua"] * 11_000}).status_code == 413


@pytest.mark.parametrize("name", LISTS)
def test_the_null_character_is_told_and_asked_of_no_database(reader, name):
    asked = (*LISTS[name], "pagina", "x")

    assert {reader.get(reverse(name), {parameter: "a\0b"}).status_code for parameter in asked} == {400}


@pytest.mark.parametrize("key", ["0", "9" * 19, "9" * 400, "-1", "x", "1'", "%00", "%E2%80%AE", "á" * 2_000])
def test_what_is_nowhere_is_not_found(reader, key):
    places = [
        f"/{thing}/{key}/"
        for thing in ("conflictos", "mesas", "actores", "compromisos", "sesiones", "documentos", "evidencias")
    ] + [
        f"/documentos/{key}/archivo/", f"/mesas/{key}/sesiones/nueva/", f"/compromisos/{key}/veredicto/",
        f"/compromisos/{key}/evidencia/",
    ]  # fmt: skip

    assert {place: reader.get(place).status_code for place in places} == dict.fromkeys(places, 404)


@pytest.mark.parametrize(
    "query", ["recibo=", "recibo=x", "recibo=" + "9" * 400, "respuesta=" + "x" * 10_000, "%ff=%fe"]
)
def test_a_page_of_a_step_takes_no_harm_from_what_stands_behind_it(client, query):
    scene = Scene()
    client.force_login(scene.representative)

    answer = client.get(f"/compromisos/{scene.commitment.code}/veredicto/?{query}")

    assert answer.status_code == (404 if query.startswith("recibo") else 200)


@pytest.mark.parametrize("name", ["forma", "por", "tambien"])
@pytest.mark.parametrize("what", VALUES)
def test_whatever_stands_behind_a_closing_it_asks_anew(client, name, what):
    scene = Scene()
    client.force_login(scene.coordinator)
    others = {} if name == "forma" else {"forma": "reemplazado"}

    answer = client.get(f"/compromisos/{scene.commitment.code}/cerrar/", {**others, name: VALUES[what]})

    assert answer.status_code == 200
    assert SCRIPT not in answer.content.decode()


HUGE = 200 * 2**20
STEPS = ("iniciar", "declarar", "veredicto", "verificar", "evidencia", "cerrar", "objetar", "reabrir", "resolver")
POSTED = [
    "/cuenta/entrar/", "/cuenta/", "/cuenta/clave/", "/avisos/", "/mesas/esp-2026/sesiones/nueva/",
    *(f"/compromisos/ESP-1/{step}/" for step in STEPS),
    "/admin/mesas/mesa/add/", "/admin/accounts/user/add/",
]  # fmt: skip


class Zeros(io.RawIOBase):
    """As many bytes as a browser would send; none exists before it is read, and never many at once."""

    def __init__(self, size: int):
        self.left = size

    def read(self, size: int = -1) -> bytes:
        assert 0 <= size <= 2**20
        size = min(self.left, size)
        self.left -= size
        return bytes(size)


@pytest.mark.parametrize("address", POSTED)
def test_two_hundred_megabytes_are_refused_with_how_much_fits(client, address):
    client.force_login(factories.UserFactory(is_staff=True))
    before, body = stored(), Zeros(HUGE)

    answer = client.generic(
        "POST", address, content_type="multipart/form-data; boundary=x", CONTENT_LENGTH=str(HUGE),
        **{"wsgi.input": body},
    )  # fmt: skip

    assert (answer.status_code, body.left, stored() == before) == (413, 0, True)
    assert "En un envío caben hasta 25 MB." in answer.content.decode()


@pytest.mark.parametrize("length", ["-1", "x", "", "1" * 5_000, "٣"])
def test_a_length_that_is_none_is_no_failure_of_ours(client, length):
    sent = {"content_type": "multipart/form-data; boundary=x", "CONTENT_LENGTH": length}

    answer = client.generic("POST", "/cuenta/entrar/", **sent)

    assert answer.status_code in (200, 400, 413)
