"""Administration of mesas. Seats and documents, which decide about commitments, are corrected from `agreements`."""

from mesas.admin import mesas, sessions

__all__ = ["mesas", "sessions"]
