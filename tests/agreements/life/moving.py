"""Steps that move a date, plan the way or mend what was written: tried by anybody."""

from __future__ import annotations

import datetime

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from agreements.choices import DeadlineBasis, DeadlineKind, Duty, RescheduleReason
from agreements.models import Evidence, Milestone, Reschedule
from agreements.services.deadlines import Deadline
from agreements.services.milestones import reach_milestone, set_milestone
from agreements.services.publishing import redact_evidence
from agreements.services.reschedules import answer_reschedule, ask_reschedule
from agreements.services.transcription import correct_transcription
from agreements.services.triggers import date_trigger
from agreements.services.visibility import change_visibility
from conflicts.choices import Grade
from conflicts.partial_dates import PartialDate
from tests.agreements.life.drawing import (
    AGO,
    ANYBODY,
    ANYONE,
    COORDINATION,
    DELEGATES,
    KINDS,
    OWING,
    RECEIVING,
    STAFF,
    TITLE,
    VOICES,
    WHICH,
    often,
)
from tests.agreements.life.story import Story


class Moving(Story):
    @rule(which=WHICH, by=often(DELEGATES, [*STAFF, *ANYBODY]), party=often(OWING, ANYONE), kind=KINDS,
          more=st.sampled_from([-5, 20, 60]), stops=st.booleans())  # fmt: skip
    def ask_for_a_date(self, which, by, party, kind, more, stops):
        day = self.today + datetime.timedelta(days=more)
        days = {"suspended_from": self.today, "suspended_until": day} if stops else {"new_due": day}
        usual = RescheduleReason.MORE_TIME if self.debt(which).due.is_known else RescheduleReason.FIRST_DATE
        self.attempt("suspend" if stops else "ask date", lambda: ask_reschedule(
            self.debt(which), **self.voice(by, party), reason=RescheduleReason.SUSPENSION if stops else usual,
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
        first = debt.first_due.first or self.today
        right = PartialDate.on(first + datetime.timedelta(days=days))
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

    @rule(which=st.sampled_from([TITLE, TITLE, TITLE, TITLE, *range(4)]), by=st.sampled_from(ANYBODY), ago=AGO,
          shows=st.sampled_from([True, True, True, False]))  # fmt: skip
    def date_the_day_zero(self, which, by, ago, shows):
        self.attempt("day zero", lambda: date_trigger(
            self.debt(which), by=self.who(by), day=self.today - datetime.timedelta(days=ago),
            evidence=self.photos(shows), at=self.now,
        ))  # fmt: skip

    # On the way, and what is taken back.

    @rule(which=WHICH, by=often([*DELEGATES, *STAFF], ANYBODY), more=st.sampled_from([-5, 20, 60]))
    def set_a_milestone(self, which, by, more):
        due = PartialDate.on(self.today + datetime.timedelta(days=more))
        self.attempt("milestone", lambda: set_milestone(
            self.debt(which), by=self.who(by), text="Expediente aprobado", due=due, at=self.now
        ))  # fmt: skip

    @precondition(lambda self: Milestone.objects.exists())
    @rule(by=often(DELEGATES, ANYBODY), shows=st.sampled_from([True, True, True, False]))
    def reach_a_milestone(self, by, shows):
        milestone = Milestone.objects.select_related("commitment").latest("pk")
        self.attempt("reach", lambda: reach_milestone(
            milestone, by=self.who(by), day=self.today, evidence=self.photos(shows), at=self.now
        ))  # fmt: skip

    @precondition(lambda self: Evidence.objects.exists())
    @rule(by=often(["coordinator", "admin"], ANYBODY), reason=st.sampled_from(["Se ven caras.", "Se ven caras.", ""]))
    def take_a_file_back(self, by, reason):
        shown = Evidence.objects.select_related("commitment").latest("pk")
        self.attempt("redact", lambda: redact_evidence(shown, by=self.who(by), reason=reason, at=self.now))
