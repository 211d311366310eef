"""Rows for tests. Boring on purpose: what a test is about, it says itself."""

import datetime

import factory
from django.utils import timezone

from accounts.models import User
from agreements.choices import AssessmentKind, DeadlineKind, Duty, EvidenceKind, Record, State
from agreements.models import Agreement, Assessment, Commitment, CommitmentParty, Evidence, Inherited, ReportedStatus
from conflicts.choices import CasualtyGroup, Grade, Role, Sector, Side, SourceKind, TerritoryLevel
from conflicts.models import (
    Casualty,
    Conflict,
    ConflictParty,
    Episode,
    Incident,
    Membership,
    Party,
    PartyName,
    Source,
    Territory,
)
from conflicts.partial_dates import PartialDate
from mesas.choices import DeliveryForm, DocumentKind, Held, Mechanism, MesaStatus
from mesas.models import (
    AgendaItem,
    Attendance,
    Demand,
    Document,
    DocumentDelivery,
    GroundRules,
    Mandate,
    Mesa,
    MesaLink,
    NonWorkingDay,
    Person,
    ReportedFigure,
    Seat,
    Session,
    SessionNotice,
    Signature,
    WorkingGroup,
)

LONG_AGO = datetime.date(2020, 1, 1)


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"usuaria{n}")
    password = factory.django.Password("una-clave-larga")


class ConflictFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Conflict

    name = factory.Sequence(lambda n: f"Conflicto {n}")
    slug = factory.Sequence(lambda n: f"conflicto-{n}")


class PartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Party

    name = factory.Sequence(lambda n: f"Comunidad campesina {n}")
    short_name = factory.Sequence(lambda n: f"Comunidad {n}")
    slug = factory.Sequence(lambda n: f"comunidad-{n}")
    sector = Sector.COMMUNITY


class MembershipFactory(factory.django.DjangoModelFactory):
    """A role since long ago. `representante` and `delegado` need their party."""

    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    conflict = factory.SubFactory(ConflictFactory)
    role = Role.REGISTRAR
    starts_on = LONG_AGO


class MesaFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mesa

    conflict = factory.SubFactory(ConflictFactory)
    code = factory.Sequence(lambda n: f"MES-{n}")
    slug = factory.Sequence(lambda n: f"mes-{n}")
    name = factory.Sequence(lambda n: f"Mesa de diálogo {n}")
    mechanism = Mechanism.DIALOGUE
    grade = Grade.PUBLIC
    status = MesaStatus.ACTIVE


class NonWorkingDayFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = NonWorkingDay

    day = factory.Sequence(lambda n: datetime.date(2026, 3, 2) + datetime.timedelta(days=n))
    decree = "DS 001-2026-PCM"


class PersonFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Person

    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence(lambda n: f"Persona Apellido {n}")
    post = "presidenta comunal"


class SeatFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Seat

    mesa = factory.SubFactory(MesaFactory)
    party = factory.SubFactory(PartyFactory)


class SessionFactory(factory.django.DjangoModelFactory):
    """A session held and logged by members; public sources log none (`logged_at=None`)."""

    class Meta:
        model = Session

    mesa = factory.SubFactory(MesaFactory)
    held = Held.HELD
    day = PartialDate.on(datetime.date(2026, 11, 2))
    logged_by = factory.SubFactory(UserFactory)
    logged_at = factory.LazyFunction(timezone.now)


class DemandFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Demand

    conflict = factory.SelfAttribute("mesa.conflict")
    mesa = factory.SubFactory(MesaFactory)
    text = factory.Sequence(lambda n: f"Agua para el barrio {n}")


class DocumentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Document

    mesa = factory.SubFactory(MesaFactory)
    kind = DocumentKind.ACTA
    title = factory.Sequence(lambda n: f"Acta {n}")


class AgreementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Agreement

    document = factory.SubFactory(DocumentFactory)
    text = factory.Sequence(lambda n: f"Las partes acuerdan el punto {n}")


class CommitmentFactory(factory.django.DjangoModelFactory):
    """Pending, registered by members, due 30 November 2026. `due_on` alone sets both dates; None: without deadline."""

    class Meta:
        model = Commitment

    class Params:
        due_on = datetime.date(2026, 11, 30)

    mesa = factory.SubFactory(MesaFactory)
    code = factory.Sequence(lambda n: f"MES-{n:04}")
    title = factory.Sequence(lambda n: f"Construir el reservorio {n}")
    grade = factory.SelfAttribute("mesa.grade")
    state = State.PENDING
    record = Record.MEMBERS
    deadline_kind = factory.LazyAttribute(lambda o: DeadlineKind.DATE if o.due_on else DeadlineKind.NONE)
    first_due = factory.LazyAttribute(lambda o: PartialDate.on(o.due_on) if o.due_on else PartialDate.unknown())
    due = factory.SelfAttribute("first_due")
    registered_at = factory.LazyFunction(timezone.now)


class CommitmentPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CommitmentParty

    commitment = factory.SubFactory(CommitmentFactory)
    party = factory.SubFactory(PartyFactory)
    duty = Duty.LEAD


class EvidenceFactory(factory.django.DjangoModelFactory):
    """A row about a file; the file itself is not there."""

    class Meta:
        model = Evidence

    commitment = factory.SubFactory(CommitmentFactory)
    kind = EvidenceKind.PHOTO
    original = factory.Sequence(lambda n: f"originals/foto{n}.jpg")
    original_name = factory.Sequence(lambda n: f"foto{n}.jpg")
    sha256 = factory.Sequence(lambda n: f"{n:064x}")
    size = 1000
    uploaded_by = factory.SubFactory(UserFactory)
    uploaded_at = factory.LazyFunction(timezone.now)


class AssessmentFactory(factory.django.DjangoModelFactory):
    """A row alone: it does not settle the state of its commitment."""

    class Meta:
        model = Assessment

    commitment = factory.SubFactory(CommitmentFactory)
    kind = AssessmentKind.CLAIM
    party = factory.SubFactory(PartyFactory)
    recorded_by = factory.SubFactory(UserFactory)
    recorded_at = factory.LazyFunction(timezone.now)
    observed = factory.LazyFunction(lambda: PartialDate.on(timezone.localdate()))
    level = 3


class TerritoryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Territory

    inei = factory.Sequence(lambda n: f"{80000 + n:06}")
    level = TerritoryLevel.DISTRICT
    region = "Cusco"
    province = "Espinar"
    district = factory.Sequence(lambda n: f"Distrito {n}")


class SourceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Source

    ref = factory.Sequence(lambda n: f"F{n:03}")
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    title = factory.Sequence(lambda n: f"Reporte de conflictos {n}")
    kind = SourceKind.OFFICIAL


class EpisodeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Episode

    conflict = factory.SubFactory(ConflictFactory)
    name = factory.Sequence(lambda n: f"Paro {n}")


class IncidentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Incident

    conflict = factory.SubFactory(ConflictFactory)
    kind = factory.Sequence(lambda n: f"bloqueo {n}")
    grade = Grade.PUBLIC


class CasualtyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Casualty

    episode = factory.SubFactory(EpisodeFactory)
    group = CasualtyGroup.CIVIL
    killed = 2


class ConflictPartyFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ConflictParty

    conflict = factory.SubFactory(ConflictFactory)
    party = factory.SubFactory(PartyFactory)


class PartyNameFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PartyName

    party = factory.SubFactory(PartyFactory)
    name = factory.Sequence(lambda n: f"Nombre anterior {n}")


class WorkingGroupFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = WorkingGroup

    mesa = factory.SubFactory(MesaFactory)
    name = factory.Sequence(lambda n: f"Grupo {n}")


class MesaLinkFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = MesaLink

    mesa = factory.SubFactory(MesaFactory)
    predecessor = factory.SubFactory(MesaFactory)


class MandateFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Mandate

    mesa = factory.SubFactory(MesaFactory)
    instrument = factory.Sequence(lambda n: f"R.M. {n}-2012-PCM")


class GroundRulesFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = GroundRules

    mesa = factory.SubFactory(MesaFactory)
    version = 1


class SessionNoticeFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = SessionNotice

    session = factory.SubFactory(SessionFactory)
    side = Side.STATE


class AttendanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory)
    person = factory.SubFactory(PersonFactory)
    party = factory.SelfAttribute("person.party")
    came = True


class AgendaItemFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = AgendaItem

    session = factory.SubFactory(SessionFactory)
    order = factory.Sequence(lambda n: n)
    text = factory.Sequence(lambda n: f"Punto {n}")


class SignatureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Signature

    document = factory.SubFactory(DocumentFactory)
    party = factory.SubFactory(PartyFactory)


class DocumentDeliveryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DocumentDelivery

    document = factory.SubFactory(DocumentFactory)
    language = factory.Sequence(lambda n: f"quechua {n}")
    form = DeliveryForm.ORAL


class ReportedFigureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportedFigure

    mesa = factory.SubFactory(MesaFactory)
    code = factory.Sequence(lambda n: f"CIF-{n}")
    text = "compromisos de la matriz"
    quantity = 12


class ReportedStatusFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ReportedStatus

    commitment = factory.SubFactory(CommitmentFactory)
    text = "en ejecución"


class InheritedFactory(factory.django.DjangoModelFactory):
    """A commitment of the earlier mesa that the link names."""

    class Meta:
        model = Inherited

    link = factory.SubFactory(MesaLinkFactory)
    commitment = factory.SubFactory(CommitmentFactory, mesa=factory.SelfAttribute("..link.predecessor"))
