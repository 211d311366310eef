"""A company owes a community a reservoir; a coordinator, a registrar, a verifier of the Church and others look on."""

import datetime
import hashlib

from agreements.choices import Duty
from agreements.models import Commitment
from agreements.services.evidence import NewEvidence
from conflicts.choices import Role, Sector
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind, DocumentMark, FileKind
from mesas.uploads import CheckedFile, ShownCopy
from tests import factories
from tests.mesas import files

NOON = datetime.datetime(2026, 11, 20, 12, tzinfo=datetime.UTC)
TODAY = NOON.date()


def day(text: str) -> PartialDate:
    return PartialDate.parse(text)


def shown(content=b"una foto", **more) -> NewEvidence:
    """A photo already looked into."""
    file = CheckedFile(
        kind=FileKind.PHOTO,
        original=files.upload(content),
        name="foto.jpg",
        extension=".jpg",
        sha256=hashlib.sha256(content).hexdigest(),
        size=len(content),
        shown=ShownCopy(data=b"copia", width=4, height=3),
    )
    return NewEvidence(file=file, **more)


class Scene:
    def __init__(self, **commitment):
        self.mesa = factories.MesaFactory()
        self.conflict = self.mesa.conflict
        self.company = factories.PartyFactory(sector=Sector.COMPANY, short_name="Minera")
        self.town = factories.PartyFactory(sector=Sector.DISTRICT, short_name="Municipalidad")
        self.community = factories.PartyFactory(short_name="Anta")
        self.church = factories.PartyFactory(sector=Sector.CHURCH, short_name="Vicaría")
        self.commitment = factories.CommitmentFactory(mesa=self.mesa, **commitment)
        self.duty(self.company, Duty.LEAD)
        self.duty(self.community, Duty.BENEFICIARY)
        self.coordinator = self.member(Role.COORDINATOR)
        self.registrar = self.member(Role.REGISTRAR)
        self.delegate = self.member(Role.DELEGATE, self.company)
        self.representative = self.member(Role.REPRESENTATIVE, self.community)
        self.verifier = self.member(Role.VERIFIER, self.church)
        self.observer = self.member(Role.OBSERVER, self.church)
        self.admin = factories.UserFactory(is_staff=True)
        self.stranger = factories.UserFactory()

    def duty(self, party, duty):
        return factories.CommitmentPartyFactory(commitment=self.commitment, party=party, duty=duty)

    def member(self, role, party=None, user=None, **more):
        return factories.MembershipFactory(
            user=user or factories.UserFactory(), conflict=self.conflict, role=role, party=party, **more
        ).user

    def paper(self, kind=DocumentKind.LETTER, dated="2026-11-18", mark=DocumentMark.SIGNED, **more):
        return factories.DocumentFactory(**{"mesa": self.mesa, "kind": kind, "dated": day(dated), "mark": mark, **more})

    def fresh(self) -> Commitment:
        return Commitment.objects.get(pk=self.commitment.pk)

    def timeline(self):
        """Step, state before, state after, of each row."""
        return list(self.commitment.transitions.values_list("step", "from_state", "to_state"))

    def people(self):
        names = (
            "coordinator", "registrar", "delegate", "representative", "verifier", "observer", "admin", "stranger",
        )  # fmt: skip
        return {name: getattr(self, name) for name in names}
