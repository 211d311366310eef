"""Who may act on a commitment, for which party, and which of its files she may open."""

from agreements.policies.files import FileKey, can_see_original, file_key_for
from agreements.policies.standing import Standing, standing_of, standings_of
from agreements.policies.voices import can_add_evidence, can_answer, can_begin, can_claim, can_verify

__all__ = [
    "FileKey",
    "Standing",
    "can_add_evidence",
    "can_answer",
    "can_begin",
    "can_claim",
    "can_see_original",
    "can_verify",
    "file_key_for",
    "standing_of",
    "standings_of",
]
