"""The figures of the dashboard as a file: each with what it means, of which day and with which filters."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _

from agreements.exports.files import harmless
from agreements.filters import CommitmentFilter
from agreements.filters.chips import chips
from conflicts.wording import in_words
from mesas.choices import ReportedState
from monitoring.filters.narrowing import address_of_rows
from monitoring.indicators.catalogue import SECTIONS
from monitoring.indicators.dashboard import Measured
from monitoring.indicators.figure import FEWEST_FOR_A_SHARE, Figure
from monitoring.indicators.groups import COLUMNS, Group
from monitoring.indicators.lacks import BASELINE, STUDY
from monitoring.indicators.told import SOURCES_TELL, asking_for

FORMATS = {"csv": "CSV", "json": "JSON"}

Row = dict[str, Any]


def export(measured: Measured, asked: CommitmentFilter, name: str, absolute: Callable[[str], str]) -> HttpResponse:
    """`absolute` makes an address whole, so that a file that travels still leads back to the rows."""
    rows = list(rows_of(measured, asked.query, absolute))
    notes = notes_of(asked)
    response = as_csv(rows, notes) if name == "csv" else as_json(rows, notes)
    response["Content-Disposition"] = f'attachment; filename="tablero-{asked.on.isoformat()}.{name}"'
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"  # a member's file counts what is not for the next reader
    return response


def as_csv(rows: list[Row], notes: Row) -> HttpResponse:
    """Every line carries day and filters: a spreadsheet takes lines apart. The mark of order keeps the accents."""
    text = io.StringIO()
    writer = csv.writer(text)
    more = {"fecha_de_corte": notes["fecha_de_corte"], "filtros": notes["filtros"]}
    writer.writerow([*rows[0], *more])
    writer.writerows([harmless(cell) for cell in {**row, **more}.values()] for row in rows)
    return HttpResponse(f"\ufeff{text.getvalue()}", content_type="text/csv; charset=utf-8")


def as_json(rows: list[Row], notes: Row) -> HttpResponse:
    content = json.dumps({"notas": notes, "cifras": rows}, ensure_ascii=False, indent=1)
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def notes_of(asked: CommitmentFilter) -> Row:
    fiction = {"aviso": _("Ejemplo ficticio: la mesa, los actores y los hechos son inventados.")}
    return {
        **(fiction if asked.names_example else {}),
        "que_es": _(
            "Cifras del tablero de cumplimiento de las mesas de diálogo, con lo que puede ver quien las descarga."
        ),
        "fecha_de_corte": asked.on.isoformat(),
        "fecha_en_palabras": in_words(asked.on),
        "filtros": "; ".join(chip.label for chip in chips(asked, "")) or _("ninguno"),
        "como_leerlo": _(
            "Sin numerador no hay datos, que no es lo mismo que cero. De menos de cinco compromisos no se da "
            "porcentaje. Lo que solo cuentan fuentes públicas se cuenta aparte y no entra en ninguna tasa. Las cifras "
            "muestran qué va junto, no por qué."
        ),
        "comparacion": str(STUDY),
    }


def rows_of(measured: Measured, query: QueryDict, absolute: Callable[[str], str]) -> Iterator[Row]:
    """Every figure of the page; then the comparisons, all of their rows; then what sources tell."""

    def whole_address(page: str, *asks: Any) -> str:
        path = address_of_rows(query, page, *asks)
        return absolute(path) if path else ""

    for section in SECTIONS:
        for indicator in section.indicators:
            figure = measured.figures[indicator.key]
            yield row_of_figure(str(section.title), figure, whole_address(indicator.page, figure.ask))
    comparisons = (
        (_("Por responsable principal"), measured.obligors.parties),
        (_("Por sector de quien debe"), measured.obligors.sectors),
        (_("Por tema"), measured.themes),
        (_("Por mesa"), measured.mesas),
    )
    for title, groups in comparisons:
        for group in groups:
            yield from rows_of_group(title, group, whole_address)
    yield from rows_told(measured, whole_address)


def rows_told(measured: Measured, whole_address: Callable[..., str]) -> Iterator[Row]:
    """Counts of what sources tell, beside the figures of the same section."""
    section, source = _("Qué cuentan las fuentes públicas"), str(SOURCES_TELL)
    for state, count in measured.reported.items():
        label = _("Según una fuente: %(state)s") % {"state": ReportedState(state).label}
        where = whole_address("commitment_list", asking_for(state))
        yield line(section, f"segun_fuentes_{state}", label, numerator=count, source=source, where=where)
    for one in measured.records:
        yield line(section, one.kind.key, str(one.kind.label), numerator=one.count, source=source)


def row_of_figure(section: str, figure: Figure, where: str) -> Row:
    one = figure.indicator
    baseline = BASELINE.get(one.key)
    return line(
        section,
        one.key,
        figure.label,
        numerator=figure.numerator,
        denominator=figure.denominator,
        baseline=float(baseline) if baseline else None,
        left_out="; ".join(f"{out.reason} ({out.count})" for out in figure.left_out),
        definition=str(one.definition),
        formula=str(one.formula),
        source=str(one.source),
        where=where,
    )


def rows_of_group(section: str, group: Group, whole_address: Callable[..., str]) -> Iterator[Row]:
    for column in COLUMNS:
        yield line(
            section,
            column.key,
            str(column.label),
            group=group.label,
            numerator=group.counts[column.key],
            definition=str(column.definition),
            source=str(column.source),
            where=whole_address("commitment_list", group.ask, column.ask),
        )


def line(
    section: str,
    key: str,
    label: str,
    *,
    group: str = "",
    numerator: int | None = None,
    denominator: int | None = None,
    baseline: float | None = None,
    left_out: str = "",
    definition: str = "",
    formula: str = "",
    source: str = "",
    where: str = "",
) -> Row:
    """The columns of the file, in their order."""
    return {
        "seccion": section,
        "clave": key,
        "cifra": label,
        "grupo": group,
        "numerador": numerator,
        "denominador": denominator,
        "porcentaje": rate(numerator, denominator),
        "defensoria_porcentaje": baseline,
        "queda_fuera": left_out,
        "definicion": definition,
        "formula": formula,
        "fuente": source,
        "direccion": where,
    }


def rate(numerator: int | None, denominator: int | None) -> float | None:
    """In percent, to a tenth; none of too few."""
    if numerator is None or denominator is None or denominator < FEWEST_FOR_A_SHARE:
        return None
    return round(100 * numerator / denominator, 1)
