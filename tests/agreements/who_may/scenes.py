"""A commitment in each state and timing, brought there by the steps that lead there."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

from agreements.choices import (
    DeadlineBasis,
    DeadlineKind,
    Duty,
    Kind,
    Recurrence,
    RescheduleReason,
    State,
    Trigger,
)
from agreements.models import Commitment, Milestone, Occurrence, Reschedule
from agreements.services.evidence import attach_evidence
from agreements.services.publishing import publish_copy
from conflicts.choices import Role, Sector
from mesas.choices import DocumentKind
from tests import factories
from tests.agreements.breaking import breach
from tests.agreements.closing import another, close, consents, new_paper, objection, reopening, replace, settlement
from tests.agreements.moving import ask
from tests.agreements.scene import Scene, day, shown
from tests.agreements.speaking import claim, verdict, verification

EARLY = datetime.datetime(2026, 11, 12, 17, tzinfo=datetime.UTC)
Place = tuple[str, str, str]  # group, state, timing
OPEN, BESIDES, KEPT, CLOSED = "abierto", "además", "cumplido", "cerrado"
#: Timings of an open debt, with its deadline; of a closed one, with the day on which it was closed.
DEADLINES: dict[str, dict] = {
    "en plazo": {"due_on": datetime.date(2026, 11, 30)},
    "vencido": {"due_on": datetime.date(2026, 11, 1)},
    "sin plazo": {"due_on": None},
    "sin fecha aún": {
        "due_on": None, "deadline_kind": DeadlineKind.DAYS, "term": 30, "trigger": Trigger.EVENT,
        "trigger_text": "que el ministerio transfiera",
    },
}  # fmt: skip
SINCE = {"hace días": EARLY, "hace más de un mes": datetime.datetime(2026, 10, 12, 17, tzinfo=datetime.UTC)}


def begun(scene: Scene) -> None:
    claim(scene, level=2, at=EARLY)


def claimed(scene: Scene) -> None:
    claim(scene, at=EARLY)


def disputed(scene: Scene) -> None:
    claim(scene, at=EARLY)
    verdict(scene, observed=day("2026-11-11"), at=EARLY)


def confirmed(scene: Scene) -> None:
    claim(scene, at=EARLY)
    verdict(scene, level=3, observed=day("2026-11-11"), evidence=[scene.photo()], at=EARLY)


def verified(scene: Scene) -> None:
    verification(scene, observed=day("2026-11-11"), at=EARLY)


OPENED: dict[str, Callable[[Scene], object]] = {
    "pendiente": lambda scene: None,
    "en ejecución": begun,
    "declarado": claimed,
    "en disputa": disputed,
}


def settled(scene: Scene, level: int = 3) -> None:
    disputed(scene)
    agreed = consents(scene.company, scene.community, paper=new_paper(dated="2026-11-12"))
    settlement(scene, level=level, consents=agreed, at=EARLY)


def objected(scene: WhoMay) -> None:
    ended(scene, State.WITHDRAWN, EARLY)
    objection(scene, at=EARLY)


def reopened(scene: WhoMay) -> None:
    ended(scene, State.WITHDRAWN, SINCE["hace más de un mes"])
    reopening(scene, at=EARLY)


def orphaned(scene: WhoMay) -> None:
    """The last mandate of its mesa is over, and nobody else is to ask."""
    factories.MandateFactory(mesa=scene.mesa, starts=day("2026-01-01"), ends=day("2026-10-31"))


FULFILLED = {"confirmado": confirmed, "verificado": verified, "acordado": settled}
#: What is open in another way: how it came about, and what is owed.
OTHERS: dict[str, tuple[Callable[[WhoMay], object], dict]] = {
    "acordado a medias": (lambda scene: settled(scene, level=2), {}),
    "objetado": (objected, {}),
    "reabierto": (reopened, {}),
    "sin quien pregunte": (orphaned, {"due_on": None}),
    "de no hacer": (lambda scene: None, {"kind": Kind.ABSTENTION}),
    "por periodos": (
        lambda scene: None,
        {
            "due_on": None, "deadline_kind": DeadlineKind.RECURRING, "recurs": Recurrence.MONTHLY,
            "starts": day("2026-10-01"),
        },
    ),
}  # fmt: skip
ENDED = {
    "con parte cumplida": State.CLOSED_PARTIAL,
    "reemplazado": State.REPLACED,
    "retirado": State.WITHDRAWN,
    "sin cumplimiento": State.CLOSED_UNMET,
}


def ended(scene: WhoMay, closes_as: State, at: datetime.datetime) -> None:
    agreed = consents(scene.company, scene.community, paper=new_paper(dated="2026-10-10"))
    if closes_as == State.REPLACED:
        replace(scene, scene.other, at=at, consents=agreed)
    else:
        close(scene, closes_as, at=at, consents=agreed)


class WhoMay(Scene):
    """With an acta behind the promise, another that could replace it, and everybody who might try something."""

    def __init__(self, **deadline):
        super().__init__(code="ESP-2016-07", title="Agua potable", agreed=day("2026-06-01"), **deadline)
        acta = self.paper(DocumentKind.ACTA, "2026-06-01", title="Acta de la sesión 3")
        Commitment.objects.update(document=acta, clause="2.1", deadline_basis=DeadlineBasis.STATED)
        self.commitment.refresh_from_db()
        self.duty(self.town, Duty.CO_OBLIGOR)
        self.mayor = self.member(Role.DELEGATE, self.town)
        self.ministry = factories.PartyFactory(sector=Sector.NATIONAL, short_name="Ministerio")
        self.inspector = self.member(Role.VERIFIER, self.ministry)
        self.colleague = self.member(Role.VERIFIER, self.church)
        self.have_two_parts()
        self.other = another(self, code="ESP-2016-08", agreed=day("2026-06-01"))
        self.period = self.first_period()
        self.milestone = Milestone.objects.create(
            commitment=self.commitment, number=1, text="Expediente aprobado", due=day("2026-12")
        )
        self.hidden, self.published = attach_evidence(
            self.commitment, by=self.delegate, evidence=[shown(b"guardada"), shown(b"publicada")], at=EARLY
        )
        publish_copy(self.published, by=self.registrar, at=EARLY)
        self.found = self.asked = None

    def have_two_parts(self):
        """On both ends; receiving, and verifying, coordinating or administering too. And who no longer has any."""
        self.on_both_ends = self.member(Role.DELEGATE, self.company)
        self.member(Role.REPRESENTATIVE, self.community, user=self.on_both_ends)
        self.who_looks_too = self.member(Role.REPRESENTATIVE, self.community)
        self.member(Role.VERIFIER, self.church, user=self.who_looks_too)
        self.who_leads_too = self.member(Role.COORDINATOR)
        self.member(Role.REPRESENTATIVE, self.community, user=self.who_leads_too)
        self.who_keeps_the_site = self.member(
            Role.REPRESENTATIVE, self.community, user=factories.UserFactory(is_staff=True)
        )
        self.who_left = self.member(Role.REPRESENTATIVE, self.community, ends_on=datetime.date(2026, 11, 1))
        self.shut_out = self.member(Role.REPRESENTATIVE, self.community, user=factories.UserFactory(is_active=False))

    def first_period(self) -> Occurrence:
        """Of what comes round; else of the other, where it is of no use."""
        comes_round = self.commitment.deadline_kind == DeadlineKind.RECURRING
        return Occurrence.objects.create(
            commitment=self.commitment if comes_round else self.other,
            period="2026-10",
            due_on=datetime.date(2026, 10, 31),
        )

    def photo(self):
        return shown(b"foto propia")


def scenes() -> Iterator[tuple[Place, WhoMay]]:
    """Group, state and timing, and the scene. Each is made where the one before was taken back."""
    for place, scene in made():
        scene.stands = scene.fresh()
        yield place, scene


def made() -> Iterator[tuple[Place, WhoMay]]:
    for timing, deadline in DEADLINES.items():
        for state, lead_there in OPENED.items():
            scene = WhoMay(**deadline)
            if timing == "vencido":
                # Nothing was there once the deadline had passed: a breach found, and an older sight than all the rest.
                scene.found = breach(scene, by=scene.colleague, level=0, observed=day("2026-11-02"), at=EARLY)
            lead_there(scene)
            scene.asked = asked(scene)
            yield (OPEN, state, timing), scene
    for state, (lead_there, owed) in OTHERS.items():
        scene = WhoMay(**owed)
        lead_there(scene)
        scene.asked = unasked(scene) if state == "por periodos" else asked(scene)
        yield (BESIDES, state, ""), scene
    for state, lead_there in FULFILLED.items():
        scene = WhoMay()
        scene.asked = asked(scene)
        lead_there(scene)
        yield (KEPT, state, ""), scene
    for timing, at in SINCE.items():
        for state, closes_as in ENDED.items():
            scene = WhoMay()
            scene.asked = asked(scene, at=at)
            ended(scene, closes_as, at)
            yield (CLOSED, state, timing), scene


def asked(scene: WhoMay, at: datetime.datetime = EARLY):
    return ask(scene, reason=usual_reason(scene.fresh()), new_due=datetime.date(2027, 2, 15), at=at)


def unasked(scene: WhoMay) -> Reschedule:
    """As if somebody had been able to ask: it is told why not when it is accepted."""
    return Reschedule.objects.create(
        commitment=scene.commitment, asked_by_party=scene.company, asked_by=scene.delegate, asked_at=EARLY,
        old_due=scene.commitment.due, new_due=day("2027-02-15"), reason=RescheduleReason.OTHER,
    )  # fmt: skip


def usual_reason(commitment: Commitment) -> RescheduleReason:
    return RescheduleReason.MORE_TIME if commitment.due.is_known else RescheduleReason.FIRST_DATE
