"""The pages of the steps: who gets in, what is asked, what is kept when something is wrong, what follows."""

import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import AssessmentKind, DeadlineKind, Duty, Kind, State
from agreements.models import Assessment, Commitment, Evidence
from conflicts.choices import Grade, Role
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from mesas.models import Document
from tests import factories
from tests.agreements.scene import Scene
from tests.mesas import files

pytestmark = pytest.mark.django_db

STEPS = ("commitment_begin", "commitment_claim", "commitment_verdict", "commitment_verify", "commitment_evidence")

#: Status of each page, in the order of STEPS. Signed out, all lead to the sign-in.
TABLE = {
    "coordinator": (403, 200, 200, 403, 200),
    "registrar": (200, 200, 200, 403, 200),
    "delegate": (200, 200, 403, 403, 200),
    "representative": (403, 403, 200, 403, 200),
    "verifier": (200, 403, 403, 200, 200),
    "observer": (403, 403, 403, 403, 403),
    "admin": (403, 403, 403, 403, 403),
    "stranger": (403, 403, 403, 403, 403),
    "signed out": (302, 302, 302, 302, 302),
}


def pages(scene):
    return [reverse(name, args=[scene.commitment.code]) for name in STEPS]


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_is_open_to_whom_the_table_says(client, method):
    scene = Scene()
    found = {"signed out": tuple(getattr(client, method)(page).status_code for page in pages(scene))}
    for name, user in scene.people().items():
        client.force_login(user)
        found[name] = tuple(getattr(client, method)(page).status_code for page in pages(scene))

    assert found == TABLE
    assert Assessment.objects.count() == Evidence.objects.count() == 0


def test_what_is_hidden_is_not_found_and_signed_out_one_is_asked_to_sign_in(client):
    scene = Scene(grade=Grade.INTERNAL)

    for page in pages(scene):
        assert client.get(page).headers["Location"] == f"{reverse('account_login')}?next={page}"
    client.force_login(scene.representative)
    assert [client.get(page).status_code for page in pages(scene)] == [404] * 5


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, method):
    scene = Scene()
    client.force_login(scene.registrar)

    assert [getattr(client, method)(page).status_code for page in pages(scene)] == [405] * 5


def send(client, scene, step="commitment_verdict", *, by="representative", **typed):
    client.force_login(getattr(scene, by))
    return client.post(reverse(step, args=[scene.commitment.code]), typed)


VERDICT = {"level": "2", "when": "hoy", "client_id": str(uuid.uuid4())}


def test_a_verdict_sent_from_a_phone_is_kept_and_answered_with_a_receipt(client):
    scene = Scene()

    response = send(
        client, scene, **VERDICT, note="Faltan las cañerías", photo=files.upload(files.photo_with_secrets())
    )

    said = Assessment.objects.get()
    assert response.headers["Location"].endswith(f"/veredicto/?recibo={said.pk}")
    assert (said.kind, said.party, said.level, said.note, said.is_on_behalf) == (
        AssessmentKind.VERDICT,
        scene.community,
        2,
        "Faltan las cañerías",
        False,
    )
    assert said.observed == PartialDate.on(timezone.localdate())
    [photo] = said.evidence.all()
    assert (photo.supplied_by, photo.width, photo.height) == (scene.community, 40, 80)
    page = client.get(response.headers["Location"]).content.decode()
    for words in (f"{scene.commitment.code}-{said.pk}", "a medias", "1 foto", "El compromiso pasa a «En ejecución»"):
        assert words in page
    assert "Se avisó a quien debe y a la coordinación." in page


def test_nothing_is_chosen_beforehand_unless_the_person_tapped_it(client):
    scene = Scene()
    client.force_login(scene.representative)
    address = reverse("commitment_verdict", args=[scene.commitment.code])

    assert " checked" not in client.get(address).content.decode()
    assert " checked" not in client.get(f"{address}?respuesta=tal-vez").content.decode()
    assert client.get(f"{address}?respuesta=a-medias").content.decode().count(" checked") == 1


def test_a_yes_without_proof_is_accepted_and_told_that_it_does_not_confirm(client):
    scene = Scene()

    response = send(client, scene, **{**VERDICT, "level": "3"})

    page = client.get(response.headers["Location"]).content.decode()
    assert Assessment.objects.get().level == 3
    assert "Responder de nuevo, con una foto" in page


@pytest.mark.parametrize(
    ("typed", "observed"),
    [
        ({"when": "no-se"}, PartialDate.unknown()),
        ({"observed_month": "6", "observed_year": "2026"}, PartialDate.month(2026, 6)),
        ({"when": "otro", "observed_year": "2025"}, PartialDate.year(2025)),
        ({"level": "x"}, PartialDate.unknown()),
    ],
    ids=["forgotten", "a month", "a year", "could not see"],
)
def test_the_day_is_said_as_well_as_it_is_remembered(client, typed, observed):
    scene = Scene()

    send(client, scene, **{"level": "2", "client_id": str(uuid.uuid4()), **typed})

    assert Assessment.objects.get().observed == observed


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Elija una respuesta."),
        ({"level": "7"}, "Escoja una opción válida"),
        ({"level": "2"}, "Diga cuándo, aunque no recuerde el día."),
        ({"level": "2", "when": "otro"}, "Escriba qué día fue, o al menos el año."),
        ({"level": "2", "when": "hoy", "observed_year": "2025"}, "Deje solo una de las dos."),
        ({"level": "2", "observed_day": "31", "observed_month": "2", "observed_year": "2026"}, "no existe"),
        ({"level": "2", "observed_year": "0205"}, "El año 0205 no puede ser"),
        ({"level": "2", "observed_year": "2099"}, "no puede ser posterior a hoy"),
        ({"level": "2", "when": "hoy", "note": "x" * 10_000}, "2000"),
        ({"level": "2", "when": "hoy", "party": "999"}, None),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(client, typed, message):
    scene = Scene()

    response = send(client, scene, **{"note": "Lo que vimos", **typed})

    if message is None:  # the only party is not asked for, and not taken from the post either
        assert Assessment.objects.get().party == scene.community
        return
    page = response.content.decode()
    assert (response.status_code, Assessment.objects.count()) == (200, 0)
    assert message in page
    assert "vuelva a elegirlos" in page
    assert typed.get("note", "Lo que vimos") in page


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("foto.jpg", b"MZ\x90\0" * 50),
        ("mapa.svg", b"<svg/>"),
        ("todo.zip", files.zip_bomb()),
        ("x.png", files.bomb_png(9000, 9000)),
    ],
)
def test_a_hostile_file_stores_nothing_and_the_page_says_what_to_do(client, name, data):
    scene = Scene()

    response = send(client, scene, **VERDICT, note="Lo que vimos", evidence=files.upload(data, name))

    page = response.content.decode()
    assert (response.status_code, Assessment.objects.count(), Evidence.objects.count()) == (200, 0, 0)
    assert f"«{name}»: " in page
    assert "Lo que vimos" in page


def test_sending_twice_shows_the_same_receipt_and_doubles_nothing(client):
    scene = Scene()

    first, again = (send(client, scene, **VERDICT) for _ in range(2))

    assert first.headers["Location"] == again.headers["Location"]
    assert Assessment.objects.count() == 1


def test_the_same_form_with_other_content_is_a_conflict_that_keeps_what_was_typed(client):
    scene = Scene()
    send(client, scene, **VERDICT)

    response = send(client, scene, **{**VERDICT, "level": "0", "note": "Cambié de idea"})

    assert response.status_code == 409
    assert "Cambié de idea" in response.content.decode()
    assert Assessment.objects.count() == 1


@pytest.mark.parametrize("key", ["", "no-es-una-clave", "1" * 500])
def test_a_key_that_was_meddled_with_loses_nothing(client, key):
    scene = Scene()

    assert send(client, scene, **{**VERDICT, "client_id": key}).status_code == 302


def test_a_receipt_is_for_whom_it_was_given(client):
    scene = Scene()
    address = send(client, scene, **VERDICT).headers["Location"]

    assert client.get(address).status_code == 200
    for wrong in ("999999", "x", "", "9" * 40, "١"):
        assert client.get(f"{address.split('?')[0]}?recibo={wrong}").status_code == 404
    client.force_login(scene.registrar)
    assert client.get(address).status_code == 404


def test_who_represents_two_parties_says_for_which(client):
    scene = Scene()
    neighbours = factories.PartyFactory()
    scene.duty(neighbours, Duty.BENEFICIARY)
    scene.member(Role.REPRESENTATIVE, neighbours, user=scene.representative)

    assert "Diga en nombre de quién habla." in send(client, scene, **VERDICT).content.decode()
    assert send(client, scene, **VERDICT, party=scene.company.pk).status_code == 200
    assert send(client, scene, **VERDICT, party=neighbours.pk).status_code == 302
    assert Assessment.objects.get().party == neighbours


def test_staff_brings_the_paper_or_is_told_which(client):
    scene = Scene()
    page = send(client, scene, by="registrar", **VERDICT).content.decode()
    assert "indique la carta, acta de asamblea o nota de llamada" in page

    page = send(client, scene, by="registrar", **VERDICT, paper_title="Oficio 045").content.decode()
    assert "Diga qué documento es." in page
    page = send(client, scene, by="registrar", **VERDICT, paper_kind=DocumentKind.LETTER).content.decode()
    assert "Escriba cómo se llama el documento." in page
    assert "Indique la fecha del documento" in page
    assert Assessment.objects.count() == Document.objects.count() == 0


def test_staff_records_on_behalf_with_a_paper_of_its_own_or_one_on_record(client):
    scene = Scene()
    paper = scene.paper(DocumentKind.CALL_NOTE)
    new = {
        "paper_kind": DocumentKind.ASSEMBLY_ACTA, "paper_title": "Acta de asamblea", "paper_year": "2026",
        "paper_dated_day": "1", "paper_dated_month": "2", "paper_dated_year": "2026", "paper_is_signed": "on",
        "paper_file": files.upload(files.pdf(), "acta.pdf"),
    }  # fmt: skip

    told = {**VERDICT, "when": "no-se"}
    page = send(client, scene, by="registrar", **VERDICT, document=paper.pk).content.decode()
    assert "El documento es del 18 de noviembre de 2026: no pudo hablar de lo que se vio después." in page
    send(client, scene, by="registrar", **told, document=paper.pk)
    send(client, scene, by="registrar", **{**told, "client_id": str(uuid.uuid4())}, **new)

    first, second = Assessment.objects.order_by("pk")
    assert (first.document, first.is_on_behalf) == (paper, True)
    assert (second.document.title, second.document.mark, second.document.dated) == (
        "Acta de asamblea",
        "firmada",
        PartialDate.on(timezone.localdate().replace(month=2, day=1)),
    )
    assert second.document.original_name == "acta.pdf"


def test_a_paper_of_another_conflict_cannot_be_chosen(client):
    scene, other = Scene(), Scene()

    response = send(client, scene, by="registrar", **VERDICT, document=other.paper().pk)

    assert (response.status_code, Assessment.objects.count()) == (200, 0)


def test_a_claim_and_a_verification_ask_for_what_they_need(client):
    scene = Scene()
    claim = {"level": "3", "when": "ayer", "client_id": str(uuid.uuid4())}
    check = {"level": "3", "observed_month": "6", "observed_year": "2026", "client_id": str(uuid.uuid4())}

    page = send(client, scene, "commitment_claim", by="delegate", **claim).content.decode()
    assert "Declaración" not in page  # no field is made of what the form is called by
    assert "Agregue al menos una foto, un documento o un audio que muestre lo que se hizo." in page
    page = send(client, scene, "commitment_verify", by="verifier", **check).content.decode()
    assert "Indique el día exacto en que verificó." in page
    proof = {"evidence": files.upload(files.photo())}
    assert send(client, scene, "commitment_claim", by="delegate", **claim, **proof).status_code == 302
    own = {"evidence": files.upload(files.photo(colour=(1, 2, 3))), "observed_day": "3"}
    assert send(client, scene, "commitment_verify", by="verifier", **check, **own).status_code == 302


@pytest.mark.parametrize("change", [{"state": State.CLOSED_UNMET}, {"deadline_kind": DeadlineKind.RECURRING}])
def test_what_takes_no_word_says_why(client, change):
    scene = Scene(**change)

    response = send(client, scene, **VERDICT)

    assert (response.status_code, Assessment.objects.count()) == (200, 0)
    assert "compromiso" in response.content.decode().split('role="alert"')[1].split("</div>")[0]


def test_work_begins_with_day_and_place_when_it_is_works(client):
    scene = Scene(kind=Kind.WORKS)
    proof = {"evidence": files.upload(files.photo())}

    page = send(client, scene, "commitment_begin", by="delegate", **proof).content.decode()
    assert "Escriba en qué lugar." in page
    page = send(client, scene, "commitment_begin", by="delegate").content.decode()
    assert "Agregue al menos una foto, un documento o un audio." in page
    dated = {"taken_day": "3", "taken_month": "6", "taken_year": "2026", "place": "Quebrada Honda"}
    proof = {"evidence": files.upload(files.photo())}
    response = send(client, scene, "commitment_begin", by="delegate", **proof, **dated)

    assert response.headers["Location"] == scene.commitment.get_absolute_url()
    assert Commitment.objects.get().state == State.IN_PROGRESS


def test_staff_says_who_gave_a_file_and_a_party_is_not_asked(client):
    scene = Scene()
    for by, typed in (("registrar", {"supplied_by": scene.company.pk}), ("representative", {})):
        upload = {"evidence": files.upload(files.photo(colour=(len(by), 0, 0)))}
        assert send(client, scene, "commitment_evidence", by=by, **upload, **typed).status_code == 302

    assert list(Evidence.objects.order_by("pk").values_list("supplied_by", flat=True)) == [
        scene.company.pk,
        scene.community.pk,
    ]
    refused = send(
        client, scene, "commitment_evidence", by="registrar", supplied_by=scene.town.pk,
        evidence=files.upload(files.photo()),
    )  # fmt: skip
    assert (refused.status_code, Evidence.objects.count()) == (200, 2)
