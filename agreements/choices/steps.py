"""What puts a row on the timeline, and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _


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
    ASKED_TO_VERIFY = "pedido", _("Se pidió verificar")
    DEMANDED = "requerimiento", _("Se requirió por escrito")
    BREACH_FOUND = "incumplimiento", _("Se constató el incumplimiento")
    REPLIED = "descargo", _("Respondió quien debe")
    TRIGGER_DATED = "dia-cero", _("Se fechó el día cero")
    MILESTONE_SET = "hito", _("Se agregó un hito")
    MILESTONE_REACHED = "hito-alcanzado", _("Se alcanzó un hito")
    PERIOD_SPOKEN = "periodo", _("Se habló de un periodo")
    COPY_PUBLISHED = "publicacion", _("Se publicó una copia")
    COPY_WITHDRAWN = "despublicacion", _("Se quitó la copia publicada")
    REDACTED = "retiro", _("Se retiró una evidencia")


class ClosingReason(models.TextChoices):
    """Closed list of reasons to end a debt that was not kept."""

    IMPOSSIBLE = "imposible", _("Es imposible de cumplir")
    NO_LEGAL_BASIS = "sin-base-legal", _("No tiene base legal")
    OBLIGOR_DISSOLVED = "responsable-disuelto", _("Quien debía se disolvió y nadie le sucede")
    MESA_ENDED = "mesa-terminada", _("La mesa terminó y nadie la continúa")
    OTHER = "otro", _("Otro motivo")
    NONE = "", _("No aplica")
