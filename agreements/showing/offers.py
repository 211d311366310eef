"""Steps about dates, broken promises and the record that this person may take now, beside the three voices."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, State, Step, Timing
from agreements.models import Commitment, Reschedule, Transition
from agreements.policies import Standing
from agreements.services.breach import breach_day
from agreements.services.triggers import waits_for_a_day
from agreements.services.verifying import open_request
from agreements.showing.breach import Breach, breach_in
from agreements.showing.closed_steps import closing_link
from agreements.showing.closing import standing_closing_of
from agreements.showing.links import Link, address
from agreements.showing.status import Status


@dataclass(frozen=True)
class Around:
    """What stands about a commitment and decides what may be done: the date that waits for an answer, the finding of
    breach, whether a verification was asked for, and the closing by which it is closed."""

    pending: Reschedule | None = None
    breach: Breach | None = None
    is_asked: bool = False
    closing: Transition | None = None

    @classmethod
    def of(
        cls,
        commitment: Commitment,
        status: Status,
        transitions: Sequence[Transition],
        reschedules: Sequence[Reschedule],
    ) -> Self:
        """From rows that were fetched already, the earliest first."""
        return cls(
            pending=pending_of(commitment, reschedules),
            breach=breach_in(commitment, status.heard.rows, transitions),
            is_asked=any(step.step == Step.ASKED_TO_VERIFY for step in transitions)
            and open_request(commitment) is not None,
            closing=standing_closing_of(commitment),
        )


def pending_of(commitment: Commitment, reschedules: Sequence[Reschedule]) -> Reschedule | None:
    """The last date that could still be accepted."""
    accepted = [one.accepted_at for one in reschedules if one.accepted_at]
    fresh = [
        one
        for one in reschedules
        if one.is_unilateral
        and one.old_due.last == commitment.due.last
        and not any(moment > one.asked_at for moment in accepted)
    ]
    return fresh[-1] if fresh and commitment.state in OPEN_STATES else None


def pressing(standing: Standing, commitment: Commitment, status: Status, around: Around) -> list[Link]:
    """What waits for her own word: a date that was asked for, a finding that she has not answered, or a debt so late
    that somebody should say what is there."""
    code, offered = commitment.code, []
    if around.pending and waiting_for(standing, around.pending) & standing.own_judging:
        here = address("reschedule_answer", code, around.pending.pk)
        offered.append(Link(_("Responder a la fecha que piden"), here))
    if may_reply(standing, around) and standing.own_owing:
        offered.append(Link(_("Responder a lo que se constató"), address("commitment_reply", code)))
    if is_overripe(standing, status, around):
        offered.append(Link(_("Constatar que no se cumplió"), address("commitment_breach", code)))
    return offered


def others(standing: Standing, commitment: Commitment, status: Status, around: Around, on: datetime.date) -> list[Link]:
    """What else she may do about dates, a broken promise and the record, in the order of a life."""
    code, is_open = commitment.code, commitment.state in OPEN_STATES
    late_or_undated = status.told.timing not in (Timing.ON_COURSE, Timing.DUE_SOON)
    offered = [
        (is_open and may_answer_for_others(standing, around), _("Registrar si aceptan la fecha nueva"),
         address("reschedule_answer", code, around.pending.pk) if around.pending else ""),
        (is_open and may_reply(standing, around) and not standing.own_owing, _("Registrar lo que responde quien debe"),
         address("commitment_reply", code)),
        (is_open and bool(standing.asks_date_for), ask_label(standing, commitment),
         address("commitment_reschedule", code)),
        (is_open and bool(standing.demands_for) and late_or_undated, _("Requerir por escrito que se cumpla"),
         address("commitment_demand", code)),
        (is_open and may_find(standing, commitment, status, around, on),
         _("Constatar que no se cumplió"), address("commitment_breach", code)),
        (is_open and standing.may_ask_to_verify and not around.is_asked, _("Pedir que alguien vaya a ver"),
         address("commitment_ask_to_verify", code)),
        (commitment.state == State.DISPUTED and standing.is_staff, _("Anotar cómo se resolvió la disputa"),
         address("commitment_settle", code)),
    ]  # fmt: skip
    links = [Link(label, href) for is_hers, label, href in offered if is_hers and href]
    return [*dating_link(standing, commitment), *links]


def dating_link(standing: Standing, commitment: Commitment) -> list[Link]:
    """Also of what was replaced: what stands in its place carries that date on."""
    if not (standing.may_date and waits_for_a_day(commitment)):
        return []
    label = _("Poner fecha al hecho del que depende el plazo")
    return [Link(label, address("commitment_date_trigger", commitment.code))]


def of_the_record(standing: Standing, commitment: Commitment) -> list[Link]:
    """What the coordinator may do to the record itself, at any moment."""
    if not standing.is_coordinator:
        return []
    narrow = Link(_("Cambiar quién puede verlo"), address("commitment_visibility", commitment.code))
    correct = Link(_("Corregir lo que se copió mal"), address("commitment_correct", commitment.code))
    return [*closing_link(standing, commitment), *([correct] if commitment.document_id else []), narrow]


def waiting_for(standing: Standing, asked: Reschedule) -> frozenset[int]:
    """Parties for which she answers and whose last word was not yes."""
    latest = {standing.kin.heir(answer.party_id): answer.accepts for answer in asked.answers.all()}
    return frozenset(party for party in standing.answers_date_for if not latest.get(party, False))


def may_answer_for_others(standing: Standing, around: Around) -> bool:
    return bool(around.pending and waiting_for(standing, around.pending) - standing.own_judging)


def may_reply(standing: Standing, around: Around) -> bool:
    """A finding stands that no party of hers has answered."""
    if around.breach is None or not around.breach.stands:
        return False
    answered = {standing.kin.heir(reply.party) for reply in around.breach.replies}
    return bool((standing.own_owing or standing.replies_for) & standing.replies_for - answered)


def is_overripe(standing: Standing, status: Status, around: Around) -> bool:
    """More than ninety days late and nobody has found it broken: proposed, never made, by the system."""
    is_very_late = status.told.timing == Timing.VERY_OVERDUE
    return is_very_late and bool(standing.finds_breach_for) and not is_marked(around)


def is_marked(around: Around) -> bool:
    return around.breach is not None and around.breach.stands


def may_find(standing: Standing, commitment: Commitment, status: Status, around: Around, on: datetime.date) -> bool:
    """Whether she could find a breach of what she sees today, and nothing says it or proposes it already."""
    if not standing.finds_breach_for or is_marked(around) or is_overripe(standing, status, around):
        return False
    start = breach_day(commitment, on)
    return start is not None and start <= on


def ask_label(standing: Standing, commitment: Commitment) -> str:
    if not standing.own_owing:
        return _("Registrar que quien debe pide otra fecha")
    return _("Pedir otra fecha") if commitment.due.is_known else _("Proponer una fecha")
