"""What is asked of the table."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import Theme
from conflicts.models import Conflict, Episode, FromSource, Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.models.mesa import Mesa
from mesas.models.session import Session
from mesas.querysets import DemandQuerySet


class Demand(FromSource):
    """A request of a party. It may be raised before any mesa exists, and never be tabled."""

    conflict = models.ForeignKey(
        Conflict, on_delete=models.PROTECT, verbose_name=_("conflicto"), related_name="demands"
    )
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("episodio"), related_name="demands"
    )
    mesa = models.ForeignKey(
        Mesa, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("mesa"), related_name="demands"
    )
    session = models.ForeignKey(
        Session,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("se planteó en"),
        related_name="demands",
    )
    raised_by = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("quién la plantea"),
        related_name="demands",
    )
    raised_by_text = models.CharField(_("quién la plantea, según las fuentes"), max_length=200, blank=True)
    text = models.TextField(_("qué se pide"))
    theme = models.CharField(_("tema"), max_length=20, choices=Theme, blank=True)
    theme_note = models.CharField(_("sobre el tema"), max_length=120, blank=True)
    amount_pen = models.DecimalField(_("monto en soles"), max_digits=16, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField(_("monto, según las fuentes"), max_length=200, blank=True)
    raised = PartialDateField(_("planteada"))
    notes = models.TextField(_("notas"), blank=True)

    never_corrected: ClassVar = frozenset({"conflict"})
    kept_together: ClassVar = {
        "episode": ("conflict_id", "conflict_id"),
        "mesa": ("conflict_id", "conflict_id"),
        "session": ("mesa_id", "mesa_id"),
    }

    history = HistoricalRecords()
    objects = DemandQuerySet.as_manager()

    class Meta:
        verbose_name = _("demanda")
        verbose_name_plural = _("demandas")
        ordering = (F("raised_on").desc(nulls_last=True), "id")
        constraints = [whole("raised")]

    def __str__(self) -> str:
        return self.text[:80]
