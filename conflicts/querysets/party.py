"""Parties."""

import datetime

from django.db import models
from django.db.models import Exists, OuterRef, Q

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
        conflicts = self._related("conflicts").visible_to(user)
        seated = self._related("seats").filter(may_see(user, "mesa__grade", conflict="mesa__conflict"))
        named = self._related("duties").filter(
            may_see(user, "commitment__grade", "commitment__mesa__grade", conflict="commitment__mesa__conflict")
        )
        own = self._related("memberships").filter(conflict__in=conflicts_of(user))
        placed = self._related("places").filter(conflict__in=conflicts)
        # For each party the first of its rows that shows is enough: none of these is read to its end.
        return self.filter(
            Exists(of_party(seated)) | Exists(of_party(named)) | Exists(of_party(own)) | Exists(of_party(placed))
        )

    def shown_to(self, user):
        """Visible parties, and those that stand in the place of a visible one: pages tell of both under their name."""
        visible = self.model.objects.visible_to(user).values("pk")
        return self.filter(Q(pk__in=visible) | Q(duplicates__in=visible) | Q(predecessors__in=visible)).distinct()

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

    def replaced(self, on: datetime.date) -> Kin:
        """Only who stands in whose place on that day: few rows, without parents and sides."""
        return self.filter(Q(merged_into__isnull=False) | Q(succeeded_by__isnull=False)).kin(on)

    def _related(self, name: str):
        return self.model._meta.get_field(name).related_model.objects.order_by()


def of_party(rows: models.QuerySet) -> models.QuerySet:
    """Those of the party of the outer query."""
    return rows.filter(party=OuterRef("pk"))
