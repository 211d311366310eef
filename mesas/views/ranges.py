"""Part of a file, for players that jump and for downloads that go on where the line broke. Source: RFC 9110, 14."""

from __future__ import annotations

import re
from typing import IO

from django.http import HttpRequest

#: One range of bytes: from, to (included), one of which may be left out.
ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


class OutOfReach(Exception):
    """Nothing of what is asked lies in the file."""


def asked_part(request: HttpRequest, *, size: int, etag: str) -> tuple[int, int] | None:
    """First byte and the one after the last, of a file of `size` bytes; nothing where the whole is to be sent.

    That is also the answer to several ranges at once, to what is not understood, and to who holds a part of something
    else (`If-Range`: only the same `etag`, quotes included, is the same file). Raises OutOfReach.
    """
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    if asked is None or request.method != "GET" or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = asked.groups()
    if not first and not last:
        return None
    if not first:
        return last_bytes(int(last), size)
    start, end = int(first), min(int(last or size), size - 1) + 1
    if last and int(last) < int(first):
        return None
    if start >= size:
        raise OutOfReach
    return start, end


def last_bytes(count: int, size: int) -> tuple[int, int]:
    if not count or not size:
        raise OutOfReach
    return max(0, size - count), size


class Part:
    """A stretch of an open file, read like a file of its own, and closed with it."""

    def __init__(self, file: IO[bytes], start: int, end: int) -> None:
        file.seek(start)
        self.file, self.left = file, end - start

    def read(self, size: int = -1) -> bytes:
        read = self.file.read(self.left if size < 0 else min(size, self.left))
        self.left -= len(read)
        return read

    def close(self) -> None:
        self.file.close()
