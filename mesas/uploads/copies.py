"""What is kept beside the original: a copy for others to see or hear, without what its maker did not mean to tell."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class ShownCopy:
    """A copy without place, device, author or tags. Of a photo, upright; width and height in pixels."""

    data: bytes
    extension: str = ".jpg"
    width: int | None = None
    height: int | None = None
