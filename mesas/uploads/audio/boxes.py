"""MP4, M4A and 3GP: boxes within boxes. The place of recording, its day and the telephone lie in boxes of their own.

In the copy every box that playing does not need is emptied where it stands, since the sound is found by its distance
from the beginning of the file. Source: ISO 14496-12.
"""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from typing import NamedTuple

from mutagen.mp4 import MP4

from mesas.uploads.audio.refusals import NotOnlySound

#: By the box they stand in ("" is the file itself): what a player needs.
KEPT = {
    b"": {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"sidx", b"mfra"},
    b"moov": {b"mvhd", b"trak", b"mvex", b"iods"},
    b"trak": {b"tkhd", b"edts", b"mdia"},
    b"mdia": {b"mdhd", b"hdlr", b"minf"},
    b"minf": {b"smhd", b"dinf", b"stbl"},
    b"dinf": {b"dref"},
    b"stbl": {
        *(b"stsd", b"stts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"ctts", b"cslg", b"stss", b"sdtp"),
        *(b"sgpd", b"sbgp", b"subs", b"saiz", b"saio"),
    },
    b"mvex": {b"mehd", b"trex"},
    b"moof": {b"mfhd", b"traf"},
    b"traf": {b"tfhd", b"tfdt", b"trun", b"sdtp", b"sgpd", b"sbgp", b"subs", b"saiz", b"saio"},
}
#: Boxes that begin with the moments of making and changing.
DATED = {b"mvhd", b"tkhd", b"mdhd"}
PICTURES = {b"vide", b"auxv", b"pict"}


class Box(NamedTuple):
    kind: bytes
    place: int
    start: int  # of its content
    end: int


def bare(data: bytes) -> bytes | None:
    """The same file with all else emptied; nothing where a track is not sound."""
    MP4(io.BytesIO(data))
    tracks = list(handlers(data))
    if PICTURES & set(tracks):
        raise NotOnlySound
    if b"soun" not in tracks:
        raise ValueError("no sound")
    if set(tracks) != {b"soun"}:
        return None
    written = bytearray(data)
    empty(written, b"", 0, len(data))
    return bytes(written)


def boxes(data: bytes | bytearray, start: int, end: int) -> Iterator[Box]:
    """Those that stand side by side there. ValueError where one reaches past the end."""
    place = start
    while place < end:
        size, kind = struct.unpack_from(">I4s", data, place)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, place + 8)
            head = 16
        elif size == 0:
            size = end - place
        if size < head or place + size > end:
            raise ValueError("box past the end")
        yield Box(kind, place, place + head, place + size)
        place += size


def handlers(data: bytes, kind: bytes = b"", start: int = 0, end: int | None = None) -> Iterator[bytes]:
    """What each track is."""
    for box in boxes(data, start, len(data) if end is None else end):
        if box.kind in (b"moov", b"trak", b"mdia"):
            yield from handlers(data, box.kind, box.start, box.end)
        elif box.kind == b"hdlr" and kind == b"mdia":
            yield data[box.start + 8 : box.start + 12]


def empty(data: bytearray, inside: bytes, start: int, end: int) -> None:
    """Zeros into every box that is not kept, and into the moments of those that are."""
    for box in boxes(data, start, end):
        if box.kind not in KEPT[inside]:
            data[box.place + 4 : box.place + 8] = b"free"
            data[box.start : box.end] = bytes(box.end - box.start)
        elif box.kind in KEPT:
            empty(data, box.kind, box.start, box.end)
        elif box.kind in DATED:
            length = 16 if data[box.start] == 1 else 8
            data[box.start + 4 : box.start + 4 + length] = bytes(length)
        elif box.kind == b"hdlr":
            data[box.start + 24 : box.end] = bytes(box.end - box.start - 24)
