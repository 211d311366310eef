"""What the calendar says of what members report: what is late, since when, and what has no date."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.db.models import Count, Q
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from agreements.choices import InTime, Kind, Lateness, Timing
from agreements.lateness import Thresholds
from agreements.querysets import CommitmentQuerySet
from agreements.querysets.asked import DECLARED_IN_TIME, late_between
from agreements.querysets.lateness import timing_in
from mesas.plazos import days_late
from monitoring.indicators.figure import Exclusion, Indicator
from monitoring.indicators.rows import (
    BY_MEMBERS,
    MEMBERS_TELL,
    ONLY_SOURCES,
    can_be_late,
    members,
    still_open,
    with_date,
)


def threshold(name: str) -> str:
    """A limit in days as this installation sets it, read when the text is printed."""
    return str(getattr(Thresholds.in_force(), name))


days = lazy(threshold, str)


def timed(timing: Timing) -> Callable[[date], Q]:
    return lambda on: timing_in([timing], on)


def undated(on: date) -> Q:
    return still_open(on) & Q(due_on__isnull=True)


def abstentions(on: date) -> Q:
    return with_date(on) & Q(kind=Kind.ABSTENTION)


TIMING_MEANINGS = {
    Timing.OVERDUE: _("Sigue abierto después de su plazo vigente. Cuenta desde el día siguiente y no se detiene."),
    Timing.VERY_OVERDUE: format_lazy(
        _("Vencido hace más de {days} días. Está también entre los vencidos."), days=days("very_late")
    ),
    Timing.ON_COURSE: _("Sigue abierto y su plazo vigente no ha pasado. El día del plazo todavía cuenta."),
    Timing.DUE_SOON: format_lazy(
        _("Vence hoy o en los próximos {days} días. Está también entre los que están en plazo."), days=days("due_soon")
    ),
    Timing.NO_DEADLINE: _("El documento no fija ningún plazo."),
    Timing.UNKNOWN: _("No se sabe si el documento fija un plazo. No es lo mismo que no tenerlo."),
    Timing.NO_DATE_YET: _("El plazo corre desde un hecho que aún no tiene fecha."),
    Timing.PERIOD_OVER: _("Prometía no hacer algo y su periodo terminó: falta que lo confirme quien recibe."),
}
#: In the order of the page; the second of two is part of the first.
WITHIN_ANOTHER = (Timing.VERY_OVERDUE, Timing.DUE_SOON)
BY_TIMING = {
    timing: Indicator(
        key=f"plazo_{timing.value.replace('-', '_')}",
        label=timing.label,
        definition=meaning,
        formula=_("Compromisos abiertos en esta situación ese día, sobre todos los abiertos con reporte de miembros."),
        source=MEMBERS_TELL,
        part=timed(timing),
        whole=still_open,
        ask={**BY_MEMBERS, "plazo": (timing.value,)},
        family=_("Cada situación del plazo"),
    )
    for timing, meaning in TIMING_MEANINGS.items()
}
TIMINGS = tuple(BY_TIMING.values())
OVERDUE = Indicator(
    key="vencidos",
    label=_("Vencidos"),
    definition=_("Siguen abiertos y su plazo vigente pasó. La cuenta no se detiene hasta que la deuda termina."),
    formula=_("Compromisos abiertos con el plazo vencido, sobre los abiertos que tienen fecha de plazo."),
    source=MEMBERS_TELL,
    part=timed(Timing.OVERDUE),
    whole=can_be_late,
    ask={**BY_MEMBERS, "plazo": (Timing.OVERDUE.value,)},
    leaves_out=(
        Exclusion(_("los abiertos sin fecha de plazo"), undated),
        Exclusion(_("los de no hacer algo, que nunca vencen"), abstentions),
        Exclusion(_("los que ya terminaron"), lambda on: members(on) & ~still_open(on)),
        ONLY_SOURCES,
    ),
)
DECLARED_IN_TIME_UNVERIFIED = Indicator(
    key="declarados_a_tiempo",
    label=_("Declarados a tiempo, sin verificar"),
    definition=_(
        "Quien debe los declaró cumplidos dentro del plazo vigente y nadie ha dicho menos. Si el plazo ya pasó, están "
        "también entre los vencidos: se cuentan aparte para que el lector lo sepa."
    ),
    formula=_(
        "Compromisos abiertos declarados completos hasta el día del plazo, sobre los abiertos con fecha de plazo."
    ),
    source=MEMBERS_TELL,
    part=lambda on: DECLARED_IN_TIME,
    whole=with_date,
    ask={**BY_MEMBERS, "a-tiempo": (InTime.CLAIMED.value,)},
)
OVERDUE_DECLARED_IN_TIME = Indicator(
    key="vencidos_declarados_a_tiempo",
    label=_("Vencidos que se declararon a tiempo"),
    definition=_("De los vencidos, los que quien debe declaró cumplidos dentro del plazo y nadie ha verificado."),
    formula=_("Compromisos vencidos declarados completos hasta el día del plazo, sobre todos los vencidos."),
    source=MEMBERS_TELL,
    part=lambda on: DECLARED_IN_TIME,
    whole=lambda on: members(on) & timing_in([Timing.OVERDUE], on),
    ask={**BY_MEMBERS, "plazo": (Timing.OVERDUE.value,), "a-tiempo": (InTime.CLAIMED.value,)},
)


def late_by(age: Lateness) -> Callable[[date], Q]:
    return lambda on: late_between(*age.days, on)


AGES = tuple(
    Indicator(
        key=f"atraso_{age.value.strip('-').replace('-', '_a_')}",
        label=age.label,
        definition=_("Vencidos según los días que van desde el plazo vigente."),
        formula=_("Compromisos con ese atraso, sobre todos los vencidos."),
        source=MEMBERS_TELL,
        part=late_by(age),
        whole=lambda on: members(on) & timing_in([Timing.OVERDUE], on),
        ask={**BY_MEMBERS, "atraso": (age.value,)},
        family=_("Cuánto llevan vencidos"),
    )
    for age in Lateness
)


@dataclass(frozen=True)
class Delays:
    """Days late of what is late: the middle one and the worst; none where nothing is."""

    median: int | None = None
    worst: int | None = None


def delays(rows: CommitmentQuerySet, on: date) -> Delays:
    """Of what members report. One query, of one line for each due date; of two middle ones, halfway, a half up."""
    late = rows.by_members().timed([Timing.OVERDUE], on).order_by("due_on").values_list("due_on")
    waits = [days_late(due_on, on) for due_on, count in late.annotate(count=Count("pk")) for _row in range(count)]
    return Delays(median=int(median(waits) + 0.5), worst=max(waits)) if waits else Delays()
