"""Administration of agreements and commitments, and of what decides about them in the apps below."""

from agreements.admin import commitments, grounds, off_days, said

__all__ = ["commitments", "grounds", "off_days", "said"]
