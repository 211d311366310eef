"""Every form of the product, opened by somebody who may, and filled in as it should be."""

import datetime
from collections.abc import Callable
from typing import Any

from django.urls import reverse
from django.utils import timezone

from agreements.choices import Duty, Kind
from agreements.models import Reschedule
from conflicts.choices import Role
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from tests import factories
from tests.agreements.breaking import breach
from tests.agreements.moving import ask
from tests.agreements.scene import Scene
from tests.agreements.session.telling import a_table
from tests.hostile.asked import Form, Typed
from tests.hostile.copies import COPIES
from tests.hostile.endings import ENDINGS
from tests.hostile.happenings import HAPPENINGS
from tests.mesas import files


def step(name: str, by: str, typed: Typed, file: str = "", **more: Any) -> Callable[[], Form]:
    def begin() -> Form:
        scene = Scene(kind=Kind.WORKS)
        if by == "delegate":
            scene.duty(scene.town, Duty.CO_OBLIGOR)
            scene.member(Role.DELEGATE, scene.town, user=scene.delegate)
        asked = {key: value(scene) if callable(value) else value for key, value in typed.items()}
        attached = {file: files.photo} if file else {}
        return Form(reverse(name, args=[scene.commitment.code]), getattr(scene, by), asked, attached)

    return begin


SAID = {"level": "2", "when": "hoy", "note": "Faltan cañerías"}
TODAY = timezone.localdate()
#: It speaks of what was seen until its own day.
PAPER = {
    "paper_kind": DocumentKind.ASSEMBLY_ACTA.value, "paper_title": "Acta de asamblea",
    "paper_dated_day": str(TODAY.day), "paper_dated_month": str(TODAY.month), "paper_dated_year": str(TODAY.year),
}  # fmt: skip
SHOWN = {
    "caption": "La tubería", "place": "Quebrada Honda", "taken_day": "3", "taken_month": "6", "taken_year": "2026",
}  # fmt: skip


def late(name: str, by: str, typed: Typed, file: str = "", *, prepare: Callable[[Scene], Any] = lambda scene: None):
    """A step about a date, or about a promise that is late."""

    def begin() -> Form:
        scene = Scene(due_on=timezone.localdate() - datetime.timedelta(days=1))
        found = prepare(scene)
        args = [scene.commitment.code, *([found.pk] if isinstance(found, Reschedule) else [])]
        attached = {file: files.pdf if file.startswith("paper") else files.photo} if file else {}
        return Form(reverse(name, args=args), getattr(scene, by), typed, attached)

    return begin


def asked(scene: Scene) -> Reschedule:
    soon = timezone.localdate() + datetime.timedelta(days=30)
    return ask(scene, new_due=soon, at=timezone.now())


def found_broken(scene: Scene) -> None:
    breach(scene, observed=PartialDate.on(timezone.localdate()), at=timezone.now())


def copied(scene: Scene) -> None:
    scene.commitment.document = scene.paper(DocumentKind.ACTA)
    scene.commitment.save()


def session() -> Form:
    table = a_table()
    factories.CommitmentFactory(mesa=table.mesa, due_on=datetime.date(2026, 1, 31))
    typed = {
        "day": "2026-11-04", "place": "Local comunal", "convened_by": table.health.pk, "points-1-text": "Agua",
        "points-1-admission": "admitido", "demands-1-text": "Agua para todos", "demands-1-raised_by": table.village.pk,
        "accords-1-text": "Se acuerda el agua", "promises-1-title_text": "Posta médica",
        "promises-1-lead": table.health.pk, "promises-1-beneficiaries": table.village.pk,
        "promises-1-deadline": "sin-plazo", "promises-1-after_row": "", "paper-1-mark": "sin-firmar", "save": "1",
        f"attendees-{table.rosa.pk}-came": "si",
    }  # fmt: skip
    return Form(reverse("session_new", args=[table.mesa.slug]), table.registrar, typed, {"paper-1-file": files.pdf})


def own(name: str, typed: Typed) -> Callable[[], Form]:
    return lambda: Form(reverse(name), factories.UserFactory(), typed)


NEW_PASSWORD = {"password1": "otras tres palabras", "password2": "otras tres palabras"}

PAGES: dict[str, Callable[[], Form]] = {
    "session": session,
    "begin": step("commitment_begin", "delegate", SHOWN, "evidence"),
    "claim": step("commitment_claim", "delegate", {**SAID, "party": lambda scene: scene.company.pk}, "evidence"),
    "claim on behalf": step(
        "commitment_claim", "registrar", {**SAID, "when": "ayer", **PAPER}, "evidence"
    ),
    "verdict": step("commitment_verdict", "representative", SAID),
    "verdict on behalf": step("commitment_verdict", "registrar", {**SAID, "when": "ayer", **PAPER}),
    "verification": step("commitment_verify", "verifier", SAID, "evidence"),
    "evidence": step(
        "commitment_evidence", "registrar", {**SHOWN, "supplied_by": lambda scene: scene.company.pk}, "evidence"
    ),
    "another date": late(
        "commitment_reschedule", "delegate", {"reason": "mas-tiempo", "new_due": "2100-06-15", "note": "Lluvias"}
    ),
    "another date on behalf": late(
        "commitment_reschedule", "registrar", {"reason": "otro", "new_due": "2100-06-15", "note": "Lluvias", **PAPER},
        "paper_file",
    ),
    "answer to a date": late(
        "reschedule_answer", "representative", {"accepts": "no", "note": "Ya esperamos"}, prepare=asked
    ),
    "answer to a date on behalf": late(
        "reschedule_answer", "registrar", {"accepts": "si", "note": "Aceptan", **PAPER}, "paper_file", prepare=asked
    ),
    "demand": late(
        "commitment_demand", "representative", {"received_on": TODAY.isoformat(), "note": "Que terminen", **PAPER},
        "paper_file",
    ),
    "breach": late("commitment_breach", "verifier", SAID, "evidence"),
    "answer to a breach": late(
        "commitment_reply", "delegate", {"text": "Cortaron la vía"}, prepare=found_broken
    ),
    "answer to a breach on behalf": late(
        "commitment_reply", "registrar", {"text": "Cortaron la vía", **PAPER}, "paper_file", prepare=found_broken
    ),
    "request to look": late("commitment_ask_to_verify", "representative", {"note": "La bomba de agua"}),
    "visibility": late("commitment_visibility", "coordinator", {"grade": "miembros", "reason": "Habla de la huelga"}),
    "correction": late(
        "commitment_correct", "coordinator",
        {"clause": "2.1", "title": "Agua para todos", "text": "Agua", "obligor_text": "La minera",
         "beneficiary_text": "Anta", "deadline_text": "a los 30 días", "deadline": "termino", "term": "30",
         "unit": "dias", "trigger": "hecho", "trigger_text": "la licencia",
         "ends": "igual", "lead": ""},
        prepare=copied,
    ),
    **ENDINGS,
    **HAPPENINGS,
    **COPIES,
    "language": own("account", {"language": "qu"}),
    "password": own("account_change_password", {"oldpassword": "una-clave-larga", **NEW_PASSWORD}),
}  # fmt: skip
