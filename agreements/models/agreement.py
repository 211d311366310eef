"""What was agreed, clause by clause."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.querysets import AgreementQuerySet
from conflicts.models import FromSource, Incident
from mesas.models import Demand, Document, Session


class Agreement(FromSource):
    """An accord written in a document. It may answer demands and give rise to commitments."""

    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, verbose_name=_("documento"), related_name="agreements"
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("sesión"), related_name="agreements"
    )
    order = models.PositiveSmallIntegerField(_("orden"), default=1)
    clause = models.CharField(_("cláusula"), max_length=60, blank=True)
    text = models.TextField(_("qué se acordó"))
    demands = models.ManyToManyField(
        Demand, verbose_name=_("demandas que atiende"), blank=True, related_name="agreements"
    )
    incidents = models.ManyToManyField(Incident, verbose_name=_("hechos"), blank=True, related_name="agreements")

    never_corrected: ClassVar = frozenset({"document"})
    kept_together: ClassVar = {
        "session": ("mesa_id", "document.mesa_id"),
        "demands": ("conflict_id", "document.mesa.conflict_id"),
        "incidents": ("conflict_id", "document.mesa.conflict_id"),
    }

    history = HistoricalRecords()
    objects = AgreementQuerySet.as_manager()

    class Meta:
        verbose_name = _("acuerdo")
        verbose_name_plural = _("acuerdos")
        ordering = ("document", "order")

    def __str__(self) -> str:
        return self.text[:80]
