"""Correcting what commitments depend on: each verb wraps the general one and brings up to date what follows.

Never an assessment, a step, a date moved, an evidence or a notice: a wrong one is answered by a new row.
"""

from agreements.services.records.commitments import correct_commitment, correct_duty, create_duty
from agreements.services.records.grounds import (
    correct_agreement,
    correct_document,
    correct_incident,
    correct_party,
    correct_seat,
    create_agreement,
    create_seat,
)
from agreements.services.records.heritage import correct_inherited, create_inherited

__all__ = [
    "correct_agreement",
    "correct_commitment",
    "correct_document",
    "correct_duty",
    "correct_incident",
    "correct_inherited",
    "correct_party",
    "correct_seat",
    "create_agreement",
    "create_duty",
    "create_inherited",
    "create_seat",
]
