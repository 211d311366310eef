"""The home page: what is on record, what is honest to say of it, and where to go from here."""

import datetime
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.showing.links import address
from conflicts.choices import STAFF_ROLES
from conflicts.models import Conflict
from conflicts.querysets.access import conflicts_of
from conflicts.wording import thousands
from mesas.models import Mesa
from monitoring.filters.narrowing import address_of_rows
from monitoring.findings import home as findings
from monitoring.findings.shares import percent
from monitoring.indicators.calendar import OVERDUE
from monitoring.indicators.completion import TOTAL, VERIFIED
from monitoring.indicators.figure import Figure, Indicator, measure
from monitoring.indicators.lacks import BASELINE, NO_DEADLINE
from monitoring.indicators.told import TOLD, TOLD_OVERDUE, TOLD_UNKNOWN
from monitoring.showing.figures import beside_the_study
from monitoring.showing.pieces import Shown

WANTED = (TOTAL, OVERDUE, NO_DEADLINE, VERIFIED, TOLD, TOLD_OVERDUE, TOLD_UNKNOWN)


class Door(NamedTuple):
    title: str
    text: str
    href: str


@dataclass(frozen=True)
class Figures:
    """Four numbers under one finding, and whose word they are."""

    finding: str
    note: str
    shown: tuple[Shown, ...]


def figures_of(rows: QuerySet, on: datetime.date) -> Figures:
    """From members' records; where there are none yet, what public sources tell, which are counts and no alarms."""
    measured = measure(WANTED, rows, on)
    members, told, late = measured[TOTAL.key], measured[TOLD.key], measured[OVERDUE.key]
    finding = findings.registry(members.count, told.count, late.count, late.whole)
    if not members.count:
        note = _(
            "Estas cuentas salen de fuentes públicas: prensa, entidades y comités. Ninguna parte ha informado aún por "
            "su cuenta, así que no dicen quién cumple."
        )
        return Figures(finding, note if told.count else "", from_sources(measured) if told.count else ())
    note = ""
    if told.count:
        note = ngettext(
            "Es lo que reportan los miembros de las mesas. Aparte hay %(count)s que solo cuenta una fuente pública.",
            "Es lo que reportan los miembros de las mesas. Aparte hay %(count)s que solo cuentan fuentes públicas.",
            told.count,
        ) % {"count": thousands(told.count)}
    return Figures(finding, note, from_members(measured))


def from_members(measured: dict[str, Figure]) -> tuple[Shown, ...]:
    return (
        shown(measured, TOTAL),
        shown(measured, OVERDUE, kind="late", of=_("con fecha")),
        shown(measured, NO_DEADLINE, kind="wait"),
        shown(measured, VERIFIED, kind="ok"),
    )


def from_sources(measured: dict[str, Figure]) -> tuple[Shown, ...]:
    nobody = _("Todavía ningún miembro ha reportado, así que nadie ha verificado.")
    return (
        shown(measured, TOLD),
        shown(measured, TOLD_OVERDUE),
        shown(measured, TOLD_UNKNOWN),
        Shown(label=str(VERIFIED.label), numerator=None, definition=nobody, kind="none"),
    )


def shown(measured: dict[str, Figure], indicator: Indicator, *, kind: str = "", of: str = "") -> Shown:
    """A count with what it is part of; its share of many is said below it."""
    figure = measured[indicator.key]
    meaning = beside_the_study(indicator) if indicator.key in BASELINE else str(indicator.definition)
    rate = "" if indicator in (TOLD_OVERDUE, TOLD_UNKNOWN) else percent(figure.count, figure.whole)
    return Shown(
        label=figure.label,
        numerator=figure.numerator,
        denominator=figure.denominator,
        of=of,
        href=address_of_rows(QueryDict(), indicator.page, figure.ask) if figure.count else "",
        definition=f"{rate}. {meaning}" if rate else meaning,
        kind=kind,
    )


def doors(user: Any) -> tuple[Door, ...]:
    return (
        Door(
            _("Soy de una comunidad"),
            _("Ver qué nos prometieron y decir si se cumplió. Sirve con poca señal."),
            address("my_commitments") or sign_in(),
        ),
        Door(
            _("Registro sesiones"),
            _("Anotar la sesión mientras ocurre y dejar el acta lista para firmar."),
            where_to_register(user),
        ),
        Door(
            _("Quiero los datos"),
            _("Descargar los datos abiertos y leer cómo se calcula cada cifra."),
            f"{reverse('dashboard')}#llevarse",
        ),
    )


def where_to_register(user: Any) -> str:
    """The form of her only mesa; of several, the list of those; who has none, all mesas. Signed out: sign in first."""
    mesas = address("mesa_list") or reverse("dashboard")
    if not user.is_authenticated:
        return sign_in(mesas)
    kept = Mesa.objects.visible_to(user).filter(conflict__in=conflicts_of(user, *STAFF_ROLES))
    hers = list(kept.order_by("code").values_list("slug", "conflict__slug")[:50])
    if len(hers) == 1:
        return address("session_new", hers[0][0]) or mesas
    query = QueryDict(mutable=True)
    query.setlist("conflicto", list(dict.fromkeys(conflict for _slug, conflict in hers)))
    return f"{mesas}?{query.urlencode()}" if hers else mesas


def sign_in(then: str = "") -> str:
    return f"{reverse('account_login')}?next={then}" if then else reverse("account_login")


def example_address(user: Any) -> str:
    """The fictitious mesa, for who comes to look around; nothing where it was not loaded."""
    example = Conflict.objects.visible_to(user).filter(is_example=True).order_by("pk").first()
    if example is None:
        return ""
    mesa = Mesa.objects.visible_to(user).filter(conflict=example).order_by("pk").first()
    return (address("mesa", mesa.slug) if mesa else "") or address("conflict", example.slug)


def holds_example(rows: QuerySet, user: Any) -> bool:
    """Whether these figures count the fictitious mesa; for nobody else than its members need it be asked."""
    return user.is_authenticated and rows.filter(mesa__conflict__is_example=True).exists()
