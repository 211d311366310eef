"""Dates that somebody asks for, as their pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import RescheduleReason
from agreements.models import Commitment, Reschedule
from conflicts.wording import in_words, thousands
from mesas.plazos import shown


@dataclass(frozen=True)
class Line:
    """As `components/ledger.html` shows it."""

    label: str
    value: str
    note: str = ""
    kind: str = ""
    role: str = ""


@dataclass(frozen=True)
class Asked:
    """Who asks for which date, in place of which, and why: as the sum that it is."""

    who: str
    lines: tuple[Line, ...]
    note: str

    @classmethod
    def of(cls, asked: Reschedule, commitment: Commitment) -> Self:
        lines = [Line(_("Plazo vigente"), shown(commitment.due) if commitment.due.is_known else _("sin fecha"))]
        if asked.reason == RescheduleReason.SUSPENSION and asked.suspended_from and asked.suspended_until:
            days = (asked.suspended_until - asked.suspended_from).days + 1
            known = {"first": in_words(asked.suspended_from), "last": in_words(asked.suspended_until)}
            lines.append(Line(_("Días de suspensión"), str(days), note=_("del %(first)s al %(last)s") % known))
        lines.append(Line(_("Fecha que se pide"), shown(asked.new_due), role="total"))
        if commitment.first_due.is_known and commitment.first_due != commitment.due:
            lines.insert(0, Line(_("Primer plazo, que no cambia"), shown(commitment.first_due)))
        return cls(who=str(asked.asked_by_party), lines=tuple(lines), note=asked.note)


def reason_of(row: Reschedule) -> list[str]:
    """Why, where the sentence does not say it: of a suspension its days."""
    if row.reason == RescheduleReason.FIRST_DATE:
        return []
    if row.suspended_from is None or row.suspended_until is None:
        return [f"{row.get_reason_display()}."]
    days = (row.suspended_until - row.suspended_from).days + 1
    known = {"first": in_words(row.suspended_from), "last": in_words(row.suspended_until), "count": thousands(days)}
    said = ngettext(
        "Suspensión del %(first)s al %(last)s: %(count)s día.",
        "Suspensión del %(first)s al %(last)s: %(count)s días.",
        days,
    )
    return [said % known]
