"""Administration of agreements and commitments, and of what decides about them in the apps below."""

from agreements.admin import calendar, commitments, grounds, said

__all__ = ["calendar", "commitments", "grounds", "said"]
