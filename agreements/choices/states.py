"""States of a commitment, and the parts that parties have in it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
#: It ended without being kept. Each has a public list of its own.
CLOSED_STATES = (State.CLOSED_PARTIAL, State.REPLACED, State.WITHDRAWN, State.CLOSED_UNMET)


class ConfirmedBy(models.TextChoices):
    """Who makes a commitment fulfilled."""

    VERIFIER = "verificado", _("verificado por un tercero")
    BENEFICIARY = "confirmado", _("confirmado por el beneficiario")
    NOBODY = "", _("sin confirmar")


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
