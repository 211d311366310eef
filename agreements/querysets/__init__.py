from agreements.querysets.commitment import CommitmentQuerySet
from agreements.querysets.through import AgreementQuerySet, NoticeQuerySet, ThroughCommitmentQuerySet

__all__ = ["AgreementQuerySet", "CommitmentQuerySet", "NoticeQuerySet", "ThroughCommitmentQuerySet"]
