"""Ogg: Opus and Vorbis, in pages of one stream."""

from __future__ import annotations

import io

from mutagen.ogg import OggFileType, OggPage
from mutagen.oggopus import OggOpus
from mutagen.oggvorbis import OggVorbis

from mesas.uploads.audio.refusals import NotOnlySound

KINDS: dict[bytes, type[OggFileType]] = {b"OpusHead": OggOpus, b"\x01vorbis": OggVorbis}
VIDEO = (b"\x80theora", b"\x01video", b"BBCD\0")
#: Bytes of comments without a comment. What is longer hides something that we cannot take out.
EMPTY = 64


def bare(data: bytes) -> bytes | None:
    """The same pages, those of the comments written anew without any. Nothing where there are several streams."""
    pages = list(pages_of(data))
    first = pages[0].packets[0]
    if any(page.first and page.packets and page.packets[0].startswith(VIDEO) for page in pages):
        raise NotOnlySound
    kind = next((kind for start, kind in KINDS.items() if first.startswith(start)), None)
    if kind is None:
        raise ValueError("no sound that we know")
    written = io.BytesIO(data)
    opened = kind(written)
    if len({page.serial for page in pages}) > 1 or opened.tags is None:
        return None
    opened.tags.vendor = ""
    written.seek(0)
    opened.delete(written)
    return written.getvalue() if is_bare(written.getvalue()) else None


def pages_of(data: bytes):
    """Every page to the end of the file. mutagen raises over what is no page."""
    file = io.BytesIO(data)
    while file.tell() < len(data):
        yield OggPage(file)


def is_bare(data: bytes) -> bool:
    """Whether the second packet, of the comments, holds none."""
    second = list(pages_of(data))[1]
    return bool(second.packets) and len(second.packets[0]) <= EMPTY
