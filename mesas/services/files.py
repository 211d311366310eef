"""Writing files beside rows. A file that no row keeps must not stay behind: it may show faces and names."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.core.files import File
from django.core.files.storage import Storage
from django.db import transaction
from django.db.models.fields.files import FieldFile

#: Writes the content into the place of a row not yet saved, under a name of its own with this ending.
Keep = Callable[[FieldFile, File, str], None]

#: Files of the innermost block that is open, with the storage that holds each.
_open_block: ContextVar[list[tuple[Storage, str]] | None] = ContextVar("open block of files", default=None)


@contextmanager
def undone_on_failure() -> Iterator[Keep]:
    """A way to write files whose rows are saved in the same block; if it fails, they are taken away again.

    Open it before the transaction, so that it also sees a commit that fails::

        with undone_on_failure() as keep, transaction.atomic():
            keep(row.original, checked.original, checked.extension)

    Blocks may lie within each other, as their transactions may: what an inner one wrote goes when an outer one fails.
    """
    written: list[tuple[Storage, str]] = []
    around = _open_block.get()
    token = _open_block.set(written)

    def keep(place: FieldFile, content: File, extension: str) -> None:
        content.seek(0)
        place.save(f"{uuid.uuid4().hex}{extension}", content, save=False)
        written.append((place.storage, place.name or ""))

    try:
        yield keep
    except BaseException:
        for storage, name in written:
            storage.delete(name)
        raise
    else:
        if around is not None:
            around += written
    finally:
        _open_block.reset(token)


def forget(*places: FieldFile) -> None:
    """Take files away for good once the transaction has ended well. The row that named them names them no more."""
    for place in places:
        if place:
            storage, name = place.storage, place.name or ""
            transaction.on_commit(lambda storage=storage, name=name: storage.delete(name))
