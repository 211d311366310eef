"""The only thing that the looking keeps of its own: when the clock last beat."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Heartbeat(models.Model):
    """When clock, broker and worker were last all there: one row, in the database since several machines ask for it."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    at = models.DateTimeField(_("último latido"))

    class Meta:
        verbose_name = _("latido")
        verbose_name_plural = _("latidos")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id=1), name="heartbeat_single", violation_error_message=_("Hay un solo latido.")
            )
        ]

    def __str__(self) -> str:
        return self.at.isoformat()
