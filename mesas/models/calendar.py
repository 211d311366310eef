"""Days on which the State does not work by a decree of its own. Holidays of the law are computed, not stored."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.models import FromSource


class NonWorkingDay(FromSource):
    """A day decreed non-working for the public sector. Terms in working days pass over it."""

    day = models.DateField(_("día"), unique=True)
    name = models.CharField(_("motivo"), max_length=120, blank=True)
    decree = models.CharField(_("norma"), max_length=120)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("día no laborable")
        verbose_name_plural = _("días no laborables")
        ordering = ("-day",)

    def __str__(self) -> str:
        return f"{self.day:%d/%m/%Y} ({self.decree})"
