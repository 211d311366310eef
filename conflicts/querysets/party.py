"""Parties."""

import datetime

from django.db import models
from django.db.models import Q

from conflicts.choices import sectors_of
from conflicts.kin import Kin
from conflicts.querysets.access import conflicts_of, is_administrator, may_see


class PartyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A party shows once it stands on something visible: a conflict, a seat, a commitment.

        The paths go through reverse names, so that this app imports nothing from those above it.
        """
        if is_administrator(user):
            return self.all()
        conflicts = self.model._meta.get_field("conflicts").related_model.objects.visible_to(user)
        seated = self.model.objects.filter(may_see(user, grade="seats__mesa__grade", conflict="seats__mesa__conflict"))
        named = self.model.objects.filter(
            may_see(user, grade="duties__commitment__grade", conflict="duties__commitment__mesa__conflict"),
            may_see(user, grade="duties__commitment__mesa__grade", conflict="duties__commitment__mesa__conflict"),
            duties__isnull=False,
        )
        own = self.model.objects.filter(memberships__conflict__in=conflicts_of(user))
        return self.filter(
            Q(pk__in=seated.filter(seats__isnull=False).values("pk"))
            | Q(pk__in=named.values("pk"))
            | Q(pk__in=own.values("pk"))
            | Q(places__conflict__in=conflicts)
        ).distinct()

    def in_totals(self, user):
        """Without fictitious parties, unless the user belongs to the example."""
        mine = self.model.objects.filter(places__conflict__in=conflicts_of(user)).values("pk")
        return self.filter(Q(is_example=False) | Q(pk__in=mine))

    def of_side(self, side: str):
        """Parties that sit on a side of the table."""
        return self.filter(sector__in=sectors_of(side))

    def current(self):
        """Without duplicates that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def kin(self, on: datetime.date) -> Kin:
        """Duplicates and heirs among these parties on that day, in one query. An heir of no known date speaks."""
        pointing = self.filter(Q(merged_into__isnull=False) | Q(succeeded_by__isnull=False))
        rows = list(pointing.values_list("pk", "merged_into", "succeeded_by", "succeeded_on"))
        return Kin(
            merged=[(party, other) for party, other, _heir, _day in rows if other],
            succeeded=[(party, heir) for party, _other, heir, day in rows if heir and (day is None or day <= on)],
        )
