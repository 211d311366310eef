"""The pages that close: who gets in, what is asked, what is kept, what follows."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import Duty, State, Step
from agreements.models import Commitment, Transition
from mesas.models import Document
from tests.agreements.closing import another, close, signed
from tests.agreements.filling import TODAY, pages, paper, send
from tests.agreements.scene import Scene, day
from tests.agreements.speaking import claim, verdict, verification
from tests.hostile.reading import Page

pytestmark = pytest.mark.django_db

#: Status of each page, in the order of STEPS. Signed out, all lead to the sign-in.
TABLE = {
    "coordinator": (200, 200, 200, 200),
    "registrar": (403, 200, 403, 200),
    "delegate": (403, 403, 403, 403),
    "representative": (403, 200, 200, 403),
    "verifier": (403, 403, 200, 403),
    "observer": (403, 403, 403, 403),
    "admin": (403, 403, 403, 403),
    "stranger": (403, 403, 403, 403),
    "signed out": (302, 302, 302, 302),
}


@pytest.mark.parametrize("state", ["open", "closed", "disputed"])
def test_each_page_is_open_to_whom_the_table_says(client, state):
    scene = Scene()
    if state == "closed":
        close(scene, at=timezone.now())
    if state == "disputed":
        claim(scene)
        verdict(scene)
    found = {"signed out": tuple(client.get(page).status_code for page in pages(scene))}
    for name, user in scene.people().items():
        client.force_login(user)
        found[name] = tuple(client.get(page).status_code for page in pages(scene))

    assert found == TABLE


NOT_NOW = {
    "commitment_object": "no hay cierre que objetar",
    "commitment_reopen": "no hay qué reabrir",
    "commitment_settle": "no está en disputa: Pendiente",
}


@pytest.mark.parametrize("step", NOT_NOW)
def test_where_there_is_nothing_to_do_the_page_says_so_and_asks_nothing(client, step):
    scene = Scene()
    client.force_login(scene.coordinator)

    page = client.get(reverse(step, args=[scene.commitment.code]))

    assert NOT_NOW[step] in page.content.decode()
    assert Page(page).controls == {}


def test_it_asks_first_how_and_says_what_each_way_means(client):
    scene = Scene()
    client.force_login(scene.coordinator)
    address = pages(scene)[0]

    page = client.get(address).content.decode()

    for way in (State.CLOSED_PARTIAL, State.REPLACED, State.WITHDRAWN, State.CLOSED_UNMET):
        assert f'href="{address}?forma={way.value}"' in page
        assert str(way.label) in page
    assert client.get(f"{address}?forma=borrado").content.decode().count("?forma=") == 4


def test_both_sign_one_paper_and_it_is_closed(client):
    scene = Scene()

    answer = send(
        client, scene, query="?forma=retirado", **paper(scene.company, scene.community), reason="Ya no hace falta.",
        sure="on",
    )  # fmt: skip

    assert answer.headers["Location"] == scene.commitment.get_absolute_url()
    row = Transition.objects.get()
    assert (row.to_state, row.reason, row.by) == (State.WITHDRAWN, "Ya no hace falta.", scene.coordinator)
    assert set(row.consenting.all()) == {scene.company, scene.community}
    assert Document.objects.get().original_name == "acta.pdf"
    assert "El compromiso quedó cerrado." in client.get(answer.headers["Location"]).content.decode()


def test_each_by_its_own_also_by_one_on_record(client):
    scene = Scene()
    letter = signed(scene, scene.company)

    send(
        client, scene, query="?forma=retirado", sure="on", **{f"signed_{scene.company.pk}": letter.pk},
        **paper(scene.community, number=2),
    )  # fmt: skip

    assert scene.fresh().state == State.WITHDRAWN
    assert set(Transition.objects.get().documents.all()) == set(Document.objects.all())


def test_before_it_is_done_one_reads_what_will_happen_and_says_yes(client):
    scene = Scene(code="ESP-1", title="Agua")
    client.force_login(scene.coordinator)

    page = client.get(f"{pages(scene)[0]}?forma=retirado").content.decode()
    answer = send(client, scene, query="?forma=retirado", **paper(scene.company, scene.community))

    until = TODAY + datetime.timedelta(days=30)
    for words in ("Qué va a pasar", "Se cierra ya mismo: ESP-1 Agua.", "No cuenta como cumplido.", f"{until.year}"):
        assert words in page
    assert Page(answer).fault("sure") == "Lea qué va a pasar y marque esta casilla para confirmarlo."
    assert scene.fresh().state == State.PENDING


FAULTS = {
    "nobody signed": (lambda scene: paper(), "paper_1_signers", "Marque quiénes lo firmaron."),
    "one is missing": (
        lambda scene: paper(scene.community), "paper_1_signers",
        "Falta el documento con que está de acuerdo: Minera.",
    ),
    "nothing at all": (
        lambda scene: {}, "paper_1_signers", "Falta el documento con que está de acuerdo: Anta, Minera.",
    ),
    "no title": (
        lambda scene: paper(scene.company, scene.community, title=""), "paper_1_title",
        "Escriba cómo se llama el documento.",
    ),
    "no kind": (lambda scene: paper(scene.company, kind=""), "paper_1_kind", "Diga qué documento es."),
    "a call": (lambda scene: paper(scene.company, kind="nota-de-llamada"), "paper_1_kind", "Escoja una opción válida"),
    "no date": (
        lambda scene: paper(scene.company, dated_day="", dated_month="", dated_year=""), "paper_1_dated_day",
        "Indique la fecha del documento.",
    ),
    "tomorrow": (
        lambda scene: paper(scene.company, on=TODAY + datetime.timedelta(days=1)), "paper_1_dated_day",
        "La fecha del documento no puede ser posterior a hoy.",
    ),
    "before the commitment": (
        lambda scene: paper(scene.company, scene.community, on=datetime.date(2020, 1, 1)), "paper_1_dated_day",
        "tiene que ser posterior al compromiso.",
    ),
    "no file": (
        lambda scene: paper(scene.company, scene.community, file=""), "paper_1_file", "Adjunte el documento firmado.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", FAULTS)
def test_what_is_wrong_with_a_paper_is_said_beside_it_and_what_was_typed_stays(client, what):
    typed, field, words = FAULTS[what]
    scene = Scene(agreed=day("2021-01-01"))

    answer = send(client, scene, query="?forma=retirado", sure="on", reason="Lo escrito", **typed(scene))

    page = Page(answer)
    assert (answer.status_code, scene.fresh().state) == (200, State.PENDING)
    assert words in page.fault(field)
    assert page.controls["reason"].values == ["Lo escrito"]
    assert not Document.objects.exists()


def test_unmet_asks_for_the_reason_and_the_words(client):
    scene = Scene()

    answer = send(client, scene, query="?forma=cerrado-sin-cumplimiento", **paper(scene.community), sure="on")
    page = Page(answer)
    assert page.fault("closing_reason") == "Elija un motivo."
    assert page.fault("reason") == "Explique por qué se cierra."

    ended = {"closing_reason": "mesa-terminada", "reason": "La mesa ya no se reúne."}
    answer = send(client, scene, query="?forma=cerrado-sin-cumplimiento", **paper(scene.community), **ended, sure="on")
    assert "la mesa no ha terminado" in Page(answer).fault("closing_reason")

    send(
        client, scene, query="?forma=cerrado-sin-cumplimiento", **paper(scene.community), sure="on",
        closing_reason="imposible", reason="El manantial se secó.",
    )  # fmt: skip
    assert scene.fresh().state == State.CLOSED_UNMET


def test_a_verification_that_says_why_takes_the_place_of_the_paper(client):
    scene = Scene()
    finding = verification(scene, level=0, note="No hay agua.")

    send(
        client, scene, query="?forma=cerrado-sin-cumplimiento", closing_reason="imposible", reason="Sin agua.",
        verification=finding.pk, sure="on",
    )  # fmt: skip

    assert Transition.objects.get(step=Step.CLOSED).assessment == finding


def test_where_nobody_is_known_to_receive_the_page_says_what_comes_first(client):
    scene = Scene()
    scene.commitment.duties.filter(duty=Duty.BENEFICIARY).delete()
    client.force_login(scene.coordinator)

    for number, way in enumerate(("retirado", "cerrado-parcial", "cerrado-sin-cumplimiento", "reemplazado")):
        other = another(scene, code=f"X-{number}")
        query = f"?forma={way}&por={other.code}"
        page = client.get(pages(scene)[0] + query).content.decode()
        assert "Primero hay que registrar quién recibe este compromiso" in page


def test_a_form_older_than_the_record_is_told_so_and_keeps_what_was_typed(client):
    scene = Scene()
    typed = {"reason": "Ya no hace falta.", "sure": "on", **paper(scene.company, scene.community)}
    Commitment.objects.update(version=2)

    answer = send(client, scene, query="?forma=retirado", **typed | {"version": "1"})

    page = Page(answer)
    assert (answer.status_code, scene.fresh().state) == (409, State.PENDING)
    assert "Este compromiso cambió mientras usted tenía abierta la página." in page.alerts
    assert (page.controls["reason"].values, page.controls["version"].values) == (["Ya no hace falta."], ["2"])
    again = send(client, scene, query="?forma=retirado", **typed | paper(scene.company, scene.community))
    assert again.status_code == 302


def test_closed_meanwhile_it_keeps_what_was_typed(client):
    scene = Scene()
    version = scene.fresh().version
    close(scene, by=scene.coordinator, at=timezone.now())

    answer = send(
        client, scene, query="?forma=cerrado-parcial", version=version, reason="Aceptan menos.", sure="on",
        **paper(scene.community),
    )  # fmt: skip

    assert answer.status_code == 409
    assert Page(answer).controls["reason"].values == ["Aceptan menos."]


# Replacing


def test_first_by_what_then_with_whom(client):
    scene = Scene(code="ESP-1")
    new, old, foreign = another(scene, code="ESP-2"), another(scene, code="ESP-3"), another(Scene(), code="OTR-1")
    closed = another(scene, code="ESP-4", state=State.WITHDRAWN)
    client.force_login(scene.coordinator)
    address = f"{pages(scene)[0]}?forma=reemplazado"

    first = client.get(address).content.decode()
    assert 'value="ESP-2"' in first
    assert not any(f'value="{row.code}"' in first for row in (scene.commitment, foreign, closed))
    assert "Marque al menos un compromiso." in client.get(f"{address}&tambien=ESP-3").content.decode()
    assert "Quítelo de una de las dos listas." in client.get(f"{address}&por=ESP-2&tambien=ESP-2").content.decode()
    assert 'name="por"' in client.get(f"{address}&por=OTR-1").content.decode()

    second = client.get(f"{address}&por=ESP-2&tambien=ESP-3").content.decode()
    assert "Se cierran ya mismo: ESP-1" in second
    assert "En su lugar queda ESP-2" in second

    query = "?forma=reemplazado&por=ESP-2&tambien=ESP-3"
    send(client, scene, query=query, sure="on", **paper(scene.company, scene.community))
    found = {row.pk: row.state for row in Commitment.objects.filter(pk__in=(scene.commitment.pk, old.pk, new.pk))}
    assert found == {scene.commitment.pk: State.REPLACED, old.pk: State.REPLACED, new.pk: State.PENDING}


def test_where_nothing_could_replace_it_the_page_says_what_comes_first(client):
    scene = Scene()
    client.force_login(scene.coordinator)

    page = client.get(f"{pages(scene)[0]}?forma=reemplazado").content.decode()

    assert "no hay otro compromiso abierto que lo reemplace" in page
