"""Where a fact was read."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import Confidence, SourceKind


class Source(models.Model):
    """A public page or book that tells a fact. Screens show its title, never its address, as link text."""

    ref = models.CharField(_("clave"), max_length=20, unique=True)
    url = models.URLField(_("dirección"), max_length=500, unique=True)
    title = models.CharField(_("título"), max_length=200)
    publisher = models.CharField(_("quién la publica"), max_length=120, blank=True)
    kind = models.CharField(_("tipo"), max_length=12, choices=SourceKind)
    reliability = models.CharField(_("confianza"), max_length=5, choices=Confidence, blank=True)
    accessed_on = models.DateField(_("consultada el"), null=True, blank=True)

    never_corrected: ClassVar = frozenset({"ref"})

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fuente")
        verbose_name_plural = _("fuentes")
        ordering = ("ref",)

    def __str__(self) -> str:
        return self.title


class SourceRow(models.Model):
    """What the files of real cases said of one record, the last time they were loaded.

    Whatever differs between this and the record was changed by a person since, and the next load leaves it alone.
    """

    kind = models.CharField(_("modelo"), max_length=40)
    ref = models.CharField(_("clave"), max_length=60)
    said = models.JSONField(_("lo que decía"))

    class Meta:
        verbose_name = _("fila de los casos reales")
        verbose_name_plural = _("filas de los casos reales")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "ref"),
                name="source_row_once",
                violation_error_message=_("Esa fila de los casos reales ya está cargada."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}: {self.ref}"


class FromSource(models.Model):
    """What a fact taken from public sources carries beside itself.

    `ref` is the key of the row in the files of real cases, which makes loading repeatable;
    `source_note` says how we know, and stays apart from the facts.
    """

    ref = models.CharField(_("clave de la fuente"), max_length=60, unique=True, null=True, blank=True, editable=False)
    source_note = models.TextField(_("nota sobre la fuente"), blank=True)
    confidence = models.CharField(_("confianza"), max_length=5, choices=Confidence, blank=True)
    sources = models.ManyToManyField(Source, verbose_name=_("fuentes"), blank=True, related_name="+")

    class Meta:
        abstract = True
