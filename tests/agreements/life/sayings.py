"""The calendar, who comes and goes, and what people say: each tried by anybody, whatever her role."""

from __future__ import annotations

import datetime
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agreements.models import Assessment, Occurrence
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
    PERIOD,
    RECEIVING,
    SAYS,
    STAFF,
    UPKEEP,
    VOICES,
    WHICH,
    often,
)
from tests.agreements.life.story import Story
from tests.agreements.life.world import PEOPLE

ROLES = st.sampled_from([Role.REPRESENTATIVE, Role.DELEGATE, Role.VERIFIER])


class Saying(Story):
    # The calendar, and who leaves and comes.

    @rule(days=st.sampled_from([1, 3, 10, 31, 95]), sweeps=st.sampled_from([False, False, False, True]))
    def days_pass(self, days, sweeps):
        self.now += datetime.timedelta(days=days)
        self.aside("days", lambda: flag_overdue(self.today, at=self.now) if sweeps else None)

    @rule(what=st.sampled_from(["leave", "come", "return", "succeed"]), role=ROLES, which=st.integers(0, 5),
          party=st.sampled_from([*OWING, *RECEIVING, "new company", "church"]))  # fmt: skip
    def people_come_and_go(self, what, role, which, party):
        if what == "leave":
            person = ["eva", "julio", "rosa", "tomas", "delegate", "mayor"][which]
            held = Membership.objects.filter(user=self.who(person), ends_on=None, starts_on__lt=self.today)
            self.left.append(person)
            self.aside(what, lambda: held.update(ends_on=self.today - datetime.timedelta(days=1)))
        elif what == "return":
            self.comes_back()
        elif what == "come":
            person = ["delegate", "julio", "verifier", "adviser"][which % 4]
            self.came.append(person)
            self.aside(what, lambda: self.world.member(person, role, party, starts_on=self.today))
        elif left_to_succeed := [name for name in ("company", "bamba") if name not in self.succeeded]:
            self.is_succeeded(left_to_succeed[0])

    def comes_back(self):
        """Into her old part, from today."""
        if self.left:
            person = self.left.pop()
            self.aside("return", lambda: self.world.member(person, *PEOPLE[person], starts_on=self.today))

    def is_succeeded(self, party):
        self.succeeded.add(party)
        changes = {"succeeded_by": self.party(f"new {party}"), "succeeded": PartialDate.on(self.today)}
        self.attempt("succeed", lambda: correct_party(
            self.party(party), by=self.who("admin"), changes=changes, reason="Se fusionó.", at=self.now,
        ))  # fmt: skip

    # What people say.

    @rule(which=WHICH, by=often(DELEGATES, [*STAFF, *ANYBODY]), party=often(OWING, ANYONE), level=SAYS, ago=AGO,
          shows=st.sampled_from([True, True, False]), kind=KINDS, dated=AGO, nth=PERIOD)  # fmt: skip
    def claim(self, which, by, party, level, ago, shows, kind, dated, nth):
        told = self.told(by, party, level, ago, shows, kind, dated) | self.of_period(which, nth)
        self.attempt("claim", lambda: record_claim(self.debt(which), **told, at=self.now))

    @rule(which=WHICH, by=often(VOICES, [*STAFF, *ANYBODY]), party=often(RECEIVING, ANYONE), level=SAYS, ago=AGO,
          shows=st.sampled_from([True, True, False]), kind=KINDS, dated=AGO, nth=PERIOD)  # fmt: skip
    def answer(self, which, by, party, level, ago, shows, kind, dated, nth):
        told = self.told(by, party, level, ago, shows, kind, dated) | self.of_period(which, nth)
        self.attempt("answer", lambda: record_verdict(self.debt(which), **told, at=self.now))

    def told(self, by, party, level, ago, shows, kind, dated) -> dict[str, Any]:
        """Staff brings the paper."""
        return {
            **self.voice(by, party), "level": level, "observed": self.day(ago), "evidence": self.photos(shows),
            "document": self.paper(kind, dated) if by in STAFF else None,
        }  # fmt: skip

    def of_period(self, which, nth) -> dict[str, Any]:
        """Of what comes round every month, each month is spoken of by itself."""
        periods = Occurrence.objects.filter(commitment=self.debt(which)).order_by("due_on")
        return {"occurrence": periods[nth]} if which == UPKEEP and nth is not None else {}

    @rule(which=WHICH, by=often(["verifier"], ["inspector", *ANYBODY]), party=often(["church"], ["ministry", *ANYONE]),
          level=SAYS, ago=AGO, note=st.sampled_from(["", "No hay agua."]), is_breach=st.booleans(),
          nth=PERIOD)  # fmt: skip
    def verify(self, which, by, party, level, ago, note, is_breach, nth):
        told = {
            **self.voice(by, party), "level": level, "observed": self.day(ago), "note": note,
            "evidence": self.photos(True), "at": self.now,
        }  # fmt: skip
        if is_breach:
            self.attempt("breach", lambda: find_breach(self.debt(which), **told))
        else:
            told |= self.of_period(which, nth)
            self.attempt("verify", lambda: record_verification(self.debt(which), **told))

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
    @rule(by=often(DELEGATES, ANYBODY), party=often(OWING, ANYONE))
    def reply(self, by, party):
        found = Assessment.objects.filter(is_breach=True).latest("pk")
        self.attempt("reply", lambda: reply_to_breach(
            found.commitment, finding=found, **self.voice(by, party), text="No hubo presupuesto.", at=self.now,
        ))  # fmt: skip
