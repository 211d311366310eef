"""What public sources tell: counts, never percentages, and never added to what members report."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import Timing
from agreements.models import Commitment, ReportedStatus
from agreements.querysets import CommitmentQuerySet
from conflicts.models import Conflict
from conflicts.querysets.access import in_totals
from mesas.choices import ReportedState
from mesas.models import Demand, Document, Mesa, Session
from monitoring.indicators.figure import Ask, Indicator
from monitoring.indicators.rows import BY_SOURCES, among, sources

#: A row taken from the files of public sources keeps the key that it has there.
FROM_SOURCES = Q(ref__isnull=False)


@dataclass(frozen=True)
class Kind:
    """One kind of record. `conflict` is the path to its conflict, `mesa` that to its mesa; `page` lists them all."""

    key: str
    label: Any
    rows: Any
    conflict: str
    mesa: str
    page: str = ""


KINDS = (
    Kind("conflictos", _("Conflictos"), Conflict, "", "mesas", "conflict_list"),
    Kind("mesas", _("Mesas y otros espacios"), Mesa, "conflict", "", "mesa_list"),
    Kind("sesiones", _("Sesiones"), Session, "mesa__conflict", "mesa", "session_list"),
    Kind("demandas", _("Demandas"), Demand, "conflict", "mesa", "demand_list"),
    Kind("documentos", _("Documentos"), Document, "mesa__conflict", "mesa"),
)


@dataclass(frozen=True)
class Scope:
    """Who looks, and at which mesas and conflicts; of other filters these records know nothing."""

    user: Any
    mesas: Sequence[Mesa] = ()
    conflicts: Sequence[Conflict] = ()

    @property
    def is_whole(self) -> bool:
        return not self.mesas and not self.conflicts

    def of(self, kind: Kind) -> QuerySet:
        """The fictitious example is left out unless named, or the user belongs to it."""
        rows = kind.rows.objects.visible_to(self.user)
        mesa, conflict = kind.mesa or "pk", kind.conflict or "pk"
        named = Q(**{f"{mesa}__in": [one.pk for one in self.mesas if one.conflict.is_example]}) | Q(
            **{f"{conflict}__in": [one.pk for one in self.conflicts if one.is_example]}
        )
        found = rows.filter(pk__in=rows.filter(in_totals(self.user, conflict=kind.conflict) | named).values("pk"))
        if self.mesas:
            found = found.filter(**{f"{mesa}__in": self.mesas})
        if self.conflicts:
            found = found.filter(**{f"{conflict}__in": self.conflicts})
        return found


@dataclass(frozen=True)
class Records:
    """How many records of a kind public sources tell. `is_all`: the list of that kind shows these and no others."""

    kind: Kind
    count: int
    is_all: bool


def told(scope: Scope) -> tuple[Records, ...]:
    """One query for each kind."""
    found = []
    for kind in KINDS:
        counted = scope.of(kind).aggregate(
            told=Count("pk", filter=FROM_SOURCES, distinct=True), all=Count("pk", distinct=True)
        )
        found.append(Records(kind, counted["told"], counted["told"] == counted["all"]))
    return tuple(found)


SOURCES_TELL = _("Las fuentes públicas que cita cada compromiso: prensa, entidades, comités y libros.")
TOLD = Indicator(
    key="solo_fuentes",
    label=_("Compromisos que solo cuentan fuentes públicas"),
    definition=_("Ningún miembro ha informado sobre ellos. No tienen estado y no entran en ninguna tasa ni alarma."),
    formula=_("Se cuentan, cada uno una vez. Nunca se suman a los que tienen reporte de miembros."),
    source=SOURCES_TELL,
    part=sources,
    ask=BY_SOURCES,
)
TOLD_OVERDUE = Indicator(
    key="fuentes_plazo_pasado",
    label=_("Su plazo pasó, según las fuentes"),
    definition=_("La fecha que da una fuente ya pasó y ninguna fuente los da por cumplidos. No es una alarma."),
    formula=_(
        "Compromisos que solo cuentan fuentes, con el plazo pasado, de los que tienen fecha y nadie da por cumplidos."
    ),
    source=SOURCES_TELL,
    part=lambda on: among(Commitment.objects.by_sources().in_timing([Timing.OVERDUE], on)),
    whole=lambda on: among(Commitment.objects.by_sources().in_timing([Timing.OVERDUE, Timing.ON_COURSE], on)),
    ask={**BY_SOURCES, "plazo": (Timing.OVERDUE.value,)},
)
TOLD_WITHOUT_DATE = Indicator(
    key="fuentes_plazo_no_conocido",
    label=_("Plazo no conocido"),
    definition=_("La fuente que se leyó no dice el plazo. No es lo mismo que un acta que no lo fija."),
    formula=_(
        "Compromisos que solo cuentan fuentes y cuyo plazo ninguna dice, sobre todos los que solo cuentan fuentes."
    ),
    source=SOURCES_TELL,
    part=lambda on: among(Commitment.objects.by_sources().in_timing([Timing.UNKNOWN], on)),
    whole=sources,
    ask={**BY_SOURCES, "plazo": (Timing.UNKNOWN.value,)},
)
TOLD_FIGURES = (TOLD, TOLD_OVERDUE, TOLD_WITHOUT_DATE)


def reported_states(rows: CommitmentQuerySet) -> Mapping[str, int]:
    """Of what only sources tell: how many a source gives each state. One may be given several, so no sum is made."""
    statuses = ReportedStatus.objects.filter(commitment__in=rows.by_sources()).exclude(state=ReportedState.UNKNOWN)
    counts = dict(statuses.order_by().values_list("state").annotate(count=Count("commitment", distinct=True)))
    return {state: counts[state] for state in ReportedState.values if state in counts}


def asking_for(state: str) -> Ask:
    """The question for those of which a source says that they are in this state."""
    return {"registro": ("fuentes",), "segun-fuentes": (state,)}
