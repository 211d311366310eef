"""The zip around an office file: whole, without tricks, of a size that can be opened, and which of six kinds it is."""

from __future__ import annotations

import re
import stat
import zipfile
from typing import IO

from mesas.uploads.office.reading import Handlers, Patience, read_xml

MAX_PARTS = 3_000
MAX_UNPACKED = 150 * 2**20  # of all parts together; a report of 300 pages has 10
MAX_RATIO = 200  # unpacked to packed, once it is more than LEAST_SUSPECT; XML shrinks to a tenth, rarely to a fortieth
LEAST_SUSPECT = 5 * 2**20
MAX_ELEMENTS = 2_000_000  # of XML, some five seconds; a table of 50,000 rows and ten columns has half as many

CONTENT_TYPES, MANIFEST, ROOT_LINKS = "[Content_Types].xml", "META-INF/manifest.xml", "_rels/.rels"
OOXML = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OOXML}wordprocessingml.document.main+xml": ".docx",
    f"{OOXML}spreadsheetml.sheet.main+xml": ".xlsx",
    f"{OOXML}presentationml.presentation.main+xml": ".pptx",
}
ODF = "application/vnd.oasis.opendocument."
ODF_KINDS = {f"{ODF}text": ".odt", f"{ODF}spreadsheet": ".ods", f"{ODF}presentation": ".odp"}

#: A path that leads out of the folder into which somebody unpacks it.
LEADS_OUT = re.compile(r"^[/\\]|^[A-Za-z]:|\\|(^|/)\.\.(/|$)|[\x00-\x1f]")


class Broken(Exception):
    """Cut off, damaged, or made to break who opens it."""


class Locked(Exception):
    """Opens with a key only."""


class Unknown(Exception):
    """A zip of something else."""


class Package:
    """An office file, opened. Raises Broken, Locked, Unknown or TooMuch, or what `zipfile` raises over what is no zip.

    One that lies inside another is read with what is left of that one's `patience`.
    """

    def __init__(self, file: IO[bytes], patience: Patience | None = None) -> None:
        self.zip = zipfile.ZipFile(file)
        self.parts = [part for part in self.zip.infolist() if not part.is_dir()]
        self.names = {part.filename for part in self.parts}
        require_sound(self.zip, file)
        self.patience = patience or Patience(unpacked=MAX_UNPACKED, elements=MAX_ELEMENTS)
        self.patience.unpack(sum(part.file_size for part in self.parts))
        #: Of each part of an OOXML file, its type; and of its kinds of files.
        self.types: dict[str, str] = {}
        self.extension = self._ooxml() if CONTENT_TYPES in self.names else self._odf()

    def read(self, name: str) -> bytes:
        return self.zip.read(name)

    @property
    def is_ooxml(self) -> bool:
        return bool(self.types)

    def type_of(self, name: str) -> str:
        """What the file says that a part is; empty where it says nothing."""
        return self.types.get(name) or self.types.get("." + name.lower().rpartition(".")[2], "")

    def _ooxml(self) -> str:
        def begin(tag: str, attributes: dict[str, str]) -> None:
            if tag == "Override":
                self.types[attributes["PartName"].lstrip("/")] = attributes["ContentType"]
            elif tag == "Default":
                self.types[f".{attributes['Extension'].lower()}"] = attributes["ContentType"]

        read_xml(self.read(CONTENT_TYPES), Handlers(begin=begin), self.patience)
        mains = {MAIN_PARTS[kind] for name, kind in self.types.items() if kind in MAIN_PARTS and name in self.names}
        if len(mains) != 1 or ROOT_LINKS not in self.names:
            raise Unknown
        return mains.pop()

    def _odf(self) -> str:
        first = self.parts[0] if self.parts else None
        if first is None or first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED:
            raise Unknown
        kind = ODF_KINDS.get(self.read("mimetype").decode("ascii", "replace").strip())
        if kind is None:
            raise Unknown
        if not {MANIFEST, "content.xml"} <= self.names:
            raise Broken

        def begin(tag: str, _attributes: dict[str, str]) -> None:
            if tag == "encryption-data":
                raise Locked

        read_xml(self.read(MANIFEST), Handlers(begin=begin), self.patience)
        return kind


def require_sound(archive: zipfile.ZipFile, file: IO[bytes]) -> None:
    """Nothing before, behind or over the parts, nothing twice, nothing that leads out, and no bomb."""
    parts = archive.infolist()
    if len(parts) > MAX_PARTS or len({part.filename for part in parts}) != len(parts):
        raise Broken
    if any(part.flag_bits & 0x1 for part in parts):
        raise Locked
    for part in parts:
        is_link = stat.S_ISLNK(part.external_attr >> 16)
        is_common = part.compress_type in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        if LEADS_OUT.search(part.filename) or is_link or not is_common:
            raise Broken
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    if unpacked > MAX_UNPACKED or (unpacked > LEAST_SUSPECT and unpacked > MAX_RATIO * packed):
        raise Broken
    require_in_a_row(archive, file)


def require_in_a_row(archive: zipfile.ZipFile, file: IO[bytes]) -> None:
    """The parts lie one behind the other from the first byte on, and the list of them ends the file."""
    end = file.seek(0, 2)
    file.seek(max(0, end - 22))
    place = 0
    for part in sorted(archive.infolist(), key=lambda part: part.header_offset):
        if part.header_offset < place or (not place and part.header_offset):
            raise Broken
        place = part.header_offset + 30 + len(part.filename) + part.compress_size
    if archive.comment or not file.read().startswith(b"PK\x05\x06") or place > archive.start_dir:
        raise Broken
