"""Old addresses keep working."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from conflicts.choices import SlugKind


class OldSlug(models.Model):
    """An address that a conflict, party or mesa had before; its page redirects."""

    kind = models.CharField(_("de qué"), max_length=9, choices=SlugKind)
    slug = models.SlugField(_("dirección anterior"), max_length=80)
    target_id = models.PositiveBigIntegerField(_("número del registro"))

    class Meta:
        verbose_name = _("dirección anterior")
        verbose_name_plural = _("direcciones anteriores")
        constraints = [
            models.UniqueConstraint(
                fields=("kind", "slug"),
                name="old_slug_once",
                violation_error_message=_("Esa dirección ya la usó otro registro."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind}/{self.slug}"
