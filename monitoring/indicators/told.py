"""What public sources tell: counts, never percentages, and never added to what members report."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import Timing
from agreements.models import Commitment, ReportedStatus
from agreements.querysets import CommitmentQuerySet
from agreements.querysets.lateness import timing_in
from mesas.choices import ReportedState
from monitoring.indicators.figure import Ask, Indicator
from monitoring.indicators.rows import BY_SOURCES, sources

SOURCES_TELL = _("Las fuentes públicas que cita cada compromiso: prensa, entidades, comités y libros.")
PARTS = _("En qué se reparten")
OF_TOLD = _("Compromisos en esta situación, de los que solo cuentan las fuentes públicas. Es una cuenta, no una tasa.")


def given_as_done() -> Q:
    return Commitment.objects.all().is_told_as([ReportedState.FULFILLED])


def told_with(*timings: Timing) -> Callable[[date], Q]:
    """In one of these by the calendar, and not given as done by any source."""
    return lambda on: sources(on) & ~given_as_done() & timing_in(timings, on)


TOLD = Indicator(
    key="solo_fuentes",
    label=_("Compromisos que solo se conocen por fuentes públicas"),
    definition=_("Ningún miembro ha informado sobre ellos. No tienen estado y no entran en ninguna tasa ni alarma."),
    formula=_("Se cuentan, cada uno una vez. Nunca se suman a los que tienen reporte de miembros."),
    source=SOURCES_TELL,
    part=sources,
    ask=BY_SOURCES,
)
TOLD_OVERDUE = Indicator(
    key="fuentes_plazo_pasado",
    label=_("Con el plazo pasado"),
    definition=_("La fecha que da una fuente ya pasó y ninguna fuente los da por cumplidos. No es una alarma."),
    formula=OF_TOLD,
    family=PARTS,
    source=SOURCES_TELL,
    part=told_with(Timing.OVERDUE, Timing.PERIOD_OVER),
    whole=sources,
    ask={**BY_SOURCES, "plazo": (Timing.OVERDUE.value, Timing.PERIOD_OVER.value)},
)
TOLD_AHEAD = Indicator(
    key="fuentes_plazo_por_llegar",
    label=_("Con el plazo por llegar"),
    definition=_("La fecha que da una fuente no ha pasado."),
    formula=OF_TOLD,
    family=PARTS,
    source=SOURCES_TELL,
    part=told_with(Timing.ON_COURSE),
    whole=sources,
    ask={**BY_SOURCES, "plazo": (Timing.ON_COURSE.value,)},
)
TOLD_UNKNOWN = Indicator(
    key="fuentes_plazo_no_conocido",
    label=_("Con plazo no conocido"),
    definition=_("La fuente que se leyó no dice el plazo. No es lo mismo que un acta que no lo fija."),
    formula=OF_TOLD,
    family=PARTS,
    source=SOURCES_TELL,
    part=told_with(Timing.UNKNOWN),
    whole=sources,
    ask={**BY_SOURCES, "plazo": (Timing.UNKNOWN.value,)},
)
TOLD_WAITING = Indicator(
    key="fuentes_sin_fecha",
    label=_("Sin fecha aún, o sin plazo"),
    definition=_(
        "El plazo corre desde un hecho que no tiene fecha, o la fuente dice que el documento no fija ninguno."
    ),
    formula=OF_TOLD,
    family=PARTS,
    source=SOURCES_TELL,
    part=told_with(Timing.NO_DATE_YET, Timing.NO_DEADLINE),
    whole=sources,
    ask={**BY_SOURCES, "plazo": (Timing.NO_DATE_YET.value, Timing.NO_DEADLINE.value)},
)
TOLD_DONE = Indicator(
    key="fuentes_dado_por_cumplido",
    label=_("Dados por cumplidos por una fuente"),
    definition=_("Lo dice una fuente: no es una declaración ni una verificación, y el compromiso no queda cumplido."),
    formula=OF_TOLD,
    family=PARTS,
    source=SOURCES_TELL,
    part=lambda on: sources(on) & given_as_done(),
    whole=sources,
    ask={**BY_SOURCES, "segun-fuentes": (ReportedState.FULFILLED.value,)},
)
#: These add up to all that only sources tell.
PARTS_OF_TOLD = (TOLD_DONE, TOLD_OVERDUE, TOLD_AHEAD, TOLD_UNKNOWN, TOLD_WAITING)
TOLD_FIGURES = (TOLD, *PARTS_OF_TOLD)


def reported_states(rows: CommitmentQuerySet) -> Mapping[str, int]:
    """Of what only sources tell: how many a source gives each state. One may be given several, so no sum is made."""
    statuses = ReportedStatus.objects.filter(commitment__in=rows.by_sources()).exclude(state=ReportedState.UNKNOWN)
    counts = dict(statuses.order_by().values_list("state").annotate(count=Count("commitment", distinct=True)))
    return {state: counts[state] for state in ReportedState.values if state in counts}


def asking_for(state: str) -> Ask:
    """The question for those of which a source says that they are in this state."""
    return {"registro": ("fuentes",), "segun-fuentes": (state,)}
