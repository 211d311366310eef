"""Where a story begins: as a rule with nothing said, else where it would seldom come by chance."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import initialize

from agreements.choices import ClosingReason, State
from conflicts.choices import Role
from tests.agreements.life.drawing import NEWCOMER, OWING, RECEIVING, RESERVOIR
from tests.agreements.life.endings import Ending
from tests.agreements.life.moving import Moving
from tests.agreements.life.sayings import Saying


class Life(Saying, Moving, Ending):
    """All that may happen."""

    @initialize(
        how=st.sampled_from(["fresh", "fresh", "disputed", "disputed", "broken", "late", "kept", "closed", "crossed"])
    )
    def begins(self, how):
        getattr(self, how)()

    def fresh(self):
        """Nothing yet."""

    def disputed(self):
        self.says(self.claim, "delegate", "company", 3)
        self.says(self.answer, "eva", "anta", 1)

    def broken(self):
        self.days_pass(days=95, sweeps=True)
        self.looks(1, is_breach=True)

    def late(self):
        self.says(self.claim, "delegate", "company", 3)
        self.days_pass(days=95, sweeps=True)

    def crossed(self):
        """Who spoke for one end, or looked, takes up a part on the other and tries to speak there."""
        self.says(self.claim, "delegate", "company", 2)
        self.says(self.answer, "julio", "anta", 2)
        self.looks(2, is_breach=False)
        for which, role, party, voice in (
            (0, Role.REPRESENTATIVE, "anta", self.answer),
            (1, Role.DELEGATE, "company", self.claim),
            (2, Role.REPRESENTATIVE, "bamba", self.answer),
        ):
            self.people_come_and_go(what="come", which=which, role=role, party=party)
            self.says(voice, NEWCOMER, party, 3)

    def kept(self):
        self.says(self.claim, "delegate", "company", 3)
        self.says(self.answer, "eva", "anta", 3)
        self.says(self.answer, "rosa", "bamba", 3)

    def closed(self):
        self.close(
            which=RESERVOIR, by="coordinator", closes_as=State.WITHDRAWN, signers=[*OWING, *RECEIVING], dated=0,
            backed=False, why=ClosingReason.OTHER,
        )  # fmt: skip

    def says(self, voice, by, party, level):
        voice(which=RESERVOIR, by=by, party=party, level=level, ago=0, shows=True, kind=None, dated=0, nth=None)

    def looks(self, level, is_breach):
        self.verify(
            which=RESERVOIR, by="verifier", party="church", level=level, ago=0, note="No hay agua.",
            is_breach=is_breach, nth=None,
        )  # fmt: skip
