"""The table: its mandates, seats, ground rules and kin."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import Grade, SlugKind
from conflicts.models import Conflict, Episode, FromSource, Incident, Party
from conflicts.partial_dates import PartialDateField, whole
from mesas.choices import (
    EndKind,
    Inheritance,
    LinkKind,
    MandateKind,
    Mechanism,
    MesaStatus,
    MonthEndRule,
    SeatRole,
)
from mesas.querysets import MesaQuerySet, ThroughMesaQuerySet


class Mesa(FromSource):
    """A negotiating forum. Its grade is asked, never assumed."""

    conflict = models.ForeignKey(Conflict, on_delete=models.PROTECT, verbose_name=_("conflicto"), related_name="mesas")
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("episodio"), related_name="mesas"
    )
    code = models.CharField(_("código"), max_length=12, unique=True)
    slug = models.SlugField(_("dirección"), max_length=60, unique=True)
    name = models.CharField(_("nombre"), max_length=200)
    mechanism = models.CharField(_("mecanismo"), max_length=24, choices=Mechanism)
    mechanism_note = models.CharField(_("sobre el mecanismo"), max_length=200, blank=True)
    grade = models.CharField(_("visibilidad"), max_length=8, choices=Grade)
    grade_reason = models.CharField(_("motivo de la visibilidad"), max_length=300, blank=True)
    status = models.CharField(_("situación"), max_length=11, choices=MesaStatus, default=MesaStatus.UNKNOWN)
    status_as_of = PartialDateField(_("situación al"))
    status_note = models.TextField(_("sobre la situación"), blank=True)
    installed = PartialDateField(_("instalada"))
    closed = PartialDateField(_("cerrada"))
    chair = models.ForeignKey(
        Party, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("preside"), related_name="chaired_mesas"
    )
    chair_text = models.CharField(_("presidencia, según las fuentes"), max_length=300, blank=True)
    secretariat = models.ForeignKey(
        Party,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("secretaría técnica"),
        related_name="secretariats",
    )
    secretariat_text = models.CharField(_("secretaría técnica, según las fuentes"), max_length=300, blank=True)
    place = models.CharField(_("lugar"), max_length=120, blank=True)
    instrument_text = models.CharField(_("instrumento legal"), max_length=300, blank=True)
    validity_text = models.TextField(_("vigencia, según las fuentes"), blank=True)
    sessions_reported = models.PositiveSmallIntegerField(_("sesiones, según las fuentes"), null=True, blank=True)
    rolls_forward = models.BooleanField(
        _("el plazo que cae en día no hábil pasa al siguiente hábil"),
        default=False,
        help_text=_("Solo si las reglas de la mesa lo dicen."),
    )
    month_end_rule = models.CharField(
        _("fin de los plazos en meses"), max_length=11, choices=MonthEndRule, default=MonthEndRule.SAME_DAY
    )
    last_commitment_number = models.PositiveIntegerField(_("último número de compromiso"), default=0, editable=False)
    notes = models.TextField(_("notas"), blank=True)
    incidents = models.ManyToManyField(Incident, verbose_name=_("hechos"), blank=True, related_name="mesas")

    slug_kind: ClassVar = SlugKind.MESA
    slug_from: ClassVar = "code"
    never_corrected: ClassVar = frozenset({"conflict"})
    kept_together: ClassVar = {"episode": ("conflict_id", "conflict_id"), "incidents": ("conflict_id", "conflict_id")}

    history = HistoricalRecords()
    objects = MesaQuerySet.as_manager()

    class Meta:
        verbose_name = _("mesa")
        verbose_name_plural = _("mesas")
        ordering = ("code",)
        constraints = [whole("status_as_of"), whole("installed"), whole("closed")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("mesa", args=[self.slug])


class WorkingGroup(models.Model):
    """A group of the mesa with sessions of its own numbering."""

    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, verbose_name=_("mesa"), related_name="working_groups")
    name = models.CharField(_("nombre"), max_length=200)
    order = models.PositiveSmallIntegerField(_("orden"), default=0)

    never_corrected: ClassVar = frozenset({"mesa"})

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("grupo de trabajo")
        verbose_name_plural = _("grupos de trabajo")
        ordering = ("order", "id")
        constraints = [
            models.UniqueConstraint(
                fields=("mesa", "name"),
                name="working_group_once",
                violation_error_message=_("La mesa ya tiene un grupo con ese nombre."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class MesaLink(models.Model):
    """Kinship between two mesas, and what the later one takes over."""

    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, verbose_name=_("mesa"), related_name="links_back")
    predecessor = models.ForeignKey(
        Mesa, on_delete=models.PROTECT, verbose_name=_("mesa anterior"), related_name="links_forward"
    )
    kind = models.CharField(_("vínculo"), max_length=14, choices=LinkKind, blank=True)
    inheritance = models.CharField(_("compromisos que hereda"), max_length=9, choices=Inheritance, blank=True)
    is_inferred = models.BooleanField(_("es una deducción"), default=False)
    since = PartialDateField(_("desde"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vínculo entre mesas")
        verbose_name_plural = _("vínculos entre mesas")
        constraints = [
            whole("since"),
            models.CheckConstraint(
                condition=~Q(mesa=F("predecessor")),
                name="mesa_is_not_its_own_predecessor",
                violation_error_message=_("Una mesa no puede ser anterior a sí misma."),
            ),
            models.UniqueConstraint(
                fields=("mesa", "predecessor"),
                name="mesa_link_once",
                violation_error_message=_("Ese vínculo ya existe."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor.code} → {self.mesa.code}"


class Mandate(FromSource):
    """A dated order to sit. An antecedent is no mandate of the mesa and covers nothing."""

    mesa = models.ForeignKey(Mesa, on_delete=models.PROTECT, verbose_name=_("mesa"), related_name="mandates")
    kind = models.CharField(_("tipo"), max_length=14, choices=MandateKind, blank=True)
    instrument = models.CharField(_("instrumento"), max_length=120, blank=True)
    starts = PartialDateField(_("desde"))
    ends = PartialDateField(_("hasta"))
    end_kind = models.CharField(_("cómo se sabe el término"), max_length=11, choices=EndKind, blank=True)
    text = models.TextField(_("qué dispone"), blank=True)

    history = HistoricalRecords()
    objects = ThroughMesaQuerySet.as_manager()

    class Meta:
        verbose_name = _("mandato")
        verbose_name_plural = _("mandatos")
        ordering = ("starts_on", "id")
        constraints = [
            whole("starts"),
            whole("ends"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(starts_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="mandate_ends_after_it_starts",
                violation_error_message=_("El mandato no puede terminar antes de empezar."),
            ),
        ]

    def __str__(self) -> str:
        return self.instrument or self.get_kind_display()


class Seat(FromSource):
    """A place at the table, held by a party through a post."""

    mesa = models.ForeignKey(Mesa, on_delete=models.PROTECT, verbose_name=_("mesa"), related_name="seats")
    working_group = models.ForeignKey(
        WorkingGroup,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("grupo de trabajo"),
        related_name="seats",
    )
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("actor"), related_name="seats")
    role = models.CharField(_("función"), max_length=18, choices=SeatRole, default=SeatRole.MEMBER)
    role_note = models.CharField(_("sobre la función"), max_length=300, blank=True)
    post = models.CharField(_("cargo"), max_length=160, blank=True)
    places = models.PositiveSmallIntegerField(_("número de asientos"), null=True, blank=True)
    person = models.ForeignKey(
        "mesas.Person",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("quien lo ocupa"),
        related_name="seats",
    )
    note = models.TextField(_("notas"), blank=True)

    never_corrected: ClassVar = frozenset({"mesa"})
    kept_together: ClassVar = {"working_group": ("mesa_id", "mesa_id")}

    history = HistoricalRecords()
    objects = ThroughMesaQuerySet.as_manager()

    class Meta:
        verbose_name = _("asiento")
        verbose_name_plural = _("asientos")
        ordering = ("mesa", "id")

    def __str__(self) -> str:
        return f"{self.party} ({self.get_role_display()})"


class GroundRules(models.Model):
    """A version of the rules of engagement, and which seats approved it."""

    mesa = models.ForeignKey(Mesa, on_delete=models.CASCADE, verbose_name=_("mesa"), related_name="ground_rules")
    version = models.PositiveSmallIntegerField(_("versión"))
    adopted = PartialDateField(_("aprobadas"))
    approved_by = models.ManyToManyField(
        Seat, verbose_name=_("asientos que las aprobaron"), blank=True, related_name="+"
    )
    chairing = models.TextField(_("presidencia"), blank=True)
    quorum = models.TextField(_("quórum"), blank=True)
    decisions = models.TextField(_("cómo se decide"), blank=True)
    spokespersons = models.TextField(_("vocerías"), blank=True)
    agenda_setting = models.TextField(_("quién pone la agenda"), blank=True)
    minutes = models.TextField(_("actas"), blank=True)
    languages = models.TextField(_("idiomas"), blank=True)
    costs = models.TextField(_("costos"), blank=True)
    advisers = models.TextField(_("asesores"), blank=True)
    follow_up = models.TextField(_("seguimiento"), blank=True)
    disputes = models.TextField(_("desacuerdos"), blank=True)

    never_corrected: ClassVar = frozenset({"mesa"})
    kept_together: ClassVar = {"approved_by": ("mesa_id", "mesa_id")}

    history = HistoricalRecords()
    objects = ThroughMesaQuerySet.as_manager()

    class Meta:
        verbose_name = _("reglas de juego")
        verbose_name_plural = _("reglas de juego")
        ordering = ("mesa", "-version")
        constraints = [
            whole("adopted"),
            models.UniqueConstraint(
                fields=("mesa", "version"),
                name="ground_rules_version_once",
                violation_error_message=_("Esa versión de las reglas ya existe."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.mesa.code}, v{self.version}"
