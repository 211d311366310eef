"""Rows for tests. Boring on purpose: what a test is about, it says itself."""

import datetime

import factory
from django.utils import timezone

from accounts.models import User
from agreements.choices import AssessmentKind, DeadlineKind, Duty, EvidenceKind, Record, State
from agreements.models import Agreement, Assessment, Commitment, CommitmentParty, Evidence
from conflicts.choices import Grade, Role, Sector
from conflicts.models import Conflict, Membership, Party
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind, Held, Mechanism, MesaStatus
from mesas.models import Demand, Document, Mesa, Person, Seat, Session

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
