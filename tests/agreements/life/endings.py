"""Steps that end a debt, lift what ended it, or move its date: tried by anybody, with and without those it costs."""

from __future__ import annotations

import datetime

from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agreements.choices import (
    CLOSED_STATES,
    OBLIGOR_DUTIES,
    OPEN_STATES,
    ClosingReason,
    DeadlineBasis,
    DeadlineKind,
    Duty,
    RescheduleReason,
    State,
)
from agreements.models import Reschedule
from agreements.policies import standing_of
from agreements.services.assessments import record_claim, record_verdict
from agreements.services.closings import close_commitment
from agreements.services.deadlines import Deadline
from agreements.services.liftings import object_to_closing, reopen
from agreements.services.replacements import replace_commitments
from agreements.services.reschedules import answer_reschedule, ask_reschedule
from agreements.services.settlements import settle_dispute
from agreements.services.transcription import correct_transcription
from agreements.services.visibility import change_visibility
from conflicts.choices import Grade
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from tests.agreements.life.drawing import (
    AGO,
    ANYBODY,
    ANYONE,
    DATED,
    DELEGATES,
    KINDS,
    OWING,
    RECEIVING,
    SIGNERS,
    STAFF,
    VOICES,
    WHICH,
    often,
)
from tests.agreements.life.sayings import Saying
from tests.agreements.life.story import Story

COORDINATION = often(["coordinator"], ANYBODY)


class Life(Saying):
    """All that may happen."""

    # Ending, and lifting what ended.

    @rule(which=WHICH, by=COORDINATION, closes_as=st.sampled_from([
              State.CLOSED_PARTIAL, State.WITHDRAWN, State.CLOSED_UNMET, State.REPLACED,
          ]), signers=SIGNERS, dated=DATED, backed=st.booleans(),
          why=st.sampled_from([reason for reason in ClosingReason if reason]))  # fmt: skip
    def close(self, which, by, closes_as, signers, dated, backed, why):
        found = self.findings(self.debt(which)) if backed else []
        self.attempt(f"close {closes_as}", lambda: close_commitment(
            self.debt(which), by=self.who(by), closes_as=closes_as, consents=self.consents(signers, dated),
            closing_reason=why, reason="El manantial se secó.", verification=found[0] if found else None, at=self.now,
        ))  # fmt: skip

    @rule(which=WHICH, by=COORDINATION, signers=SIGNERS, dated=DATED)
    def replace(self, which, by, signers, dated):
        self.attempt("replace", lambda: replace_commitments(
            [self.debt(which)], by=self.who(by), successors=[self.debt(1 - which)],
            consents=self.consents(signers, dated), at=self.now,
        ))  # fmt: skip

    @precondition(lambda self: self.are(CLOSED_STATES))
    @rule(by=often(VOICES, [*STAFF, *ANYBODY]), party=often(RECEIVING, ANYONE), kind=KINDS)
    def object_to_it(self, by, party, kind):
        self.attempt("object", lambda: object_to_closing(
            self.are(CLOSED_STATES)[0], **self.voice(by, party),
            document=self.paper(kind, 0) if by in STAFF else None, at=self.now,
        ))  # fmt: skip

    @precondition(lambda self: self.are(CLOSED_STATES))
    @rule(by=often(["coordinator", "eva", "rosa", "verifier"], ANYBODY), is_error=st.booleans())
    def reopen_it(self, by, is_error):
        self.attempt("reopen", lambda: reopen(
            self.are(CLOSED_STATES)[0], by=self.who(by), reason="Se cerró por error.", is_error=is_error,
            evidence=self.photos(not is_error), party=self.world.party_of(by), at=self.now,
        ))  # fmt: skip

    @precondition(lambda self: self.are([State.DISPUTED]))
    @rule(by=often(STAFF, ANYBODY), signers=SIGNERS, dated=DATED, level=st.sampled_from([0, 2, 3]),
          named=st.booleans())  # fmt: skip
    def settle(self, by, signers, dated, level, named):
        debt = self.are([State.DISPUTED])[0]
        found = self.findings(debt) if named else []
        self.attempt("settle", lambda: settle_dispute(
            debt, by=self.who(by), consents=self.consents(signers, dated), level=level,
            verification=found[0] if found else None, at=self.now,
        ))  # fmt: skip

    # Dates and words.

    @rule(which=WHICH, by=often(DELEGATES, [*STAFF, *ANYBODY]), party=often(OWING, ANYONE), kind=KINDS,
          more=st.sampled_from([-5, 20, 60]), stops=st.booleans())  # fmt: skip
    def ask_for_a_date(self, which, by, party, kind, more, stops):
        day = self.today + datetime.timedelta(days=more)
        days = {"suspended_from": self.today, "suspended_until": day} if stops else {"new_due": day}
        self.attempt("ask date", lambda: ask_reschedule(
            self.debt(which), **self.voice(by, party),
            reason=RescheduleReason.SUSPENSION if stops else RescheduleReason.MORE_TIME,
            document=self.paper(kind, 0) if by in STAFF else None, at=self.now, **days,
        ))  # fmt: skip

    @precondition(lambda self: Reschedule.objects.filter(is_unilateral=True).exists())
    @rule(by=often(VOICES, [*STAFF, *ANYBODY]), party=often(RECEIVING, ANYONE), kind=KINDS, dated=AGO,
          accepts=st.sampled_from([True, True, True, False]))  # fmt: skip
    def answer_about_a_date(self, by, party, kind, dated, accepts):
        asked = Reschedule.objects.filter(is_unilateral=True).latest("pk")
        self.attempt("answer date", lambda: answer_reschedule(
            asked, **self.voice(by, party), accepts=accepts,
            document=self.paper(kind, dated) if by in STAFF else None, at=self.now,
        ))  # fmt: skip

    @rule(which=WHICH, by=COORDINATION, what=st.sampled_from(["date", "words", *Grade]),
          days=st.sampled_from([-30, 15, 90]))  # fmt: skip
    def correct_or_narrow(self, which, by, what, days):
        debt = self.debt(which)
        told = {"by": self.who(by), "version": debt.version, "at": self.now}
        if what in Grade:
            self.attempt("narrow", lambda: change_visibility(debt, grade=what, reason="Nombra a personas.", **told))
            return
        right = PartialDate.on(debt.first_due.earliest + datetime.timedelta(days=days))
        deadline = Deadline(DeadlineKind.DATE, due=right, basis=DeadlineBasis.STATED) if what == "date" else None
        words = {"clause": "2.1", "title": f"Agua {self.files}"}
        self.attempt("correct", lambda: correct_transcription(debt, words=words, deadline=deadline, **told))

    @rule(which=WHICH, by=COORDINATION, lead=st.sampled_from(OWING), others=st.sets(st.sampled_from(OWING)),
          receiving=st.sets(st.sampled_from(RECEIVING), min_size=1))  # fmt: skip
    def correct_ends(self, which, by, lead, others, receiving):
        """Who owes and who receives was copied wrongly, whoever has spoken since."""
        debt = self.debt(which)
        named = {Duty.LEAD: [lead], Duty.CO_OBLIGOR: sorted(others - {lead}), Duty.BENEFICIARY: sorted(receiving)}
        self.attempt("correct ends", lambda: correct_transcription(
            debt, words={"clause": "2.1"}, by=self.who(by), version=debt.version, at=self.now,
            parts={duty: [self.party(name) for name in names] for duty, names in named.items()},
        ))  # fmt: skip

    # The way out.

    @precondition(lambda self: self.are(OPEN_STATES))
    @rule(which=WHICH, way_out=st.sampled_from(["all_sign", "all_say_anew"]))
    def all_agree(self, which, way_out):
        """Whatever was said before: by a paper that all sign, and by speaking anew. Then it is taken back."""
        if self.debt(which).state not in OPEN_STATES:
            which = 1 - which
        Story.steps += 1
        self.imagine(lambda: getattr(self, way_out)(which))

    def all_sign(self, which):
        debt, everybody = self.debt(which), [*OWING, *RECEIVING]
        close_commitment(
            debt, by=self.who("coordinator"), closes_as=State.WITHDRAWN, consents=self.consents(everybody, 0),
            at=self.now,
        )  # fmt: skip
        assert self.debt(which).state == State.WITHDRAWN

    def still(self, which, duties):
        """Names of those who have such a part by now, and may speak in it."""
        debt = self.debt(which)
        standing = standing_of(self.who("coordinator"), debt, on=timezone.localdate(self.now))
        speaking = standing.answers_for if Duty.BENEFICIARY in duties else standing.claims_for
        return [name for name in [*OWING, *RECEIVING] if standing.kin.heir(self.party(name).pk) in speaking]

    def all_say_anew(self, which):
        """The coordinator writes it down from their papers, of a later day."""
        self.now += datetime.timedelta(days=1)
        for level in (0, 3):
            self.now += datetime.timedelta(days=1)
            for verb, parties in ((record_claim, OBLIGOR_DUTIES), (record_verdict, [Duty.BENEFICIARY])):
                for name in self.still(which, parties):
                    verb(
                        self.debt(which), party=self.party(name), by=self.who("coordinator"), level=level,
                        observed=self.day(0), evidence=self.photos(True),
                        document=self.paper(DocumentKind.ASSEMBLY_ACTA, 0), at=self.now,
                    )  # fmt: skip
        assert self.debt(which).state in (State.FULFILLED, State.DISPUTED)
        if self.debt(which).state == State.DISPUTED:
            # Only what a third party found stands against them all, and then it is they who settle it.
            settle_dispute(
                self.debt(which), by=self.who("coordinator"), level=3, at=self.now,
                consents=self.consents([*OWING, *RECEIVING], 0),
            )  # fmt: skip
        assert self.debt(which).state == State.FULFILLED
