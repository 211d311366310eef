"""Deadlines: how a document sets them, what the calendar says of them, how they move."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Timing(models.TextChoices):
    """What the calendar says of an open debt, from its deadline in force."""

    ON_COURSE = "en-plazo", _("En plazo")
    DUE_SOON = "por-vencer", _("Por vencer")
    OVERDUE = "vencido", _("Vencido")
    VERY_OVERDUE = "muy-vencido", _("Muy vencido")
    NO_DEADLINE = "sin-plazo", _("Sin plazo")
    UNKNOWN = "plazo-no-conocido", _("Plazo no conocido")
    NO_DATE_YET = "sin-fecha", _("Sin fecha aún")
    BY_PERIOD = "por-periodos", _("Por periodos")
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


class RescheduleReason(models.TextChoices):
    """Why another date is asked for. A suspension names its last day; a date agreed later is no drift."""

    MORE_TIME = "mas-tiempo", _("Hace falta más tiempo")
    SUSPENSION = "suspension", _("Suspensión")
    FIRST_DATE = "primera-fecha", _("Plazo fijado después")
    OTHER = "otro", _("Otro motivo")


class Recurrence(models.TextChoices):
    """How often a recurring commitment comes due."""

    MONTHLY = "mensual", _("Cada mes")
    BIMONTHLY = "bimestral", _("Cada dos meses")
    QUARTERLY = "trimestral", _("Cada trimestre")
    HALF_YEARLY = "semestral", _("Cada semestre")
    YEARLY = "anual", _("Cada año")
    UNKNOWN = "", _("No conocido")

    @property
    def months(self) -> int | None:
        """Calendar months in one period; nothing where the document does not say."""
        return {"mensual": 1, "bimestral": 2, "trimestral": 3, "semestral": 6, "anual": 12}.get(self.value)
