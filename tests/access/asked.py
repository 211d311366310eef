"""What people ask for in that world: other dates, a verification, that a promise be kept; and what is answered."""

import datetime
from types import SimpleNamespace

from agreements.choices import RescheduleReason
from agreements.models import Milestone, Occurrence
from agreements.services.breach import demand_in_writing, find_breach, reply_to_breach
from agreements.services.reschedules import answer_reschedule, ask_reschedule
from agreements.services.verifying import ask_to_verify
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from mesas.services.papers import NewPaper
from tests.access.things import at, sent
from tests.access.world import word

ASKED, FOUND = datetime.date(2026, 2, 9), datetime.date(2026, 2, 11)
NEW_DUE = datetime.date(2026, 12, 18)


def ask(world: SimpleNamespace) -> None:
    """Dates asked for on each kind of commitment, with a milestone and a period; the rest on the one that everybody
    sees."""
    company, community = world.parties["company"], world.parties["community"]
    delegate, representative = world.people["delegate"], world.people["representative"]
    promised = {
        "public": (world.open, "plazo"),
        "narrowed to members": (world.narrowed, "plazo reservada"),
        "narrowed to staff": (world.kept_in, "plazo guardada"),
    }
    world.asked = {
        what: ask_reschedule(
            commitment,
            party=company,
            by=delegate,
            reason=RescheduleReason.MORE_TIME,
            new_due=NEW_DUE,
            note=word(f"nota {mark}"),
            at=at(ASKED),
        )
        for what, (commitment, mark) in promised.items()
    }
    for commitment, _mark in promised.values():
        Milestone.objects.create(commitment=commitment, number=7, text="Tramo final", due=PartialDate.on(NEW_DUE))
        Occurrence.objects.create(commitment=commitment, period="2026-B1", due_on=datetime.date(2026, 2, 28))
    answer_reschedule(
        world.asked["public"],
        party=community,
        by=representative,
        accepts=False,
        note=word("nota no acepta"),
        at=at(FOUND),
    )
    demand_in_writing(
        world.open,
        party=community,
        by=representative,
        received_on=ASKED,
        document=NewPaper(kind=DocumentKind.LETTER, title="Oficio de Anta", dated=PartialDate.on(ASKED)),
        note=word("nota requerimiento"),
        at=at(ASKED),
    )
    finding = find_breach(
        world.open,
        party=world.parties["church"],
        by=world.people["verifier"],
        level=1,
        observed=PartialDate.on(FOUND),
        note=word("nota constatada"),
        evidence=[sent("constatada")],
        at=at(FOUND),
    )
    world.evidence["of a finding"] = finding.evidence.get()
    reply_to_breach(world.open, finding=finding, party=company, by=delegate, text=word("texto descargo"), at=at(FOUND))
    ask_to_verify(world.open, by=representative, note=word("nota por ver"), at=at(FOUND) + datetime.timedelta(days=1))
