"""Rows that show when their commitment or document shows."""

from django.db import models

from conflicts.querysets.access import in_totals, may_see


class ThroughCommitmentQuerySet(models.QuerySet):
    """What hangs on a commitment shows exactly with it."""

    def visible_to(self, user):
        conflict = "commitment__mesa__conflict"
        return self.filter(
            may_see(user, grade="commitment__grade", conflict=conflict),
            may_see(user, grade="commitment__mesa__grade", conflict=conflict),
        )

    def in_totals(self, user):
        """Without the fictitious example, unless the user belongs to it."""
        return self.filter(in_totals(user, conflict="commitment__mesa__conflict"))


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A notice is for one person."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def unseen(self):
        """Not yet opened by the person."""
        return self.filter(seen_at__isnull=True)

    def untold(self):
        """Not yet sent by mail."""
        return self.filter(told_at__isnull=True)
