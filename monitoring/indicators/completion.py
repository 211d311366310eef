"""Whether promises are kept, by who says so: declared, confirmed, verified. And in which state each stands."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import OPEN_STATES, AssessmentLevel, InTime, Measured, State
from monitoring.indicators.figure import Exclusion, Indicator
from monitoring.indicators.rows import (
    BY_MEMBERS,
    CARRIED_ON,
    COMPLETE,
    MEMBERS_TELL,
    NOT_MEASURABLE,
    ONLY_SOURCES,
    RECURRING,
    assessed,
    carried_on,
    judged,
    members,
)

DONE = AssessmentLevel.COMPLETE
#: Nobody has said so, or somebody says less: the values of `verificacion` below complete.
NOT_COMPLETE = ("0", "1", "2", "ninguna")
#: A debt that another carries on is declared kept when that one is.
NOT_REPLACED = tuple(state.value for state in State if state != State.REPLACED)
#: What is written so that nobody can tell whether it was kept stands beside the rates, not in them.
IN_RATES = {**BY_MEMBERS, "medible": (Measured.YES.value, Measured.UNKNOWN.value)}


def declared(on: date) -> Q:
    return assessed(on) & Q(claim_level=DONE) & ~Q(state=State.REPLACED)


def confirmed(on: date) -> Q:
    return assessed(on) & Q(state=State.FULFILLED, verdict_level=DONE)


def verified(on: date) -> Q:
    return assessed(on) & Q(state=State.FULFILLED, finding_level=DONE)


def timed(on: date) -> Q:
    """Kept, and it can be told whether in time: there was a first deadline, and the day it was done is known."""
    return assessed(on) & Q(state=State.FULFILLED, done_in_time__isnull=False)


def untimed(on: date) -> Q:
    return assessed(on) & Q(state=State.FULFILLED, done_in_time=None)


UNTIMED = Exclusion(_("los cumplidos sin un primer plazo o sin un día de cumplimiento conocido"), untimed)
TOTAL = Indicator(
    key="compromisos",
    label=_("Compromisos con reporte de miembros"),
    definition=_("Compromisos sobre los que algún miembro de la mesa ha informado al menos una vez."),
    formula=_("Se cuentan los compromisos, cada uno una vez, también los que ya terminaron."),
    source=MEMBERS_TELL,
    part=members,
    ask=BY_MEMBERS,
    leaves_out=(ONLY_SOURCES,),
)
DECLARED = Indicator(
    key="declarados",
    label=_("Declarados cumplidos"),
    definition=_("Quien debe dice que cumplió por completo. Es su palabra, todavía no la de quien recibe."),
    formula=_(
        "Compromisos cuya declaración vigente es «completo», sobre todos los que tienen reporte de miembros, también "
        "los que se cerraron sin cumplirse. Vale la del responsable principal; si nadie lo es, la más baja de quienes "
        "deben. La de uno reemplazado no vale: la deuda la lleva otro. Los que no se pueden medir quedan fuera."
    ),
    source=MEMBERS_TELL,
    part=declared,
    whole=judged,
    needs=carried_on,
    ask={**IN_RATES, "declaracion": COMPLETE, "estado": NOT_REPLACED},
    leaves_out=(RECURRING, NOT_MEASURABLE, CARRIED_ON, ONLY_SOURCES),
)
CONFIRMED = Indicator(
    key="confirmados",
    label=_("Cumplidos, confirmados por quien recibe"),
    definition=_("El compromiso está cumplido y todos los que respondieron por quien recibe dicen «completo»."),
    formula=_(
        "Compromisos en estado «cumplido» con veredicto «completo», sobre todos los que tienen reporte de miembros, "
        "también los que se cerraron sin cumplirse. Un «sí» sin evidencia se muestra, pero no basta; callar tampoco. "
        "Los que no se pueden medir quedan fuera."
    ),
    source=MEMBERS_TELL,
    part=confirmed,
    whole=judged,
    needs=carried_on,
    ask={**IN_RATES, "estado": (State.FULFILLED.value,), "veredicto": COMPLETE},
    leaves_out=(RECURRING, NOT_MEASURABLE, CARRIED_ON, ONLY_SOURCES),
)
VERIFIED = Indicator(
    key="verificados",
    label=_("Cumplidos, verificados por un tercero"),
    definition=_("El compromiso está cumplido y alguien que no debe ni recibe lo vio completo."),
    formula=_(
        "Compromisos en estado «cumplido» cuya última verificación independiente es «completo», sobre todos los que "
        "tienen reporte de miembros, también los que se cerraron sin cumplirse. Los que no se pueden medir quedan "
        "fuera."
    ),
    source=MEMBERS_TELL,
    part=verified,
    whole=judged,
    needs=carried_on,
    ask={**IN_RATES, "estado": (State.FULFILLED.value,), "verificacion": COMPLETE},
    leaves_out=(RECURRING, NOT_MEASURABLE, CARRIED_ON, ONLY_SOURCES),
)
UNCONFIRMED = Indicator(
    key="declarados_sin_confirmar",
    label=_("Declarados que siguen abiertos"),
    definition=_(
        "Quien debe dice que cumplió y la deuda sigue abierta: nadie lo confirmó con evidencia, o alguien dice menos."
    ),
    formula=_("De los declarados cumplidos, los que siguen abiertos. Es la distancia entre decir y confirmar."),
    source=MEMBERS_TELL,
    part=lambda on: Q(state__in=OPEN_STATES),
    whole=declared,
    ask={**IN_RATES, "declaracion": COMPLETE, "estado": ("abierto",)},
)
UNVERIFIED = Indicator(
    key="confirmados_sin_verificar",
    label=_("Confirmados que ningún tercero vio"),
    definition=_("Quien recibe lo confirma y ninguna verificación independiente lo dice completo."),
    formula=_("De los confirmados por quien recibe, los que no tienen una verificación «completo»."),
    source=MEMBERS_TELL,
    part=lambda on: Q(finding_level__isnull=True) | Q(finding_level__lt=DONE),
    whole=confirmed,
    ask={
        **IN_RATES,
        "estado": (State.FULFILLED.value,),
        "veredicto": COMPLETE,
        "verificacion": NOT_COMPLETE,
    },
)
STILL_OPEN = Indicator(
    key="abiertos",
    label=_("Siguen abiertos"),
    definition=_("La deuda no ha terminado: pendiente, en ejecución, declarado cumplido o en disputa."),
    formula=_("Compromisos en uno de los cuatro estados abiertos, sobre todos los que tienen reporte de miembros."),
    source=MEMBERS_TELL,
    part=lambda on: Q(state__in=OPEN_STATES),
    whole=members,
    ask={**BY_MEMBERS, "estado": ("abierto",)},
    leaves_out=(ONLY_SOURCES,),
)
KEPT_IN_TIME = Indicator(
    key="cumplidos_a_tiempo",
    label=_("Cumplidos dentro del primer plazo"),
    definition=_("Se cumplieron a más tardar en la primera fecha que se prometió, no en la última."),
    formula=_(
        "De los cumplidos que tenían un primer plazo, aquellos cuyo día de cumplimiento no pasa de él. Los que no se "
        "pueden medir quedan fuera."
    ),
    source=MEMBERS_TELL,
    part=lambda on: Q(done_in_time=True),
    whole=timed,
    ask={**IN_RATES, "a-tiempo": (InTime.YES.value,)},
    leaves_out=(UNTIMED,),
)
COMPLETION = (DECLARED, CONFIRMED, VERIFIED, UNCONFIRMED, UNVERIFIED, KEPT_IN_TIME)

STATE_MEANINGS = {
    State.PENDING: _("Se debe, y nadie ha mostrado que empezara."),
    State.IN_PROGRESS: _("Hay evidencia de que empezó, o alguien dice que se hizo una parte."),
    State.CLAIMED: _("Quien debe dice que cumplió; falta que lo confirme quien recibe o lo verifique un tercero."),
    State.DISPUTED: _("Uno dice que está completo y otro dice que falta."),
    State.FULFILLED: _("Lo confirma cada uno de los que reciben, o lo verificó un tercero independiente."),
    State.CLOSED_PARTIAL: _("Se cerró con el acuerdo de quien recibe, que acepta menos. No cuenta como cumplido."),
    State.REPLACED: _("Otro compromiso lleva ahora la deuda, y se cumple cuando se cumple ese."),
    State.WITHDRAWN: _("Las dos partes lo retiraron. No cuenta como cumplido."),
    State.CLOSED_UNMET: _("Se cerró con un motivo público, sin haberse cumplido."),
}


def in_state(state: State) -> Callable[[date], Q]:
    return lambda on: Q(state=state)


BY_STATE = {
    state: Indicator(
        key=f"estado_{state.value.replace('-', '_')}",
        label=state.label,
        definition=STATE_MEANINGS[state],
        formula=_("Compromisos en este estado, sobre todos los que tienen reporte de miembros."),
        source=MEMBERS_TELL,
        part=in_state(state),
        whole=members,
        ask={"estado": (state.value,)},
        family=_("Cada estado"),
    )
    for state in State
}
STATES = tuple(BY_STATE.values())
