"""WAV: named chunks, of which the copy keeps the two or three that sound."""

from __future__ import annotations

import io
import struct

from mutagen.wave import WAVE

KEPT = (b"fmt ", b"fact", b"data")
#: A length that a recorder which ran out of power never filled in: to the end of the file.
UNTOLD = (0, 0xFFFFFFFF)


def bare(data: bytes) -> bytes:
    """Format and sound; notes on author, place and day lie in other chunks."""
    WAVE(io.BytesIO(data))
    kept: dict[bytes, bytes] = {}
    place = 12
    while place + 8 <= len(data):
        name, size = struct.unpack_from("<4sI", data, place)
        rest = len(data) - place - 8
        if name == b"data" and size in UNTOLD:
            size = rest
        if size > rest:
            raise ValueError("chunk past the end")
        if name in KEPT:
            kept.setdefault(name, data[place + 8 : place + 8 + size])
        place += 8 + size + size % 2
    if not kept.get(b"data") or len(kept.get(b"fmt ", b"")) < 16:
        raise ValueError("no sound")
    written = b"WAVE" + b"".join(chunk(name, kept[name]) for name in KEPT if name in kept)
    return b"RIFF" + struct.pack("<I", len(written)) + written


def chunk(name: bytes, content: bytes) -> bytes:
    return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)
