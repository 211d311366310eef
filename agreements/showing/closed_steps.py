"""What can be done about a closing: to close, to object, to reopen."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import Commitment, Transition
from agreements.policies import Standing
from agreements.services.liftings import last_day_to_object
from agreements.showing.links import Link, address
from agreements.workflow.steps import may_close, may_object
from conflicts.wording import in_words


def closing_link(standing: Standing, commitment: Commitment) -> list[Link]:
    """For the coordinator, while it is open."""
    if not standing.is_coordinator or not may_close(commitment.state):
        return []
    return [Link(_("Cerrar el compromiso"), address("commitment_close", commitment.code))]


def lifting_links(
    standing: Standing, commitment: Commitment, closing: Transition | None, *, on: datetime.date
) -> list[Link]:
    """Within 30 days to object, for who receives and for the register on its behalf; later to reopen. A letter dated
    in time may still be put on record late."""
    if closing is None:
        return []
    code, in_time = commitment.code, may_be_objected(closing, on)
    objecting = _("Objetar el cierre") if standing.own_judging else _("Registrar la objeción de quien recibe")
    offered = [
        (bool(standing.own_judging and in_time), objecting, "commitment_object"),
        (standing.may_reopen and not (in_time and standing.judges), _("Reabrir el compromiso"), "commitment_reopen"),
        (bool(standing.is_staff and standing.judges and not standing.own_judging), objecting, "commitment_object"),
    ]
    return [Link(label, address(name, code)) for is_offered, label, name in offered if is_offered]


def why_lift(standing: Standing, closing: Transition | None, *, on: datetime.date) -> str:
    if closing is None or not may_be_objected(closing, on) or not standing.own_judging:
        return _("Este compromiso está cerrado.")
    until = {"day": in_words(last_day_to_object(closing))}
    return _("Este compromiso está cerrado. Hasta el %(day)s usted puede objetarlo sin dar motivo.") % until


def may_be_objected(closing: Transition, on: datetime.date) -> bool:
    return may_object(timezone.localdate(closing.at), on)
