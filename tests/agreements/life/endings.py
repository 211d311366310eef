"""Steps that end a debt, or lift what ended it: tried by anybody, with and without those it costs."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agreements.choices import CLOSED_STATES, OPEN_STATES, ClosingReason, DeadlineKind, State
from agreements.policies import standing_of
from agreements.services.assessments import record_claim, record_verdict
from agreements.services.closings import close_commitment
from agreements.services.liftings import object_to_closing, reopen
from agreements.services.replacements import replace_commitments
from agreements.services.settlements import settle_dispute
from conflicts.models import Party
from mesas.choices import DocumentKind
from tests.agreements.life.drawing import (
    ANYBODY,
    ANYONE,
    COORDINATION,
    DATED,
    KINDS,
    OWING,
    RECEIVING,
    REPLACED,
    SIGNERS,
    STAFF,
    VOICES,
    WHICH,
    often,
)
from tests.agreements.life.story import Story


class Ending(Story):
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

    @rule(which=REPLACED, by=COORDINATION, signers=SIGNERS, dated=DATED)
    def replace(self, which, by, signers, dated):
        old, new = which
        self.attempt("replace", lambda: replace_commitments(
            [self.debt(each) for each in old], by=self.who(by), successors=[self.debt(each) for each in new],
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
    @rule(by=often(["coordinator", "eva", "rosa", "verifier"], ANYBODY), is_error=st.booleans(), waits=st.booleans())
    def reopen_it(self, by, is_error, waits):
        if waits:
            self.days_pass(31, sweeps=False)
        self.attempt("reopen", lambda: reopen(
            self.are(CLOSED_STATES)[0], by=self.who(by), reason="Se cerró por error.", is_error=is_error,
            evidence=self.photos(not is_error), party=self.world.party_of(self.name_of(by)), at=self.now,
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

    # The way out.

    @precondition(lambda self: self.are(OPEN_STATES))
    @rule(which=WHICH, says_anew=st.sampled_from([*[False] * 9, True]))
    def way_out(self, which, says_anew):
        """Whatever was said before: by a paper that all sign, and by speaking anew. Then it is taken back."""
        Story.steps += 1
        debts = [self.debt(which), *self.are(OPEN_STATES)]
        debt = next(debt for debt in debts if debt.state in OPEN_STATES)
        if says_anew and debt.deadline_kind != DeadlineKind.RECURRING:
            self.imagine("all say anew", lambda: self.all_say_anew(debt))
        else:
            self.imagine("all sign", lambda: self.all_sign(debt))

    def teardown(self):
        """No story leaves a debt from which there is no way out."""
        try:
            if self.is_sound and self.are(OPEN_STATES):
                moved = max(self.are(OPEN_STATES), key=lambda debt: debt.version)
                self.imagine("all sign", lambda: self.all_sign(moved))
        finally:
            super().teardown()

    def all_sign(self, debt):
        self.now += datetime.timedelta(days=1)  # a later day than that on which a closing was lifted
        everybody = [*OWING, *RECEIVING]
        close_commitment(
            debt, by=self.who("coordinator"), closes_as=State.WITHDRAWN, consents=self.consents(everybody, 0),
            at=self.now,
        )  # fmt: skip
        debt.refresh_from_db()
        assert debt.state == State.WITHDRAWN

    def all_say_anew(self, debt):
        """The coordinator writes it down from their papers, of a later day."""
        self.now += datetime.timedelta(days=1)
        standing = standing_of(self.who("coordinator"), debt, on=self.today)
        for level in (0, 3):
            self.now += datetime.timedelta(days=1)
            for verb, parties in ((record_claim, standing.claims_for), (record_verdict, standing.answers_for)):
                for party in Party.objects.filter(pk__in=parties):
                    verb(
                        debt, party=party, by=self.who("coordinator"), level=level,
                        observed=self.day(0), evidence=self.photos(True),
                        document=self.paper(DocumentKind.ASSEMBLY_ACTA, 0), at=self.now,
                    )  # fmt: skip
        debt.refresh_from_db()
        assert debt.state in (State.FULFILLED, State.DISPUTED)
        if debt.state == State.DISPUTED:
            # Only what a third party found stands against them all, and then it is they who settle it.
            settle_dispute(
                debt, by=self.who("coordinator"), level=3, at=self.now,
                consents=self.consents([*OWING, *RECEIVING], 0),
            )  # fmt: skip
            debt.refresh_from_db()
        assert debt.state == State.FULFILLED
