"""The two ends of a commitment: who owes and who receives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.apps import apps

from agreements.choices import OBLIGOR_DUTIES, Duty
from conflicts.choices import Sector


@dataclass(frozen=True)
class Ends:
    """Ids of parties as recorded, before heirs take their place. `seated` are the communities at the mesa."""

    lead: int | None
    obligors: frozenset[int]
    beneficiaries: frozenset[int]
    seated: frozenset[int]

    @property
    def answerable(self) -> frozenset[int]:
        """Who answers for it where a step needs the obligor: the lead or, where none leads, all of them."""
        return self.obligors if self.lead is None else frozenset({self.lead})

    @property
    def judges(self) -> frozenset[int]:
        """Who answers whether it was kept: every beneficiary or, where none is recorded, every community seated."""
        return self.beneficiaries or self.seated - self.obligors


def ends_of(commitments: Collection) -> dict[int, Ends]:
    """The ends of each commitment, by its id. Two queries for any number of them."""
    duties: dict[tuple[int, str], set[int]] = defaultdict(set)
    rows = apps.get_model("agreements", "CommitmentParty").objects.filter(
        commitment__in=[commitment.pk for commitment in commitments]
    )
    for commitment, duty, party in rows.values_list("commitment_id", "duty", "party_id"):
        duties[commitment, duty].add(party)
    seats: dict[int, set[int]] = defaultdict(set)
    seated = apps.get_model("mesas", "Seat").objects.filter(
        mesa__in={commitment.mesa_id for commitment in commitments}, party__sector=Sector.COMMUNITY
    )
    for mesa, party in seated.values_list("mesa_id", "party_id"):
        seats[mesa].add(party)
    return {
        commitment.pk: Ends(
            lead=next(iter(duties[commitment.pk, Duty.LEAD]), None),
            obligors=frozenset().union(*(duties[commitment.pk, duty] for duty in OBLIGOR_DUTIES)),
            beneficiaries=frozenset(duties[commitment.pk, Duty.BENEFICIARY]),
            seated=frozenset(seats[commitment.mesa_id]),
        )
        for commitment in commitments
    }
