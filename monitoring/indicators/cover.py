"""For how much of what is still owed anybody is left to ask."""

from dataclasses import replace
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from agreements.choices import Alert
from agreements.querysets.cover import Asking
from monitoring.indicators.figure import Condition, Exclusion, Figure, Indicator, measure
from monitoring.indicators.rows import BY_MEMBERS, MEMBERS_TELL, ONLY_SOURCES, members, still_open

ENDED = Exclusion(_("los que ya terminaron"), lambda on: members(on) & ~still_open(on))
HOW = _(
    "Pregunta por un compromiso su mesa, mientras un mandato esté vigente; otra mesa que lo heredó; o un encargado de "
    "seguimiento propio."
)

ORPHANED = Indicator(
    key="sin_quien_pregunte",
    label=Alert.ORPHAN.label,
    definition=_("Siguen abiertos y consta que nadie está encargado de preguntar por ellos."),
    formula=_(
        "Compromisos abiertos sin mandato vigente de su mesa ni de otra que los heredó, y sin encargado de "
        "seguimiento, sobre todos los abiertos."
    ),
    source=MEMBERS_TELL,
    part=lambda on: Asking(on).orphaned(),
    whole=still_open,
    ask={**BY_MEMBERS, "alerta": (Alert.ORPHAN.value,)},
    leaves_out=(ENDED, ONLY_SOURCES),
)
ORPHANED_AHEAD = Indicator(
    key="quedaran_sin_quien_pregunte",
    label=_("Quedarán sin quien pregunte"),
    definition=_(
        "Hoy alguien pregunta por ellos, pero dejará de hacerlo antes de su plazo. Sin plazo, la espera no acaba."
    ),
    formula=_(
        "Compromisos abiertos cuyo plazo pasa del último día con alguien que pregunte, sobre todos los abiertos."
    ),
    source=MEMBERS_TELL,
    part=lambda on: Asking(on).orphaned_ahead(),
    whole=still_open,
    ask={},
    page="",
    leaves_out=(ENDED, ONLY_SOURCES),
)
COVER_NOT_KNOWN = Indicator(
    key="no_se_sabe_quien_pregunta",
    label=_("No se sabe si alguien pregunta"),
    definition=_("No consta hasta cuándo vale el mandato de su mesa, o qué heredó la mesa que la continúa."),
    formula=_("Compromisos abiertos de los que no se puede decir ni que sí ni que no, sobre todos los abiertos."),
    source=MEMBERS_TELL,
    part=lambda on: Asking(on).not_known(),
    whole=still_open,
    ask={},
    page="",
    leaves_out=(ENDED, ONLY_SOURCES),
)
COVER_FIGURES = (ORPHANED, ORPHANED_AHEAD, COVER_NOT_KNOWN)


def cover_of(rows: QuerySet, on: date) -> dict[str, Figure]:
    """The three from one reading of mesas and mandates, by key. Each in a query of its own: asked together, they cost
    SQLite more than twice as much."""
    asking = Asking(on)
    conditions = (asking.orphaned, asking.orphaned_ahead, asking.not_known)
    sharing = [
        replace(one, part=holding(condition())) for one, condition in zip(COVER_FIGURES, conditions, strict=True)
    ]
    return {key: figure for one in sharing for key, figure in measure([one], rows, on).items()}


def holding(condition: Q) -> Condition:
    return lambda _on: condition
