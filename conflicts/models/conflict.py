"""What is disputed, where, by whom, and what it has cost."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from conflicts.choices import (
    Activity,
    CasualtyGroup,
    ConflictKind,
    ConflictPhase,
    ConflictState,
    Grade,
    PartyRole,
    Qualifier,
    SlugKind,
)
from conflicts.models.party import Party
from conflicts.models.source import FromSource
from conflicts.models.territory import Territory
from conflicts.partial_dates import PartialDateField, whole
from conflicts.querysets import ConflictQuerySet, IncidentQuerySet


class Conflict(FromSource):
    """A long-running case. Roles belong to it, so that people keep their voice when one mesa follows another."""

    name = models.CharField(_("nombre"), max_length=160)
    slug = models.SlugField(_("dirección"), max_length=60, unique=True)
    kind = models.CharField(_("tipo"), max_length=20, choices=ConflictKind, blank=True)
    kind_inferred = models.BooleanField(_("el tipo es una deducción"), default=False)
    activity = models.CharField(_("actividad"), max_length=14, choices=Activity, blank=True)
    state = models.CharField(_("estado"), max_length=14, choices=ConflictState, blank=True)
    phase = models.CharField(_("fase"), max_length=16, choices=ConflictPhase, blank=True)
    territories = models.ManyToManyField(Territory, verbose_name=_("territorios"), blank=True, related_name="conflicts")
    parties = models.ManyToManyField(
        Party, through="ConflictParty", verbose_name=_("actores"), related_name="conflicts", blank=True
    )
    companies_text = models.CharField(_("empresas, según las fuentes"), max_length=300, blank=True)
    projects_text = models.CharField(_("proyectos, según las fuentes"), max_length=300, blank=True)
    summary = models.TextField(_("resumen"), blank=True)
    is_example = models.BooleanField(_("es ficticio"), default=False, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        editable=False,
        related_name="opened_conflicts",
        verbose_name=_("lo abrió"),
    )

    slug_kind: ClassVar = SlugKind.CONFLICT
    slug_from: ClassVar = "name"

    history = HistoricalRecords()
    objects = ConflictQuerySet.as_manager()

    class Meta:
        verbose_name = _("conflicto")
        verbose_name_plural = _("conflictos")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("conflict", args=[self.slug])


class ConflictParty(models.Model):
    """A party's place in a conflict."""

    conflict = models.ForeignKey(Conflict, on_delete=models.CASCADE, verbose_name=_("conflicto"), related_name="places")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, verbose_name=_("actor"), related_name="places")
    role = models.CharField(_("papel"), max_length=10, choices=PartyRole, blank=True)

    never_corrected: ClassVar = frozenset({"conflict"})

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("actor del conflicto")
        verbose_name_plural = _("actores del conflicto")
        constraints = [
            models.UniqueConstraint(
                fields=("conflict", "party"),
                name="party_once_per_conflict",
                violation_error_message=_("Ese actor ya figura en el conflicto."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.party} ({self.get_role_display()})"


class Episode(FromSource):
    """A dated outbreak of a conflict."""

    conflict = models.ForeignKey(
        Conflict, on_delete=models.PROTECT, verbose_name=_("conflicto"), related_name="episodes"
    )
    name = models.CharField(_("nombre"), max_length=160)
    kind = models.CharField(_("tipo"), max_length=20, choices=ConflictKind, blank=True)
    kind_inferred = models.BooleanField(_("el tipo es una deducción"), default=False)
    activity = models.CharField(_("actividad"), max_length=14, choices=Activity, blank=True)
    territory = models.ForeignKey(
        Territory,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("territorio"),
        related_name="episodes",
    )
    company_text = models.CharField(_("empresa, según las fuentes"), max_length=200, blank=True)
    project_text = models.CharField(_("proyecto, según las fuentes"), max_length=200, blank=True)
    started = PartialDateField(_("empezó"))
    ended = PartialDateField(_("terminó"))
    summary = models.TextField(_("resumen"), blank=True)
    confidence_note = models.TextField(_("sobre la confianza"), blank=True)

    never_corrected: ClassVar = frozenset({"conflict"})

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("episodio")
        verbose_name_plural = _("episodios")
        ordering = ("started_on", "id")
        constraints = [whole("started"), whole("ended")]

    def __str__(self) -> str:
        return self.name


class Incident(FromSource):
    """A dated fact of a conflict. What it touches (a mesa, a commitment) points here from its own app.

    `grade` is never wider than that of what it tells about.
    """

    conflict = models.ForeignKey(
        Conflict, on_delete=models.PROTECT, verbose_name=_("conflicto"), related_name="incidents"
    )
    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, null=True, blank=True, verbose_name=_("episodio"), related_name="incidents"
    )
    happened = PartialDateField(_("ocurrió"))
    kind = models.CharField(_("tipo de hecho"), max_length=60, help_text=_("Con las palabras de la fuente."))
    status_text = models.CharField(_("situación"), max_length=200, blank=True)
    value_text = models.CharField(_("cifra o dato"), max_length=200, blank=True)
    reported_by = models.CharField(_("lo informa"), max_length=120, blank=True)
    note = models.TextField(_("nota"), blank=True)
    grade = models.CharField(_("visibilidad"), max_length=8, choices=Grade)

    never_corrected: ClassVar = frozenset({"conflict"})
    kept_together: ClassVar = {"episode": ("conflict_id", "conflict_id")}

    history = HistoricalRecords()
    objects = IncidentQuerySet.as_manager()

    class Meta:
        verbose_name = _("hecho")
        verbose_name_plural = _("hechos")
        ordering = ("happened_on", "id")
        constraints = [whole("happened")]

    def __str__(self) -> str:
        return f"{self.kind}, {self.happened}"


class Casualty(FromSource):
    """One figure of one source. Figures are shown side by side: never added, never averaged."""

    episode = models.ForeignKey(
        Episode, on_delete=models.PROTECT, verbose_name=_("episodio"), related_name="casualties"
    )
    happened = PartialDateField(_("ocurrió"))
    group = models.CharField(_("grupo"), max_length=6, choices=CasualtyGroup)
    killed = models.PositiveIntegerField(_("muertos"), null=True, blank=True)
    injured = models.PositiveIntegerField(_("heridos"), null=True, blank=True)
    detained = models.PositiveIntegerField(_("detenidos"), null=True, blank=True)
    qualifier = models.CharField(_("exactitud"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    text = models.TextField(_("lo que dice la fuente"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("cifra de víctimas")
        verbose_name_plural = _("cifras de víctimas")
        ordering = ("happened_on", "id")
        constraints = [
            whole("happened"),
            models.CheckConstraint(
                condition=Q(killed__isnull=False) | Q(injured__isnull=False) | Q(detained__isnull=False),
                name="casualty_says_something",
                violation_error_message=_("Indique al menos una cifra: muertos, heridos o detenidos."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.episode}: {self.get_group_display()}"
