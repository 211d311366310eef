"""What lies inside an office file: words, tables and pictures pass; programs, other files and far places do not."""

from __future__ import annotations

import io
import re
from urllib.parse import unquote

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
#: Types of parts and of links that make a reader do more than show, or take in a page or text of another kind.
ACTIVE_TYPE = re.compile(r"macroEnabled|vbaProject|activeX|oleObject|attachedToolbars|ms-office\.vba|aFChunk", re.I)
#: What a picture, a font or the like may say that it is, whatever its name; all that ends with "xml" is read.
XML_TYPE = re.compile(r"[+/]xml$", re.I)
PASSIVE_TYPE = re.compile(
    r"^$|^(image|font)/|^application/(octet-stream|json|x-font.*|vnd\.ms-officetheme|"
    r"vnd\.openxmlformats-officedocument\.(obfuscatedFont|vmlDrawing|\w+\.printerSettings))$",
    re.I,
)
#: Links to elsewhere that pass: those that a person follows by her own will, and the names of a template or of another
#: table on the writer's own machine. All else would be fetched from there.
FOLLOWED = re.compile(r"/(hyperlink|attachedTemplate|externalLinkPath|xlExternalLinkPath/\w+)$", re.I)
A_PAGE = re.compile(r"(https?:|mailto:|tel:|#)", re.I)
ON_THIS_MACHINE = re.compile(r"file:///[a-z]:|(?![a-z][a-z0-9+.-]*:|[/\\]{2})", re.I)
FROM_AFAR = re.compile(r"(https?|ftp|smb|file):|[/\\]{2}", re.I)
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:|[/\\]{2}", re.I)
#: In old drawings, which are not always whole XML: a picture from elsewhere.
DRAWN_FROM_AFAR = re.compile(rb"""(\bsrc|\bo:href)\s*=\s*["']\s*(https?:|ftp:|smb:|file:|[/\\]{2})""", re.I)
#: In the instructions of fields: anywhere, since they may be cut in pieces; and at the beginning of one.
RUNS_A_PROGRAM = re.compile(r"\bDDE(AUTO)?\b|\bINCLUDE(PICTURE|TEXT)\b", re.I)
FIELD, BRINGS_IN = "\0", re.compile(r"(^|\0)\s*(LINK|INCLUDE|IMPORT|DATABASE|RD)\b", re.I)
OF_SCRIPTS = {
    *("event-listener", "script-data", "library-embedded", "ddeLink", "dde-source", "dde-connection-decl"),
    *("dbPr", "webPr", "olapPr", "textPr", "oledbPr", "dataFeedPr"),  # a table that asks a data base or a page
}
OF_FIELDS = {"instrText", "delInstrText"}
OF_FORMULAS = {"f", "definedName"}
CALLS_A_PROGRAM = re.compile(r"\b(DDE|CALL|REGISTER|REGISTER\.ID|EXEC|RTD|WEBSERVICE|IMAGE)\s*\(", re.I)


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
        if ending in XML or XML_TYPE.search(package.type_of(name)):
            require_quiet(package, data, is_links=ending == ".rels")
        elif ending in EMBEDDED and not is_inside:
            require_passive(Package(io.BytesIO(data), package.patience), is_inside=True)
        elif not is_of_passive_kind(package, name, ending) or is_drawn_from_afar(package, name, data):
            raise Active


def is_of_passive_kind(package: Package, name: str, ending: str) -> bool:
    """By its name, and by what the file says that it is: a page or a text may go by the name of a picture."""
    by_name = ending in PASSIVE or SETTINGS_OF_PRINTERS.search(name) or is_of_pictures(package, name)
    return bool(by_name and PASSIVE_TYPE.search(package.type_of(name)))


def is_drawn_from_afar(package: Package, name: str, data: bytes) -> bool:
    is_old_drawing = name.lower().endswith(".vml") or package.type_of(name).lower().endswith(".vmldrawing")
    return is_old_drawing and bool(DRAWN_FROM_AFAR.search(data.replace(b"\0", b"")))


def is_of_pictures(package: Package, name: str) -> bool:
    """LibreOffice keeps pictures and what it drew last in folders of their own, some without ending."""
    return not package.is_ooxml and bool(OF_PICTURES.search(name))


def require_quiet(package: Package, data: bytes, *, is_links: bool) -> None:
    """No script, no field nor formula that starts a program, no part that is fetched from elsewhere."""
    if data.strip():
        reader = Reader(is_links)
        read_xml(data, Handlers(reader.begin, reader.end, reader.text), package.patience)
        told = "".join(reader.instructions)
        if BRINGS_IN.search(told) or RUNS_A_PROGRAM.search(told.replace(FIELD, "")):
            raise Active
        if CALLS_A_PROGRAM.search("".join(reader.formulas)):
            raise Active


class Reader:
    """One part of XML, element by element. Instructions of fields are often cut in pieces, so they are joined."""

    def __init__(self, is_links: bool) -> None:
        self.is_links = is_links
        self.instructions: list[str] = []
        self.formulas: list[str] = []
        self._within: list[str] | None = None

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if tag in OF_SCRIPTS or not is_quiet_element(tag, attributes):
            raise Active
        if self.is_links and not is_quiet_link(attributes):
            raise Active
        if tag in OF_FIELDS:
            self._within = self.instructions
        elif tag in OF_FORMULAS:
            self._within = self.formulas
        elif tag == "fldChar":
            self.instructions.append(FIELD)
        self.instructions.extend(FIELD + value for name, value in attributes.items() if name.endswith(":instr"))

    def end(self, tag: str) -> None:
        if tag in OF_FIELDS:
            self._within = None
        elif tag in OF_FORMULAS:
            self.formulas.append("\n")
            self._within = None

    def text(self, words: str) -> None:
        if self._within is not None:
            self._within.append(words)


def is_quiet_link(attributes: dict[str, str]) -> bool:
    """A relationship of OOXML: within the file, or one that a person follows."""
    kind, target = attributes.get("Type", ""), unquote(attributes.get("Target", "")).strip()
    if ACTIVE_TYPE.search(kind):
        return False
    if attributes.get("TargetMode", "").lower() != "external":
        return not ABSOLUTE.match(target)
    may_be_far = kind.endswith("/hyperlink") and A_PAGE.match(target)
    return bool(FOLLOWED.search(kind)) and bool(may_be_far or ON_THIS_MACHINE.match(target))


def is_quiet_element(tag: str, attributes: dict[str, str]) -> bool:
    """An element of ODF: its links lie within the file, or a person follows them; its formulas call no program."""
    for name, value in attributes.items():
        if name.endswith(":formula") and CALLS_A_PROGRAM.search(value):
            return False
        if name.rpartition(":")[2] == "src" and FROM_AFAR.match(value.strip()):
            return False
        is_followed = tag == "a" and A_PAGE.match(value.strip())
        if name.endswith(":href") and not is_followed and not ON_THIS_MACHINE.match(value.strip()):
            return False
    return True
