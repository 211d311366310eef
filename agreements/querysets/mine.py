"""Commitments as one person meets them: what is owed to those for whom she speaks, and what they owe."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from django.apps import apps
from django.db.models import Exists, OuterRef, Q

from agreements.choices import OBLIGOR_DUTIES, Duty
from agreements.querysets.asked import any_of
from conflicts.choices import Sector

#: Conflict → parties for which she speaks there.
Voices = Mapping[int, Collection[int]]


def owed_to(voices: Voices) -> Q:
    """A beneficiary is hers or, where none is recorded, a community seated at the mesa that does not owe it."""
    return any_of(
        Q(mesa__conflict=conflict) & (holds(parties, Duty.BENEFICIARY) | receives_with_all(parties))
        for conflict, parties in voices.items()
    )


def owed_by(voices: Voices) -> Q:
    """One of those that owe is hers."""
    return any_of(Q(mesa__conflict=conflict) & holds(parties, *OBLIGOR_DUTIES) for conflict, parties in voices.items())


def holds(parties: Collection[int], *duties: str) -> Q:
    return Q(Exists(_duties().filter(duty__in=duties, party__in=parties)))


def receives_with_all(parties: Collection[int]) -> Q:
    seats = apps.get_model("mesas", "Seat").objects.filter(
        mesa=OuterRef("mesa"), party__in=parties, party__sector=Sector.COMMUNITY
    )
    nobody_named = ~Exists(_duties().filter(duty=Duty.BENEFICIARY))
    return Q(nobody_named) & Q(Exists(seats)) & ~holds(parties, *OBLIGOR_DUTIES)


def _duties():
    return apps.get_model("agreements", "CommitmentParty").objects.filter(commitment=OuterRef("pk"))
