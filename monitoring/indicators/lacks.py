"""What the papers leave open, beside what the ombudsman found when he read 774 actas."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import DeadlineKind, Lack
from agreements.models import Commitment
from mesas.choices import Held
from mesas.models import Session
from monitoring.indicators.figure import Exclusion, Indicator
from monitoring.indicators.rows import BY_MEMBERS, MEMBERS_TELL, ONLY_SOURCES, among, members

STUDY = _("Defensoría del Pueblo: 4,258 acuerdos en 774 actas de 29 procesos de diálogo, de 2012 a 2019.")


def lacking(lack: Lack) -> Callable[[date], Q]:
    return lambda on: Commitment.objects.all().leaves_open(lack)


def deadline_is_known(on: date) -> Q:
    """Whether the document states one is known; that it states none is known too."""
    return members(on) & ~Q(deadline_kind=DeadlineKind.UNKNOWN)


def logged_and_held(_on: date) -> Q:
    return Q(logged_at__isnull=False, held=Held.HELD)


NO_DEADLINE = Indicator(
    key="sin_plazo",
    label=_("Sin plazo en el acta"),
    definition=_("El acta no dice para cuándo. Cuentan también los que después recibieron una fecha o ya terminaron."),
    formula=_("Compromisos cuyo documento no fija plazo, sobre los que tienen reporte de miembros y plazo conocido."),
    source=MEMBERS_TELL,
    part=lacking(Lack.DEADLINE),
    whole=deadline_is_known,
    ask={**BY_MEMBERS, "falta": (Lack.DEADLINE.value,)},
    leaves_out=(
        Exclusion(
            _("los compromisos de los que no se sabe si el acta fija un plazo"),
            lambda on: members(on) & Q(deadline_kind=DeadlineKind.UNKNOWN),
        ),
        ONLY_SOURCES,
    ),
)
NO_FOLLOW_UP = Indicator(
    key="sin_seguimiento",
    label=_("Sin encargado de seguimiento"),
    definition=_("El acta no encarga a nadie seguir si se cumple."),
    formula=_("Compromisos sin encargado de seguimiento, sobre todos los que tienen reporte de miembros."),
    source=MEMBERS_TELL,
    part=lacking(Lack.FOLLOW_UP),
    whole=members,
    ask={**BY_MEMBERS, "falta": (Lack.FOLLOW_UP.value,)},
    leaves_out=(ONLY_SOURCES,),
)
NO_AGENDA = Indicator(
    key="sin_agenda",
    label=_("Sesiones sin agenda"),
    definition=_("La sesión se realizó y su registro no tiene ni un punto de agenda."),
    formula=_("Sesiones realizadas sin ningún punto de agenda, sobre las realizadas que registraron miembros."),
    source=MEMBERS_TELL,
    part=lambda on: among(Session.objects.without_agenda()),
    whole=logged_and_held,
    ask={"agenda": ("no",)},
    leaves_out=(
        Exclusion(
            _("las sesiones postergadas, fallidas o que no se sabe si se realizaron"),
            lambda on: Q(logged_at__isnull=False) & ~Q(held=Held.HELD),
        ),
        Exclusion(
            _("las sesiones que solo cuentan las fuentes públicas, que no dicen si hubo agenda"),
            lambda on: Q(logged_at__isnull=True),
        ),
    ),
    page="session_list",
)
#: In percent of the agreements of the study; of the agenda, in percent of its actas.
BASELINE: Mapping[str, Decimal] = {
    NO_DEADLINE.key: Decimal("57.7"),
    NO_FOLLOW_UP.key: Decimal("87"),
    NO_AGENDA.key: Decimal("55"),
}
