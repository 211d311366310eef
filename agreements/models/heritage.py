"""What a later mesa takes over by name, where it does not take all."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.models.commitment import Commitment
from agreements.querysets import ThroughCommitmentQuerySet
from mesas.models import MesaLink


class Inherited(models.Model):
    """A commitment that the earlier mesa held, and that a link of inheritance *listed* names.

    It keeps its code and its origin. The earlier mesa may have taken it over itself from one before.
    """

    link = models.ForeignKey(MesaLink, on_delete=models.CASCADE, verbose_name=_("vínculo"), related_name="inherited")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, verbose_name=_("compromiso"), related_name="inherited_by"
    )

    never_corrected: ClassVar = frozenset({"link"})

    history = HistoricalRecords()
    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("compromiso heredado")
        verbose_name_plural = _("compromisos heredados")
        constraints = [
            models.UniqueConstraint(
                fields=("link", "commitment"),
                name="inherited_once",
                violation_error_message=_("Ese compromiso ya figura entre los heredados."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.commitment.code} → {self.link.mesa.code}"
