"""How static files are served: named after what they hold, compressed, and the style as one sheet.

Five style sheets are comfortable to write and one is quick to fetch: on a slow phone each request costs more than the
bytes it brings. `css/mesas.css` imports the five, so it works as it stands where nothing is collected (tests,
debugging); when static files are collected, what it imports is put in its place.
"""

import re
from collections.abc import Iterator
from typing import Any

from django.contrib.staticfiles import finders
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/mesas.css"
IMPORT = re.compile(r'^@import "(?P<name>[\w.-]+)";$', re.MULTILINE)


def read(name: str) -> str:
    """The source of a static file, as its author wrote it."""
    path = finders.find(name)
    if path is None:
        raise FileNotFoundError(name)
    with open(path, encoding="utf-8") as source:
        return source.read()


def whole_sheet() -> str:
    """The sheet with every import replaced by what it names."""
    return IMPORT.sub(lambda found: read(f"css/{found['name']}"), read(SHEET))


class OneSheetStorage(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, to which the sheet is handed already put together."""

    def post_process(self, paths: dict[str, Any], dry_run: bool = False, **options: Any) -> Iterator[Any]:
        if SHEET in paths and not dry_run:
            self.delete(SHEET)
            self._save(SHEET, ContentFile(whole_sheet().encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)
