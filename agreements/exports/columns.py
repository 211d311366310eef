"""The columns of open data, each with its meaning. Never a name of a person, and of a verdict its level only.

A source is named by its title: some addresses contain names.
"""

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.choices import CLOSED_STATES, OPEN_STATES, Duty, InTime, Kind, Record, State, Step, measured
from agreements.lateness import timing_of
from agreements.models import Commitment, Transition
from agreements.querysets import CommitmentQuerySet
from conflicts.partial_dates import PartialDate
from mesas.choices import ReportedState
from mesas.plazos import days_late

Cell = str | int | Decimal | None


@dataclass(frozen=True)
class Column:
    """`read` takes a commitment and the day of the data."""

    name: str
    meaning: Any
    read: Callable[[Commitment, datetime.date], Cell]


def with_what_is_read(rows: CommitmentQuerySet) -> CommitmentQuerySet:
    """All that the columns ask for, fetched along in chunks."""
    standing = Transition.objects.filter(step=Step.CLOSED, lifted_by=None).order_by("at", "pk")
    return rows.select_related("mesa__conflict", "document", "territory").prefetch_related(
        "duties__party__merged_into",
        "reported_statuses",
        "sources",
        Prefetch("transitions", standing.prefetch_related("consenting")),
    )


def parties(*duties: str) -> Callable[[Commitment, datetime.date], Cell]:
    def read(row: Commitment, _on: datetime.date) -> Cell:
        held = (duty.party.merged_into or duty.party for duty in row.duties.all() if duty.duty in duties)
        return joined(party.short_name for party in held)

    return read


def plain(name: str) -> Callable[[Commitment, datetime.date], Cell]:
    return lambda row, _on: getattr(row, name)


def of_members(name: str) -> Callable[[Commitment, datetime.date], Cell]:
    """What only members' records have; empty where public sources alone tell."""
    return lambda row, _on: getattr(row, name) if row.record == Record.MEMBERS else ""


def day(name: str) -> Callable[[Commitment, datetime.date], Cell]:
    """As exact as it is known: 2012, 2012-06, 2012-T2, 2012-S1, 2012-06-15."""

    def read(row: Commitment, _on: datetime.date) -> Cell:
        value: PartialDate = getattr(row, name)
        return value.iso

    return read


def joined(names: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(names))


def timing(row: Commitment, on: datetime.date) -> Cell:
    if is_given_as_done(row):
        return ""
    is_open = row.state in OPEN_STATES
    return timing_of(due_on=row.due.last, deadline_kind=row.deadline_kind, is_open=is_open, on=on, kind=row.kind).value


def lateness(row: Commitment, on: datetime.date) -> Cell:
    if row.state not in OPEN_STATES or row.kind == Kind.ABSTENTION or is_given_as_done(row):
        return None
    return days_late(row.due.last, on) or None


def is_given_as_done(row: Commitment) -> bool:
    by_sources = row.record == Record.SOURCES
    return by_sources and any(told.state == ReportedState.FULFILLED for told in row.reported_statuses.all())


def in_time(row: Commitment, _on: datetime.date) -> Cell:
    if row.state != State.FULFILLED or row.done_in_time is None:
        return ""
    return (InTime.YES if row.done_in_time else InTime.NO).value


def of_closing(read: Callable[[Transition], Cell]) -> Callable[[Commitment, datetime.date], Cell]:
    """Of the closing by which it is closed; empty where it is not. Only closings that stand were fetched along."""

    def read_last(row: Commitment, _on: datetime.date) -> Cell:
        closings = list(row.transitions.all()) if row.state in CLOSED_STATES else []
        return read(closings[-1]) if closings else ""

    return read_last


def reported(row: Commitment, _on: datetime.date) -> Cell:
    return joined(told.state for told in row.reported_statuses.all() if told.state)


def reported_on(row: Commitment, _on: datetime.date) -> Cell:
    return joined(told.as_of.iso for told in row.reported_statuses.all() if told.as_of.is_known)


def titles(row: Commitment, _on: datetime.date) -> Cell:
    return joined(source.title for source in row.sources.all())


COLUMNS = (
    Column("codigo", _("Código del compromiso. No se repite ni cambia."), plain("code")),
    Column("codigo_fuente", _("Código que le dio la fuente, si lo tiene."), plain("source_code")),
    Column("titulo", _("Qué se prometió, en breve."), plain("title")),
    Column("palabras_del_acta", _("El texto del documento, si se conoce."), plain("text")),
    Column("mesa", _("Código de la mesa."), lambda row, _on: row.mesa.code),
    Column("mesa_nombre", _("Nombre de la mesa."), lambda row, _on: row.mesa.name),
    Column("conflicto", _("Conflicto al que pertenece la mesa."), lambda row, _on: row.mesa.conflict.name),
    Column("tema", _("De qué trata; vacío: sin tema."), plain("theme")),
    Column("clase", _("Clase de compromiso; vacío: sin clasificar."), plain("kind")),
    Column("ubigeo", _("Código INEI del lugar, si tiene uno propio."), lambda row, _on: place(row, "inei")),
    Column("lugar", _("Nombre del lugar."), lambda row, _on: place(row)),
    Column("responsable", _("Responsable principal."), parties(Duty.LEAD)),
    Column("corresponsables", _("Otros que también deben."), parties(Duty.CO_OBLIGOR)),
    Column("beneficiarios", _("A quiénes se debe."), parties(Duty.BENEFICIARY)),
    Column("seguimiento", _("Encargado de seguimiento."), parties(Duty.FOLLOW_UP)),
    Column("debe_segun_documento", _("Quién debe, con las palabras del documento."), plain("obligor_text")),
    Column("recibe_segun_documento", _("Quién recibe, con las palabras del documento."), plain("beneficiary_text")),
    Column("monto_soles", _("Monto en soles, si se conoce."), plain("amount_pen")),
    Column("monto_segun_documento", _("Monto, con las palabras del documento."), plain("amount_text")),
    Column("documento", _("Documento en que consta."), lambda row, _on: row.document.title if row.document else ""),
    Column("acordado", _("Cuándo se acordó, tan exacto como se conoce."), day("agreed")),
    Column("primer_plazo", _("El plazo que se dio primero."), day("first_due")),
    Column("plazo", _("El plazo vigente."), day("due")),
    Column("tipo_de_plazo", _("Cómo lo fija el documento."), plain("deadline_kind")),
    Column("plazo_en_palabras", _("El plazo, con las palabras del documento."), plain("deadline_text")),
    Column(
        "medible",
        _(
            "Si dice qué se hará, quién lo hará y cómo se comprobará, según se respondió al registrarlo: "
            "si, no (le falta algo de eso) o no-conocido (no todo se respondió)."
        ),
        lambda row, _on: measured(row.measurable_answers).value,
    ),
    Column("registro", _("miembros o fuentes: quién informa sobre él."), plain("record")),
    Column("estado", _("Estado según los miembros; vacío: ninguno ha informado."), of_members("state")),
    Column("confirmado_por", _("De lo cumplido: quién lo confirmó."), of_members("confirmed_by")),
    Column(
        "situacion_del_plazo",
        _("Qué dice el calendario ese día; vacío: terminado, o una fuente lo da por cumplido."),
        timing,
    ),
    Column("dias_de_atraso", _("Días desde el plazo vigente, si pasó y sigue abierto."), lateness),
    Column("declaracion", _("Lo que dice quien debe: 0 nada, 1 poco, 2 a medias, 3 completo."), plain("claim_level")),
    Column("veredicto", _("Lo que dice quien recibe, de 0 a 3; de varios, lo más bajo."), plain("verdict_level")),
    Column("verificacion", _("Lo que vio un tercero independiente, de 0 a 3."), plain("finding_level")),
    Column("a_tiempo", _("De lo cumplido: si fue dentro del primer plazo."), in_time),
    Column(
        "cerrado_el",
        _("Día del cierre, si se cerró sin darse por cumplido."),
        of_closing(lambda closing: timezone.localdate(closing.at).isoformat()),
    ),
    Column("motivo_de_cierre", _("Motivo, de la lista cerrada."), of_closing(lambda closing: closing.closing_reason)),
    Column("explicacion_de_cierre", _("Motivo, con palabras."), of_closing(lambda closing: closing.reason)),
    Column(
        "cierre_con_acuerdo_de",
        _("Quiénes estuvieron de acuerdo con el cierre, por escrito."),
        of_closing(lambda closing: joined(party.short_name for party in closing.consenting.all())),
    ),
    Column("estado_segun_fuentes", _("Lo que dicen fuentes públicas. No es un estado del compromiso."), reported),
    Column("segun_fuentes_al", _("De cuándo es lo que dicen."), reported_on),
    Column(
        "fuentes", _("Títulos de las fuentes públicas."), lambda row, _on: joined(s.title for s in row.sources.all())
    ),
    Column("fecha_de_corte", _("Día al que corresponden estos datos."), lambda _row, on: on.isoformat()),
)


def place(row: Commitment, name: str = "") -> str:
    if row.territory is None:
        return ""
    return str(getattr(row.territory, name) if name else row.territory)
