from agreements.querysets.commitment import CommitmentQuerySet
from agreements.querysets.through import (
    AgreementQuerySet,
    NoticeQuerySet,
    ThroughCommitmentQuerySet,
    ThroughRescheduleQuerySet,
)

__all__ = [
    "AgreementQuerySet",
    "CommitmentQuerySet",
    "NoticeQuerySet",
    "ThroughCommitmentQuerySet",
    "ThroughRescheduleQuerySet",
]
