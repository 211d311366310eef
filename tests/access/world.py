"""A small world with somebody of every role, and a word of its own in everything that is not for everybody.

Three mesas of one conflict: for everybody, for members, internal; a conflict that only its members know; the conflict
of other people; and a fictitious one. `word("demanda interna")` stands in the demand of the internal mesa, and nowhere
else.
"""

import datetime
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from accounts.models import User
from agreements.choices import Duty, ReviewOutcome
from agreements.models import Commitment, Milestone, Occurrence, SessionReview
from conflicts.choices import Grade, Role, Sector, SlugKind
from conflicts.models import Conflict, OldSlug, Party
from conflicts.partial_dates import PartialDate
from mesas.models import Mesa
from tests import factories

#: Everybody who may look, in the order of the tables. `stranger` belongs to nothing; `elsewhere` coordinates another
#: conflict, and coordinated this one until yesterday.
READERS = (
    "signed out", "stranger", "elsewhere", "observer", "representative", "delegate", "verifier", "registrar",
    "coordinator", "administrator",
)  # fmt: skip
#: Roles on both conflicts, with the party spoken for. `neighbour` is the other representative of the same community.
ROLES = {
    "observer": (Role.OBSERVER, None),
    "representative": (Role.REPRESENTATIVE, "community"),
    "neighbour": (Role.REPRESENTATIVE, "community"),
    "delegate": (Role.DELEGATE, "company"),
    "verifier": (Role.VERIFIER, "church"),
    "registrar": (Role.REGISTRAR, None),
    "coordinator": (Role.COORDINATOR, None),
}
#: All that were written somewhere.
WORDS: set[str] = set()
DAY = PartialDate.on(datetime.date(2026, 1, 20))
RECENTLY = datetime.date(2026, 6, 1)

Say = Callable[[str], str]


def word(name: str) -> str:
    """The word that gives it away: a single one, so that a search for it finds it or nothing."""
    made = f"zq{name.replace(' ', '').replace('-', '')}"
    WORDS.add(made)
    return made


def build() -> SimpleNamespace:
    """People, parties and conflicts, and one of everything on each mesa."""
    world = SimpleNamespace()
    world.parties = parties()
    world.conflict = factories.ConflictFactory(slug="valle", name="Conflicto del valle")
    world.hidden_conflict = factories.ConflictFactory(slug="oculto", name=word("conflicto oculto"))
    world.other_conflict = factories.ConflictFactory(slug="vecino", name="Conflicto vecino")
    world.example = factories.ConflictFactory(slug="ejemplo", name=word("conflicto ejemplo"), is_example=True)
    world.conflict.territories.add(factories.TerritoryFactory(district="Anta"))
    for party in world.parties.values():
        factories.ConflictPartyFactory(conflict=world.conflict, party=party)
    world.people = people(world)

    world.public = mesa_of(world.conflict, "VAL-1", Grade.PUBLIC)
    world.members = mesa_of(world.conflict, "VAL-2", Grade.MEMBERS, mark="miembros")
    world.internal = mesa_of(world.conflict, "VAL-3", Grade.INTERNAL, mark="interna")
    factories.MesaFactory(
        conflict=world.hidden_conflict, code="OCU-1", slug="ocu-1", grade=Grade.INTERNAL, name=word("mesa oculta")
    )
    world.other = factories.SessionFactory(mesa__conflict=world.other_conflict, mesa__code="VEC-1", mesa__slug="vec-1")
    world.fiction = mesa_of(world.example, "EJEMPLO", Grade.PUBLIC, mark="ejemplo")
    # Of the same company to the same community, on the mesa that everybody sees: only the grade differs.
    world.open = promise(world, Grade.PUBLIC)
    world.narrowed = promise(world, Grade.MEMBERS, mark="reservada")
    world.kept_in = promise(world, Grade.INTERNAL, mark="guardada")
    return world


def parties() -> dict[str, Party]:
    """Who owes, who receives, who checks."""
    make = factories.PartyFactory
    return {
        "company": make(sector=Sector.COMPANY, name="Minera del Valle", short_name="Minera", slug="minera"),
        "community": make(name="Comunidad de Anta", short_name="Anta", slug="anta"),
        "church": make(sector=Sector.CHURCH, name="Vicaría del Sur", short_name="Vicaría", slug="vicaria"),
    }


def people(world: SimpleNamespace) -> dict[str, User | None]:
    """An account for each reader, with names that are nobody's business."""
    found: dict[str, User | None] = {"signed out": None}
    for name in ("stranger", "elsewhere", *ROLES, "administrator"):
        found[name] = factories.UserFactory(
            username=word(f"usuario {name}"),
            first_name=word(f"nombres {name}"),
            last_name=word(f"apellidos {name}"),
            email=f"{word(f'correo {name}')}@example.org",
            is_staff=name == "administrator",
        )
    for name, (role, party) in ROLES.items():
        for conflict in (world.conflict, world.hidden_conflict):
            enlist(found[name], conflict, role, party=world.parties.get(party))
    enlist(found["elsewhere"], world.other_conflict, Role.COORDINATOR)
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    enlist(found["elsewhere"], world.conflict, Role.COORDINATOR, starts_on=RECENTLY, ends_on=yesterday)
    return found


def enlist(user: User | None, conflict: Conflict, role: Role, **more: Any) -> None:
    factories.MembershipFactory(user=user, conflict=conflict, role=role, **more)


def saying(mark: str, code: str) -> Say:
    """What to write in a row: its own word, or plain words where everybody may read it."""
    return (lambda what: word(f"{what} {mark}")) if mark else (lambda what: f"{what.capitalize()} de {code}")


def mesa_of(conflict: Conflict, code: str, grade: Grade, *, mark: str = "") -> Any:
    """A mesa with one of everything that hangs on it; the rows that tests ask for are its attributes."""
    say = saying(mark, code)
    mesa: Any = factories.MesaFactory(
        conflict=conflict,
        code=code,
        slug=code.lower(),
        grade=grade,
        name=say("mesa"),
        chair_text=say("presidencia"),
        status_note=say("situacion"),
        installed=DAY,
    )
    OldSlug.objects.create(kind=SlugKind.MESA, slug=f"{mesa.slug}-antes", target_id=mesa.pk)
    mesa.sources.add(factories.SourceFactory(title=say("fuente"), ref=f"F-{code}"))
    mesa.party = factories.PartyFactory(
        name=say("actor"), short_name=say("siglas"), slug=f"actor-{mesa.slug}", is_example=conflict.is_example
    )
    factories.SeatFactory(mesa=mesa, party=mesa.party, role_note=say("asiento"))
    factories.MandateFactory(mesa=mesa, instrument=say("mandato"), starts=DAY)
    factories.GroundRulesFactory(mesa=mesa, quorum=say("reglas"))
    factories.ReportedFigureFactory(mesa=mesa, code=f"CIF-{code}", text=say("cifra"))
    mesa.session = factories.SessionFactory(mesa=mesa, day=DAY, place=say("lugar"), outcome=say("resultado"))
    mesa.demand = factories.DemandFactory(
        mesa=mesa, text=say("demanda"), raised_by=mesa.party, session=mesa.session, raised=DAY
    )
    factories.AgendaItemFactory(session=mesa.session, text=say("punto"), demand=mesa.demand)
    mesa.paper = factories.DocumentFactory(mesa=mesa, title=say("documento"), dated=DAY)
    mesa.paper.sessions.add(mesa.session)
    mesa.commitment = commitment_of(mesa, say, lead=mesa.party)
    mesa.incident = factories.IncidentFactory(conflict=conflict, kind=say("hecho"), grade=grade, happened=DAY)
    mesa.incidents.add(mesa.incident)
    lesser_rows(mesa, say)
    return mesa


def lesser_rows(mesa: Any, say: Say) -> None:
    """What hangs on what hangs on a mesa."""
    factories.WorkingGroupFactory(mesa=mesa, name=say("grupo"))
    factories.PartyNameFactory(party=mesa.party, name=say("antiguo nombre"))
    factories.SessionNoticeFactory(session=mesa.session)
    factories.SignatureFactory(document=mesa.paper, party=mesa.party, reservation=say("reserva"))
    factories.DocumentDeliveryFactory(document=mesa.paper, language=say("idioma"))
    factories.ReportedStatusFactory(commitment=mesa.commitment, text=say("estado"))
    SessionReview.objects.create(
        session=mesa.session, commitment=mesa.commitment, outcome=ReviewOutcome.NO_NEWS, note=say("repaso")
    )
    Milestone.objects.create(commitment=mesa.commitment, number=1, text="Primer tramo")
    Occurrence.objects.create(commitment=mesa.commitment, period="2026-01", due_on=DAY.last)
    factories.NonWorkingDayFactory()


def commitment_of(mesa: Any, say: Say, *, lead: Party, **more: Any) -> Commitment:
    """With its own agreement. Its words are in its title and its text, and in what searches look through."""
    title, text = say("compromiso"), say("palabras")
    agreement = factories.AgreementFactory(document=mesa.paper, session=mesa.session, text=say("acuerdo"))
    agreement.demands.add(mesa.demand)
    number = mesa.commitments.count() + 1
    promised = factories.CommitmentFactory(
        **{
            "mesa": mesa,
            "agreement": agreement,
            "code": f"{mesa.code}-{number:02}",
            "source_code": f"CM-{mesa.code}-{number}",
            "title": title,
            "text": text,
            "search_text": f"{title} {text} {lead.name}".lower(),
            "document": mesa.paper,
            "session": mesa.session,
            "due_on": DAY.last,
            **more,
        }
    )
    factories.CommitmentPartyFactory(commitment=promised, party=lead)
    return promised


def promise(world: SimpleNamespace, grade: Grade, *, mark: str = "") -> Commitment:
    mesa: Mesa = world.public
    promised = commitment_of(mesa, saying(mark, "la minera"), lead=world.parties["company"], grade=grade)
    factories.CommitmentPartyFactory(commitment=promised, party=world.parties["community"], duty=Duty.BENEFICIARY)
    return promised
