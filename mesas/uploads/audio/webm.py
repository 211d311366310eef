"""WebM, as browsers record it: elements within elements, read in one line from beginning to end.

In the copy every element that playing does not need is made void where it stands. Sources: RFC 8794 (EBML) and RFC
9559 (Matroska).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from mesas.uploads.audio.refusals import NotOnlySound

EBML = b"\x1a\x45\xdf\xa3"
DOC_TYPE, TRACK_TYPE, CODEC, VOID = b"\x42\x82", b"\x83", b"\x86", b"\xec"
SEGMENT, INFO, TRACKS, TRACK = b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\xae"
CLUSTER, GROUP = b"\x1f\x43\xb6\x75", b"\xa0"
#: Elements of which the parts are looked at in their turn. Those that may have no end are among them.
OPENED = {EBML, SEGMENT, INFO, TRACKS, TRACK, CLUSTER, GROUP}
#: What a player needs: of the head, of the whole, of a track, and the sound itself.
KEPT = {
    *(b"\x42\x86", b"\x42\xf7", b"\x42\xf2", b"\x42\xf3", DOC_TYPE, b"\x42\x87", b"\x42\x85"),
    *(b"\x11\x4d\x9b\x74", b"\x1c\x53\xbb\x6b", b"\x2a\xd7\xb1", b"\x44\x89"),
    *(
        b"\xd7",
        b"\x73\xc5",
        TRACK_TYPE,
        CODEC,
        b"\x63\xa2",
        b"\xe1",
        b"\x56\xaa",
        b"\x56\xbb",
        b"\xb9",
        b"\x88",
        b"\x9c",
    ),
    *(b"\xe7", b"\xa3", b"\xa1", b"\x9b", b"\xfb", b"\x75\xa2", b"\xab", b"\xa7"),
}
#: The programs that wrote it: an element that must be there, so its words are blanked.
PROGRAMS = {b"\x4d\x80", b"\x57\x41"}
SOUND, MOVING = b"\x02", b"\x01"


class Element(NamedTuple):
    kind: bytes
    begins: int
    start: int  # of its content
    end: int


def bare(data: bytes) -> bytes | None:
    """The same file with all else made void; nothing where a track is not Opus, whose head holds no comments."""
    found: dict[bytes, set[bytes]] = {DOC_TYPE: set(), TRACK_TYPE: set(), CODEC: set()}
    written = bytearray(data)
    for kind, begins, start, end in elements(data):
        if kind in found:
            found[kind].add(data[start:end].strip(b"\0"))
        if kind in PROGRAMS:
            written[start:end] = b" " * (end - start)
        elif kind not in KEPT:
            written[begins:end] = void(end - begins)
    if MOVING in found[TRACK_TYPE] or any(codec.startswith(b"V_") for codec in found[CODEC]):
        raise NotOnlySound
    if found[DOC_TYPE] != {b"webm"} or SOUND not in found[TRACK_TYPE]:
        raise ValueError("no sound")
    return bytes(written) if found[TRACK_TYPE] == {SOUND} and found[CODEC] == {b"A_OPUS"} else None


def elements(data: bytes) -> Iterator[Element]:
    """Every element that is not opened, in the order of the file. ValueError where one reaches past the end."""
    place = 0
    while place < len(data):
        kind_length = length_of(data[place], 4)
        kind = data[place : place + kind_length]
        head = place + kind_length
        size_length = length_of(data[head], 8)
        size = int.from_bytes(data[head : head + size_length]) & (1 << 7 * size_length) - 1
        start = head + size_length
        is_untold = size == (1 << 7 * size_length) - 1
        if kind not in OPENED:
            if is_untold or start + size > len(data):
                raise ValueError("element past the end")
            yield Element(kind, place, start, start + size)
            place = start + size
        elif not is_untold and start + size > len(data):
            raise ValueError("element past the end")
        else:
            place = start


def length_of(first: int, most: int) -> int:
    """Bytes of a number, told by the zeros at its beginning."""
    length = 9 - first.bit_length()
    if length > most:
        raise ValueError("no element")
    return length


def void(size: int) -> bytes:
    """An empty element of that many bytes, two at least."""
    if size < 9:
        return VOID + bytes([0x80 | size - 2]) + bytes(size - 2)
    return VOID + b"\x01" + (size - 9).to_bytes(7) + bytes(size - 9)
