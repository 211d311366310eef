"""The pages on which a copy is published, withdrawn, or a file taken back; and what is offered beside each file."""

import pytest

from agreements.models import Evidence
from agreements.services.publishing import publish_copy
from agreements.showing.files import small_size
from conflicts.choices import Role
from tests import factories
from tests.agreements.publishing import fresh, stored
from tests.agreements.scene import Scene
from tests.hostile.reading import Page
from tests.mesas import files
from tests.mesas.offices import office

pytestmark = pytest.mark.django_db


def address(row, page="publicar"):
    return f"/evidencias/{row.pk}/{page}/"


def test_the_page_shows_what_everybody_will_see_before_it_is_published(client):
    scene = Scene()
    row = stored(scene)
    client.force_login(scene.registrar)

    page = client.get(address(row)).content.decode()

    assert f'<img src="/evidencias/{row.pk}/"' in page
    assert "La casa de Rosa" in page
    assert "caras, nombres, firmas" in page
    assert client.post(address(row), {}).status_code == 200
    assert fresh(row).published_at is None
    for _twice in range(2):
        assert client.post(address(row), {"looked": "on"})["Location"] == scene.commitment.get_absolute_url()
    assert [step for step, *_states in scene.timeline()] == ["evidencia", "publicacion"]
    client.logout()
    assert client.get(f"/evidencias/{row.pk}/").status_code == 200


def test_a_paper_asks_for_its_copy_and_says_what_is_wrong_with_it(client):
    scene = Scene()
    row = stored(scene, "pdf")
    client.force_login(scene.coordinator)

    def post(data, name):
        return client.post(address(row), {"looked": "on", "copy": files.upload(data, name)})

    assert "oficina" in Page(post(office("docx"), "acta.docx")).fault("copy")
    assert "cualquiera puede quitar" in Page(post(files.pdf(change=files.blot), "acta.pdf")).fault("copy")
    assert post(files.pdf(2), "acta.pdf").status_code == 302
    client.logout()
    response = client.get(f"/evidencias/{row.pk}/")
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert response["Content-Type"] == "application/pdf"


def test_what_is_published_is_withdrawn_on_the_same_page(client):
    scene = Scene()
    row = stored(scene)
    publish_copy(row, by=scene.registrar)
    client.force_login(scene.registrar)

    assert "por corregir" in Page(client.post(address(row), {"reason": ""})).alerts
    for _twice in range(2):
        assert client.post(address(row), {"reason": "Se ve una cara"}).status_code == 302

    client.logout()
    assert client.get(f"/evidencias/{row.pk}/").status_code == 404


def test_taking_back_asks_twice(client):
    scene = Scene()
    row = stored(scene)
    client.force_login(scene.coordinator)

    assert "La casa de Rosa" in client.get(address(row, "retirar")).content.decode()
    assert client.post(address(row, "retirar"), {"reason": "Riesgo"}).status_code == 200
    assert client.post(address(row, "retirar"), {"reason": "Riesgo", "sure": "on"}).status_code == 302

    again = client.post(address(row, "retirar"), {"reason": "Riesgo", "sure": "on"})
    assert again["Location"] == client.get(address(row))["Location"] == scene.commitment.get_absolute_url()
    assert client.get(f"/evidencias/{row.pk}/?original=1").status_code == 404


@pytest.mark.parametrize(
    ("who", "acts"),
    [
        ("coordinator", ["Original", "Publicar una copia", "Retirar"]),
        ("registrar", ["Original", "Publicar una copia"]),
        ("representative", ["Original"]),
        ("verifier", ["Original"]),
        ("delegate", []),
        ("admin", ["Retirar"]),
    ],
)
def test_each_is_offered_what_is_hers_to_do(client, who, acts):
    scene = Scene()
    stored(scene)
    client.force_login(getattr(scene, who))

    groups = client.get(scene.commitment.get_absolute_url()).context["evidence"]

    assert [[act.label for act in file.acts] for group in groups for file in group.files] == [acts]


def test_in_the_list_a_photo_is_small_and_comes_when_it_is_asked_for(client):
    scene = Scene()
    row = stored(scene)
    old = stored(Scene())
    Evidence.objects.filter(pk=old.pk).update(small="")
    client.force_login(scene.registrar)

    page = client.get(scene.commitment.get_absolute_url()).content.decode()
    small = client.get(f"/evidencias/{row.pk}/?chica=1")

    assert f'src="/evidencias/{row.pk}/?chica=1" alt="La casa de Rosa" width="40" height="80" loading="lazy"' in page
    assert b"".join(small.streaming_content) == fresh(row).small.read()
    user = factories.MembershipFactory(conflict=old.commitment.mesa.conflict, role=Role.REGISTRAR).user
    client.force_login(user)
    without = client.get(f"/evidencias/{old.pk}/?chica=1")
    assert b"".join(without.streaming_content) == fresh(old).shown.read()


def test_of_a_strip_something_is_left_to_see():
    assert small_size(Evidence(width=1600, height=1)) == (640, 1)
