"""The public lists of closings: who owed, who agreed, why, when, and until when it may be objected to."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import CLOSED_STATES, OBLIGOR_DUTIES, Step
from agreements.filters.chips import address
from agreements.filters.closures import LIFTED, ClosureFilter
from agreements.models import Commitment, Transition
from agreements.services.liftings import last_day_to_object
from agreements.showing.rows import named
from conflicts.partial_dates import PartialDate
from conflicts.wording import in_words, thousands


@dataclass(frozen=True)
class Closure:
    """One line."""

    commitment: Commitment
    owes: str
    state: str
    agreed: str
    reason: str
    words: str
    successors: Sequence[Commitment]
    on: PartialDate
    left: str
    lift: str


def closings_of(user: Any) -> QuerySet[Transition]:
    """Every closing that this reader may see, the latest first, also those that were lifted."""
    return Transition.objects.visible_to(user).filter(step=Step.CLOSED)


def with_what_is_shown(rows: QuerySet[Transition], user: Any) -> QuerySet[Transition]:
    return (
        rows.select_related("commitment__mesa__conflict", "assessment__party")
        .prefetch_related(
            "commitment__duties__party__merged_into",
            "consenting",
            Prefetch("successors", Commitment.objects.visible_to(user).order_by("code")),
            Prefetch("lifted_by", Transition.objects.select_related("party").order_by("at", "pk")),
        )
        .order_by("-at", "-pk")
    )


def closure_of(closing: Transition, on: datetime.date) -> Closure:
    commitment = closing.commitment
    lift = next(iter(closing.lifted_by.all()), None)
    return Closure(
        commitment=commitment,
        owes=named(commitment, *OBLIGOR_DUTIES) or commitment.obligor_text,
        state=str(closing.get_to_state_display()),
        agreed=agreed(closing),
        reason=str(closing.get_closing_reason_display()) if closing.closing_reason else "",
        words=closing.reason,
        successors=list(closing.successors.all()),
        on=PartialDate.on(timezone.localdate(closing.at)),
        left="" if lift else left_to_object(closing, on),
        lift=lift_words(lift) if lift else "",
    )


def agreed(closing: Transition) -> str:
    """Who consented or, where an independent finding stands in for who receives, whose it was."""
    parties = ", ".join(sorted(str(party) for party in closing.consenting.all()))
    if parties or closing.assessment is None:
        return parties
    return _("verificación de %(who)s") % {"who": closing.assessment.party}


def left_to_object(closing: Transition, on: datetime.date) -> str:
    days = (last_day_to_object(closing) - on).days
    if days < 0:
        return ""
    if days == 0:
        return _("hoy es el último día")
    return ngettext("queda %(days)d día", "quedan %(days)d días", days) % {"days": days}


def lift_words(lift: Transition) -> str:
    known = {"day": in_words(timezone.localdate(lift.at)), "who": lift.party}
    if lift.step == Step.OBJECTED:
        return _("Lo objetó %(who)s el %(day)s") % known
    return _("Se reabrió el %(day)s") % known


def tabs_of(asked: ClosureFilter, path: str) -> list[dict[str, Any]]:
    """All of them, each list, and what was lifted; with how many each holds under the other filters."""
    found = asked.in_every_list()
    standing = found.filter(lifted_by=None).order_by().values_list("to_state")
    counts: Counter[str] = Counter(dict(standing.annotate(number=Count("pk"))))
    lifted = found.exclude(lifted_by=None).count()
    lists = [
        ("", _("Todos"), counts.total()),
        *((state.value, str(state.label), counts[state.value]) for state in CLOSED_STATES),
        (LIFTED, _("Objetados o reabiertos"), lifted),
    ]
    chosen = asked.asked.get("estado", [])
    return [
        {
            "label": _("%(list)s (%(number)s)") % {"list": label, "number": thousands(number)},
            "href": address(path, asking(asked, value)),
            "is_current": chosen == ([value] if value else []),
        }
        for value, label, number in lists
    ]


def asking(asked: ClosureFilter, value: str) -> Any:
    query = asked.query.copy()
    query.setlist("estado", [value] if value else [])
    return query
