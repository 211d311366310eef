"""Evidence as files: who is given what, and how little a browser may do with it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.services.evidence import NewEvidence, attach_evidence
from agreements.services.publishing import publish_copy, withdraw_copy
from conflicts.choices import Grade
from mesas.uploads import check_upload
from mesas.uploads.public import check_public_copy
from tests.agreements.scene import NOON, Scene
from tests.mesas import files
from tests.mesas.offices import office
from tests.mesas.test_sound import sound

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
PAPER = {name: (answer, answer) for name, (_first, answer) in PHOTO.items()}

DATA = {
    "photo": files.photo_with_secrets(),
    "pdf": files.pdf(),
    "office": office("docx"),
    "audio": sound("tone.m4a"),
}
#: What a browser is told of the original, and of the copy; only pictures and sound are shown in place.
TYPES = {
    "photo": ("image/jpeg", "image/jpeg", "inline"),
    "pdf": ("application/pdf", "application/pdf", "attachment"),
    "office": (
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/pdf", "attachment"
    ),
    "audio": ("audio/mp4", "audio/mp4", "inline"),
}  # fmt: skip
#: A copy that somebody made, for what has none by itself.
MADE = {"pdf": files.pdf(2), "office": files.pdf(2)}


def stored(scene, what="photo"):
    file = check_upload(files.upload(DATA[what], "la casa de Rosa.jpg"))
    [row] = attach_evidence(scene.commitment, by=scene.representative, evidence=[NewEvidence(file=file)], at=NOON)
    return row


def answer(client, row, query, what="photo"):
    response = client.get(reverse("evidence", args=[row.pk]) + query)
    if response.status_code != 200:
        return response.status_code
    data = b"".join(response.streaming_content)
    kept = response["Content-Disposition"].split(";")[0]
    original, copied, place = TYPES[what]
    kind = "original" if data == DATA[what] else "copia"
    assert (kept, response["Content-Type"]) == ((place, copied) if kind == "copia" else ("attachment", original))
    return kind


def answers(client, scene, row, what):
    client.logout()
    found = {"signed out": tuple(answer(client, row, query, what) for query in ("", "?original=1"))}
    for name, user in scene.people().items():
        client.force_login(user)
        found[name] = tuple(answer(client, row, query, what) for query in ("", "?original=1"))
    return found


@pytest.mark.parametrize(("what", "expected"), [("photo", PHOTO), ("audio", PHOTO), ("pdf", PAPER), ("office", PAPER)])
def test_a_file_is_for_few_until_a_person_publishes_a_copy_and_again_once_it_is_withdrawn(client, what, expected):
    scene = Scene()
    row = stored(scene, what)
    assert answers(client, scene, row, what) == expected

    made = check_public_copy(files.upload(MADE[what], "copia.pdf")) if what in MADE else None
    publish_copy(row, by=scene.registrar, copy=made)
    assert answers(client, scene, row, what) == PUBLISHED

    withdraw_copy(row, by=scene.registrar, reason="Se lee un nombre")
    assert answers(client, scene, row, what) == PHOTO  # who may open the original may look at the copy that was


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
