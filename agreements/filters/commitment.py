"""What is asked of the commitments: one set of filters for page, dashboard and export.

`asking` tells how parameters go together, `fields` what becomes of values that cannot be read.
"""

import datetime
from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from agreements.choices import (
    OPEN_STATES,
    Alert,
    InTime,
    Lack,
    Lateness,
    Measured,
    Order,
    Question,
    Record,
    State,
    Timing,
    WhichDate,
)
from agreements.filters.asking import AskingFilter, Choices, Day, OneChoice, Place, Rows, Words
from agreements.filters.rows import find_conflicts, find_mesas, find_parties, with_inherited
from agreements.models import Commitment
from agreements.querysets.heritage import Heritage
from conflicts.choices import Sector, Side, Theme, sectors_of
from conflicts.querysets.access import in_totals
from mesas.choices import Answer, ReportedState

#: Not a state: the four in which the debt goes on.
OPEN = "abierto"
#: Nobody has said a level.
NOBODY = "ninguna"
#: Column of what each voice says.
LEVEL_OF = {"declaracion": "claim_level", "veredicto": "verdict_level", "verificacion": "finding_level"}
#: No theme was given.
NO_THEME = "sin-tema"

STATES = [(OPEN, _("Abiertos")), *State.choices]
LEVELS = [("3", _("completo")), ("2", _("a medias")), ("1", _("poco")), ("0", _("nada")), (NOBODY, _("nadie lo dijo"))]
THEMES = [(value, label) for value, label in Theme.choices if value] + [(NO_THEME, Theme.UNKNOWN.label)]
TOLD = [(value, label) for value, label in ReportedState.choices if value]
TIMINGS = [(value, label) for value, label in Timing.choices if value]


class CommitmentFilter(AskingFilter):
    """The commitments that this reader may see and asked for, on that day.

    The fictitious example is left out unless `mesa` or `conflicto` names it, or the reader belongs to it.
    """

    finders = {
        "mesa": find_mesas,
        "hereda": find_mesas,
        "conflicto": find_conflicts,
        "responsable": find_parties,
        "participa": find_parties,
    }

    q = Words(method="by_words", label=_("Buscar"))
    mesa = Rows(method="by_mesa", label=_("Mesa"))
    hereda = Rows(method="by_heir", label=_("Heredados por"))
    conflicto = Rows(method="by_conflict", label=_("Conflicto"))
    responsable = Rows(method="by_lead", label=_("Quién debe"))
    participa = Rows(method="by_obligor", label=_("Quién debe, principal o no"))
    lado = Choices(choices=Side.choices, method="by_side", label=_("Lado de quien debe"))
    sector = Choices(choices=Sector.choices, method="by_sector", label=_("Sector de quien debe"))
    tema = Choices(choices=THEMES, method="by_theme", label=_("Tema"))
    territorio = Place(method="by_place", label=_("Lugar"))
    estado = Choices(choices=STATES, method="by_state", label=_("Estado"))
    plazo = Choices(choices=TIMINGS, method="by_timing", label=_("Plazo"))
    atraso = Choices(choices=Lateness.choices, method="by_lateness", label=_("Días de atraso"))
    alerta = Choices(choices=Alert.choices, method="by_alert", label=_("Alerta"))
    declaracion = Choices(choices=LEVELS, method="by_level", label=_("Qué dice quien debe"))
    veredicto = Choices(choices=LEVELS, method="by_level", label=_("Qué dice quien recibe"))
    verificacion = Choices(choices=LEVELS, method="by_level", label=_("Qué vio un tercero"))
    a_tiempo = Choices(choices=InTime.choices, method="by_in_time", label=_("A tiempo"))
    registro = Choices(choices=Record.choices, method="by_record", label=_("Quién informa"))
    falta = Choices(choices=Lack.choices, method="by_lack", label=_("Qué no dice el acta"))
    medible = Choices(choices=Measured.choices, method="by_measured", label=_("Medible"))
    dice = Choices(choices=Question.choices, method="by_answer", label=_("Qué dice el compromiso"))
    no_dice = Choices(choices=Question.choices, method="by_answer", label=_("Qué no dice el compromiso"))
    segun_fuentes = Choices(choices=TOLD, method="by_reported_state", label=_("Según una fuente"))
    fecha = OneChoice(choices=WhichDate.choices, method="leave", label=_("Qué fecha"))
    desde = Day(method="leave", label=_("Desde"))
    hasta = Day(method="leave", label=_("Hasta"))
    orden = OneChoice(choices=Order.choices, method="leave", label=_("Orden"))

    class Meta:
        model = Commitment
        fields: list[str] = []

    def __init__(self, data: Mapping[str, Any] | None, *, user: Any, on: datetime.date) -> None:
        super().__init__(data, Commitment.objects.visible_to(user), user=user, on=on)

    @property
    def order(self) -> str:
        return self.asked.get("orden", [Order.LATENESS])[0]

    @property
    def which_date(self) -> str:
        return self.asked.get("fecha", [WhichDate.DUE])[0]

    # Which rows

    def filter_queryset(self, queryset: Any) -> Any:
        return self.between_days(super().filter_queryset(queryset.filter(self.in_lists())))

    def in_lists(self, path: str = "") -> Q:
        """Without the example, unless it is named. ``path`` leads to a commitment, such as "commitment__"."""
        shown = in_totals(self.user, conflict=f"{path}mesa__conflict")
        if not self.names_example:
            return shown
        named = [mesa for mesa in self.asked.get("mesa", []) if mesa.conflict.is_example]
        cases = [conflict for conflict in self.asked.get("conflicto", []) if conflict.is_example]
        cases += [mesa.conflict for mesa in self.asked.get("hereda", []) if mesa.conflict.is_example]
        return shown | Q(**{f"{path}mesa__in": named}) | Q(**{f"{path}mesa__conflict__in": cases})

    @property
    def names_example(self) -> bool:
        mesas = [*self.asked.get("mesa", []), *self.asked.get("hereda", [])]
        return any(mesa.conflict.is_example for mesa in mesas) or any(
            conflict.is_example for conflict in self.asked.get("conflicto", [])
        )

    def between_days(self, queryset: Any) -> Any:
        if self.which_date == WhichDate.CLOSED:
            return self.closed_between(queryset)
        column = {WhichDate.DUE: "due_on", WhichDate.FIRST_DUE: "first_due_on", WhichDate.AGREED: "agreed_on"}[
            WhichDate(self.which_date)
        ]
        for day in self.asked.get("desde", []):
            queryset = queryset.filter(**{f"{column}__gte": day.first})
        for day in self.asked.get("hasta", []):
            queryset = queryset.filter(**{f"{column}__lte": day.last})
        return queryset

    def closed_between(self, queryset: Any) -> Any:
        for day in self.asked.get("desde", []):
            queryset = queryset.closed_since(day.first)
        for day in self.asked.get("hasta", []):
            queryset = queryset.closed_until(day.last)
        return queryset

    def by_words(self, queryset: Any, _name: str, texts: list[str]) -> Any:
        return queryset.searching(texts)

    def by_mesa(self, queryset: Any, _name: str, mesas: list[Any]) -> Any:
        return queryset.filter(mesa__in=mesas)

    def by_heir(self, queryset: Any, _name: str, mesas: list[Any]) -> Any:
        """What these mesas took over from others: each stands in the list of the mesa that agreed it, and here."""
        return queryset.filter(Heritage(self.user).taken_by(mesas))

    def by_conflict(self, queryset: Any, _name: str, conflicts: list[Any]) -> Any:
        return queryset.filter(mesa__conflict__in=conflicts)

    def by_lead(self, queryset: Any, _name: str, parties: list[Any]) -> Any:
        return queryset.led_by(with_inherited(parties, self.on))

    def by_obligor(self, queryset: Any, _name: str, parties: list[Any]) -> Any:
        return queryset.owed_by(with_inherited(parties, self.on))

    def by_side(self, queryset: Any, _name: str, sides: list[str]) -> Any:
        return queryset.led_by_sector([sector for side in sides for sector in sectors_of(side)], self.on)

    def by_sector(self, queryset: Any, _name: str, sectors: list[str]) -> Any:
        return queryset.led_by_sector(sectors, self.on)

    def by_theme(self, queryset: Any, _name: str, themes: list[str]) -> Any:
        return queryset.filter(theme__in=["" if theme == NO_THEME else theme for theme in themes])

    def by_place(self, queryset: Any, _name: str, prefixes: list[str]) -> Any:
        return queryset.inside(prefixes)

    def by_state(self, queryset: Any, _name: str, states: list[str]) -> Any:
        asked = {one for state in states for one in (OPEN_STATES if state == OPEN else [state])}
        return queryset.in_state(sorted(asked))

    def by_timing(self, queryset: Any, _name: str, timings: list[str]) -> Any:
        return queryset.in_timing(timings, self.on)

    def by_lateness(self, queryset: Any, _name: str, ages: list[str]) -> Any:
        return queryset.late_by(ages, self.on)

    def by_alert(self, queryset: Any, _name: str, alerts: list[str]) -> Any:
        return queryset.alerting(alerts, self.on)

    def by_level(self, queryset: Any, name: str, levels: list[str]) -> Any:
        column = LEVEL_OF[name]
        said = Q(**{f"{column}__in": [int(level) for level in levels if level != NOBODY]})
        return queryset.filter(said | Q(**{f"{column}__isnull": True}) if NOBODY in levels else said)

    def by_in_time(self, queryset: Any, _name: str, answers: list[str]) -> Any:
        return queryset.in_time(answers)

    def by_record(self, queryset: Any, _name: str, records: list[str]) -> Any:
        return queryset.filter(record__in=records)

    def by_lack(self, queryset: Any, _name: str, lacks: list[str]) -> Any:
        return queryset.lacking(lacks)

    def by_measured(self, queryset: Any, _name: str, values: list[str]) -> Any:
        return queryset.measured_as(values)

    def by_answer(self, queryset: Any, name: str, questions: list[str]) -> Any:
        return queryset.answering(questions, Answer.YES if name == "dice" else Answer.NO)

    def by_reported_state(self, queryset: Any, _name: str, states: list[str]) -> Any:
        return queryset.told_as(states)
