"""Where what everybody sees touches what few may see; and people by name."""

import datetime
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from agreements.choices import (
    AssessmentKind,
    NoticeKind,
    RescheduleReason,
    ReviewOutcome,
)
from agreements.models import Notice, Reschedule, SessionReview
from conflicts.choices import Grade
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import Inheritance
from mesas.models import Person
from tests import factories
from tests.access.world import DAY, word


def tie(world: SimpleNamespace) -> None:
    names(world)
    between_mesas(world)
    around_commitments(world)
    told(world)


def names(world: SimpleNamespace) -> None:
    """Somebody of each party at the table that everybody sees, at that of few, and at that of other people."""
    world.persons = {
        "comunidad": person(world.parties["community"], "comunidad", phone="984713205"),
        "empresa": person(world.parties["company"], "empresa", phone="984713206"),
        "interna": person(world.internal.party, "interna", phone="984713207"),
        "de otros": person(factories.PartyFactory(), "de otros", phone="984713208"),
        "empresa aparte": person(world.parties["company"], "empresa aparte", phone="984713209"),
        "borrada": person(world.parties["company"], "borrada", phone="", erased_at=timezone.now()),
    }
    for name, session in (
        ("comunidad", world.public.session), ("empresa", world.public.session), ("borrada", world.public.session),
        ("interna", world.internal.session), ("de otros", world.other), ("empresa aparte", world.other),
    ):  # fmt: skip
        factories.AttendanceFactory(session=session, person=world.persons[name], post="delegada")
        factories.SeatFactory(mesa=session.mesa, party=world.persons[name].party, person=world.persons[name])


def person(party: Party, mark: str, **more: Any) -> Person:
    email = f"{word(f'correo persona {mark}')}@example.org"
    return factories.PersonFactory(party=party, name=word(f"persona {mark}"), email=email, **more)


def between_mesas(world: SimpleNamespace) -> None:
    """The mesa of everybody follows the internal one, which took over all of the members' mesa; it took over what it
    lists, speaks of its demand and is the same party's child."""
    link = factories.MesaLinkFactory(mesa=world.public, predecessor=world.internal, inheritance=Inheritance.LISTED)
    factories.MesaLinkFactory(mesa=world.internal, predecessor=world.members, inheritance=Inheritance.ALL)
    for mesa in (world.internal, world.members):
        factories.InheritedFactory(link=link, commitment=mesa.commitment)
    world.parties["community"].parent = world.internal.party
    world.parties["community"].save()
    public, internal = world.public, world.internal
    factories.AgendaItemFactory(session=public.session, text="Lo que se pidió antes", demand=internal.demand)
    factories.AgendaItemFactory(
        session=internal.session,
        text=word("punto ajeno"),
        demand=public.demand,
        admission="rechazado",
        refusal_reason=word("rechazo"),
    )
    accord = factories.AgreementFactory(document=internal.paper, session=internal.session, text=word("acuerdo ajeno"))
    accord.demands.add(public.demand)
    said = word("demanda sin mesa")
    factories.DemandFactory(mesa=None, conflict=world.hidden_conflict, text=said)
    episode = factories.EpisodeFactory(conflict=world.hidden_conflict, name=word("episodio oculto"))
    factories.CasualtyFactory(episode=episode, text=word("victimas ocultas"))


def around_commitments(world: SimpleNamespace) -> None:
    """An open commitment that depends on an internal one, was spoken of and answered behind closed doors."""
    world.open.trigger_commitment = world.internal.commitment
    world.open.save()
    SessionReview.objects.create(
        session=world.internal.session,
        commitment=world.open,
        outcome=ReviewOutcome.ADVANCING,
        note=word("repaso ajeno"),
    )
    SessionReview.objects.create(
        session=world.public.session,
        commitment=world.narrowed,
        outcome=ReviewOutcome.ADVANCING,
        note=word("repaso reservado"),
    )
    world.assessment = factories.AssessmentFactory(
        commitment=world.open,
        kind=AssessmentKind.VERIFICATION,
        party=world.parties["church"],
        recorded_by=world.people["verifier"],
        level=2,
        observed=DAY,
        recorded_at=datetime.datetime(2026, 1, 21, 17, tzinfo=datetime.UTC),
        document=world.internal.paper,
    )
    incident = factories.IncidentFactory(conflict=world.conflict, kind="bloqueo", grade=Grade.INTERNAL, happened=DAY)
    incident.note = word("bloqueo interno")
    incident.save()
    world.open.incidents.add(incident)
    world.public.incidents.add(incident)
    Reschedule.objects.create(
        commitment=world.narrowed,
        asked_by_party=world.parties["company"],
        asked_by=world.people["delegate"],
        asked_at=timezone.now(),
        old_due=DAY,
        new_due=PartialDate.on(datetime.date(2027, 1, 20)),
        reason=RescheduleReason.OTHER,
        note=word("pedido reservado"),
    )


def told(world: SimpleNamespace) -> None:
    """She was told of a commitment that was narrowed since; whoever keeps it still reads of it."""
    for name in ("representative", "coordinator"):
        for commitment in (world.open, world.kept_in):
            Notice.objects.create(
                user=world.people[name],
                kind=NoticeKind.OVERDUE,
                mesa=world.public,
                commitment=commitment,
                cause=f"vence:{DAY.last}",
                due_on=DAY.last,
                created_at=timezone.now(),
            )
