"""Pictures that stand in a page, bared of what a camera wrote beside them: its place, its day, a small older picture.

Sources: ISO 32000 (filters of a stream), ITU T.81 (JPEG), ISO 15444-1 (JPEG 2000).
"""

from __future__ import annotations

import re

from pypdf.filters import decode_stream_data
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NullObject, PdfObject, StreamObject

from mesas.uploads.audio.boxes import boxes

JPEG, JPEG_2000 = ("/DCTDecode", "/DCT"), ("/JPXDecode",)

START, END, SCAN, COMMENT = 0xD8, 0xD9, 0xDA, 0xFE
NOTES = range(0xE0, 0xF0)  # of programs and cameras
PLAIN_HEAD, COLOURS = (b"JFIF\0", 16), b"Adobe"  # a longer head has a small picture in it
#: Within the dots of a picture, where something else begins.
AFTER_DOTS = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]")

HEAD_OF_JPEG_2000 = b"\x00\x00\x00\x0cjP  "
KEPT_OF_JPEG_2000 = {b"jP  ", b"ftyp", b"jp2h", b"jp2c"}


def bare_picture(stream: StreamObject) -> None:
    """If a stream of a PDF is a photo, only the photo is left in it. ValueError where it cannot be followed."""
    filters = names_of(stream.get("/Filter"))
    if not filters or filters[-1] not in (*JPEG, *JPEG_2000):
        return
    if len(filters) > 1:
        unpack(stream, filters)
    strip = without_notes if filters[-1] in JPEG else without_boxes
    stream._data = strip(stream._data)


def names_of(filters: PdfObject | None) -> list[str]:
    given = filters.get_object() if filters is not None else None
    listed = given if isinstance(given, ArrayObject) else [given] if given else []
    return [str(each.get_object()) for each in listed]


def unpack(stream: StreamObject, filters: list[str]) -> None:
    """Take off what a photo was packed into, so that it can be looked at."""
    told = stream.get("/DecodeParms")
    given = told.get_object() if told is not None else None
    parameters = list(given) if isinstance(given, ArrayObject) else [given or NullObject()] * len(filters)
    packed = StreamObject()
    packed._data = stream._data
    packed[NameObject("/Filter")] = ArrayObject(NameObject(name) for name in filters[:-1])
    packed[NameObject("/DecodeParms")] = ArrayObject(parameters[:-1])
    data = decode_stream_data(packed)
    stream._data = data if isinstance(data, bytes) else data.encode("latin-1")
    stream[NameObject("/Filter")] = NameObject(filters[-1])
    stream.pop(NameObject("/DecodeParms"), None)
    if isinstance(parameters[-1], DictionaryObject):
        stream[NameObject("/DecodeParms")] = parameters[-1]


def without_notes(data: bytes) -> bytes:
    """A JPEG from its first byte to its end without the parts in which cameras and programs write: all but what its
    colours need. What lies behind its end, as the second picture of some telephones, goes too."""
    if data[:2] != bytes((0xFF, START)):
        return data
    kept, place = bytearray(data[:2]), 2
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
        elif marker == END:
            break
        elif marker <= 0x01 or 0xD0 <= marker <= START:
            place += 2
        else:
            end = place + 2 + int.from_bytes(data[place + 2 : place + 4])
            if not is_note(marker, data[place + 4 : end]):
                kept += data[place:end]
            place = end
            if marker == SCAN:
                after = AFTER_DOTS.search(data, place)
                end = after.start() if after else len(data)
                kept += data[place:end]
                place = end
    return bytes(kept + bytes((0xFF, END)))


def is_note(marker: int, content: bytes) -> bool:
    """Of the parts that programs may write as they like, a head without a picture and the colours are none."""
    beginning, length = PLAIN_HEAD
    is_head = marker == NOTES[0] and content.startswith(beginning) and len(content) + 2 == length
    is_colours = marker == NOTES[14] and content.startswith(COLOURS)
    return marker == COMMENT or (marker in NOTES and not (is_head or is_colours))


def without_boxes(data: bytes) -> bytes:
    """A JPEG 2000 with the boxes that show it, and none in which programs write."""
    if not data.startswith(HEAD_OF_JPEG_2000):
        return data
    return b"".join(data[box.place : box.end] for box in boxes(data, 0, len(data)) if box.kind in KEPT_OF_JPEG_2000)
