"""What lies inside an office file: words, tables and pictures pass; programs, other files and far places do not."""

from __future__ import annotations

import io
import re

from mesas.uploads.office.package import Package
from mesas.uploads.office.reading import Handlers, read_xml

XML = {".xml", ".rels", ".rdf"}
#: Pictures, fonts and other things of which nothing runs.
PASSIVE = {
    *(".png", ".jpg", ".jpeg", ".jpe", ".jfif", ".gif", ".bmp", ".tif", ".tiff", ".webp", ".emf", ".wmf", ".wdp"),
    *(".svm", ".vml", ".odttf", ".fntdata", ".ttf", ".otf", ".thmx", ".json"),
}
#: A chart carries the table that it was drawn from, an office file of its own.
EMBEDDED = {".docx", ".xlsx", ".pptx", ".odt", ".ods", ".odp"}
#: Folders of programs: macros of LibreOffice, controls of Microsoft, and files embedded in the old way.
OF_PROGRAMS = re.compile(r"^(Basic|Scripts)/|(^|/)(vba|activeX|ctrlProps|macrosheets|dialogsheets|customUI)", re.I)
SETTINGS_OF_PRINTERS = re.compile(r"(^|/)printerSettings/[^/]+\.bin$", re.I)
OF_PICTURES = re.compile(r"^(Pictures|Thumbnails|ObjectReplacements|Configurations2)/|^layout-cache$|^mimetype$")
#: Types of parts and of links that make a reader do more than show.
ACTIVE_TYPE = re.compile(r"macroEnabled|vbaProject|activeX|oleObject|attachedToolbars|ms-office\.vba", re.I)
#: Links to elsewhere that pass: those that a person follows by her own will, and the names of a template or of another
#: table on the writer's own machine. All else would be fetched from there.
FOLLOWED = re.compile(r"/(hyperlink|attachedTemplate|externalLinkPath|xlExternalLinkPath/\w+)$", re.I)
A_PAGE = re.compile(r"(https?:|mailto:|tel:|#)", re.I)
ON_THIS_MACHINE = re.compile(r"file:///[a-z]:|(?![a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
RUNS_A_PROGRAM = re.compile(r"\bDDE(AUTO)?\b|\bINCLUDE(PICTURE|TEXT)\b", re.I)
OF_SCRIPTS = {"event-listener", "script-data", "library-embedded", "ddeLink", "dde-source", "dde-connection-decl"}
OF_FIELDS = {"instrText", "delInstrText"}
CALLS_A_PROGRAM = re.compile(r"\bDDE\s*\(", re.I)


class Active(Exception):
    """It holds a program, another file, or something to be fetched from elsewhere."""


def require_passive(package: Package, *, is_inside: bool = False) -> None:
    """Reads every part to its end. Raises Active, or what reading raises over what is broken."""
    if any(ACTIVE_TYPE.search(kind) for kind in package.types.values()):
        raise Active
    for part in package.parts:
        name = part.filename
        ending = "." + name.lower().rpartition(".")[2]
        if OF_PROGRAMS.search(name):
            raise Active
        data = package.read(name)
        if ending in XML:
            require_quiet(data, is_links=ending == ".rels")
        elif ending in EMBEDDED and not is_inside:
            require_passive(Package(io.BytesIO(data)), is_inside=True)
        elif not (ending in PASSIVE or SETTINGS_OF_PRINTERS.search(name) or is_of_pictures(package, name)):
            raise Active


def is_of_pictures(package: Package, name: str) -> bool:
    """LibreOffice keeps pictures and what it drew last in folders of their own, some without ending."""
    return not package.is_ooxml and bool(OF_PICTURES.search(name))


def require_quiet(data: bytes, *, is_links: bool) -> None:
    """No script, no field that starts a program, no part that is fetched from elsewhere."""
    if data.strip():
        reader = Reader(is_links)
        read_xml(data, Handlers(reader.begin, reader.end, reader.text))
        if RUNS_A_PROGRAM.search("".join(reader.instructions)):
            raise Active


class Reader:
    """One part of XML, element by element. Instructions of fields are often cut in pieces, so they are joined."""

    def __init__(self, is_links: bool) -> None:
        self.is_links = is_links
        self.instructions: list[str] = []
        self._is_within = False

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in OF_SCRIPTS or not is_quiet_element(tag, attributes):
            raise Active
        if self.is_links and not is_quiet_link(attributes):
            raise Active
        self._is_within = self._is_within or tag in OF_FIELDS
        self.instructions.extend(value for name, value in attributes.items() if name.endswith(":instr"))

    def end(self, tag: str) -> None:
        self._is_within = self._is_within and tag not in OF_FIELDS

    def text(self, words: str) -> None:
        if self._is_within:
            self.instructions.append(words)


def is_quiet_link(attributes: dict[str, str]) -> bool:
    """A relationship of OOXML: within the file, or one that a person follows."""
    kind, target = attributes.get("Type", ""), attributes.get("Target", "").strip()
    if ACTIVE_TYPE.search(kind):
        return False
    if attributes.get("TargetMode", "").lower() != "external":
        return True
    may_be_far = kind.endswith("/hyperlink") and A_PAGE.match(target)
    return bool(FOLLOWED.search(kind)) and bool(may_be_far or ON_THIS_MACHINE.match(target))


def is_quiet_element(tag: str, attributes: dict[str, str]) -> bool:
    """An element of ODF: its links lie within the file, or a person follows them; its formulas call no program."""
    for name, value in attributes.items():
        if name.endswith(":formula") and CALLS_A_PROGRAM.search(value):
            return False
        is_followed = tag == "a" and A_PAGE.match(value.strip())
        if name.endswith(":href") and not is_followed and not ON_THIS_MACHINE.match(value.strip()):
            return False
    return True
