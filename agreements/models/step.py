"""What happened to a commitment, in order. Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import ClosingReason, RescheduleReason, State, Step
from agreements.models.assessment import Assessment, Evidence
from agreements.models.commitment import Commitment
from agreements.querysets import ThroughCommitmentQuerySet
from conflicts.models import Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.models import Document


class Reschedule(models.Model):
    """A new date asked for. Without the beneficiary's acceptance it moves no clock."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("compromiso"), related_name="reschedules"
    )
    asked_by_party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("lo pide"), related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("lo registró"), related_name="+"
    )
    asked_at = models.DateTimeField(_("pedido el"))
    asked_document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("documento del pedido"),
        related_name="+",
    )
    old_due = PartialDateField(_("plazo anterior"))
    new_due = PartialDateField(_("plazo nuevo"))
    reason = models.CharField(_("motivo"), max_length=13, choices=RescheduleReason)
    note = models.TextField(_("explicación"), blank=True)
    accepted_by_party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("lo acepta"), related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("registró la aceptación"),
        related_name="+",
    )
    accepted_at = models.DateTimeField(_("aceptado el"), null=True, blank=True)
    accepted_document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("documento de la aceptación"),
        related_name="+",
    )
    is_unilateral = models.BooleanField(_("unilateral"), default=True)

    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("reprogramación")
        verbose_name_plural = _("reprogramaciones")
        ordering = ("asked_at", "id")
        constraints = [
            whole("old_due"),
            whole("new_due"),
            models.CheckConstraint(
                condition=Q(is_unilateral=True) | Q(accepted_at__isnull=False),
                name="accepted_reschedule_has_its_day",
                violation_error_message=_("Una fecha solo se mueve si el beneficiario la aceptó."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_due} → {self.new_due}"


class Transition(models.Model):
    """One row of the timeline. Every change of state leaves one that names its cause."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("compromiso"), related_name="transitions"
    )
    step = models.CharField(_("paso"), max_length=14, choices=Step)
    from_state = models.CharField(_("de"), max_length=24, choices=State, blank=True)
    to_state = models.CharField(_("a"), max_length=24, choices=State)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, verbose_name=_("lo registró"), related_name="+"
    )
    at = models.DateTimeField(_("cuándo"))
    assessment = models.ForeignKey(
        Assessment, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("por"), related_name="transitions"
    )
    evidence = models.ForeignKey(
        Evidence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("evidencia"),
        related_name="transitions",
    )
    reschedule = models.ForeignKey(
        Reschedule,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("reprogramación"),
        related_name="transitions",
    )
    documents = models.ManyToManyField(Document, verbose_name=_("documentos"), blank=True, related_name="transitions")
    consenting = models.ManyToManyField(Party, verbose_name=_("con el acuerdo de"), blank=True, related_name="+")
    closing_reason = models.CharField(_("motivo del cierre"), max_length=20, choices=ClosingReason, blank=True)
    reason = models.TextField(_("motivo"), blank=True)
    old_value = models.TextField(_("decía"), blank=True)
    new_value = models.TextField(_("dice"), blank=True)

    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("paso")
        verbose_name_plural = _("pasos")
        ordering = ("at", "id")
        indexes = [models.Index(fields=("commitment", "at"), name="transition_by_commitment")]

    def __str__(self) -> str:
        return self.get_step_display()
