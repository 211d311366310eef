"""Roles in force."""

import datetime

from django.db import models
from django.db.models import Q


class MembershipQuerySet(models.QuerySet):
    def in_force(self, on: datetime.date):
        """Begun by that day and not yet ended; the last day counts."""
        return self.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=on), starts_on__lte=on)
