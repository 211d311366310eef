"""The calendar, who comes and goes, and what people say: each tried by anybody, whatever her role."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agreements.models import Assessment
from agreements.services.assessments import record_claim, record_verdict, record_verification
from agreements.services.breach import demand_in_writing, find_breach, reply_to_breach
from agreements.services.evidence import attach_evidence, begin_work
from agreements.services.overdue import flag_overdue
from agreements.services.records import correct_party
from agreements.services.verifying import ask_to_verify
from conflicts.choices import Role
from conflicts.models import Membership
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from tests.agreements.life.drawing import (
    AGO,
    ANYBODY,
    ANYONE,
    DELEGATES,
    KINDS,
    OWING,
    RECEIVING,
    SAYS,
    STAFF,
    VOICES,
    WHICH,
    often,
)
from tests.agreements.life.story import Story

ROLES = st.sampled_from([Role.REPRESENTATIVE, Role.DELEGATE, Role.VERIFIER])


class Saying(Story):
    # The calendar, and who leaves and comes.

    @rule(days=st.sampled_from([1, 3, 10, 31, 95]), sweeps=st.booleans())
    def days_pass(self, days, sweeps):
        self.now += datetime.timedelta(days=days)
        self.aside("days", lambda: flag_overdue(self.today, at=self.now) if sweeps else None)

    @rule(what=st.sampled_from(["leave", "come", "succeed"]), role=ROLES, which=st.integers(0, 3),
          party=st.sampled_from([*OWING, *RECEIVING, "new company", "church"]))  # fmt: skip
    def people_come_and_go(self, what, role, which, party):
        if what == "leave":
            person = self.who([*VOICES, *DELEGATES][which])
            left = Membership.objects.filter(user=person, ends_on=None, starts_on__lt=self.today)
            self.aside(what, lambda: left.update(ends_on=self.today - datetime.timedelta(days=1)))
        elif what == "come":
            person = ["delegate", "julio", "verifier", "adviser"][which]
            self.came.add(person)
            self.aside(what, lambda: self.world.member(person, role, party, starts_on=self.today))
        elif left_to_succeed := [name for name in ("company", "bamba") if name not in self.succeeded]:
            self.is_succeeded(left_to_succeed[0])

    def is_succeeded(self, party):
        self.succeeded.add(party)
        changes = {"succeeded_by": self.party(f"new {party}"), "succeeded": PartialDate.on(self.today)}
        self.attempt("succeed", lambda: correct_party(
            self.party(party), by=self.who("admin"), changes=changes, reason="Se fusionó.", at=self.now,
        ))  # fmt: skip

    # What people say.

    @rule(which=WHICH, by=often(DELEGATES, [*STAFF, *ANYBODY]), party=often(OWING, ANYONE), level=SAYS, ago=AGO,
          shows=st.sampled_from([True, True, False]), kind=KINDS, dated=AGO)  # fmt: skip
    def claim(self, which, by, party, level, ago, shows, kind, dated):
        told = self.told(by, party, level, ago, shows, kind, dated)
        self.attempt("claim", lambda: record_claim(self.debt(which), **told, at=self.now))

    @rule(which=WHICH, by=often(VOICES, [*STAFF, *ANYBODY]), party=often(RECEIVING, ANYONE), level=SAYS, ago=AGO,
          shows=st.sampled_from([True, True, False]), kind=KINDS, dated=AGO)  # fmt: skip
    def answer(self, which, by, party, level, ago, shows, kind, dated):
        told = self.told(by, party, level, ago, shows, kind, dated)
        self.attempt("answer", lambda: record_verdict(self.debt(which), **told, at=self.now))

    def told(self, by, party, level, ago, shows, kind, dated) -> dict[str, Any]:
        """Staff brings the paper."""
        return {
            **self.voice(by, party), "level": level, "observed": self.day(ago), "evidence": self.photos(shows),
            "document": self.paper(kind, dated) if by in STAFF else None,
        }  # fmt: skip

    @rule(which=WHICH, by=often(["verifier"], ["inspector", *ANYBODY]), party=often(["church"], ["ministry", *ANYONE]),
          level=SAYS, ago=AGO, note=st.sampled_from(["", "No hay agua."]), is_breach=st.booleans())  # fmt: skip
    def verify(self, which, by, party, level, ago, note, is_breach):
        told = {
            **self.voice(by, party), "level": level, "observed": self.day(ago), "note": note,
            "evidence": self.photos(True), "at": self.now,
        }  # fmt: skip
        verb = find_breach if is_breach else record_verification
        self.attempt("breach" if is_breach else "verify", lambda: verb(self.debt(which), **told))

    @rule(which=WHICH, by=st.sampled_from(ANYBODY), what=st.sampled_from(["begin", "attach", "ask"]))
    def show_or_ask(self, which, by, what):
        debt, told = self.debt(which), {"by": self.who(by), "at": self.now}
        if what == "ask":
            self.attempt(what, lambda: ask_to_verify(debt, **told))
        else:
            verb = begin_work if what == "begin" else attach_evidence
            self.attempt(what, lambda: verb(debt, evidence=[self.photo()], **told))

    @rule(which=WHICH, by=often(VOICES, [*STAFF, *ANYBODY]), party=often(RECEIVING, ANYONE), kind=KINDS)
    def demand(self, which, by, party, kind):
        paper = self.paper(kind or DocumentKind.LETTER, 1)
        self.attempt("demand", lambda: demand_in_writing(
            self.debt(which), **self.voice(by, party), received_on=self.today, document=paper, at=self.now,
        ))  # fmt: skip

    @precondition(lambda self: Assessment.objects.filter(is_breach=True).exists())
    @rule(which=WHICH, by=often(DELEGATES, ANYBODY), party=often(OWING, ANYONE))
    def reply(self, which, by, party):
        found = self.findings(self.debt(which), is_breach=True)
        self.attempt("reply", lambda: reply_to_breach(
            self.debt(which), finding=found[0] if found else None, **self.voice(by, party),
            text="No hubo presupuesto.", at=self.now,
        ))  # fmt: skip
