"""What one's own people said before one says it anew; and what one says aloud."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, EvidenceKind
from agreements.models import Assessment, Evidence, Occurrence
from agreements.services.assessments import record_verdict
from conflicts.choices import Role
from conflicts.partial_dates import PartialDate
from tests import factories
from tests.agreements.reading import read
from tests.agreements.scene import Scene
from tests.mesas import files

pytestmark = pytest.mark.django_db

SOUNDS = Path(__file__).parent.parent / "mesas" / "sounds"
DIFFER = "No todos ven lo mismo. Como Anta vale la respuesta más baja: a medias."


@pytest.fixture
def scene():
    """Of two delegates of Anta one saw half of it done; the other, later, all of it."""
    scene = Scene(title="Reservorio")
    scene.neighbour = scene.member(Role.REPRESENTATIVE, scene.community)
    verdict(scene, scene.representative, level=2, days=9, note="Faltan 33 casas")
    verdict(scene, scene.neighbour, level=3, days=4, note="Ya hay agua")
    return scene


def verdict(scene, by, *, level, days, note="", **more):
    at = timezone.now() - timedelta(days=days)
    record_verdict(
        scene.commitment, party=scene.community, by=by, level=level, at=at, note=note,
        observed=PartialDate.on(timezone.localdate(at)), **more,
    )  # fmt: skip


def question(scene):
    return reverse("commitment_verdict", args=[scene.commitment.code])


def before(client, scene, user):
    """Who said what, and what counts."""
    client.force_login(user)
    found = client.get(question(scene)).context["before"]
    return [([(one.who, one.said) for one in party.sayings], party.counts) for party in found]


def test_two_delegates_of_one_community_disagree_and_each_reads_both_answers_and_which_counts(client, scene):
    assert before(client, scene, scene.representative) == [
        ([("Otra persona de Anta", "sí"), ("Usted", "a medias")], DIFFER),
    ]
    assert before(client, scene, scene.neighbour) == [
        ([("Usted", "sí"), ("Otra persona de Anta", "a medias")], DIFFER),
    ]
    page = read(client.get(question(scene)))
    assert "«Faltan 33 casas»" in page
    assert "no borra lo anterior" in page


def test_the_coordinator_reads_them_and_neither_the_registrar_nor_another_community(client, scene):
    other = factories.PartyFactory(short_name="Bamba")
    scene.duty(other, Duty.BENEFICIARY)

    assert before(client, scene, scene.coordinator) == [
        ([("Otra persona de Anta", "sí"), ("Otra persona de Anta", "a medias")], DIFFER),
    ]
    assert before(client, scene, scene.registrar) == []
    assert before(client, scene, scene.member(Role.REPRESENTATIVE, other)) == []


def test_on_the_page_of_the_commitment_her_own_people_read_that_they_differ_and_nobody_else(client, scene):
    told = {}
    for who in ("representative", "neighbour", "coordinator", "registrar", "observer", "delegate", "admin"):
        client.force_login(getattr(scene, who))
        told[who] = DIFFER in read(client.get(scene.commitment.get_absolute_url()))

    assert told == {
        "representative": True, "neighbour": True, "coordinator": True,
        "registrar": False, "observer": False, "delegate": False, "admin": False,
    }  # fmt: skip


def test_her_own_list_says_what_she_said_where_it_is_not_what_counts(client, scene):
    client.force_login(scene.neighbour)
    [line] = client.get("/mis-compromisos/").context["mine"].promised
    client.force_login(scene.representative)
    [other] = client.get("/mis-compromisos/").context["mine"].promised

    assert (line.ours, other.ours) == (["Usted dijo: sí."], [])
    assert "Algo cambió" in read(client.get("/mis-compromisos/"))


def test_changing_ones_mind_is_a_new_answer_and_both_stay(client, scene):
    client.force_login(scene.representative)
    page = client.get(question(scene))
    typed = {"level": "3", "when": "hoy", "client_id": page.context["form"]["client_id"].value()}

    assert client.post(question(scene), typed).status_code == 302

    rows = Assessment.objects.filter(recorded_by=scene.representative).order_by("pk")
    assert list(rows.values_list("level", flat=True)) == [2, 3]
    assert before(client, scene, scene.representative) == [
        ([("Usted", "sí"), ("Otra persona de Anta", "sí")], ""),
    ]


def test_of_a_period_what_was_said_of_that_period_is_shown(client):
    scene = Scene(title="Veterinario", deadline_kind=DeadlineKind.RECURRING, recurs="mensual")
    on = timezone.localdate()
    period = Occurrence.objects.create(commitment=scene.commitment, period=f"{on:%Y-%m}", due_on=on)
    verdict(scene, scene.representative, level=0, days=0, occurrence=period)
    client.force_login(scene.representative)

    page = client.get(reverse("period_verdict", args=[scene.commitment.code, period.period]))

    [party] = page.context["before"]
    assert [(one.who, one.said) for one in party.sayings] == [("Usted", "no")]


# What one says aloud


@pytest.mark.parametrize("name", ["recorder.m4a", "opus.ogg", "recorder.weba", "tone.amr", "tone.3gp", "tone.mp3"])
def test_a_voice_note_is_heard_by_who_may_open_it_and_loads_for_nobody_by_itself(client, name):
    scene = Scene(title="Reservorio")
    client.force_login(scene.representative)
    page = client.get(question(scene))
    form = page.context["form"]
    assert 'accept="audio/*"' in str(form["voice"])
    assert "capture" in str(form["voice"])
    assert "Una voz se reconoce." in read(page)
    sound = files.upload((SOUNDS / name).read_bytes(), name)

    sent = client.post(
        question(scene),
        {"level": "2", "when": "hoy", "client_id": form["client_id"].value(), "voice": sound},
    )

    assert sent.status_code == 302, read(sent)
    assert "1 audio" in read(client.get(sent["Location"]))
    piece = Evidence.objects.get()
    player = f'<audio controls preload="none" src="{piece.get_absolute_url()}"'
    heard = {}
    for who in ("representative", "coordinator", "registrar", "verifier", "delegate", "observer", "stranger", None):
        if who:
            client.force_login(getattr(scene, who))
        else:
            client.logout()
        response = client.get(scene.commitment.get_absolute_url())
        heard[who] = (player in response.content.decode(), client.get(piece.get_absolute_url()).status_code)
    is_played = not name.endswith((".amr", ".3gp"))  # what no browser plays is opened by the telephone
    yes, no = (is_played, 200), (False, 403)
    assert (piece.kind, piece.supplied_by) == (EvidenceKind.AUDIO, scene.community)
    assert heard == {
        "representative": yes, "coordinator": yes, "registrar": yes, "verifier": yes,
        "delegate": no, "observer": no, "stranger": no, None: (False, 404),
    }  # fmt: skip
    assert "media-src 'self'" in response.headers["Content-Security-Policy"]


def test_a_file_that_is_no_sound_in_the_place_of_the_voice_is_refused_beside_it_and_nothing_typed_is_lost(client):
    scene = Scene(title="Reservorio")
    client.force_login(scene.representative)

    response = client.post(
        question(scene),
        {"level": "2", "when": "hoy", "note": "Faltan casas", "voice": files.upload(b"MZ\x90", "v.m4a")},
    )

    assert response.status_code == 200
    assert list(response.context["form"].errors) == ["voice"]
    assert "Faltan casas" in response.content.decode()
    assert Evidence.objects.count() == 0


def test_the_claim_asks_for_no_voice(client):
    scene = Scene(title="Reservorio")
    client.force_login(scene.delegate)

    form = client.get(reverse("commitment_claim", args=[scene.commitment.code])).context["form"]

    assert "voice" not in form.fields
