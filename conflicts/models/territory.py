"""Places, by the code of the national statistics office."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from conflicts.choices import TerritoryLevel


class Territory(models.Model):
    """A region, province or district. The INEI code is the key: RENIEC's differs for most districts."""

    inei = models.CharField(_("ubigeo INEI"), max_length=6, unique=True)
    reniec = models.CharField(_("ubigeo RENIEC"), max_length=6, blank=True)
    level = models.CharField(_("nivel"), max_length=9, choices=TerritoryLevel)
    region = models.CharField(_("región"), max_length=60)
    province = models.CharField(_("provincia"), max_length=60, blank=True)
    district = models.CharField(_("distrito"), max_length=60, blank=True)
    capital = models.CharField(_("capital"), max_length=60, blank=True)
    altitude_m = models.PositiveSmallIntegerField(_("altitud en metros"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitud"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitud"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    main_language = models.CharField(_("lengua indígena principal"), max_length=60, blank=True)
    source_url = models.URLField(_("dirección de la fuente"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("territorio")
        verbose_name_plural = _("territorios")
        ordering = ("inei",)

    def __str__(self) -> str:
        return ", ".join(name for name in (self.district, self.province, self.region) if name)

    @property
    def prefix(self) -> str:
        """The part of the code shared by all that lies inside: 2 digits a region, 4 a province, 6 a district."""
        return {TerritoryLevel.REGION: self.inei[:2], TerritoryLevel.PROVINCE: self.inei[:4]}.get(self.level, self.inei)
