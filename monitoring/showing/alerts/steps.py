"""The one thing to do about each cause, for this person: a page that opens to her, always."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from agreements.models import Commitment, Reschedule
from agreements.policies import Standing
from agreements.showing.links import Link, address
from monitoring.showing.alerts.causes import Cause


def step_for(cause: Cause, commitment: Commitment, standing: Standing, pending: Mapping[int, Reschedule]) -> Link:
    """The first of the offers that is hers to take; else, to read the commitment."""
    code = commitment.code
    offers = {
        Cause.TO_ANSWER: [answer(standing, code)],
        Cause.DATE_ASKED: [date_answer(standing, commitment, pending)],
        Cause.TO_VERIFY: [verify(standing, code)],
        Cause.TO_REPLY: [(bool(standing.replies_for), _("Responder a lo constatado"), "commitment_reply")],
        Cause.DISPUTED: [verify(standing, code), ask_to_verify(standing)],
        Cause.VERY_LATE: [*breach(standing), claim(standing), demand(standing)],
        Cause.OVERDUE: [claim(standing), answer(standing, code), verify(standing, code)],
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


def answer(standing: Standing, _code: str) -> Offer:
    own = standing.answers_for & standing.own_judging
    label = _("Decir si se cumplió") if own else _("Registrar su respuesta")
    return bool(standing.answers_for), label, "commitment_verdict"


def claim(standing: Standing) -> Offer:
    own = standing.claims_for & standing.own_owing
    label = _("Decir qué se hizo") if own else _("Registrar lo que informe")
    return bool(standing.claims_for), label, "commitment_claim"


def verify(standing: Standing, _code: str) -> Offer:
    return bool(standing.verifies_for), _("Registrar lo que vio"), "commitment_verify"


def ask_to_verify(standing: Standing) -> Offer:
    return standing.may_ask_to_verify, _("Pedir una verificación"), "commitment_ask_to_verify"


def demand(standing: Standing) -> Offer:
    return bool(standing.demands_for), _("Requerir por escrito"), "commitment_demand"


def breach(standing: Standing) -> list[Offer]:
    """Proposed after so long, never made by the system: who is independent finds it, who keeps the records asks such a
    person to go and look."""
    propose = _("Proponer constatar incumplimiento")
    return [
        (bool(standing.finds_breach_for), _("Constatar el incumplimiento"), "commitment_breach"),
        (standing.is_staff and standing.may_ask_to_verify, propose, "commitment_ask_to_verify"),
    ]


def date_answer(standing: Standing, commitment: Commitment, pending: Mapping[int, Reschedule]) -> Offer:
    asked = pending.get(commitment.pk)
    own = standing.answers_date_for & standing.own_judging
    label = _("Responder a la fecha nueva") if own else _("Registrar su respuesta")
    href = address("reschedule_answer", commitment.code, asked.pk) if asked else ""
    return bool(asked and standing.answers_date_for), label, href or "/"
