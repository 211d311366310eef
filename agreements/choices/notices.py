"""What people are told."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class NoticeKind(models.TextChoices):
    DUE_SOON = "por-vencer", _("Está por vencer")
    OVERDUE = "vencido", _("Venció")
    SUMMARY = "resumen", _("Vencidos desde antes")
    CLAIM_TO_CHECK = "declaracion", _("Declaración por comprobar")
    VERDICT = "veredicto", _("Veredicto")
    DISPUTE = "disputa", _("Disputa")
    DATE_ASKED = "piden-fecha", _("Piden otra fecha")
    DATE_MOVED = "fecha-movida", _("Se movió la fecha")
    DATE_REFUSED = "fecha-negada", _("No se aceptó otra fecha")
    DATE_KNOWN = "fecha-contada", _("Ya tiene fecha")
    TO_VERIFY = "por-verificar", _("Piden verificar")
    DEMANDED = "requerimiento", _("Requerimiento por escrito")
    BREACH = "incumplimiento", _("Incumplimiento constatado")
    REPLY = "descargo", _("Descargo de quien debe")
    CLOSED = "cierre", _("Se cerró")
    OBJECTED = "objecion", _("Se objetó el cierre")
    REOPENED = "reapertura", _("Se reabrió")
    SETTLED = "acuerdo", _("Se resolvió la disputa")
    MANDATE_ENDING = "mandato", _("Termina un mandato")
    PAPER_MISSING = "documento", _("Falta el acta o su firma")
    MESA_SILENT = "mesa-callada", _("La mesa no se reúne")
    DEMAND_AGREED = "demanda", _("Su demanda se volvió acuerdo")
