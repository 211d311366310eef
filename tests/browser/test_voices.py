"""Saying what one saw, on a phone: with a photo, with scripts and without, on a good line and on a slow one."""

import pytest
from PIL import Image

from agreements.choices import State
from agreements.models import Assessment, Evidence
from agreements.services.assessments import record_claim
from conflicts.partial_dates import PartialDate
from tests.agreements.scene import NOON, Scene, shown
from tests.browser.conftest import PHONE
from tests.mesas import files

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = files.noise((1200, 900))
SLOW = "Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: '2g' } })"


@pytest.fixture
def scene():
    scene = Scene(title="Agua potable con 84 conexiones")
    record_claim(
        scene.commitment, party=scene.company, by=scene.delegate, level=3, evidence=[shown(b"obra")], at=NOON,
        observed=PartialDate.on(NOON.date()),
    )  # fmt: skip
    return scene


def answer(page, *, photo=None):
    """From one's own page to the receipt, as a thumb goes."""
    page.goto("/mis-compromisos/")
    page.get_by_role("link", name="A medias").click()
    assert page.get_by_role("radio", name="A medias").is_checked()
    page.get_by_role("radio", name="Ayer").check()
    if photo:
        page.get_by_label("Tomar una foto").set_input_files([photo])


@pytest.mark.parametrize("javascript", [True, False], ids=["with scripts", "without"])
def test_a_representative_answers_with_a_photo_and_takes_a_receipt(open_browser, scene, javascript):
    page = open_browser(PHONE, user=scene.representative, javascript=javascript)

    answer(page, photo={"name": "caño seco.jpg", "mimeType": "image/jpeg", "buffer": PHOTO})
    page.get_by_role("button", name="Enviar mi respuesta").click()
    page.get_by_role("heading", name="Respuesta recibida").wait_for()

    assert page.locator(".said").inner_text().split() == ["Anta", "dice:", "a", "medias."]
    assert scene.fresh().state == State.DISPUTED
    assert Evidence.objects.get(uploaded_by=scene.representative).size == len(PHOTO)


@pytest.mark.parametrize("step", ["veredicto/", "evidencia/", "veredicto/?recibo={receipt}"])
def test_nothing_runs_off_the_side_of_a_phone(open_browser, scene, step):
    said = Assessment.objects.create(
        commitment=scene.commitment, kind="veredicto", party=scene.community, recorded_by=scene.representative,
        observed=PartialDate.on(NOON.date()), recorded_at=NOON, level=3,
    )  # fmt: skip
    page = open_browser(PHONE, user=scene.representative)

    page.goto(f"/compromisos/{scene.commitment.code}/{step.format(receipt=said.pk)}")

    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_on_a_slow_line_the_photo_is_made_light_before_it_is_sent(open_browser, scene):
    page = open_browser(PHONE, user=scene.representative)
    page.context.add_init_script(SLOW)

    answer(page, photo={"name": "caño seco.jpg", "mimeType": "image/jpeg", "buffer": files.noise((3000, 2000))})
    page.get_by_text("la foto se achicó").wait_for()
    page.get_by_role("button", name="Enviar mi respuesta").click()
    page.get_by_role("heading", name="Respuesta recibida").wait_for()

    [photo] = Assessment.objects.get(recorded_by=scene.representative).evidence.all()
    with Image.open(photo.original) as sent:
        assert sent.size == (1600, 1067)
    assert photo.original_name == "caño seco.jpg"


def test_what_is_missing_is_said_first_and_what_was_chosen_stays(open_browser, scene):
    page = open_browser(PHONE, user=scene.representative)
    page.goto(f"/compromisos/{scene.commitment.code}/veredicto/")
    page.get_by_role("radio", name="A medias").check()

    page.get_by_role("button", name="Enviar mi respuesta").click()

    page.get_by_text("Hay 1 dato por corregir").wait_for()
    assert page.get_by_role("radio", name="A medias").is_checked()
    assert page.evaluate("document.activeElement.matches('[data-errors]')")
