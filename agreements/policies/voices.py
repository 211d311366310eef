"""Whether a user may take one of the everyday steps."""

import datetime

from agreements.models import Commitment
from agreements.policies.standing import standing_of


def can_begin(user, commitment: Commitment, *, on: datetime.date | None = None) -> bool:
    """Obligor, registrar or verifier may show that work began."""
    return standing_of(user, commitment, on=on).may_begin


def can_claim(user, commitment: Commitment, *, on: datetime.date | None = None) -> bool:
    """A party that owes, or staff on its behalf."""
    return bool(standing_of(user, commitment, on=on).claims_for)


def can_answer(user, commitment: Commitment, *, on: datetime.date | None = None) -> bool:
    """A representative of a party that receives, or staff on its behalf."""
    return bool(standing_of(user, commitment, on=on).answers_for)


def can_verify(user, commitment: Commitment, *, on: datetime.date | None = None) -> bool:
    """A verifier who takes no part, in the name of a party that is on neither end."""
    return bool(standing_of(user, commitment, on=on).verifies_for)


def can_add_evidence(user, commitment: Commitment, *, on: datetime.date | None = None) -> bool:
    """Both ends, staff and verifiers."""
    return standing_of(user, commitment, on=on).may_add_evidence
