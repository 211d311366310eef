"""What happened to a commitment, in order. Rows are added, never changed."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.choices import AssessmentLevel, ClosingReason, RescheduleReason, State, Step
from agreements.models.assessment import Assessment, Evidence
from agreements.models.commitment import Commitment
from agreements.models.parts import Milestone, Occurrence
from agreements.querysets import ThroughCommitmentQuerySet, ThroughRescheduleQuerySet
from conflicts.models import Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.models import Document


class Reschedule(models.Model):
    """A new date asked for. It stays unilateral, and moves no clock, until every beneficiary has accepted it.

    A suspension is a reschedule that names the days between which the clock stands still.
    """

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
    suspended_from = models.DateField(_("suspendido desde"), null=True, blank=True)
    suspended_until = models.DateField(_("suspendido hasta"), null=True, blank=True)
    reason = models.CharField(_("motivo"), max_length=13, choices=RescheduleReason)
    note = models.TextField(_("explicación"), blank=True)
    accepted_at = models.DateTimeField(_("aceptado por todos el"), null=True, blank=True)
    is_unilateral = models.BooleanField(_("unilateral"), default=True)
    client_id = models.UUIDField(_("clave del envío"), unique=True, null=True, editable=False)

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
            models.CheckConstraint(
                condition=~Q(reason=RescheduleReason.SUSPENSION)
                | Q(suspended_from__isnull=False, suspended_until__gte=F("suspended_from")),
                name="suspension_names_its_days",
                violation_error_message=_("Una suspensión dice desde qué día y hasta qué día."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old_due} → {self.new_due}"

    @property
    def was_moved_late(self) -> bool:
        """Accepted once the deadline that it moves had passed."""
        if self.accepted_at is None or self.old_due.last is None:
            return False
        return timezone.localdate(self.accepted_at) > self.old_due.last


class RescheduleAnswer(models.Model):
    """What one beneficiary party answers to a new date. The latest of a party counts, until all have accepted."""

    reschedule = models.ForeignKey(
        Reschedule, on_delete=models.PROTECT, verbose_name=_("reprogramación"), related_name="answers"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("quién responde"), related_name="+")
    accepts = models.BooleanField(_("acepta"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("lo registró"), related_name="+"
    )
    recorded_at = models.DateTimeField(_("registrado el"))
    document = models.ForeignKey(
        Document, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("documento"), related_name="+"
    )
    note = models.TextField(_("qué dice"), blank=True)

    objects = ThroughRescheduleQuerySet.as_manager()

    class Meta:
        verbose_name = _("respuesta a una reprogramación")
        verbose_name_plural = _("respuestas a reprogramaciones")
        ordering = ("recorded_at", "id")

    def __str__(self) -> str:
        return f"{self.party}: {_('acepta') if self.accepts else _('no acepta')}"


class Transition(models.Model):
    """One row of the timeline. Every change of state leaves one that names its cause.

    `party` is in whose name the step was taken. A closing names who consents and its documents, a replacement its
    successors; an objection or a reopening the closing that it `lifts`; a settlement its `level`, the `day` from which
    it stands and whether a verifier whom both named gave it.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("compromiso"), related_name="transitions"
    )
    step = models.CharField(_("paso"), max_length=16, choices=Step)
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
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("hito"), related_name="transitions"
    )
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("periodo"),
        related_name="transitions",
    )
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("en nombre de"), related_name="+"
    )
    lifts = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("levanta"), related_name="lifted_by"
    )
    successors = models.ManyToManyField(
        Commitment, verbose_name=_("lo reemplazan"), blank=True, related_name="replacements"
    )
    level = models.PositiveSmallIntegerField(_("nivel"), choices=AssessmentLevel, null=True, blank=True)
    day = PartialDateField(_("del día"))
    by_verifier = models.BooleanField(_("lo resolvió quien ambos nombraron"), default=False)
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
        constraints = [whole("day")]
        indexes = [models.Index(fields=("commitment", "at"), name="transition_by_commitment")]

    def __str__(self) -> str:
        return self.get_step_display()
