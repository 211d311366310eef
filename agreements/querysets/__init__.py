from agreements.querysets.commitment import CommitmentQuerySet
from agreements.querysets.through import (
    AgreementQuerySet,
    NoticeQuerySet,
    OccurrenceQuerySet,
    ThroughCommitmentQuerySet,
    ThroughRescheduleQuerySet,
)

__all__ = [
    "AgreementQuerySet",
    "CommitmentQuerySet",
    "NoticeQuerySet",
    "OccurrenceQuerySet",
    "ThroughCommitmentQuerySet",
    "ThroughRescheduleQuerySet",
]
