from agreements.filters.commitment import CommitmentFilter

__all__ = ["CommitmentFilter"]
