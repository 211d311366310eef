"""Who sits at a mesa, by side. Names of persons only for those who may read them."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from conflicts.choices import Side
from conflicts.models import Party
from mesas.choices import SeatRole
from mesas.models import Mesa, Seat
from mesas.querysets.people import NameKey

#: Of one side, before the rest is folded away.
MOST_SEATS = 8


@dataclass(frozen=True)
class Sitting:
    """A party at the table: in what function, through which posts, how many places, and who holds them."""

    party: Party
    places: int | None
    notes: Sequence[str]


@dataclass(frozen=True)
class SideOfTable:
    side: Side | None
    title: str
    sittings: Sequence[Sitting]

    @property
    def first(self) -> Sequence[Sitting]:
        return self.sittings[:MOST_SEATS]

    @property
    def rest(self) -> Sequence[Sitting]:
        return self.sittings[MOST_SEATS:]


def sides_of_table(mesa: Mesa, names: NameKey) -> list[SideOfTable]:
    """The three sides that negotiate, also an empty one where another is there; then who accompanies them."""
    seats: dict[int, list[Seat]] = defaultdict(list)
    parties: dict[int, Party] = {}
    for seat in mesa.seats.select_related("party__merged_into", "person", "working_group").order_by("pk"):
        party = seat.party.merged_into or seat.party
        parties[party.pk] = party
        seats[party.pk].append(seat)
    sittings: dict[Side | None, list[Sitting]] = defaultdict(list)
    for pk, party in parties.items():
        sittings[party.side].append(sitting(party, seats[pk], mesa.conflict_id, names))
    if not sittings:
        return []
    order: list[Side | None] = [Side.STATE, Side.COMPANY, Side.SOCIETY]
    order += [side for side in (Side.COMPANIONS, None) if sittings[side]]
    return [SideOfTable(side, str(side.label) if side else _("Sin lado"), sittings[side]) for side in order]


def sitting(party: Party, seats: Sequence[Seat], conflict_id: int, names: NameKey) -> Sitting:
    known = [seat.places for seat in seats if seat.places is not None]
    notes = [note_of(seat, names.opens(conflict_id=conflict_id, party_id=seat.party_id)) for seat in seats]
    return Sitting(
        party=party,
        places=sum(known) if len(known) == len(seats) else None,
        notes=[note for note in dict.fromkeys(notes) if note],
    )


def note_of(seat: Seat, shows_name: bool) -> str:
    """ "Presidencia. Ministro del Ambiente: Rosa Quispe"."""
    role = "" if seat.role in (SeatRole.MEMBER, SeatRole.OTHER) else str(seat.get_role_display())
    person = seat.person if shows_name and seat.person and not seat.person.erased_at else None
    group = str(seat.working_group) if seat.working_group else ""
    said = ". ".join(capfirst(part.rstrip(".")) for part in (role, seat.post, group, seat.role_note, seat.note) if part)
    if person and person.name:
        return f"{said}: {person.name}" if said else person.name
    return said


def are_places_known(sides: Sequence[SideOfTable]) -> bool:
    return all(one.places is not None for side in sides for one in side.sittings)


def count_sides(sides: Sequence[SideOfTable]) -> dict[Side | None, int]:
    """Places by side where all are known, else parties."""
    if are_places_known(sides):
        return {side.side: sum(one.places or 0 for one in side.sittings) for side in sides}
    return {side.side: len(side.sittings) for side in sides}
