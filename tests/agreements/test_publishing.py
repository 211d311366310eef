"""A copy for everybody, chosen by a person file by file; and a file taken back for good."""

import datetime
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from agreements.choices import EvidenceKind, State, Step
from agreements.services import publishing
from agreements.services.publishing import publish_copy, redact_evidence, withdraw_copy
from agreements.services.state import result_of
from mesas.uploads import check_upload
from mesas.uploads.public import check_public_copy
from tests.agreements.publishing import SENT, fresh, stored
from tests.agreements.scene import NOON, TODAY, Scene, shown
from tests.agreements.speaking import claim, verdict
from tests.mesas import files
from tests.mesas.test_sound import sound

pytestmark = pytest.mark.django_db

LATER = NOON + datetime.timedelta(hours=1)


def copy(data, name="copia.pdf"):
    return check_public_copy(files.upload(data, name))


def on_disk(settings):
    root = Path(settings.MEDIA_ROOT)
    return sorted(path.relative_to(root).parts[0] for path in root.rglob("*") if path.is_file())


@pytest.mark.parametrize("who", ["coordinator", "registrar"])
def test_who_keeps_the_records_publishes_the_bare_copy_of_a_photo(who):
    scene = Scene()
    row = stored(scene)

    step = publish_copy(row, by=getattr(scene, who), at=LATER)

    row = fresh(row)
    assert (row.published_at, row.published_by) == (LATER, getattr(scene, who))
    assert (step.step, step.evidence, step.reason) == (Step.COPY_PUBLISHED, row, "")
    assert files.SECRET_PLACE not in row.shown.read()


@pytest.mark.parametrize("who", ["representative", "delegate", "verifier", "observer", "admin", "stranger"])
@pytest.mark.parametrize("service", [publish_copy, withdraw_copy])
def test_nobody_else_publishes_nor_withdraws(service, who):
    scene = Scene()
    row = stored(scene)
    more = {"reason": "Error"} if service == withdraw_copy else {}

    with pytest.raises(PermissionDenied):
        service(row, by=getattr(scene, who), **more)

    assert fresh(row).published_at is None


@pytest.mark.parametrize(
    ("what", "made", "ending"),
    [
        ("photo", (files.photo((60, 30)), "tapada.jpg"), ".jpg"),
        ("pdf", (files.pdf(2), "tachada.pdf"), ".pdf"),
        ("pdf", (files.photo(), "escaneada.jpg"), ".jpg"),
        ("office", (files.pdf(2), "tachado.pdf"), ".pdf"),
        ("audio", (sound("tone.mp3"), "otra.mp3"), ".mp3"),
    ],
)
def test_a_copy_that_somebody_made_takes_the_place_of_the_one_there_was(
    settings, django_capture_on_commit_callbacks, what, made, ending
):
    scene = Scene()
    row = stored(scene, what)

    with django_capture_on_commit_callbacks(execute=True):
        publish_copy(row, by=scene.registrar, copy=copy(*made), at=LATER)

    row = fresh(row)
    assert row.shown.name.endswith(ending)
    assert bool(row.small) == (ending == ".jpg")
    assert on_disk(settings) == ["originals", "shown", *(["small"] if row.small else [])]
    assert row.sha256 == check_upload(files.upload(*SENT[what])).sha256


@pytest.mark.parametrize("what", ["pdf", "office"])
def test_a_paper_needs_a_copy_that_somebody_made(what):
    scene = Scene()
    row = stored(scene, what)

    with pytest.raises(ValidationError) as refusal:
        publish_copy(row, by=scene.registrar)

    assert refusal.value.code == "copy"


def test_sound_is_published_without_its_tags():
    scene = Scene()
    row = stored(scene, "audio")

    publish_copy(row, by=scene.registrar)

    row = fresh(row)
    assert row.shown.name.endswith(".m4a")
    assert b"Rosa" not in row.shown.read()


@pytest.mark.parametrize(
    ("what", "made"),
    [("photo", files.pdf()), ("audio", files.photo()), ("pdf", sound("tone.mp3")), ("office", sound("tone.mp3"))],
)
def test_a_copy_of_something_else_is_refused_and_leaves_no_file(settings, what, made):
    scene = Scene()
    row = stored(scene, what)
    before = on_disk(settings)

    with pytest.raises(ValidationError) as refusal:
        publish_copy(row, by=scene.registrar, copy=copy(made))

    assert (refusal.value.code, on_disk(settings), fresh(row).published_at) == ("copy", before, None)


def test_what_is_published_is_published_once_and_may_be_withdrawn_with_a_reason():
    scene = Scene()
    row = stored(scene)
    publish_copy(row, by=scene.registrar)

    with pytest.raises(ValidationError, match="Ya está publicada"):
        publish_copy(row, by=scene.registrar)
    with pytest.raises(ValidationError, match="por qué"):
        withdraw_copy(row, by=scene.registrar, reason="  ")
    step = withdraw_copy(row, by=scene.registrar, reason=" Se ve\nuna placa ")
    with pytest.raises(ValidationError, match="No está publicada"):
        withdraw_copy(row, by=scene.registrar, reason="Otra vez")

    row = fresh(row)
    assert (row.published_at, row.published_by, bool(row.shown)) == (None, None, True)
    assert (step.step, step.reason) == (Step.COPY_WITHDRAWN, "Se ve una placa")
    assert [step for step, _before, _after in scene.timeline()] == ["evidencia", "publicacion", "despublicacion"]


def test_neither_moves_the_commitment_nor_makes_an_open_form_old():
    scene = Scene()
    row = stored(scene)
    before = scene.fresh()

    publish_copy(row, by=scene.registrar, at=LATER + datetime.timedelta(days=3))
    withdraw_copy(row, by=scene.registrar, reason="Error", at=LATER + datetime.timedelta(days=4))

    after = scene.fresh()
    assert (after.version, after.last_moved_on, after.state) == (before.version, before.last_moved_on, before.state)


def test_taken_back_the_files_are_gone_and_the_row_says_that_they_were_there(
    settings, django_capture_on_commit_callbacks
):
    scene = Scene()
    row = stored(scene)
    assert on_disk(settings) == ["originals", "shown", "small"]

    with django_capture_on_commit_callbacks(execute=True):
        step = redact_evidence(row, by=scene.coordinator, reason="Pone en riesgo a una persona", at=LATER)

    row = fresh(row)
    assert on_disk(settings) == []
    names = ("original", "shown", "small", "original_name", "caption", "place")
    assert [str(getattr(row, name)) for name in names] == [""] * 6
    assert (row.redacted_at, row.redacted_by, row.redaction_reason) == (
        LATER, scene.coordinator, "Pone en riesgo a una persona",
    )  # fmt: skip
    assert (row.sha256, row.kind) == (check_upload(files.upload(*SENT["photo"])).sha256, EvidenceKind.PHOTO)
    assert (step.step, step.reason) == (Step.REDACTED, "Pone en riesgo a una persona")


def test_a_file_stays_where_taking_it_back_fails_at_the_end(settings, monkeypatch):
    scene = Scene()
    row = stored(scene)

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(publishing, "step_of", fail)
    with pytest.raises(RuntimeError):
        redact_evidence(row, by=scene.coordinator, reason="Riesgo")

    assert (on_disk(settings), fresh(row).caption) == (["originals", "shown", "small"], "La casa de Rosa")


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("coordinator", True), ("admin", True), ("registrar", False), ("representative", False), ("delegate", False),
        ("verifier", False), ("observer", False), ("stranger", False),
    ],
)  # fmt: skip
def test_a_file_is_taken_back_by_the_coordinator_or_an_administrator(who, may):
    scene = Scene()
    row = stored(scene)

    if may:
        redact_evidence(row, by=getattr(scene, who), reason="Riesgo")
    else:
        with pytest.raises(PermissionDenied):
            redact_evidence(row, by=getattr(scene, who), reason="Riesgo")

    assert bool(fresh(row).redacted_at) == may


@pytest.mark.parametrize("reason", ["", "  ", "a" * 301])
def test_it_is_not_taken_back_without_a_reason_that_can_be_kept(reason):
    scene = Scene()
    row = stored(scene)

    with pytest.raises(ValidationError) as refusal:
        redact_evidence(row, by=scene.coordinator, reason=reason)

    assert (refusal.value.code, fresh(row).redacted_at) == ("reason", None)


def test_what_was_taken_back_is_neither_published_nor_taken_back_again():
    scene = Scene()
    row = stored(scene)
    redact_evidence(row, by=scene.coordinator, reason="Riesgo")

    for act in (
        lambda: publish_copy(row, by=scene.coordinator),
        lambda: withdraw_copy(row, by=scene.coordinator, reason="x"),
        lambda: redact_evidence(row, by=scene.coordinator, reason="x"),
    ):
        with pytest.raises(ValidationError) as refusal:
            act()
        assert refusal.value.code == "redacted"


def test_an_answer_keeps_the_proof_that_was_taken_back():
    scene = Scene()
    claim(scene)
    answer = verdict(scene, level=3, evidence=[shown(b"foto")])
    assert scene.fresh().state == State.FULFILLED

    redact_evidence(answer.evidence.get(), by=scene.coordinator, reason="Riesgo")

    commitment = scene.fresh()
    assert (commitment.state, result_of(commitment, TODAY)["state"]) == (State.FULFILLED, State.FULFILLED)
