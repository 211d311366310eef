"""One story: its clock, how a thing is tried, and what people hold in their hands."""

from __future__ import annotations

import copy
import datetime
import hashlib
from collections import Counter
from collections.abc import Callable, Collection
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis.stateful import RuleBasedStateMachine

from agreements.choices import AssessmentKind
from agreements.models import Assessment, Commitment
from agreements.services.consents import Consent
from agreements.services.evidence import NewEvidence
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind, FileKind
from mesas.services.papers import NewPaper
from mesas.uploads import CheckedFile
from tests.agreements.life.drawing import NEWCOMER
from tests.agreements.life.hunting import Hunt
from tests.agreements.life.keeping import files as kept_files
from tests.agreements.life.world import START, World
from tests.mesas import files


class Story(RuleBasedStateMachine):
    """One story. The world is made once; all that happens in it is taken back at the end."""

    world: ClassVar[World]
    steps: ClassVar[int] = 0
    done: ClassVar[Counter[str]] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        self.now, self.files = START, 0
        self.succeeded: set[str] = set()
        self.came: list[str] = []  # people who have taken up another part, the last one last
        self.left: list[str] = []  # who no longer speaks for anybody, in the order in which they left
        self.hunt = Hunt(self.world)
        self.is_sound = True

    def teardown(self) -> None:
        try:
            if self.is_sound:
                self.hunt.at_the_end(self.today)
        finally:
            transaction.set_rollback(True)
            self.taken_back.__exit__(None, None, None)

    # How a thing is tried.

    @property
    def today(self) -> datetime.date:
        return timezone.localdate(self.now)

    def attempt(self, what: str, call: Callable[[], object]) -> bool:
        """Does it, a minute later than the last, and looks at what came of it. Whether it was done.

        There is no transaction around it but that of the service, which takes back what it began before it refused.
        """
        Story.steps += 1
        self.now += datetime.timedelta(minutes=1)
        self.is_sound = False
        try:
            call()
        except (PermissionDenied, ValidationError) as refusal:
            code = "who" if isinstance(refusal, PermissionDenied) else refusal.error_list[0].code
            Story.done[f"{what}: {code}"] += 1
            self.hunt.after_refusal()
            self.is_sound = True
            return False
        Story.done[what] += 1
        self.hunt.after_step(self.today)
        self.is_sound = True
        return True

    def aside(self, what: str, call: Callable[[], object]) -> None:
        """Something that is no step of anybody's: it changes no state."""
        Story.steps += 1
        self.is_sound = False
        call()
        Story.done[what] += 1
        self.hunt.after_step(self.today, is_silent=True)
        self.is_sound = True

    def imagine(self, what: str, call: Callable[[], object]) -> None:
        """Looks what would come of it, and takes it back."""
        now, self.is_sound = self.now, False
        with transaction.atomic():
            call()
            transaction.set_rollback(True)
        Story.done[what] += 1
        self.now, self.is_sound = now, True
        self.hunt.files = kept_files()  # nobody takes files back that a transaction kept in vain

    def debt(self, which: int) -> Commitment:
        """As it was seen last."""
        return copy.copy(self.hunt.before[self.world.keys[which]])

    def are(self, states: Collection[str]) -> list[Commitment]:
        """The debts of these states."""
        return [copy.copy(debt) for debt in self.hunt.before.values() if debt.state in states]

    def name_of(self, person: str) -> str:
        """Nobody has come anew: an onlooker tries."""
        return (self.came or ["observer"])[-1] if person == NEWCOMER else person

    def who(self, person: str) -> Any:
        return self.world.people[self.name_of(person)]

    def party(self, name: str) -> Party:
        return self.world.parties[name]

    def voice(self, person: str, party: str) -> dict[str, Any]:
        """Who speaks for a party speaks for her own, but where she went over to another."""
        name = self.name_of(person)
        own = None if name in self.came else self.world.party_of(name)
        return {"by": self.who(person), "party": own or self.party(party)}

    def day(self, ago: int) -> PartialDate:
        return PartialDate.on(self.today - datetime.timedelta(days=ago))

    def content(self) -> bytes:
        self.files += 1
        return f"archivo {self.files}".encode()

    def photo(self) -> NewEvidence:
        content = self.content()
        return NewEvidence(
            file=CheckedFile(
                kind=FileKind.PHOTO, original=files.upload(content), name="foto.jpg", extension=".jpg",
                sha256=hashlib.sha256(content).hexdigest(), size=len(content), shown=None,
            )
        )  # fmt: skip

    def photos(self, shows: bool) -> list[NewEvidence]:
        return [self.photo()] if shows else []

    def paper(self, kind: DocumentKind | None, ago: int) -> NewPaper | None:
        if kind is None:
            return None
        content = self.content()
        file = CheckedFile(
            kind=FileKind.PDF, original=files.upload(content, "acta.pdf"), name="acta.pdf", extension=".pdf",
            sha256=hashlib.sha256(content).hexdigest(), size=len(content), shown=None,
        )  # fmt: skip
        return NewPaper(kind=kind, title=f"Documento {self.files}", dated=self.day(ago), file=file)

    def consents(self, signers: list[str], ago: int) -> list[Consent]:
        """All of them by one paper."""
        paper = self.paper(DocumentKind.ASSEMBLY_ACTA, ago)
        return [Consent(self.party(name), paper) for name in signers] if paper else []

    def findings(self, commitment: Commitment, **more: Any) -> list[Assessment]:
        rows = Assessment.objects.filter(commitment=commitment, kind=AssessmentKind.VERIFICATION, **more)
        return list(rows.order_by("-recorded_at"))
