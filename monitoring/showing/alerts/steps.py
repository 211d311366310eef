"""The one thing to do about each cause, for this person: a page that opens to her, always."""

import datetime
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES
from agreements.models import Commitment, Milestone, Occurrence, Reschedule
from agreements.policies import Standing
from agreements.showing.links import Link, address
from agreements.showing.offers import pending_of
from monitoring.showing.alerts.causes import Cause, asked_to_verify, breaches


@dataclass(frozen=True)
class Parts:
    """What decides which step there is, by key of the commitment: the date that waits for an answer, the latest period
    that is late, the first milestone that is; whether somebody was asked to look, and whether a breach was found."""

    pending: Mapping[int, Reschedule]
    periods: Mapping[int, str]
    milestones: Mapping[int, int]
    asked: Collection[int]
    broken: Collection[int]

    @classmethod
    def of(cls, commitments: Sequence[Commitment], on: datetime.date) -> Self:
        """Five queries."""
        keys = [one.pk for one in commitments]
        periods = Occurrence.objects.filter(commitment__in=keys, state__in=OPEN_STATES, due_on__lt=on)
        ahead = Milestone.objects.filter(commitment__in=keys, reached_on__isnull=True, due_on__lt=on)
        return cls(
            pending=pending_among(commitments),
            periods=dict(periods.order_by("due_on").values_list("commitment", "period")),
            asked=keys_of(asked_to_verify(), keys),
            broken=keys_of(breaches(), keys),
            milestones=dict(ahead.order_by("-due_on", "-number").values_list("commitment", "number")),
        )


def keys_of(rows: QuerySet, keys: Collection[int]) -> frozenset[int]:
    """Those of the commitments about which there is such a row."""
    return frozenset(Commitment.objects.filter(Exists(rows), pk__in=keys).values_list("pk", flat=True))


def pending_among(commitments: Sequence[Commitment]) -> dict[int, Reschedule]:
    asked: dict[int, list[Reschedule]] = defaultdict(list)
    for row in Reschedule.objects.filter(commitment__in=[one.pk for one in commitments]).order_by("asked_at", "pk"):
        asked[row.commitment_id].append(row)
    found = {one.pk: pending_of(one, asked[one.pk]) for one in commitments}
    return {key: row for key, row in found.items() if row}


def step_for(cause: Cause, commitment: Commitment, standing: Standing, parts: Parts, *, period_asked: str = "") -> Link:
    """The first of the offers that is hers to take; else, to read the commitment. `period_asked`: where she is asked
    whether one period was kept, which takes the place of the whole."""
    code, key = commitment.code, commitment.pk
    offers = {
        Cause.TO_ANSWER: [answer(standing, code, period_asked)],
        Cause.DATE_ASKED: [date_answer(standing, commitment, parts.pending)],
        Cause.TO_VERIFY: [verify(standing, code)],
        Cause.TO_REPLY: [(bool(standing.replies_for), _("Responder a lo constatado"), "commitment_reply")],
        Cause.DISPUTED: [verify(standing, code), ask_to_verify(standing, parts.asked, key), settle(standing)],
        Cause.VERY_LATE: [
            *([] if key in parts.broken else breach(standing, parts.asked, key)),
            claim(standing),
            demand(standing),
        ],
        Cause.OVERDUE: [claim(standing), answer(standing, code), verify(standing, code)],
        Cause.PERIOD_LATE: of_period(standing, code, parts.periods.get(key, "")),
        Cause.MILESTONE_LATE: [reach(standing, code, parts.milestones.get(key)), demand(standing)],
        Cause.UNANSWERED: [answer(standing, code)],
        Cause.DUE_SOON: [claim(standing)],
        Cause.NO_DEADLINE: [
            (bool(standing.asks_date_for), _("Fijar una fecha"), "commitment_reschedule"),
            demand(standing),
        ],
    }
    for is_hers, label, page in offers.get(cause, []):
        href = page if page.startswith("/") else address(page, code)
        if is_hers and href:
            return Link(label, href)
    return Link(_("Ver el compromiso"), commitment.get_absolute_url())


Offer = tuple[bool, str, str]


def answer(standing: Standing, _code: str, href: str = "") -> Offer:
    own = standing.answers_for & standing.own_judging
    label = _("Decir si se cumplió") if own else _("Registrar su respuesta")
    return bool(standing.answers_for), label, href or "commitment_verdict"


def claim(standing: Standing, href: str = "") -> Offer:
    own = standing.claims_for & standing.own_owing
    label = _("Decir qué se hizo") if own else _("Registrar lo que informe")
    return bool(standing.claims_for), label, href or "commitment_claim"


def of_period(standing: Standing, code: str, period: str) -> list[Offer]:
    if not period:
        return []
    return [
        claim(standing, address("period_claim", code, period)),
        answer(standing, code, address("period_verdict", code, period)),
    ]


def reach(standing: Standing, code: str, number: int | None) -> Offer:
    href = address("milestone_reach", code, number) if number is not None else ""
    return bool(href) and standing.may_reach_milestones, _("Mostrar que se alcanzó"), href or "/"


def verify(standing: Standing, _code: str) -> Offer:
    return bool(standing.verifies_for), _("Registrar lo que vio"), "commitment_verify"


def ask_to_verify(standing: Standing, asked: Collection[int], key: int) -> Offer:
    """One request stands at a time."""
    may_ask = standing.may_ask_to_verify and key not in asked
    return may_ask, _("Pedir una verificación"), "commitment_ask_to_verify"


def settle(standing: Standing) -> Offer:
    return standing.is_staff, _("Anotar cómo se resolvió"), "commitment_settle"


def demand(standing: Standing) -> Offer:
    return bool(standing.demands_for), _("Requerir por escrito"), "commitment_demand"


def breach(standing: Standing, asked: Collection[int], key: int) -> list[Offer]:
    """Proposed after so long, never made by the system: who is independent finds it, who keeps the records asks such a
    person to go and look."""
    propose = _("Proponer constatar incumplimiento")
    may_ask = standing.is_staff and standing.may_ask_to_verify and key not in asked
    return [
        (bool(standing.finds_breach_for), _("Constatar el incumplimiento"), "commitment_breach"),
        (may_ask, propose, "commitment_ask_to_verify"),
    ]


def date_answer(standing: Standing, commitment: Commitment, pending: Mapping[int, Reschedule]) -> Offer:
    asked = pending.get(commitment.pk)
    own = standing.answers_date_for & standing.own_judging
    label = _("Responder a la fecha nueva") if own else _("Registrar su respuesta")
    href = address("reschedule_answer", commitment.code, asked.pk) if asked else ""
    return bool(asked and standing.answers_date_for), label, href or "/"
