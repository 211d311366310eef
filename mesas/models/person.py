"""Names live here and nowhere else."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.models import Party
from mesas.choices import Gender
from mesas.querysets import PersonQuerySet


class Person(models.Model):
    """Somebody who sits or attends. Personal data: other rows refer to it by id, and it can be erased."""

    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("actor"), related_name="people")
    name = models.CharField(_("nombre"), max_length=160, blank=True)
    post = models.CharField(_("cargo"), max_length=160, blank=True)
    phone = models.CharField(_("teléfono"), max_length=30, blank=True)
    email = models.EmailField(_("correo"), blank=True)
    gender = models.CharField(_("género declarado"), max_length=6, choices=Gender, blank=True)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("usuario"),
        related_name="person",
    )
    erased_at = models.DateTimeField(_("borrado el"), null=True, blank=True, editable=False)

    history = HistoricalRecords()
    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("persona")
        verbose_name_plural = _("personas")
        ordering = ("name",)

    def __str__(self) -> str:
        return (self.name if self.erased_at is None else "") or str(_("persona sin nombre"))
