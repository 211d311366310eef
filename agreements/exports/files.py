"""CSV, spreadsheet and JSON of one selection. Rows are written as they are read: memory does not grow with them."""

import csv
import datetime
import json
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.core.files.temp import NamedTemporaryFile
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from agreements.exports.columns import COLUMNS, Cell, with_what_is_read
from agreements.filters import CommitmentFilter
from agreements.filters.chips import chips
from agreements.models import Commitment
from agreements.querysets import CommitmentQuerySet
from conflicts.wording import in_words

FORMATS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON"}
CHUNK = 500
LONGEST_CELL = 32_767  # of a spreadsheet
#: A cell that begins so is run as a formula by a spreadsheet that opens a CSV.
FORMULA = re.compile(r"^\s*[=+\-@\t\r]")
#: What a spreadsheet's file cannot hold.
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def export(asked: CommitmentFilter, name: str) -> HttpResponseBase:
    """The selection as a file to keep, named by its day."""
    response = {"csv": as_csv, "xlsx": as_spreadsheet, "json": as_json}[name](asked)
    response["Content-Disposition"] = f'attachment; filename="compromisos-{asked.on.isoformat()}.{name}"'
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"  # a member's file holds what is not for the next reader
    return response


def rows(asked: CommitmentFilter) -> Iterator[Commitment]:
    """A chunk at a time. What was fetched along points back at its row: let go of, the row goes at once."""
    found = with_what_is_read(without_example(asked).defer("search_text")).in_order(asked.order, asked.on)
    for row in found.iterator(chunk_size=CHUNK):
        yield row
        row._prefetched_objects_cache = {}


def without_example(asked: CommitmentFilter) -> CommitmentQuerySet:
    """Who belongs to the fictitious example sees it in lists, under a banner; a file has none, so it must be named."""
    return asked.qs if asked.names_example else asked.qs.filter(mesa__conflict__is_example=False)


def cells(row: Commitment, on: datetime.date) -> list[Cell]:
    return [column.read(row, on) for column in COLUMNS]


def as_csv(asked: CommitmentFilter) -> StreamingHttpResponse:
    """With a mark of order, without which a spreadsheet misreads the accents."""
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff" + writer.writerow([column.name for column in COLUMNS])
        for row in rows(asked):
            yield writer.writerow([harmless(cell) for cell in cells(row, asked.on)])

    return StreamingHttpResponse(in_batches(lines()), content_type="text/csv; charset=utf-8")


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: Cell) -> Cell:
    """No text is run as a formula by who opens the file: an apostrophe before it makes it text."""
    return f"'{cell}" if isinstance(cell, str) and FORMULA.match(cell) else cell


def in_batches(lines: Iterable[str], size: int = 100) -> Iterator[str]:
    """Several lines at a time: a network packet for each would be slow."""
    batch: list[str] = []
    for line in lines:
        batch.append(line)
        if len(batch) == size:
            yield "".join(batch)
            batch = []
    yield "".join(batch)


def as_spreadsheet(asked: CommitmentFilter) -> FileResponse:
    """The rows, and on a second sheet what they are."""
    book = Workbook(write_only=True)
    data, notes = book.create_sheet(_("Compromisos")), book.create_sheet(_("Notas"))
    data.freeze_panes = "B2"
    data.append([text(data, column.name) for column in COLUMNS])
    for row in rows(asked):
        data.append([text(data, cell) if isinstance(cell, str) else cell for cell in cells(row, asked.on)])
    for note in [*notes_of(asked).items(), ("", ""), *meanings().items()]:
        notes.append([text(notes, word) for word in note])
    file = NamedTemporaryFile()
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


def text(sheet: Any, value: str) -> WriteOnlyCell:
    """A cell that holds text whatever it looks like."""
    cell = WriteOnlyCell(sheet, UNWRITABLE.sub("", value)[:LONGEST_CELL])
    cell.data_type = "s"
    return cell


def as_json(asked: CommitmentFilter) -> StreamingHttpResponse:
    def lines() -> Iterator[str]:
        head = {"notas": notes_of(asked), "columnas": meanings()}
        yield dumped(head)[:-1] + ', "compromisos": ['
        separator = "\n"
        for row in rows(asked):
            yield separator + dumped(dict(zip((column.name for column in COLUMNS), cells(row, asked.on), strict=True)))
            separator = ",\n"
        yield "\n]}\n"

    return StreamingHttpResponse(in_batches(lines()), content_type="application/json; charset=utf-8")


def dumped(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=number)


def number(value: Decimal) -> float:
    return float(value)


def notes_of(asked: CommitmentFilter) -> dict[str, str]:
    """What the rows are: definition, day and filters."""
    filters = "; ".join(chip.label for chip in chips(asked, "")) or _("ninguno")
    fiction = {_("Aviso"): _("Ejemplo ficticio: la mesa, los actores y los hechos son inventados.")}
    return {
        **(fiction if asked.names_example else {}),
        _("Qué es"): _(
            "Compromisos de las mesas de diálogo que cumplen los filtros y que puede ver quien los descarga."
        ),
        _("Fecha de corte"): in_words(asked.on),
        _("Filtros"): filters,
        _("Cómo leerlo"): _(
            "Lo que declara quien debe, lo que dice quien recibe y lo que verifica un tercero son tres registros "
            "distintos. El silencio no cuenta como cumplimiento. Lo que solo cuentan fuentes públicas lleva registro "
            "«fuentes», no tiene estado y no entra en tasas de cumplimiento."
        ),
    }


def meanings() -> dict[str, str]:
    return {column.name: str(column.meaning) for column in COLUMNS}
