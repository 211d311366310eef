"""What of the files is not loaded, or not as what it looks like, and why."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.services.real_cases.cells import BETWEEN
from agreements.services.real_cases.events import grade_of
from agreements.services.real_cases.files import Files, Row
from conflicts.choices import Grade


def left_out(files: Files) -> list[str]:
    """One sentence for each kind of thing, none for a kind of which there is nothing."""
    commitments = files.rows["commitments"]
    aggregates = [row for row in commitments if row.cells["is_aggregate"] == "yes"]
    protest = [row for row in commitments if grade_of(row) == Grade.MEMBERS and row not in aggregates]
    unclosed = [row for row in files.rows["mesas"] if row.cells["closed_on"] and row.cells["status"] != "cerrada"]
    unnumbered = [row for row in files.rows["sessions"] if row.cells["session_no"]]
    unsaid = [row for row in commitments if row not in aggregates and not_known_deadline(row)]
    told = [
        (
            len(files.rows["glossary"]),
            ngettext("término del glosario", "términos del glosario", len(files.rows["glossary"])),
            _("se quedan en los archivos, para quien traduzca; no sustituyen a un traductor"),
        ),
        (
            len(outside_addresses(files)),
            ngettext("dirección del glosario", "direcciones del glosario", len(outside_addresses(files))),
            _("no están en sources.csv"),
        ),
        (
            len(reading_list(files)),
            ngettext("fuente", "fuentes", len(reading_list(files))),
            _("se cargan, pero ninguna fila las cita: son lecturas"),
        ),
        (
            len(aggregates),
            ngettext("fila de compromisos", "filas de compromisos", len(aggregates)),
            _("cuentan muchos a la vez: son cifras de su mesa, no compromisos, y no se suman"),
        ),
        (
            len(protest),
            ngettext("compromiso", "compromisos", len(protest)),
            _("tratan de la protesta: los ven solo los miembros (%(codes)s)") % {"codes": codes(protest)},
        ),
        (
            len(unsaid),
            ngettext("compromiso", "compromisos", len(unsaid)),
            _("no tienen plazo en la fuente leída: «plazo no conocido», que no es «sin plazo»"),
        ),
        (
            len(unclosed),
            ngettext("fecha de cierre", "fechas de cierre", len(unclosed)),
            _("son el fin del último plazo y no un cierre: quedan en los mandatos (%(codes)s)")
            % {"codes": codes(unclosed)},
        ),
        (
            len(unnumbered),
            ngettext("número de sesión", "números de sesión", len(unnumbered)),
            _("se guardan como la etiqueta que da la fuente; a ninguna sesión se le inventa número"),
        ),
    ]
    return [f"{count} {things}: {why}." for count, things, why in told if count]


def codes(rows: list[Row]) -> str:
    return ", ".join(row.cells["code"] for row in rows)


def not_known_deadline(row: Row) -> bool:
    """What the source read does not say. The acta may."""
    return row.cells["deadline_kind"] in ("none_stated", "unknown")


def addresses(files: Files, *left_aside: str) -> set[str]:
    """Every address that the rows of the files give."""
    return {
        address.strip()
        for file, rows in files.rows.items()
        for row in rows
        if file not in ("sources", *left_aside)
        for address in row.cells["source_url"].split(BETWEEN)
        if address.strip()
    }


def reading_list(files: Files) -> set[str]:
    """Sources that no row cites, not even one of the glossary."""
    return {row.cells["url"] for row in files.rows["sources"]} - addresses(files)


def outside_addresses(files: Files) -> set[str]:
    """Places that the glossary names and sources.csv does not."""
    others = addresses(files, "glossary")
    return addresses(files) - others - {row.cells["url"] for row in files.rows["sources"]}
