"""Parties."""

import datetime

from django.db import models
from django.db.models import Q

from conflicts.choices import SIDE_OF, sectors_of
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

    def of_conflict(self, conflict_id: int):
        """Named on the conflict, seated at one of its mesas, with a part in one of its commitments or a voice in it."""
        all_parties = self.model.objects
        return self.filter(
            Q(pk__in=all_parties.filter(places__conflict=conflict_id).values("pk"))
            | Q(pk__in=all_parties.filter(seats__mesa__conflict=conflict_id).values("pk"))
            | Q(pk__in=all_parties.filter(duties__commitment__mesa__conflict=conflict_id).values("pk"))
            | Q(pk__in=all_parties.filter(attendances__session__mesa__conflict=conflict_id).values("pk"))
            | Q(pk__in=all_parties.filter(memberships__conflict=conflict_id).values("pk"))
        )

    def of_side(self, side: str):
        """Parties that sit on a side of the table."""
        return self.filter(sector__in=sectors_of(side))

    def current(self):
        """Without duplicates that were merged into another."""
        return self.filter(merged_into__isnull=True)

    def kin(self, on: datetime.date) -> Kin:
        """Who these parties are to each other on that day, in one query. An heir of no known date speaks."""
        rows = list(self.values_list("pk", "sector", "parent_id", "merged_into_id", "succeeded_by_id", "succeeded_on"))
        heirs = [(party, heir, day is None or day <= on) for party, *_, heir, day in rows if heir]
        return Kin(
            merged=[(party, real) for party, _sector, _parent, real, *_ in rows if real],
            succeeded=[(party, heir) for party, heir, is_in_place in heirs if is_in_place],
            to_be_succeeded=[(party, heir) for party, heir, is_in_place in heirs if not is_in_place],
            parents=[(party, parent) for party, _sector, parent, *_ in rows if parent],
            sides={party: SIDE_OF[sector] for party, sector, *_ in rows if sector in SIDE_OF},
        )
