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


class Proof(models.TextChoices):
    """What a file is, where the kind of promise asks for it. Whatever its form: a contract may come as its photo."""

    CONTRACT = "contrato", _("Contrato o código CUI")
    PROGRESS = "avance", _("Informe de avance o valorización")
    PHOTO = "foto", _("Foto con fecha")
    HANDOVER = "entrega", _("Acta de entrega o recepción")
    VISIT = "visita", _("Nota de la visita")
    STUDY = "estudio", _("El estudio, plan o informe")
    RECEIVED = "recibido", _("Constancia de que se recibió en su idioma")
    LABORATORY = "laboratorio", _("Informe de laboratorio o de monitoreo")
    PARTICIPATORY = "participativo", _("Registro del monitoreo participativo")
    TRANSFER = "transferencia", _("Constancia de transferencia, pago o servicio")
    BENEFICIARIES = "beneficiarios", _("Lista de quienes recibieron")
    RULE = "norma", _("Resolución, norma o acta")
    PUBLICATION = "publicacion", _("Copia de la publicación")
    STATEMENT = "constancia", _("Constancia que dice de qué periodo es")
    ASSEMBLY = "asamblea", _("Acta de asamblea")
    OTHER = "otro", _("Otra cosa")
    UNTOLD = "", _("Sin decir")


class ReviewOutcome(models.TextChoices):
    """What was said in the hall. It is never an assessment."""

    NO_NEWS = "sin-novedad", _("Sin novedad")
    ADVANCING = "avanza", _("Avanza")
    SAID_DONE = "se-dice-cumplido", _("Se dice cumplido")
    OVERDUE = "vencido", _("Vencido")
