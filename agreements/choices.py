"""Words of the promise: states, deadlines, assessments, steps, evidence, notices."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mesas.choices import FileKind


class State(models.TextChoices):
    """State of a commitment: what people did. The calendar has no say in it."""

    PENDING = "pendiente", _("Pendiente")
    IN_PROGRESS = "en-ejecucion", _("En ejecución")
    CLAIMED = "declarado", _("Declarado cumplido")
    DISPUTED = "en-disputa", _("En disputa")
    FULFILLED = "cumplido", _("Cumplido")
    CLOSED_PARTIAL = "cerrado-parcial", _("Cerrado con cumplimiento parcial")
    REPLACED = "reemplazado", _("Reemplazado")
    WITHDRAWN = "retirado", _("Retirado de común acuerdo")
    CLOSED_UNMET = "cerrado-sin-cumplimiento", _("Cerrado sin cumplimiento")


#: The debt goes on.
OPEN_STATES = (State.PENDING, State.IN_PROGRESS, State.CLAIMED, State.DISPUTED)


class ConfirmedBy(models.TextChoices):
    """Who makes a commitment fulfilled."""

    VERIFIER = "verificado", _("verificado por un tercero")
    BENEFICIARY = "confirmado", _("confirmado por el beneficiario")
    NOBODY = "", _("sin confirmar")


class Timing(models.TextChoices):
    """What the calendar says of an open debt, from its deadline in force."""

    ON_COURSE = "en-plazo", _("En plazo")
    DUE_SOON = "por-vencer", _("Por vencer")
    OVERDUE = "vencido", _("Vencido")
    VERY_OVERDUE = "muy-vencido", _("Muy vencido")
    NO_DEADLINE = "sin-plazo", _("Sin plazo")
    UNKNOWN = "plazo-no-conocido", _("Plazo no conocido")
    NO_DATE_YET = "sin-fecha", _("Sin fecha aún")
    PERIOD_OVER = "periodo-terminado", _("Periodo terminado")
    ENDED = "", _("Terminado")


class DeadlineKind(models.TextChoices):
    """How the document sets the deadline. None stated is not the same as not known."""

    DATE = "fecha", _("Una fecha")
    DAYS = "dias", _("Un número de días calendario")
    WORKING_DAYS = "dias-habiles", _("Un número de días hábiles")
    MONTHS = "meses", _("Un número de meses")
    YEARS = "anios", _("Un número de años")
    STAGE = "etapa", _("Una etapa")
    RECURRING = "periodico", _("Cada cierto tiempo")
    NONE = "sin-plazo", _("Sin plazo")
    UNKNOWN = "no-conocido", _("Plazo no conocido")


#: Kinds that count from a trigger.
TERM_KINDS = (DeadlineKind.DAYS, DeadlineKind.WORKING_DAYS, DeadlineKind.MONTHS, DeadlineKind.YEARS)


class DeadlineBasis(models.TextChoices):
    STATED = "indicado", _("Lo dice el documento")
    COMPUTED = "calculado", _("Se calculó")
    INFERRED = "deducido", _("Se dedujo")
    UNKNOWN = "", _("No conocido")


class Trigger(models.TextChoices):
    """Day zero of a term."""

    SIGNATURE = "firma", _("la firma del documento")
    SESSION = "sesion", _("el día de la sesión")
    DATE = "fecha", _("la fecha que da el documento")
    COMMITMENT = "compromiso", _("el cumplimiento de otro compromiso")
    EVENT = "hecho", _("un hecho que aún no tiene fecha")
    NONE = "", _("no aplica")


class Kind(models.TextChoices):
    """Kind of promise; it decides which evidence shows that it was kept."""

    WORKS = "obra", _("Obra")
    STUDY = "estudio", _("Estudio o plan")
    ENVIRONMENTAL = "ambiental", _("Ambiental")
    MONEY = "dinero-o-servicio", _("Dinero o servicio")
    RULE = "norma-o-reunion", _("Norma o reunión")
    ABSTENTION = "abstencion", _("No hacer algo")
    COMMUNITY = "de-la-comunidad", _("De la comunidad")
    UNKNOWN = "", _("Sin clasificar")


class Duty(models.TextChoices):
    """A party's part in a commitment."""

    LEAD = "responsable", _("Responsable principal")
    CO_OBLIGOR = "corresponsable", _("Corresponsable")
    BENEFICIARY = "beneficiario", _("Beneficiario")
    FOLLOW_UP = "seguimiento", _("Encargado de seguimiento")


OBLIGOR_DUTIES = (Duty.LEAD, Duty.CO_OBLIGOR)


class Record(models.TextChoices):
    """Whether any member has ever reported on a commitment, or only public sources tell of it."""

    MEMBERS = "miembros", _("Registro de miembros")
    SOURCES = "fuentes", _("Solo fuentes públicas")


class AssessmentKind(models.TextChoices):
    """Three voices, never one: who owes, who receives, who checks."""

    CLAIM = "declaracion", _("Declaración")
    VERDICT = "veredicto", _("Veredicto")
    VERIFICATION = "verificacion", _("Verificación")


class AssessmentLevel(models.IntegerChoices):
    """How much was done. No level at all means that it could not be assessed."""

    NONE = 0, _("nada")
    MINIMUM = 1, _("poco")
    INTERMEDIATE = 2, _("a medias")
    COMPLETE = 3, _("completo")


class Step(models.TextChoices):
    """What put a row on the timeline."""

    REGISTERED = "registro", _("Se registró")
    WORK_BEGAN = "inicio", _("Empezó el trabajo")
    CLAIMED = "declaracion", _("Declaró quien debe")
    ANSWERED = "veredicto", _("Respondió el beneficiario")
    VERIFIED = "verificacion", _("Verificó un tercero")
    EVIDENCE = "evidencia", _("Se agregó evidencia")
    CLOSED = "cierre", _("Se cerró")
    OBJECTED = "objecion", _("Se objetó el cierre")
    REOPENED = "reapertura", _("Se reabrió")
    SETTLED = "acuerdo", _("Se resolvió la disputa")
    RESCHEDULED = "reprogramacion", _("Se movió la fecha")
    CORRECTED = "correccion", _("Se corrigió la transcripción")
    NARROWED = "visibilidad", _("Cambió quién puede verlo")


class ClosingReason(models.TextChoices):
    """Closed list of reasons to end a debt that was not kept."""

    IMPOSSIBLE = "imposible", _("Es imposible de cumplir")
    NO_LEGAL_BASIS = "sin-base-legal", _("No tiene base legal")
    OBLIGOR_DISSOLVED = "responsable-disuelto", _("Quien debía se disolvió y nadie le sucede")
    MESA_ENDED = "mesa-terminada", _("La mesa terminó y nadie la continúa")
    OTHER = "otro", _("Otro motivo")
    NONE = "", _("No aplica")


class RescheduleReason(models.TextChoices):
    MORE_TIME = "mas-tiempo", _("Hace falta más tiempo")
    SUSPENSION = "suspension", _("Suspensión")
    FIRST_DATE = "primera-fecha", _("Plazo fijado después")
    OTHER = "otro", _("Otro motivo")


#: An evidence is a file, so far.
EvidenceKind = FileKind


class ReviewOutcome(models.TextChoices):
    """What was said in the hall. It is never an assessment."""

    NO_NEWS = "sin-novedad", _("Sin novedad")
    ADVANCING = "avanza", _("Avanza")
    SAID_DONE = "se-dice-cumplido", _("Se dice cumplido")
    OVERDUE = "vencido", _("Vencido")


class NoticeKind(models.TextChoices):
    DUE_SOON = "por-vencer", _("Está por vencer")
    OVERDUE = "vencido", _("Venció")
    SUMMARY = "resumen", _("Vencidos desde antes")
    CLAIM_TO_CHECK = "declaracion", _("Declaración por comprobar")
    VERDICT = "veredicto", _("Veredicto")
    DISPUTE = "disputa", _("Disputa")


class Alert(models.TextChoices):
    """What deserves attention beside the timing. Computed on reading."""

    STALLED = "estancado", _("Estancado")
    UNVERIFIED = "sin-verificar", _("Sin verificar")
    NO_LEAD = "sin-responsable", _("Sin responsable")
    NO_FOLLOW_UP = "sin-seguimiento", _("Sin seguimiento")


class Lack(models.TextChoices):
    """What the document left open, whatever became of the commitment since. Told by members only."""

    DEADLINE = "plazo", _("Sin plazo en el acta")
    FOLLOW_UP = "seguimiento", _("Sin encargado de seguimiento")
    LEAD = "responsable", _("Sin responsable principal")


class Lateness(models.TextChoices):
    """Age of what is late: days since the deadline in force."""

    MONTH = "1-30", _("De 1 a 30 días")
    QUARTER = "31-90", _("De 31 a 90 días")
    YEAR = "91-365", _("De 91 a 365 días")
    LONGER = "366-", _("Más de un año")

    @property
    def days(self) -> tuple[int, int | None]:
        """Fewest and most days, both included; the oldest have no most."""
        fewest, _dash, most = self.value.partition("-")
        return int(fewest), int(most) if most else None


class InTime(models.TextChoices):
    """Whether the first deadline was kept. A claim that nobody checked is neither yes nor no."""

    YES = "si", _("Cumplido a tiempo")
    NO = "no", _("Cumplido fuera del primer plazo")
    CLAIMED = "declarado", _("Declarado a tiempo, sin verificar")


class WhichDate(models.TextChoices):
    """Of which date a list asks from when to when."""

    DUE = "vence", _("El plazo vigente")
    FIRST_DUE = "primer-plazo", _("El primer plazo")
    AGREED = "acordado", _("El día del acuerdo")


class Order(models.TextChoices):
    """Order of a list."""

    LATENESS = "atraso", _("Más atrasados")
    DUE = "vence", _("Vencen primero")
    DUE_LAST = "-vence", _("Vencen al final")
    MOVEMENT = "movimiento", _("Último movimiento")
    CODE = "codigo", _("Código")
