"""Where each promise of the example stands, on whatever day it is built."""

from agreements.choices import CLOSED_STATES, OPEN_STATES, Alert, DeadlineKind, State
from agreements.hearing import hear
from agreements.lateness import timing_of
from agreements.models import Commitment
from agreements.workflow import confirmed_by, declared_in_time, state_of

STALLED, UNVERIFIED = "estancado", "sin-verificar"
NO_LEAD, NO_FOLLOW_UP, LATE_MILESTONE = "sin-responsable", "sin-seguimiento", "hito-vencido"
IN_TIME = "declarado a tiempo"

#: Number, state and timing, as the rows and the calendar make them; then what deserves attention.
TABLE = {
    1: ("cumplido, confirmado", ""),
    2: ("pendiente", "muy-vencido", STALLED, NO_FOLLOW_UP),
    3: ("en-disputa", "muy-vencido"),
    4: ("en-disputa", "muy-vencido", STALLED, NO_FOLLOW_UP),
    5: ("cumplido, confirmado", ""),
    6: ("pendiente", "periodo-terminado", STALLED, NO_FOLLOW_UP),
    7: ("en-ejecucion", "muy-vencido", STALLED),
    8: ("reemplazado", ""),
    9: ("cerrado-parcial", ""),
    10: ("en-ejecucion", "en-plazo", LATE_MILESTONE),
    11: ("pendiente", "sin-plazo", STALLED, NO_LEAD, NO_FOLLOW_UP),
    12: ("pendiente", "por-vencer", STALLED, NO_FOLLOW_UP),
    13: ("cumplido, verificado", ""),
    14: ("en-disputa", "en-plazo", STALLED),
    15: ("en-disputa", "por-vencer", NO_FOLLOW_UP),
    16: ("en-disputa", "vencido"),
    17: ("en-disputa", "sin-plazo", NO_FOLLOW_UP),
    18: ("en-ejecucion", "vencido", NO_FOLLOW_UP),
    19: ("cerrado-sin-cumplimiento", ""),
    20: ("pendiente", "plazo-no-conocido", STALLED, NO_FOLLOW_UP),
    21: ("en-disputa", "muy-vencido", NO_FOLLOW_UP),
    22: ("en-ejecucion", "sin-plazo", NO_FOLLOW_UP),
    23: ("cumplido, confirmado", ""),
    24: ("declarado", "vencido", NO_FOLLOW_UP, IN_TIME),
    25: ("declarado", "vencido", IN_TIME),
    26: ("pendiente", "sin-fecha", STALLED, NO_FOLLOW_UP),
    27: ("pendiente", "vencido", NO_FOLLOW_UP),
    28: ("declarado", "muy-vencido", UNVERIFIED, NO_FOLLOW_UP, IN_TIME),
    29: ("pendiente", "por-vencer", NO_FOLLOW_UP),
    30: ("en-ejecucion", "por-vencer", NO_FOLLOW_UP),
    31: ("en-ejecucion", "por-periodos", NO_FOLLOW_UP),
    32: ("en-ejecucion", "sin-fecha", NO_FOLLOW_UP),
    33: ("declarado", "sin-plazo", STALLED, UNVERIFIED, NO_FOLLOW_UP),
    34: ("pendiente", "en-plazo", STALLED, NO_FOLLOW_UP),
    35: ("en-ejecucion", "muy-vencido", NO_FOLLOW_UP),
    36: ("pendiente", "en-plazo"),
    37: ("declarado", "en-plazo", IN_TIME),
    38: ("en-ejecucion", "en-plazo", NO_FOLLOW_UP),
    39: ("retirado", ""),
    40: ("declarado", "por-vencer", NO_FOLLOW_UP, IN_TIME),
}


def shown(on):
    """The same table, from the rows: state and timing by the pure functions, alerts as the lists ask for them."""
    commitments = list(Commitment.objects.filter(mesa__code="EJEMPLO"))
    heard = hear(commitments, on=on)
    alerts = {alert: set(Commitment.objects.alerting([alert], on).values_list("pk", flat=True)) for alert in Alert}
    return {int(one.code[-2:]): line(one, heard[one.pk].said, alerts, on) for one in commitments}


def line(one, said, alerts, on):
    """What comes round and what was closed has its state from elsewhere: its periods, a step that somebody took."""
    is_computed = one.state not in CLOSED_STATES and one.deadline_kind != DeadlineKind.RECURRING
    state = state_of(said) if is_computed else State(one.state)
    confirmation = confirmed_by(said) if is_computed else ""
    timing = timing_of(
        due_on=one.due_on, deadline_kind=one.deadline_kind, is_open=state in OPEN_STATES, on=on, kind=one.kind
    )
    marks = [alert.value for alert in Alert if one.pk in alerts[alert]]
    words = f"{state.value}, {confirmation.value}" if confirmation else state.value
    in_time = is_computed and declared_in_time(said, one.due_on)
    return (words, timing.value, *marks, *([IN_TIME] if in_time else []))
