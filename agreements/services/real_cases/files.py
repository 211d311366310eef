"""Reading the files of real cases: whole, or not at all.

UTF-8 (a byte-order mark is passed over), commas, the first row with the names of the columns. Every fault is noted
with its file, row and column; as long as there is one, nothing is stored.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

LARGEST_FILE = 5 * 2**20  # bytes; all the files together have 0.2 MB
MOST_TOLD = 20  # faults told at once

#: The columns that each file must have, the key first. Others may stand beside them and are not read.
COLUMNS: Mapping[str, str] = {
    "ubigeo": "inei reniec level department province district capital altitude_m latitude longitude"
    " main_indigenous_language source_url",
    "sources": "source_id url title publisher kind reliability accessed",
    "organisations": "org_id name_es short_name sector level ubigeo_inei notes nota_fuente source_url",
    "conflicts": "conflict_id name_es kind kind_inferred activity state ubigeo_inei companies projects nota_fuente"
    " source_url",
    "episodes": "episode_id conflict_id name_es kind kind_inferred activity ubigeo_inei company project started_on"
    " started_precision started_note ended_on ended_precision ended_note summary_es confidence confidence_note"
    " nota_fuente source_url",
    "casualties": "casualty_id episode_id incident_on incident_precision group killed injured detained"
    " figure_qualifier text source_url",
    "mesas": "mesa_id code conflict_id episode_id name_es mechanism_type mechanism_note installed_on"
    " installed_precision installed_note closed_on closed_precision closed_note validity_text legal_instrument"
    " chair_text technical_secretariat subgroups place sessions_reported predecessor_mesa_id predecessor_inferred"
    " status status_note status_as_of status_as_of_precision notes nota_fuente confidence source_url",
    "mandates": "mandate_id mesa_id starts_on starts_precision ends_on ends_precision end_kind legal_instrument kind"
    " text source_url",
    "mesa_members": "mesa_id org_id role role_note representative_post seats note nota_fuente source_url",
    "sessions": "session_id mesa_id session_no date date_precision date_end date_end_precision date_note place"
    " subgroup agenda outcome held held_reason quorum_ok attendance_note language_note next_session_on"
    " next_session_precision next_session_note nota_fuente source_url",
    "demands": "demand_id conflict_id episode_id mesa_id raised_by text_es category category_note amount_pen"
    " amount_text date date_precision date_note notes source_url",
    "agreements": "agreement_id mesa_id session_id title_es document_type is_background signed date date_precision"
    " date_note signatories_note non_signatories summary_es amount_pen amount_text nota_fuente source_url",
    "commitments": "commitment_id code agreement_id mesa_id ref_code text_es category category_note is_aggregate"
    " quantity_of_commitments is_background responsible_org_ids responsible_text amount_pen amount_usd amount_text"
    " deadline deadline_precision deadline_basis starts_on starts_precision deadline_kind term_days term_months"
    " term_from term_from_precision deadline_text stage status_reported_text status_normalised status_as_of"
    " status_as_of_precision status_said_by notes nota_fuente confidence source_url",
    "status_events": "event_id entity_type entity_id date date_precision date_note event_type status_text value_text"
    " reported_by note nota_fuente source_url",
    "glossary": "term_es source_url",
}


class Fault(NamedTuple):
    """What is wrong, and where: a row of 0 is the file itself, and an empty column the whole row."""

    file: str
    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = [f"{self.file}.csv"]
        if self.row:
            place.append(_("fila %(row)d") % {"row": self.row})
        if self.column:
            place.append(_("columna %(column)s") % {"column": self.column})
        return f"{', '.join(place)}: {self.message}"


class BadFiles(ValidationError):
    """The files cannot be loaded as they are; the messages name each place."""

    def __init__(self, faults: list[Fault]) -> None:
        more = len(faults) - MOST_TOLD
        told = [str(fault) for fault in faults[:MOST_TOLD]]
        if more > 0:
            told.append(ngettext("y %(n)d falla más", "y %(n)d fallas más", more) % {"n": more})
        super().__init__(told, code="bad_files")


class Row(NamedTuple):
    """One row as written, without spaces around its cells."""

    number: int
    cells: Mapping[str, str]


@dataclass
class Files:
    """The rows of every file, and what is wrong with them."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def find(self, file: str, key: str) -> Row | None:
        """The row with that key."""
        return self._by_key(file).get(key)

    def keys(self, file: str) -> frozenset[str]:
        return frozenset(self._by_key(file))

    def _by_key(self, file: str) -> dict[str, Row]:
        if file not in self._indexes:
            column = COLUMNS[file].split()[0]
            self._indexes[file] = {row.cells[column]: row for row in self.rows[file]}
        return self._indexes[file]

    _indexes: dict[str, dict[str, Row]] = field(default_factory=dict, repr=False)

    def require_good(self) -> None:
        """Raise BadFiles, naming every fault, if there is any."""
        if self.faults:
            raise BadFiles(list(dict.fromkeys(self.faults)))


def is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name longer than any can be
        return False


def read_files(folder: Path) -> Files:
    """All the files of a folder. Raises BadFiles where one is missing or is no such file."""
    if not is_folder(folder):
        named = {"folder": str(folder)[:200]}
        raise ValidationError(_("No hay ninguna carpeta %(folder)s."), code="no_folder", params=named)
    files = Files()
    for name in COLUMNS:
        files.rows[name] = list(read_file(folder / f"{name}.csv", name, files.faults))
    files.require_good()
    for name in COLUMNS:
        note_repeated_keys(name, files)
    return files


def read_file(path: Path, name: str, faults: list[Fault], columns: str = "") -> Iterator[Row]:
    """The rows of one file, which must have these columns. What keeps it from being read is noted."""
    text = text_of(path, name, faults)
    if text is None:
        return
    lines = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        missing = [column for column in (columns or COLUMNS[name]).split() if column not in header]
        faults += [Fault(name, 1, column, _("falta esta columna")) for column in missing]
        if missing:
            return
        for cells in lines:
            if len(cells) == len(header):
                row = Row(lines.line_num, dict(zip(header, (cell.strip() for cell in cells), strict=True)))
                note_invisible(row, name, faults)
                yield row
            elif cells:
                message = _("tiene %(found)d celdas y la cabecera %(wanted)d")
                faults.append(Fault(name, lines.line_num, "", message % {"found": len(cells), "wanted": len(header)}))
    except csv.Error as problem:
        faults.append(Fault(name, lines.line_num, "", _("no se entiende: %(why)s") % {"why": problem}))


def text_of(path: Path, name: str, faults: list[Fault]) -> str | None:
    """The text of a file, or None and a fault that says why there is none."""
    try:
        if path.stat().st_size > LARGEST_FILE:
            faults.append(Fault(name, 0, "", _("pesa más de %(n)d MB") % {"n": LARGEST_FILE // 2**20}))
            return None
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        faults.append(Fault(name, 0, "", _("falta este archivo")))
    except OSError as problem:
        faults.append(Fault(name, 0, "", _("no se puede leer: %(why)s") % {"why": problem.strerror}))
    except UnicodeDecodeError as problem:
        row = problem.object[: problem.start].count(b"\n") + 1
        faults.append(Fault(name, row, "", _("no está en UTF-8: guárdelo con esa codificación")))
    return None


def note_invisible(row: Row, name: str, faults: list[Fault]) -> None:
    """Control characters and marks that turn the direction of a text have no place in a fact."""
    for column, cell in row.cells.items():
        if any(unicodedata.category(mark) in ("Cc", "Cf") for mark in cell):
            faults.append(Fault(name, row.number, column, _("tiene caracteres que no se ven")))


def note_repeated_keys(name: str, files: Files) -> None:
    """A key names one row; seats have none, and are named by their mesa, party and role."""
    columns = ["mesa_id", "org_id", "role"] if name == "mesa_members" else COLUMNS[name].split()[:1]
    seen: dict[tuple[str, ...], int] = {}
    for row in files.rows[name]:
        key = tuple(row.cells[column] for column in columns)
        if not all(key):
            files.faults.append(Fault(name, row.number, columns[0], _("falta la clave")))
        elif key in seen:
            message = _("«%(key)s» ya está en la fila %(row)d") % {"key": " ".join(key), "row": seen[key]}
            files.faults.append(Fault(name, row.number, columns[0], message))
        seen.setdefault(key, row.number)
