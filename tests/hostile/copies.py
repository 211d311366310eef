"""The forms that publish a copy, show it no longer, and take a file back, filled in as they should be."""

from collections.abc import Callable

from django.urls import reverse

from agreements.services.evidence import NewEvidence, attach_evidence
from agreements.services.publishing import publish_copy
from mesas.uploads import check_upload
from tests.agreements.scene import Scene
from tests.hostile.asked import Form, Typed
from tests.mesas import files


def file_of(page: str, by: str, typed: Typed, file: str = "", *, is_published: bool = False) -> Callable[[], Form]:
    """What everybody may see of one file, or taking it back."""

    def begin() -> Form:
        scene = Scene()
        new = NewEvidence(file=check_upload(files.upload(files.photo(), "a.jpg")))
        [row] = attach_evidence(scene.commitment, by=scene.representative, evidence=[new])
        if is_published:
            publish_copy(row, by=scene.registrar)
        return Form(reverse(page, args=[row.pk]), getattr(scene, by), typed, {file: files.photo} if file else {})

    return begin


def paper_for_all(typed: Typed, file: str = "") -> Callable[[], Form]:
    """What everybody may read of a paper."""

    def begin() -> Form:
        scene = Scene()
        paper = scene.paper()
        return Form(reverse("document_publish", args=[paper.pk]), scene.registrar, typed, {file: files.pdf})

    return begin


COPIES: dict[str, Callable[[], Form]] = {
    "copy": file_of("evidence_publish", "registrar", {"looked": "on"}, "copy"),
    "copy no longer": file_of("evidence_publish", "registrar", {"reason": "Se ve una placa"}, is_published=True),
    "file taken back": file_of("evidence_redact", "coordinator", {"reason": "Pone en riesgo", "sure": "on"}),
    "copy of a paper": paper_for_all({"looked": "on"}, "copy"),
}
