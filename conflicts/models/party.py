"""Who takes part: bodies, companies, communities."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import SIDE_OF, Level, Sector, Side, SlugKind
from conflicts.models.source import FromSource
from conflicts.models.territory import Territory
from conflicts.partial_dates import PartialDateField, whole
from conflicts.querysets import PartyQuerySet


class Party(FromSource):
    """A body that sits, asks, owes or receives. Claims belong to it, not to the people who pass through its posts."""

    name = models.CharField(_("nombre"), max_length=160)
    short_name = models.CharField(_("nombre corto"), max_length=60)
    slug = models.SlugField(_("dirección"), max_length=80, unique=True)
    sector = models.CharField(_("sector"), max_length=25, choices=Sector)
    level = models.CharField(_("nivel"), max_length=13, choices=Level, blank=True)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("territorio"), related_name="parties"
    )
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("depende de"), related_name="children"
    )
    succeeded_by = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("le sucede"),
        related_name="predecessors",
    )
    succeeded = PartialDateField(_("sucedido desde"))
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("es el mismo que"),
        related_name="duplicates",
    )
    is_example = models.BooleanField(_("es ficticio"), default=False, editable=False)
    notes = models.TextField(_("notas"), blank=True)

    slug_kind: ClassVar = SlugKind.PARTY
    slug_from: ClassVar = "short_name"

    history = HistoricalRecords()
    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor")
        verbose_name_plural = _("actores")
        ordering = ("short_name",)
        constraints = [
            whole("succeeded"),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) & ~Q(succeeded_by=F("id")) & ~Q(merged_into=F("id")),
                name="party_is_not_its_own_kin",
                violation_error_message=_(
                    "Un actor no puede depender de sí mismo, sucederse ni duplicarse a sí mismo."
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.short_name

    def get_absolute_url(self) -> str:
        return reverse("party", args=[self.slug])

    @property
    def side(self) -> Side | None:
        """Side of the table, or None where the sector has none and comparisons leave it out."""
        return SIDE_OF.get(self.sector)


class PartyName(models.Model):
    """A name that a party bore between two dates; a document shows the one of its day."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, verbose_name=_("actor"), related_name="names")
    name = models.CharField(_("nombre"), max_length=160)
    short_name = models.CharField(_("nombre corto"), max_length=60, blank=True)
    since = PartialDateField(_("desde"))
    until = PartialDateField(_("hasta"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("nombre anterior")
        verbose_name_plural = _("nombres anteriores")
        constraints = [whole("since"), whole("until")]

    def __str__(self) -> str:
        return self.short_name or self.name
