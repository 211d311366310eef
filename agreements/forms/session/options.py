"""What the form offers: read once, however many rows ask for it."""

import datetime
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import Any

from django.conf import settings
from django.db.models import F, Max
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES
from agreements.models import Commitment
from agreements.querysets.heritage import reviewable
from conflicts.choices import Side
from conflicts.models import Party
from mesas.choices import Held
from mesas.models import Attendance, Demand, Mesa, Person, Session, WorkingGroup

#: With how many open commitments the review begins; the rest are added one by one.
PRESSING = 12


class Options:
    """Rows of the mesa and of its conflict, by key. Each is one query, asked when first needed."""

    def __init__(self, mesa: Mesa, on: datetime.date, user: Any) -> None:
        self.mesa = mesa
        self.on = on
        self.user = user

    @cached_property
    def parties(self) -> dict[str, Party]:
        """Of the conflict, without duplicates that were merged; by side, then by name."""
        rows = Party.objects.of_conflict(self.mesa.conflict_id).current().order_by("short_name")
        return {str(party.pk): party for party in sorted(rows, key=by_side)}

    @cached_property
    def party_choices(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The parties under the name of their side."""
        groups = defaultdict(list)
        for key, party in self.parties.items():
            groups[side_name(party)].append((key, str(party)))
        return list(groups.items())

    @cached_property
    def groups(self) -> dict[str, WorkingGroup]:
        return {str(group.pk): group for group in self.mesa.working_groups.all()}

    @cached_property
    def demands(self) -> dict[str, Demand]:
        """Of the conflict, those of this mesa first."""
        rows = Demand.objects.filter(conflict=self.mesa.conflict_id).order_by("-pk")
        return {str(row.pk): row for row in sorted(rows, key=lambda row: row.mesa_id != self.mesa.pk)}

    @cached_property
    def commitments(self) -> dict[str, Commitment]:
        """Of this mesa, and those that it took over as far as the user may see them, the longest due first; also those
        that ended while the form was open."""
        rows = reviewable(self.mesa, self.user).select_related("mesa")
        return {str(row.pk): row for row in rows.order_by(F("due_on").asc(nulls_last=True), "code")}

    @cached_property
    def owed(self) -> dict[str, Commitment]:
        """Those that are still owed."""
        return {key: row for key, row in self.commitments.items() if row.state in OPEN_STATES}

    def origin_of(self, commitment: Commitment) -> str:
        """The mesa from which this one took it over; nothing for its own."""
        return commitment.mesa.code if commitment.mesa_id != self.mesa.pk else ""

    @cached_property
    def pressing(self) -> list[str]:
        """Keys of those with which the review begins: what is late or due soonest."""
        soon = self.on + datetime.timedelta(days=settings.MESAS_DUE_SOON_DAYS)
        return [key for key, row in self.owed.items() if row.due_on and row.due_on <= soon][:PRESSING]

    @cached_property
    def people(self) -> dict[str, Person]:
        """Known to the conflict, by side, party and name."""
        rows = Person.objects.of_conflict(self.mesa.conflict_id).select_related("party").order_by("name", "pk")
        return {str(row.pk): row for row in sorted(rows, key=lambda row: (by_side(row.party), row.party.short_name))}

    @cached_property
    def seats(self) -> list[tuple[int, int | None]]:
        """Party and person of each seat."""
        return list(self.mesa.seats.order_by("pk").values_list("party", "person"))

    @cached_property
    def last_session(self) -> Session | None:
        """The session held last of which there is a list."""
        held = self.mesa.sessions.logged().filter(held=Held.HELD, attendances__isnull=False)
        return held.order_by("-day_on", "-pk").first()

    @cached_property
    def next_number(self) -> int:
        """The number that the next session of the whole mesa gets, if nobody logs another before."""
        numbers = self.mesa.sessions.filter(working_group=None)
        return (numbers.aggregate(last=Max("number"))["last"] or 0) + 1

    @cached_property
    def last_attendance(self) -> dict[str, Attendance]:
        """Who was on the list of the last session, by person."""
        if self.last_session is None:
            return {}
        return {str(row.person_id): row for row in self.last_session.attendances.all()}

    @cached_property
    def expected(self) -> list[str]:
        """Keys of the people with whom the list begins: those at a seat and those of the last list."""
        there = {str(person) for _party, person in self.seats} | set(self.last_attendance)
        return [key for key in self.people if key in there]

    @cached_property
    def signing(self) -> dict[str, Party]:
        """Parties that may sign: those with a seat and those of the last list."""
        there = set(
            chain((party for party, _person in self.seats), (a.party_id for a in self.last_attendance.values()))
        )
        return {key: party for key, party in self.parties.items() if party.pk in there}


def by_side(party: Party) -> int:
    """Sorts as sides sit: State, company, society, companions, and then those of no side."""
    sides = list(Side)
    return sides.index(party.side) if party.side else len(sides)


def side_name(party: Party) -> str:
    return str(party.side.label) if party.side else _("Otros")
