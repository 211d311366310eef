"""Text as it travels: in which coding a browser wants it, and that coding."""

import os
import re
import secrets
from collections.abc import Iterable, Iterator

import brotli

CODINGS = ("br", "gzip")  # of two that are wanted alike, the first
QUALITY, WINDOW = 8, 18  # as quick as gzip, a fifth smaller; looks back 256 kB, so a long form is taken as a whole
#: A page of so many bytes is rare and weighs most on a slow line: a tenth less is worth 50 ms of a long form.
LONG, QUALITY_OF_LONG = 100_000, 10
NOISE = 100  # bytes at most, as many as Django adds to gzip

WEIGHT = re.compile(r"q=([01](?:\.\d{0,3})?)")


def chosen(accept: str) -> str:
    """The coding that an `Accept-Encoding` wants most, among those that we speak; "" if it wants the text as it is."""
    wanted = {}
    for part in accept.lower().replace(" ", "").split(","):
        name, _semicolon, said = part.partition(";")
        weight = WEIGHT.fullmatch(said or "q=1")
        wanted[name] = float(weight[1]) if weight else 0
    best = max(CODINGS, key=lambda coding: wanted.get(coding, wanted.get("*", 0)))
    return best if wanted.get(best, wanted.get("*", 0)) else ""


def noise() -> bytes:
    """A block of 1 to NOISE bytes that whoever unpacks Brotli skips (metadata, RFC 7932, 9.2).

    Who can put words into a page and sees only how long it is on the line could guess, letter by letter, what else
    stands in it: a right guess packs better (BREACH). A length that varies by chance drowns that. Such a block is to
    Brotli what the name of a file is to gzip, where Django puts its own chance bytes.
    """
    length = 1 + secrets.randbelow(NOISE)
    head = 0b01_0_11_0 | (length - 1) << 6  # from the right: not the last, no text, reserved, one byte says how long
    return head.to_bytes(2, "little") + os.urandom(length)


def brotli_whole(content: bytes) -> bytes:
    """A whole page, a long one packed with more care."""
    quality = QUALITY_OF_LONG if len(content) >= LONG else QUALITY
    return b"".join(brotli_parts([content], quality))


def brotli_parts(parts: Iterable[bytes], quality: int = QUALITY) -> Iterator[bytes]:
    """What comes in parts, packed as it comes; the parts that leave are others than those that came."""
    packer = brotli.Compressor(quality=quality, lgwin=WINDOW)
    yield packer.flush() + noise()  # flushed, the head ends with a whole byte, and a block may follow
    for part in parts:
        if packed := packer.process(part):
            yield packed
    yield packer.finish()
