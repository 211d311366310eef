"""The page of the method: every figure in its own words, printed from the indicators themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.exports import COLUMNS
from agreements.lateness import Thresholds
from conflicts.choices import Grade
from monitoring.findings.words import listed
from monitoring.indicators.catalogue import SECTIONS, Section
from monitoring.indicators.figure import FEWEST_FOR_A_SHARE, Indicator
from monitoring.showing.pieces import Fact


@dataclass(frozen=True)
class Family:
    """Indicators counted in the same way: of one its sentence, of several each in a row; then how it is counted."""

    title: str
    sentence: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Chapter:
    key: str
    title: str
    families: tuple[Family, ...]


def chapters() -> list[Chapter]:
    return [Chapter(one.key, str(one.title), tuple(families_of(one))) for one in SECTIONS]


def families_of(section: Section) -> list[Family]:
    return [family_of(list(same)) for _how, same in groupby(section.indicators, key=counted_alike)]


def counted_alike(one: Indicator) -> tuple[str, ...]:
    return str(one.formula), str(one.source), left_out(one)


def family_of(same: Sequence[Indicator]) -> Family:
    first = same[0]
    how = (
        Fact(_("Cómo se calcula"), str(first.formula)),
        Fact(_("De dónde sale"), str(first.source)),
        Fact(_("Qué queda fuera"), left_out(first) or _("Nada.")),
    )
    if len(same) == 1:
        return Family(str(first.label), str(first.definition), how)
    meanings = (Fact(str(one.label), str(one.definition)) for one in same)
    return Family(str(first.family), "", (*meanings, *how))


def left_out(one: Indicator) -> str:
    said = listed(str(out.reason) for out in one.leaves_out)
    return f"{said[:1].upper()}{said[1:]}." if said else ""


def thresholds() -> list[Fact]:
    """In days, as this installation sets them."""
    limits = Thresholds.in_force()
    return [
        Fact(_("Por vencer"), days(limits.due_soon), note=_("o menos faltan para el plazo, contando hoy")),
        Fact(_("Vencido"), days(1), note=_("después del plazo; el día del plazo todavía cuenta")),
        Fact(_("Muy vencido"), days(limits.very_late), note=_("pasaron del plazo, y más")),
        Fact(_("Estancado"), days(limits.stalled), note=_("sin ningún movimiento, o más")),
        Fact(
            _("Sin verificar"), days(limits.unverified), note=_("desde la declaración, y más, sin que nadie responda")
        ),
        Fact(
            _("Porcentajes"),
            ngettext("%(count)s compromiso", "%(count)s compromisos", FEWEST_FOR_A_SHARE)
            % {"count": FEWEST_FOR_A_SHARE},
            note=_("o más; de menos se dice «2 de 3», y de ninguno, «sin datos»"),
        ),
    ]


def days(count: int) -> str:
    return ngettext("%(count)s día", "%(count)s días", count) % {"count": count}


def grades() -> list[Fact]:
    """Who may look, as the grades themselves say it."""
    return [Fact(*str(grade.label).split(": ", 1)) for grade in reversed(Grade)]


def columns() -> list[Fact]:
    """Of the open data, each with its meaning."""
    return [Fact(one.name, str(one.meaning)) for one in COLUMNS]
