"""The style as one sheet.

Five style sheets are comfortable to write and one is quick to fetch: on a slow phone each request costs more than the
bytes it brings. This finder offers the five, one after the other, as one static file. So every way of serving static
files (collected, in the suite, while debugging) gives the same sheet, and nothing has to be built by hand.
"""

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage

SHEET = "css/mesas.css"
PARTS = ("tokens", "base", "layout", "components", "print")  # a later one has the last word
SOURCES = settings.BASE_DIR / "static" / "css"


def whole_sheet() -> str:
    """The five sheets, one after the other, without what only who writes them reads."""
    return slim("\n".join((SOURCES / f"{part}.css").read_text(encoding="utf-8") for part in PARTS))


def slim(css: str) -> str:
    """Without comments, and without space where none is needed; a string must hold neither."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,]) ?|(?<=:) ", r"\1", css).replace(";}", "}").strip()


class OneSheetFinder(BaseFinder):
    """Finds `css/mesas.css`, written anew into the data folder whenever one of the five has changed."""

    def __init__(self, app_names: Iterable[str] | None = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR / "sheet")

    def check(self, **options: Any) -> list[CheckMessage]:
        """Nothing can be set up wrongly here."""
        return []

    def find(self, path: str, find_all: bool = False, **options: Any) -> Any:
        if path != SHEET:
            return []
        place = str(self.written())
        return [place] if find_all else place

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.written()
        yield SHEET, self.storage

    def written(self) -> Path:
        """Where the sheet lies, as it should be now. Nobody ever reads half of it: it is replaced at one stroke."""
        place, sheet = Path(self.storage.path(SHEET)), whole_sheet()
        if not place.exists() or place.read_text(encoding="utf-8") != sheet:
            place.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", dir=place.parent, encoding="utf-8", delete=False) as draft:
                draft.write(sheet)
            os.chmod(draft.name, 0o644)
            os.replace(draft.name, place)
        return place
