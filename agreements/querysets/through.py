"""Rows that show when their commitment or document shows."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

from agreements.choices import OPEN_STATES, Kind, Record
from agreements.querysets.lateness import period_timing
from conflicts.querysets.access import in_totals, may_see, may_see_where
from mesas.querysets import ThroughDocumentQuerySet


class AgreementQuerySet(ThroughDocumentQuerySet):
    def readable_by(self, user):
        """Visible, with words that this reader may read.

        Where all that came of an agreement is narrower than its mesa, its words would tell what those keep back. That
        it was made is no secret: what is counted asks `visible_to`.
        """
        commitments = self.model._meta.get_field("commitments").related_model.objects.order_by()
        of_this = commitments.filter(agreement=OuterRef("pk"))
        return self.visible_to(user).filter(~Exists(of_this) | Exists(of_this.visible_to(user)))


class ThroughCommitmentQuerySet(models.QuerySet):
    """What hangs on a commitment shows exactly with it."""

    def visible_to(self, user):
        path = "commitment__mesa"
        return self.filter(may_see(user, "commitment__grade", f"{path}__grade", conflict=f"{path}__conflict"))

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user, conflict="commitment__mesa__conflict"))


class OccurrenceQuerySet(ThroughCommitmentQuerySet):
    """Periods of what comes round."""

    def owed(self):
        """Still owed, on members' record, of a debt that goes on."""
        members = Q(commitment__record=Record.MEMBERS, commitment__state__in=OPEN_STATES)
        return self.filter(members, state__in=OPEN_STATES)

    def overdue(self, on: datetime.date):
        """Owed after their last day. Keeping from something is never late."""
        return self.owed().filter(due_on__lt=on).exclude(commitment__kind=Kind.ABSTENTION)

    def with_timing(self, on: datetime.date):
        """Each with its `timing` on that day, the finest that holds."""
        return self.annotate(timing=period_timing(on))


class ThroughRescheduleQuerySet(models.QuerySet):
    """An answer to a new date shows with the commitment of which it speaks."""

    def visible_to(self, user):
        path = "reschedule__commitment"
        grades = (f"{path}__grade", f"{path}__mesa__grade")
        return self.filter(may_see(user, *grades, conflict=f"{path}__mesa__conflict"))


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A notice is for one person, and shows while that of which it speaks shows to her."""
        if not user.is_authenticated:
            return self.none()

        def graded(these):
            return Q(mesa__grade__in=these) & (Q(commitment__isnull=True) | Q(commitment__grade__in=these))

        return self.filter(may_see_where(user, graded, conflict="mesa__conflict"), user=user)

    def unseen(self):
        """Not yet opened by the person."""
        return self.filter(seen_at__isnull=True)

    def untold(self):
        """Not yet sent by mail."""
        return self.filter(told_at__isnull=True)
