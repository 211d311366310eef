"""Evidence as files: who is given what, and how little a browser may do with it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.services.evidence import NewEvidence, attach_evidence
from conflicts.choices import Grade
from mesas.uploads import check_upload
from tests.agreements.scene import NOON, Scene
from tests.mesas import files

pytestmark = pytest.mark.django_db

#: What each is answered: to the address alone, and with `?original=1`. "copia" is the copy drawn anew.
PHOTO = {
    "coordinator": ("copia", "original"),
    "registrar": ("copia", "original"),
    "verifier": ("copia", "original"),
    "representative": ("copia", "original"),
    "delegate": (403, 403),
    "observer": (403, 403),
    "admin": (403, 403),
    "stranger": (403, 403),
    "signed out": (404, 404),
}
PUBLISHED = {name: ("copia", answer) for name, (_first, answer) in PHOTO.items()}
PDF = {name: (answer, answer) for name, (_first, answer) in PHOTO.items()}

DATA = {"photo": files.photo_with_secrets(), "pdf": files.pdf()}


def stored(scene, what="photo"):
    file = check_upload(files.upload(DATA[what], "la casa de Rosa.jpg"))
    [row] = attach_evidence(scene.commitment, by=scene.representative, evidence=[NewEvidence(file=file)], at=NOON)
    return row


def answer(client, row, query):
    response = client.get(reverse("evidence", args=[row.pk]) + query)
    if response.status_code != 200:
        return response.status_code
    data = b"".join(response.streaming_content)
    kept = response["Content-Disposition"].split(";")[0]
    kind = {True: "original", False: "copia"}[data in DATA.values()]
    assert (kept, response["Content-Type"]) == {
        "copia": ("inline", "image/jpeg"),
        "original": ("attachment", "application/pdf" if data == DATA["pdf"] else "image/jpeg"),
    }[kind]
    return kind


def answers(client, scene, row):
    found = {"signed out": tuple(answer(client, row, query) for query in ("", "?original=1"))}
    for name, user in scene.people().items():
        client.force_login(user)
        found[name] = tuple(answer(client, row, query) for query in ("", "?original=1"))
    return found


def test_a_photo_is_for_few_until_a_person_publishes_its_copy(client):
    scene = Scene()
    row = stored(scene)
    assert answers(client, scene, row) == PHOTO
    client.logout()

    type(row).objects.filter(pk=row.pk).update(published_at=timezone.now(), published_by=scene.coordinator)

    assert answers(client, scene, row) == PUBLISHED


def test_a_pdf_has_no_copy_and_is_kept_not_shown(client):
    scene = Scene()

    assert answers(client, scene, stored(scene, "pdf")) == PDF


def test_what_hangs_on_something_hidden_or_was_taken_down_is_not_found(client):
    scene = Scene()
    row = stored(scene)
    type(row).objects.filter(pk=row.pk).update(published_at=timezone.now())
    type(scene.mesa).objects.filter(pk=scene.mesa.pk).update(grade=Grade.MEMBERS)
    client.force_login(scene.stranger)
    assert answer(client, row, "") == 404

    type(row).objects.filter(pk=row.pk).update(redacted_at=timezone.now())
    client.force_login(scene.coordinator)
    assert answer(client, row, "") == 404


def test_what_is_shown_carries_no_secret_and_a_browser_may_not_run_it(client):
    scene = Scene()
    row = stored(scene)
    client.force_login(scene.coordinator)

    response = client.get(reverse("evidence", args=[row.pk]))

    data = b"".join(response.streaming_content)
    assert files.SECRET_PLACE not in data
    assert "Rosa" not in response["Content-Disposition"]
    headers = ("Cache-Control", "X-Content-Type-Options", "Content-Security-Policy", "Cross-Origin-Resource-Policy")
    assert [response[name] for name in headers] == [
        "private, no-cache",
        "nosniff",
        "default-src 'none'; sandbox",
        "same-origin",
    ]


def test_a_phone_that_has_it_is_not_sent_it_again_but_a_right_that_ended_ends(client):
    scene = Scene()
    address = reverse("evidence", args=[stored(scene).pk])
    client.force_login(scene.representative)
    etag = client.get(address)["ETag"]

    assert client.get(address, headers={"if-none-match": etag}).status_code == 304
    scene.representative.memberships.all().delete()
    assert client.get(address, headers={"if-none-match": etag}).status_code == 403


def test_the_name_of_the_stored_file_is_ours(settings):
    row = stored(Scene())

    assert row.original_name == "la casa de Rosa.jpg"
    for place in (row.original, row.shown):
        assert "Rosa" not in place.name
        assert place.path.startswith(str(settings.MEDIA_ROOT))
