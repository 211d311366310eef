"""A day at the table: who was called, who came, what was on the agenda."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import Level, Side
from conflicts.models import FromSource, Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.choices import (
    Admission,
    Answer,
    CanDecide,
    Capacity,
    Held,
    ItemOutcome,
    Mode,
    NotHeldReason,
    TravelPaidBy,
)
from mesas.models.mesa import Mesa, WorkingGroup
from mesas.models.person import Person
from mesas.querysets import SessionQuerySet, ThroughSessionQuerySet


class Session(FromSource):
    """A meeting held, postponed or failed. It is numbered only when held; the original label is kept."""

    mesa = models.ForeignKey(Mesa, on_delete=models.PROTECT, verbose_name=_("mesa"), related_name="sessions")
    working_group = models.ForeignKey(
        WorkingGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("grupo de trabajo"),
        related_name="sessions",
    )
    number = models.PositiveIntegerField(_("número"), null=True, blank=True, editable=False)
    label = models.CharField(_("como la llama el acta"), max_length=40, blank=True)
    held = models.CharField(_("¿Se realizó?"), max_length=10, choices=Held, blank=True)
    not_held_reason = models.CharField(_("motivo"), max_length=18, choices=NotHeldReason, blank=True)
    not_held_note = models.TextField(_("sobre el motivo"), blank=True)
    day = PartialDateField(_("fecha"), index=True)
    end = PartialDateField(_("terminó"))
    starts_at = models.TimeField(_("empezó"), null=True, blank=True)
    ends_at = models.TimeField(_("terminó a las"), null=True, blank=True)
    place = models.CharField(_("lugar"), max_length=160, blank=True)
    mode = models.CharField(_("modo"), max_length=10, choices=Mode, blank=True)
    convened_by = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("convocó"),
        related_name="convened_sessions",
    )
    languages_needed = models.CharField(_("idiomas que hacían falta"), max_length=160, blank=True)
    interpretation = models.CharField(_("hubo interpretación"), max_length=2, choices=Answer, blank=True)
    interpretation_note = models.CharField(_("sobre el idioma"), max_length=300, blank=True)
    quorum = models.CharField(_("hubo quórum"), max_length=2, choices=Answer, blank=True)
    attendance_note = models.TextField(_("sobre la asistencia"), blank=True)
    agenda_known = models.CharField(
        _("hubo agenda"),
        max_length=2,
        choices=Answer,
        blank=True,
        help_text=_("Desconocida en lo que solo cuentan las fuentes públicas."),
    )
    outcome = models.TextField(_("resultado"), blank=True)
    next_day = PartialDateField(_("próxima sesión"))
    client_id = models.UUIDField(_("clave del envío"), unique=True, null=True, editable=False)
    fingerprint = models.CharField(_("huella del envío"), max_length=64, blank=True, editable=False)
    logged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("la registró"),
    )
    logged_at = models.DateTimeField(_("registrada el"), null=True, editable=False)
    version = models.PositiveIntegerField(_("versión"), default=1, editable=False)

    never_corrected: ClassVar = frozenset({"mesa", "working_group"})
    kept_together: ClassVar = {"working_group": ("mesa_id", "mesa_id")}

    history = HistoricalRecords()
    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("sesión")
        verbose_name_plural = _("sesiones")
        ordering = (F("day_on").desc(nulls_last=True), "-id")
        constraints = [
            whole("day"),
            whole("end"),
            whole("next_day"),
            models.UniqueConstraint(
                fields=("mesa", "number"),
                condition=Q(working_group__isnull=True),
                name="session_number_once",
                violation_error_message=_("La mesa ya tiene una sesión con ese número."),
            ),
            models.UniqueConstraint(
                fields=("working_group", "number"),
                name="session_number_once_per_group",
                violation_error_message=_("El grupo de trabajo ya tiene una sesión con ese número."),
            ),
            models.CheckConstraint(
                condition=Q(number__isnull=True) | Q(held=Held.HELD),
                name="only_held_sessions_have_a_number",
                violation_error_message=_("Solo lleva número la sesión que se realizó."),
            ),
        ]

    def __str__(self) -> str:
        if self.number:
            return str(_("Sesión %(number)s") % {"number": self.number})
        return str(_("Sesión %(label)s") % {"label": self.label}) if self.label else str(_("Sesión"))

    def get_absolute_url(self) -> str:
        return reverse("session", args=[self.pk])


class SessionNotice(models.Model):
    """When one side received the call and the documents. Fair notice is counted from here."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, verbose_name=_("sesión"), related_name="notices")
    side = models.CharField(_("lado"), max_length=12, choices=Side)
    notice_on = models.DateField(_("recibió el aviso"), null=True, blank=True)
    documents_on = models.DateField(_("recibió los documentos"), null=True, blank=True)

    never_corrected: ClassVar = frozenset({"session"})

    history = HistoricalRecords()
    objects = ThroughSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("convocatoria por lado")
        verbose_name_plural = _("convocatoria por lado")
        constraints = [
            models.UniqueConstraint(
                fields=("session", "side"),
                name="notice_once_per_side",
                violation_error_message=_("Ese lado ya tiene su aviso en esta sesión."),
            )
        ]

    def __str__(self) -> str:
        return self.get_side_display()


class Attendance(models.Model):
    """One person at one session: the party, post and level as they were that day."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, verbose_name=_("sesión"), related_name="attendances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, verbose_name=_("persona"), related_name="attendances")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("actor"), related_name="attendances")
    post = models.CharField(_("cargo"), max_length=160, blank=True)
    level = models.CharField(_("nivel"), max_length=13, choices=Level, blank=True)
    came = models.BooleanField(_("vino"))
    can_decide = models.CharField(_("puede decidir"), max_length=9, choices=CanDecide, blank=True)
    capacity = models.CharField(_("en calidad de"), max_length=11, choices=Capacity, default=Capacity.DELEGATE)
    is_remote = models.BooleanField(_("a distancia"), default=False)
    travel_hours = models.DecimalField(_("horas de viaje"), max_digits=4, decimal_places=1, null=True, blank=True)
    travel_paid_by = models.CharField(_("quién pagó el viaje"), max_length=7, choices=TravelPaidBy, blank=True)

    never_corrected: ClassVar = frozenset({"session"})

    history = HistoricalRecords()
    objects = ThroughSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("asistencia")
        verbose_name_plural = _("asistencias")
        constraints = [
            models.UniqueConstraint(
                fields=("session", "person"),
                name="attendance_once_per_person",
                violation_error_message=_("Esa persona ya figura en la lista de esta sesión."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party}, {self.post}"


class AgendaItem(models.Model):
    """A point of the agenda: who proposed it and what became of it."""

    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, verbose_name=_("sesión"), related_name="agenda_items"
    )
    order = models.PositiveSmallIntegerField(_("orden"))
    text = models.TextField(_("punto"))
    proposer = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("lo propuso"),
        related_name="agenda_items",
        help_text=_("Vacío: no se sabe."),
    )
    admission = models.CharField(_("¿Se admitió?"), max_length=9, choices=Admission, blank=True)
    refusal_reason = models.CharField(_("motivo del rechazo"), max_length=300, blank=True)
    demand = models.ForeignKey(
        "mesas.Demand",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("demanda"),
        related_name="agenda_items",
    )
    outcome = models.CharField(_("qué pasó"), max_length=12, choices=ItemOutcome, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutos"), null=True, blank=True)

    never_corrected: ClassVar = frozenset({"session"})
    kept_together: ClassVar = {"demand": ("conflict_id", "session.mesa.conflict_id")}

    history = HistoricalRecords()
    objects = ThroughSessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("punto de agenda")
        verbose_name_plural = _("puntos de agenda")
        ordering = ("session", "order")
        constraints = [
            models.UniqueConstraint(
                fields=("session", "order"),
                name="agenda_order_once",
                violation_error_message=_("Dos puntos no pueden llevar el mismo orden."),
            ),
            models.CheckConstraint(
                condition=~Q(admission=Admission.REFUSED) | ~Q(refusal_reason=""),
                name="refused_item_says_why",
                violation_error_message=_("Si el punto se rechazó, diga por qué."),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]
