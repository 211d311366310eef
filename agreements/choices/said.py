"""What people say and show: assessments, evidence, what was heard in the hall."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from mesas.choices import FileKind


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


#: An evidence is a file, so far.
EvidenceKind = FileKind


class ReviewOutcome(models.TextChoices):
    """What was said in the hall. It is never an assessment."""

    NO_NEWS = "sin-novedad", _("Sin novedad")
    ADVANCING = "avanza", _("Avanza")
    SAID_DONE = "se-dice-cumplido", _("Se dice cumplido")
    OVERDUE = "vencido", _("Vencido")
