"""MP3, AAC and AMR: one frame after the other, each of a length that its head tells, between tags that are left out.

Sources: ISO 11172-3 and 13818-3 (MP3), ISO 13818-7 (ADTS), RFC 4867 (AMR).
"""

from __future__ import annotations

import io
from collections.abc import Callable

from mutagen.aac import AAC
from mutagen.mp3 import MP3

#: What may follow the last frame: tags, of which nothing is copied.
TAGS = (b"TAG", b"APETAGEX", b"LYRICSBEGIN", b"ID3", b"3DI")
LEAST_FRAMES = 3  # in a row; less than that is chance

MP3_HEADS = (b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2", b"\xff\xe3", b"\xff\xe2")
AAC_HEADS = (b"\xff\xf1", b"\xff\xf0", b"\xff\xf9", b"\xff\xf8")

#: Kilobits by their number in the head: of MPEG 1, of MPEG 2 and 2.5.
KILOBITS = (
    (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
)
#: Samples a second by version (2.5, none, 2, 1) and their number in the head.
RATES = ((11025, 12000, 8000), (), (22050, 24000, 16000), (44100, 48000, 32000))

#: Bytes of an AMR frame by its type, head included: narrow and wide band. Type 15 is silence without data.
AMR = {0: 13, 1: 14, 2: 16, 3: 18, 4: 20, 5: 21, 6: 27, 7: 32, 8: 6, 15: 1}
AMR_WIDE = {0: 18, 1: 24, 2: 33, 3: 37, 4: 41, 5: 47, 6: 51, 7: 59, 8: 61, 9: 6, 14: 1, 15: 1}

#: The length of the frame that begins there; nothing where none does.
LengthAt = Callable[[bytes, int], int]


def recognise(data: bytes) -> str:
    head = data[after_id3(data) :][:2]
    return ".mp3" if head in MP3_HEADS else ".aac" if head in AAC_HEADS else ""


def after_id3(data: bytes) -> int:
    """Where the tags at the beginning end."""
    place = 0
    while data[place : place + 3] == b"ID3" and len(data) >= place + 10:
        size = 0
        for byte in data[place + 6 : place + 10]:
            size = size << 7 | byte & 0x7F
        place += 10 + size + (10 if data[place + 5] & 0x10 else 0)
    return place


def bare_mp3(data: bytes) -> bytes:
    MP3(io.BytesIO(data))
    return frames_of(data, after_id3(data), mp3_length)


def bare_aac(data: bytes) -> bytes:
    AAC(io.BytesIO(data))
    return frames_of(data, after_id3(data), aac_length)


def bare_amr(data: bytes) -> bytes:
    """The head that says what it is, and the frames: AMR has no tags."""
    start = data.index(b"\n") + 1
    lengths = AMR_WIDE if start == 9 else AMR

    def amr_length(data: bytes, place: int) -> int:
        is_head = not data[place] & 0x83
        return lengths.get(data[place] >> 3 & 15, 0) if is_head else 0

    return data[:start] + frames_of(data, start, amr_length)


def frames_of(data: bytes, start: int, length_at: LengthAt) -> bytes:
    """The frames from there on. ValueError where they do not go on to the end, or to the tags at the end."""
    place, count = start, 0
    while place < len(data):
        length = length_at(data, place)
        if not length or place + length > len(data):
            break
        place, count = place + length, count + 1
    rest = data[place:]
    is_over = not rest.strip(b"\0") or rest.startswith(TAGS)
    was_cut = not is_over and length_at(data, place) > len(rest)  # a telephone that ran out of power
    if count < LEAST_FRAMES or not (is_over or was_cut):
        raise ValueError("frames end before the file")
    return data[start:place]


def mp3_length(data: bytes, place: int) -> int:
    head = data[place : place + 4]
    if len(head) < 4 or head[:2] not in MP3_HEADS:
        return 0
    version, kilobits, rate = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if not 0 < kilobits < 15 or rate == 3 or version == 1:
        return 0
    is_first = version == 3
    samples = 144_000 if is_first else 72_000
    return samples * KILOBITS[not is_first][kilobits] // RATES[version][rate] + (head[2] >> 1 & 1)


def aac_length(data: bytes, place: int) -> int:
    head = data[place : place + 7]
    if len(head) < 7 or head[:2] not in AAC_HEADS:
        return 0
    length = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return length if length > 7 else 0
