"""Parts of a commitment: milestones on the way, occurrences of a recurring one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from agreements.choices import AssessmentLevel, ConfirmedBy, State
from agreements.models.commitment import Commitment
from agreements.querysets import OccurrenceQuerySet, ThroughCommitmentQuerySet
from conflicts.partial_dates import PartialDateField, whole


class Milestone(models.Model):
    """A dated step on the way. A late one is an alert of its own."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, verbose_name=_("compromiso"), related_name="milestones"
    )
    number = models.PositiveSmallIntegerField(_("número"))
    text = models.CharField(_("hito"), max_length=200)
    due = PartialDateField(_("plazo"))
    reached = PartialDateField(_("alcanzado"))

    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("hito")
        verbose_name_plural = _("hitos")
        ordering = ("commitment", "number")
        constraints = [
            whole("due"),
            whole("reached"),
            models.UniqueConstraint(
                fields=("commitment", "number"),
                name="milestone_number_once",
                violation_error_message=_("El compromiso ya tiene un hito con ese número."),
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Occurrence(models.Model):
    """One period of a recurring commitment, with its own due date, its own assessments and the state they make.

    `period` is how the period is written: "2026-03", "2026-B2", "2026-T1", "2026-S1" or "2026".
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, verbose_name=_("compromiso"), related_name="occurrences"
    )
    period = models.CharField(_("periodo"), max_length=10)
    due_on = models.DateField(_("plazo"))
    state = models.CharField(_("estado"), max_length=24, choices=State, default=State.PENDING, editable=False)
    confirmed_by = models.CharField(_("confirmado por"), max_length=10, choices=ConfirmedBy, blank=True, editable=False)
    fulfilled_on = models.DateField(_("día del cumplimiento"), null=True, editable=False)
    done_in_time = models.BooleanField(_("cumplido dentro del plazo"), null=True, editable=False)
    claim_level = models.PositiveSmallIntegerField(
        _("lo que declara quien debe"), choices=AssessmentLevel, null=True, editable=False
    )
    claimed_on = models.DateField(_("declarado el"), null=True, editable=False)
    verdict_level = models.PositiveSmallIntegerField(
        _("lo que dice el beneficiario"), choices=AssessmentLevel, null=True, editable=False
    )
    finding_level = models.PositiveSmallIntegerField(
        _("lo que verificó un tercero"), choices=AssessmentLevel, null=True, editable=False
    )
    overdue_since = models.DateField(_("vencido desde"), null=True, editable=False)

    objects = OccurrenceQuerySet.as_manager()

    class Meta:
        verbose_name = _("periodo")
        verbose_name_plural = _("periodos")
        ordering = ("commitment", "due_on")
        constraints = [
            models.UniqueConstraint(
                fields=("commitment", "period"),
                name="occurrence_once",
                violation_error_message=_("Ese periodo ya existe."),
            )
        ]

    def __str__(self) -> str:
        return self.period
