"""Three voices about one promise, and what each shows. Append-only."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from agreements.choices import AssessmentKind, AssessmentLevel, EvidenceKind, Proof, ReviewOutcome
from agreements.models.commitment import Commitment
from agreements.models.parts import Milestone, Occurrence
from agreements.querysets import ThroughCommitmentQuerySet
from conflicts.models import Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.models import Document, Session


class Evidence(models.Model):
    """A file that shows something. The original is kept as it came, for few eyes; the copy shown has no metadata."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("compromiso"), related_name="evidence"
    )
    occurrence = models.ForeignKey(
        Occurrence, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("periodo"), related_name="evidence"
    )
    milestone = models.ForeignKey(
        Milestone, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("hito"), related_name="evidence"
    )
    kind = models.CharField(_("tipo"), max_length=10, choices=EvidenceKind)
    original = models.FileField(_("archivo original"), upload_to="originals/%Y/%m/", max_length=200)
    original_name = models.CharField(_("nombre del archivo"), max_length=200, editable=False)
    sha256 = models.CharField(_("huella SHA-256"), max_length=64, editable=False)
    size = models.PositiveIntegerField(_("tamaño en bytes"), editable=False)
    shown = models.FileField(_("copia para mostrar"), upload_to="shown/%Y/%m/", max_length=200, blank=True)
    shown_size = models.PositiveIntegerField(_("tamaño de la copia en bytes"), null=True, editable=False)
    width = models.PositiveIntegerField(_("ancho en píxeles"), null=True, editable=False)
    height = models.PositiveIntegerField(_("alto en píxeles"), null=True, editable=False)
    small = models.FileField(_("copia pequeña para listas"), upload_to="small/%Y/%m/", max_length=200, blank=True)
    caption = models.CharField(_("qué muestra"), max_length=200, blank=True)
    place = models.CharField(_("lugar"), max_length=160, blank=True)
    taken = PartialDateField(_("del día"))
    supplied_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("quién la dio"), related_name="evidence"
    )
    proves = models.CharField(_("qué es"), max_length=16, choices=Proof, blank=True)
    shows_work_began = models.BooleanField(_("muestra que empezó el trabajo"), default=False)
    published_at = models.DateTimeField(_("publicada el"), null=True, editable=False)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("la publicó"),
    )
    redacted_at = models.DateTimeField(_("retirada el"), null=True, editable=False)
    redacted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("la retiró"),
    )
    redaction_reason = models.CharField(_("motivo del retiro"), max_length=300, blank=True, editable=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, editable=False, related_name="+", verbose_name=_("la subió")
    )
    uploaded_at = models.DateTimeField(_("subida el"), editable=False)

    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("evidencia")
        verbose_name_plural = _("evidencias")
        ordering = ("uploaded_at", "id")
        constraints = [whole("taken")]

    def __str__(self) -> str:
        return self.caption or self.get_kind_display()

    def get_absolute_url(self) -> str:
        return reverse("evidence", args=[self.pk])


class Assessment(models.Model):
    """What one party says of a commitment on one day: a claim, a verdict or a verification.

    `level` empty means that it could not be assessed. `is_independent` is judged and kept when the
    verification is recorded. A wrong row is answered by a new one.
    """

    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("compromiso"), related_name="assessments"
    )
    occurrence = models.ForeignKey(
        Occurrence,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("periodo"),
        related_name="assessments",
    )
    kind = models.CharField(_("tipo"), max_length=12, choices=AssessmentKind)
    party = models.ForeignKey(
        Party, on_delete=models.PROTECT, verbose_name=_("quién habla"), related_name="assessments"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, verbose_name=_("lo registró"), related_name="assessments"
    )
    is_on_behalf = models.BooleanField(_("por encargo"), default=False)
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("documento"),
        related_name="assessments",
    )
    observed = PartialDateField(_("se vio el"))
    recorded_at = models.DateTimeField(_("registrado el"))
    level = models.PositiveSmallIntegerField(_("nivel"), choices=AssessmentLevel, null=True, blank=True)
    note = models.TextField(_("qué dice"), blank=True)
    evidence = models.ManyToManyField(Evidence, verbose_name=_("evidencia"), blank=True, related_name="assessments")
    is_independent = models.BooleanField(_("independiente"), default=False)
    is_breach = models.BooleanField(_("constata incumplimiento"), default=False)
    client_id = models.UUIDField(_("clave del envío"), unique=True, null=True, editable=False)

    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("evaluación")
        verbose_name_plural = _("evaluaciones")
        ordering = ("recorded_at", "id")
        constraints = [
            whole("observed"),
            models.CheckConstraint(
                condition=Q(level__isnull=True) | Q(level__range=(0, 3)),
                name="assessment_level_0_to_3",
                violation_error_message=_("El nivel va de 0 a 3."),
            ),
            models.CheckConstraint(
                condition=Q(is_on_behalf=False) | Q(document__isnull=False),
                name="on_behalf_has_its_document",
                violation_error_message=_("Lo que se registra por encargo lleva el documento que lo respalda."),
            ),
            models.CheckConstraint(
                condition=~Q(kind=AssessmentKind.VERIFICATION) | Q(is_on_behalf=False),
                name="verification_never_on_behalf",
                violation_error_message=_("Una verificación no se registra por encargo."),
            ),
        ]
        indexes = [models.Index(fields=("commitment", "kind", "recorded_at"), name="assessment_by_commitment")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.get_level_display() or _('no se pudo evaluar')}"


class SessionReview(models.Model):
    """What was said of an open commitment in a session: a note of the hall, never an assessment."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, verbose_name=_("sesión"), related_name="reviews")
    commitment = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, verbose_name=_("compromiso"), related_name="reviews"
    )
    outcome = models.CharField(_("qué se dijo"), max_length=16, choices=ReviewOutcome)
    said_by = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("quién lo dijo"), related_name="reviews"
    )
    note = models.TextField(_("nota"), blank=True)

    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("repaso en sesión")
        verbose_name_plural = _("repasos en sesión")
        constraints = [
            models.UniqueConstraint(
                fields=("session", "commitment"),
                name="review_once",
                violation_error_message=_("Ese compromiso ya se repasó en esta sesión."),
            )
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()
