from agreements.querysets.commitment import CommitmentQuerySet
from agreements.querysets.through import NoticeQuerySet, ThroughCommitmentQuerySet

__all__ = ["CommitmentQuerySet", "NoticeQuerySet", "ThroughCommitmentQuerySet"]
