"""Commitments: the vocabulary of every list, figure and job."""

import datetime
from collections.abc import Iterable

from django.db.models import Exists, OuterRef
from django.utils import timezone

from agreements.choices import CLOSED_STATES, OBLIGOR_DUTIES, OPEN_STATES, DeadlineKind, Duty, Kind, Record, Step
from agreements.querysets.asked import AskedQuerySet
from agreements.querysets.lateness import stalled, timing_expression, timing_in, unverified
from conflicts.querysets.access import in_totals, may_see


class CommitmentQuerySet(AskedQuerySet):
    def visible_to(self, user):
        """Both its own grade and its mesa's let the user look: a commitment is never wider than its mesa."""
        return self.filter(may_see(user, "grade", "mesa__grade", conflict="mesa__conflict"))

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user, conflict="mesa__conflict"))

    def open(self):
        """Still owed."""
        return self.filter(state__in=OPEN_STATES)

    def by_members(self):
        """On which members report; those told only by public sources are counted apart."""
        return self.filter(record=Record.MEMBERS)

    def by_sources(self):
        """Told by public sources only: no member has ever reported."""
        return self.filter(record=Record.SOURCES)

    def overdue(self, on: datetime.date):
        """Still owed after their due date. The date decides, not the nightly job. Not doing something is never late."""
        return self.open().filter(due_on__lt=on).exclude(kind=Kind.ABSTENTION)

    def with_timing(self, on: datetime.date):
        """Each with its `timing` on that day, the finest that holds."""
        return self.annotate(timing=timing_expression(on))

    def timed(self, asked: Iterable[str], on: datetime.date):
        """Whose timing on that day is one of these; *en-plazo* with due soon, *vencido* with very late."""
        return self.filter(timing_in(asked, on))

    def stalled(self, on: datetime.date):
        """Still owed, and nothing moved for so long that somebody should ask."""
        return self.filter(stalled(on))

    def unverified(self, on: datetime.date):
        """Declared complete long ago, and nobody has answered."""
        return self.filter(unverified(on))

    def closed_since(self, day: datetime.date):
        """By a closing that stands, of that day or later."""
        return self._closed(at__gte=start_of(day))

    def closed_until(self, day: datetime.date):
        """By a closing that stands, of that day or earlier."""
        return self._closed(at__lt=start_of(day + datetime.timedelta(days=1)))

    def _closed(self, **when: datetime.datetime):
        closings = self._related("transitions").filter(step=Step.CLOSED, lifted_by=None, commitment=OuterRef("pk"))
        return self.filter(Exists(closings.filter(**when)), state__in=CLOSED_STATES)

    def without_deadline(self):
        """The document states none; what a source does not say is something else."""
        return self.filter(deadline_kind=DeadlineKind.NONE)

    def without_follow_up(self):
        """Nobody was put in charge of following it up."""
        return self.filter(~Exists(self.duties().filter(duty=Duty.FOLLOW_UP)))

    def without_obligor(self):
        """No party is named as owing it."""
        return self.filter(~Exists(self.duties().filter(duty__in=OBLIGOR_DUTIES)))

    def owed_by(self, parties):
        """Owed by any of these parties, as lead or not."""
        return self.filter(pk__in=self._named(duty__in=OBLIGOR_DUTIES, party__in=parties))

    def owed_to(self, parties):
        """Of which any of these parties is a beneficiary."""
        return self.filter(pk__in=self._named(duty=Duty.BENEFICIARY, party__in=parties))


def start_of(day: datetime.date) -> datetime.datetime:
    """Its first moment, in Lima."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time.min))
