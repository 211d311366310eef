"""Each step as each person would take it: for her own party, or with its paper where she keeps the records."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from typing import Any

from agreements.choices import DeadlineBasis, DeadlineKind, Proof, State
from agreements.services.breach import demand_in_writing, find_breach, reply_to_breach
from agreements.services.deadlines import Deadline
from agreements.services.evidence import attach_evidence, begin_work
from agreements.services.milestones import reach_milestone, set_milestone
from agreements.services.publishing import publish_copy, redact_evidence, withdraw_copy
from agreements.services.transcription import correct_transcription
from agreements.services.triggers import date_trigger
from agreements.services.verifying import ask_to_verify
from agreements.services.visibility import change_visibility
from conflicts.choices import Grade
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from mesas.services.papers import NewPaper
from tests.agreements.breaking import letter
from tests.agreements.closing import close, objection, reopening, replace, settlement
from tests.agreements.moving import answer, ask, suspend
from tests.agreements.scene import NOON, TODAY, day, shown
from tests.agreements.speaking import claim, verdict, verification
from tests.agreements.who_may.scenes import WhoMay, usual_reason

#: Columns of the table: who, and for which parties she speaks or looks.
PEOPLE: dict[str, tuple[str, ...]] = {
    "coordin.": ("coordinator",),
    "registro": ("registrar",),
    "delegado": ("delegate", "company"),
    "corresp.": ("mayor", "town"),
    "represent.": ("representative", "community"),
    "verific.": ("verifier", "church"),
    "del Estado": ("inspector", "ministry"),
    "observ.": ("observer", "church"),
    "administr.": ("admin",),
    "ajena": ("stranger",),
    "se fue": ("who_left", "community"),
    "sin acceso": ("shut_out", "community"),
    "de ambas": ("on_both_ends", "company", "community"),
    "rep. y ver.": ("who_looks_too", "community", "church"),
    "rep. y coo.": ("who_leads_too", "community"),
    "rep. y adm.": ("who_keeps_the_site", "community"),
}


class Person:
    """Somebody of the scene, about to take a step."""

    def __init__(self, scene: WhoMay, name: str, parties: Iterable[str]) -> None:
        self.scene, self.name, self.user = scene, name, getattr(scene, name)
        self.parties: list[Party] = [getattr(scene, party) for party in parties]

    def own(self, usual: Party) -> Party | None:
        """Of hers, the one that usually takes the step, else her first."""
        return usual if usual in self.parties else next(iter(self.parties), None)

    def of(self, usual: Party) -> dict[str, Any]:
        return {"by": self.user, "party": self.own(usual) or usual}

    def paper(self, kind: DocumentKind = DocumentKind.ASSEMBLY_ACTA) -> NewPaper | None:
        """What speaks for the party where she is not of it."""
        return None if self.parties else letter("Respaldo", dated="2026-11-18", kind=kind)


def owing(person: Person) -> dict[str, Any]:
    return {**person.of(person.scene.company), "document": person.paper()}


def receiving(person: Person) -> dict[str, Any]:
    return {**person.of(person.scene.community), "document": person.paper()}


def own_photo() -> list:
    return [shown(b"lo que trae", proves=Proof.STATEMENT)]


def correct(scene: WhoMay, person: Person) -> None:
    right = Deadline(DeadlineKind.DATE, due=PartialDate.on(datetime.date(2026, 12, 31)), basis=DeadlineBasis.STATED)
    correct_transcription(
        scene.commitment,
        by=person.user,
        words={"clause": "2.1"},
        deadline=right,
        version=scene.stands.version,
        at=NOON,
    )


def narrow(scene: WhoMay, person: Person) -> None:
    change_visibility(
        scene.commitment, by=person.user, grade=Grade.MEMBERS, reason="Nombra a personas.",
        version=scene.stands.version, at=NOON,
    )  # fmt: skip


def reopened(scene: WhoMay, person: Person) -> None:
    reopening(scene, by=person.user, party=person.own(scene.community), is_error=False, evidence=own_photo())


#: Rows of the table, in the order in which a commitment lives.
STEPS: dict[str, Callable[[WhoMay, Person], object]] = {
    "mostrar que empezó el trabajo": lambda scene, person: begin_work(
        scene.commitment, by=person.user, evidence=own_photo(), at=NOON
    ),
    "declarar": lambda scene, person: claim(scene, evidence=own_photo(), **owing(person)),
    "responder": lambda scene, person: verdict(scene, level=1, **receiving(person)),
    "pedir que se verifique": lambda scene, person: ask_to_verify(scene.commitment, by=person.user, at=NOON),
    "verificar": lambda scene, person: verification(scene, evidence=own_photo(), **person.of(scene.church)),
    "declarar de un periodo": lambda scene, person: claim(
        scene, evidence=own_photo(), occurrence=scene.period, **owing(person)
    ),
    "responder de un periodo": lambda scene, person: verdict(
        scene, level=1, occurrence=scene.period, **receiving(person)
    ),
    "verificar un periodo": lambda scene, person: verification(
        scene, evidence=own_photo(), occurrence=scene.period, **person.of(scene.church)
    ),
    "agregar evidencia": lambda scene, person: attach_evidence(
        scene.commitment, by=person.user, evidence=own_photo(), at=NOON
    ),
    "poner un hito": lambda scene, person: set_milestone(
        scene.commitment, by=person.user, text="Terreno saneado", due=day("2026-12"), at=NOON
    ),
    "mostrar un hito alcanzado": lambda scene, person: reach_milestone(
        scene.milestone, by=person.user, day=TODAY, evidence=own_photo(), at=NOON
    ),
    "fechar el día cero": lambda scene, person: date_trigger(
        scene.commitment, by=person.user, day=TODAY, evidence=own_photo(), at=NOON
    ),
    "pedir otra fecha": lambda scene, person: ask(
        scene, reason=usual_reason(scene.stands), new_due=datetime.date(2027, 3, 1), **owing(person)
    ),
    "pedir que pare el reloj": lambda scene, person: suspend(
        scene, TODAY, TODAY + datetime.timedelta(days=9), **owing(person)
    ),
    "aceptar otra fecha": lambda scene, person: answer(scene, scene.asked, **receiving(person)),
    "requerir por escrito": lambda scene, person: demand_in_writing(
        scene.commitment, received_on=TODAY, document=letter("Oficio 7", dated="2026-11-18"), at=NOON,
        **person.of(scene.community),
    ),
    "constatar el incumplimiento": lambda scene, person: find_breach(
        scene.commitment, level=0, observed=day("2026-11-19"), evidence=own_photo(), at=NOON, **person.of(scene.church)
    ),
    "responder a lo constatado": lambda scene, person: reply_to_breach(
        scene.commitment, finding=scene.found, text="No hubo presupuesto.", at=NOON, **owing(person)
    ),
    "resolver la disputa": lambda scene, person: settlement(scene, by=person.user),
    "cerrar con parte cumplida": lambda scene, person: close(scene, State.CLOSED_PARTIAL, by=person.user),
    "reemplazar": lambda scene, person: replace(scene, scene.other, by=person.user),
    "retirar de común acuerdo": lambda scene, person: close(scene, State.WITHDRAWN, by=person.user),
    "cerrar sin cumplimiento": lambda scene, person: close(scene, State.CLOSED_UNMET, by=person.user),
    "objetar el cierre": lambda scene, person: objection(scene, **receiving(person)),
    "reabrir": reopened,
    "corregir la transcripción": correct,
    "cambiar quién lo ve": narrow,
    "publicar una copia": lambda scene, person: publish_copy(scene.hidden, by=person.user, at=NOON),
    "quitar la copia": lambda scene, person: withdraw_copy(
        scene.published, by=person.user, reason="Se ven caras.", at=NOON
    ),
    "retirar un archivo": lambda scene, person: redact_evidence(
        scene.hidden, by=person.user, reason="Se ven caras.", at=NOON
    ),
}  # fmt: skip
