"""The word given: who owes what to whom, by when."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from agreements.choices import (
    AssessmentLevel,
    ConfirmedBy,
    DeadlineBasis,
    DeadlineKind,
    Duty,
    Kind,
    Question,
    Record,
    Recurrence,
    State,
    Trigger,
)
from agreements.models.agreement import Agreement
from agreements.querysets import CommitmentQuerySet, ThroughCommitmentQuerySet
from conflicts.choices import Grade, Theme
from conflicts.models import FromSource, Incident, Party, Territory
from conflicts.partial_dates import PartialDateField, whole
from mesas.choices import Answer, ReportedState, SaidBy
from mesas.models import Document, Mesa, Session


class Commitment(FromSource):
    """A debt of one or several parties, owed from the moment its session or document is registered.

    `state` is the result of `workflow.state_of` over the rows, stored for search; nobody assigns it. Beside it stands
    what each voice says today, empty where nobody spoke: `claim_level` and the day on which that claim was told,
    `verdict_level` (the lowest of the beneficiaries that answered) and `finding_level` (independent only).
    `first_due` is what was first promised and changes only when a transcription is corrected;
    `due` is the deadline in force, `carried_first_due` the earliest first deadline of what this one replaces.
    `skipped_days` are the non-working days that the count passed over when it was made, as [ISO day, name], so that
    the sum can be checked for ever. `overdue_since` is what the nightly job remembers, not what screens read.
    """

    mesa = models.ForeignKey(Mesa, on_delete=models.PROTECT, verbose_name=_("mesa"), related_name="commitments")
    agreement = models.ForeignKey(
        Agreement,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("acuerdo"),
        related_name="commitments",
    )
    document = models.ForeignKey(
        Document,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("documento"),
        related_name="commitments",
    )
    session = models.ForeignKey(
        Session, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("sesión"), related_name="commitments"
    )
    code = models.CharField(_("código"), max_length=24, unique=True, editable=False)
    source_code = models.CharField(_("código en la fuente"), max_length=20, blank=True, db_index=True, editable=False)
    source_label = models.CharField(_("número en la fuente"), max_length=20, blank=True)
    title = models.CharField(_("título"), max_length=200)
    text = models.TextField(_("palabras del acta"), blank=True)
    clause = models.CharField(_("cláusula"), max_length=60, blank=True)
    theme = models.CharField(_("tema"), max_length=20, choices=Theme, blank=True)
    theme_note = models.CharField(_("sobre el tema"), max_length=120, blank=True)
    kind = models.CharField(_("clase"), max_length=17, choices=Kind, blank=True)
    territory = models.ForeignKey(
        Territory, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("lugar"), related_name="commitments"
    )
    grade = models.CharField(_("visibilidad"), max_length=8, choices=Grade)
    grade_reason = models.CharField(_("motivo de la visibilidad"), max_length=300, blank=True)
    obligor_text = models.CharField(_("quién debe, según el documento"), max_length=300, blank=True)
    beneficiary_text = models.CharField(_("quién recibe, según el documento"), max_length=300, blank=True)
    amount_pen = models.DecimalField(_("monto en soles"), max_digits=16, decimal_places=2, null=True, blank=True)
    amount_text = models.CharField(_("monto, según el documento"), max_length=300, blank=True)
    agreed = PartialDateField(_("acordado"))
    starts = PartialDateField(_("empieza"))

    deadline_kind = models.CharField(_("tipo de plazo"), max_length=12, choices=DeadlineKind)
    deadline_basis = models.CharField(_("cómo se sabe el plazo"), max_length=9, choices=DeadlineBasis, blank=True)
    deadline_text = models.CharField(_("plazo, con las palabras del documento"), max_length=300, blank=True)
    term = models.PositiveSmallIntegerField(_("término"), null=True, blank=True)
    trigger = models.CharField(_("se cuenta desde"), max_length=10, choices=Trigger, blank=True)
    trigger_text = models.CharField(_("hecho desde el que se cuenta"), max_length=200, blank=True)
    trigger_commitment = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("compromiso del que depende"),
        related_name="dependents",
    )
    triggered = PartialDateField(_("día cero"))
    first_due = PartialDateField(_("primer plazo"))
    due = PartialDateField(_("plazo vigente"))
    carried_first_due = PartialDateField(_("primer plazo de lo que reemplaza"))
    skipped_days = models.JSONField(_("días que no se contaron"), default=list, editable=False)
    recurs = models.CharField(_("cada cuánto"), max_length=10, choices=Recurrence, blank=True)
    recurs_until = PartialDateField(_("último periodo"))

    measurable_what = models.CharField(_("dice qué se hará"), max_length=2, choices=Answer, blank=True)
    measurable_who = models.CharField(_("dice quién lo hará"), max_length=2, choices=Answer, blank=True)
    measurable_when = models.CharField(_("dice cuándo"), max_length=2, choices=Answer, blank=True)
    measurable_where = models.CharField(_("dice dónde o para quién"), max_length=2, choices=Answer, blank=True)
    measurable_means = models.CharField(_("dice cómo se comprobará"), max_length=2, choices=Answer, blank=True)
    measurable_follow_up = models.CharField(
        _("dice quién le hará seguimiento"), max_length=2, choices=Answer, blank=True
    )
    means_text = models.TextField(_("cómo se comprobará"), blank=True)

    state = models.CharField(_("estado"), max_length=24, choices=State, default=State.PENDING, editable=False)
    confirmed_by = models.CharField(_("confirmado por"), max_length=10, choices=ConfirmedBy, blank=True, editable=False)
    fulfilled_on = models.DateField(_("día del cumplimiento"), null=True, editable=False)
    done_in_time = models.BooleanField(_("cumplido dentro del primer plazo"), null=True, editable=False)
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
    record = models.CharField(_("registro"), max_length=8, choices=Record, editable=False)
    last_moved_on = models.DateField(_("último movimiento"), null=True, editable=False)
    overdue_since = models.DateField(_("vencido desde"), null=True, editable=False)
    is_background = models.BooleanField(_("antecedente: anterior a la mesa"), default=False)
    notes = models.TextField(_("notas"), blank=True)
    incidents = models.ManyToManyField(Incident, verbose_name=_("hechos"), blank=True, related_name="commitments")
    search_text = models.TextField(editable=False, blank=True)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("lo registró"),
    )
    registered_at = models.DateTimeField(_("registrado el"), editable=False)
    version = models.PositiveIntegerField(_("versión"), default=1, editable=False)

    parties = models.ManyToManyField(
        Party, through="CommitmentParty", verbose_name=_("actores"), related_name="commitments"
    )

    never_corrected: ClassVar = frozenset(
        {
            "mesa",
            "deadline_kind",
            "deadline_basis",
            "deadline_text",
            "term",
            "trigger",
            "trigger_text",
            "trigger_commitment",
            "triggered",
            "first_due",
            "due",
            "carried_first_due",
            "skipped_days",
            "recurs",
            "recurs_until",
            "measurable_what",
            "measurable_who",
            "measurable_when",
            "measurable_where",
            "measurable_means",
            "measurable_follow_up",
        }
    )
    kept_together: ClassVar = {
        "agreement": ("document.mesa_id", "mesa_id"),
        "document": ("mesa_id", "mesa_id"),
        "session": ("mesa_id", "mesa_id"),
        "incidents": ("conflict_id", "mesa.conflict_id"),
    }

    history = HistoricalRecords(excluded_fields=["search_text"])
    objects = CommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("compromiso")
        verbose_name_plural = _("compromisos")
        ordering = (F("due_on").asc(nulls_last=True), "id")
        constraints = [
            whole("agreed"),
            whole("starts"),
            whole("triggered"),
            whole("first_due"),
            whole("due"),
            whole("carried_first_due"),
            whole("recurs_until"),
            models.CheckConstraint(
                condition=~Q(deadline_kind__in=(DeadlineKind.NONE, DeadlineKind.UNKNOWN))
                | Q(first_due_on__isnull=True),
                name="no_deadline_has_no_first_date",
                violation_error_message=_("Si el documento no fija plazo, no puede haber un primer plazo."),
            ),
            models.CheckConstraint(
                condition=~Q(deadline_kind=DeadlineKind.DATE) | Q(first_due_on__isnull=False),
                name="dated_deadline_has_its_date",
                violation_error_message=_("Indique la fecha del plazo."),
            ),
        ]
        indexes = [
            models.Index(fields=("mesa", "state", "due_on"), name="commitment_by_mesa"),
            models.Index(fields=("state", "due_on", "id"), name="commitment_by_due"),
            models.Index(fields=("last_moved_on", "id"), name="commitment_by_movement"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def measurable_answers(self) -> dict[Question, str]:
        """What was answered at registration, question by question."""
        return {question: getattr(self, question.column) for question in Question}

    def get_absolute_url(self) -> str:
        return reverse("commitment", args=[self.code])


class CommitmentParty(models.Model):
    """A party's part in a commitment. The State, companies and communities may all owe."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, verbose_name=_("compromiso"), related_name="duties"
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("actor"), related_name="duties")
    duty = models.CharField(_("papel"), max_length=14, choices=Duty)
    note = models.CharField(_("detalle"), max_length=200, blank=True)

    never_corrected: ClassVar = frozenset({"commitment"})

    history = HistoricalRecords()
    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("actor del compromiso")
        verbose_name_plural = _("actores del compromiso")
        constraints = [
            models.UniqueConstraint(
                fields=("commitment", "party", "duty"),
                name="duty_once",
                violation_error_message=_("Ese actor ya figura con ese papel."),
            ),
            models.UniqueConstraint(
                fields=("commitment",),
                condition=Q(duty=Duty.LEAD),
                name="one_lead",
                violation_error_message=_("Solo puede haber un responsable principal; los demás son corresponsables."),
            ),
        ]
        indexes = [models.Index(fields=("party", "duty", "commitment"), name="duty_by_party")]

    def __str__(self) -> str:
        return f"{self.party}: {self.get_duty_display()}"


class ReportedStatus(FromSource):
    """What a public source tells of a commitment: never an assessment."""

    commitment = models.ForeignKey(
        Commitment, on_delete=models.CASCADE, verbose_name=_("compromiso"), related_name="reported_statuses"
    )
    state = models.CharField(_("estado según la fuente"), max_length=12, choices=ReportedState, blank=True)
    text = models.TextField(_("con las palabras de la fuente"), blank=True)
    as_of = PartialDateField(_("al"))
    said_by = models.CharField(_("quién lo dice"), max_length=20, choices=SaidBy, blank=True)

    never_corrected: ClassVar = frozenset({"commitment"})

    history = HistoricalRecords()
    objects = ThroughCommitmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("estado según fuente")
        verbose_name_plural = _("estados según fuente")
        ordering = (F("as_of_on").desc(nulls_last=True), "-id")
        constraints = [whole("as_of")]

    def __str__(self) -> str:
        return self.get_state_display()
