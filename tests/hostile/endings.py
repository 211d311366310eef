"""The forms that close, object, reopen and settle, filled in as they should be."""

import datetime
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from mesas.choices import DocumentKind
from tests.agreements.closing import another, close, consents, new_paper
from tests.agreements.scene import Scene
from tests.agreements.speaking import claim, verdict, verification
from tests.hostile.asked import Form, Typed
from tests.mesas import files

WHY = {"reason": "Ya no hace falta"}
Prepare = Callable[[Scene], Any]


def ending(
    name: str, by: str, typed: Typed, *attached: str, query: str = "", first: Prepare = id
) -> Callable[[], Form]:
    def begin() -> Form:
        scene = Scene(code="ESP-1")
        first(scene)
        asked = {key: value(scene) if callable(value) else value for key, value in typed.items()}
        address = reverse(name, args=[scene.commitment.code]) + query
        return Form(address, getattr(scene, by), asked, dict.fromkeys(attached, files.pdf))

    return begin


def paper(*names: str, number: int = 1) -> Typed:
    """A new paper of today, signed by these parties of the scene."""
    on = timezone.localdate()
    typed = {
        "kind": DocumentKind.ASSEMBLY_ACTA.value, "title": "Acta de conformidad", "dated_day": str(on.day),
        "dated_month": str(on.month), "dated_year": str(on.year),
        "signers": lambda scene: [getattr(scene, name).pk for name in names],
    }  # fmt: skip
    return {f"paper_{number}_{part}": value for part, value in typed.items()}


def closed_long_ago(scene: Scene) -> None:
    at = timezone.now() - datetime.timedelta(days=40)
    dated = (at - datetime.timedelta(days=1)).date().isoformat()
    close(scene, at=at, consents=consents(scene.company, scene.community, paper=new_paper(dated=dated)))


def closed_now(scene: Scene) -> None:
    close(scene, at=timezone.now())


def disputed(scene: Scene) -> None:
    claim(scene)
    verdict(scene)


def seen_by_a_third(scene: Scene) -> None:
    disputed(scene)
    verification(scene, level=1, note="Falta la mitad.")


SURE = {"sure": "on"}
BOTH = paper("company", "community")

ENDINGS: dict[str, Callable[[], Form]] = {
    "withdrawal": ending(
        "commitment_close", "coordinator", {**WHY, **BOTH, **SURE}, "paper_1_file", query="?forma=retirado",
    ),
    "unmet": ending(
        "commitment_close", "coordinator", {**WHY, **paper("community"), **SURE, "closing_reason": "imposible"},
        "paper_1_file", query="?forma=cerrado-sin-cumplimiento", first=seen_by_a_third,
    ),
    "replacement": ending(
        "commitment_close", "coordinator", {**WHY, **BOTH, **SURE}, "paper_1_file",
        query="?forma=reemplazado&por=ESP-2", first=lambda scene: another(scene, code="ESP-2"),
    ),
    "objection on behalf": ending(
        "commitment_object", "registrar", {
            **WHY, "paper_kind": "carta", "paper_title": "Carta",
            **{f"paper_dated_{part}": BOTH[f"paper_1_dated_{part}"] for part in ("day", "month", "year")},
        }, first=closed_now,
    ),
    "reopening": ending(
        "commitment_reopen", "coordinator", {**WHY, "why": "evidencia"}, "evidence", first=closed_long_ago,
    ),
    "settlement": ending(
        "commitment_settle", "registrar", {**WHY, **BOTH, **SURE, "level": "2"}, "paper_1_file", first=disputed,
    ),
    "settlement by a verifier": ending(
        "commitment_settle", "registrar", {
            **WHY, **BOTH, **SURE,
            "verification": lambda scene: scene.commitment.assessments.get(kind="verificacion").pk,
        }, "paper_1_file", query="?por=verificador", first=seen_by_a_third,
    ),
}  # fmt: skip
