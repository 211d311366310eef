"""Steps on the way: each with its day, and whether it was reached."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _

from agreements.choices import OPEN_STATES, DeadlineKind
from agreements.lateness import is_milestone_late
from agreements.models import Commitment, Milestone
from agreements.policies import Standing
from agreements.showing.links import Link, address
from conflicts.wording import distance, in_words


@dataclass(frozen=True)
class MilestoneRow:
    """As `agreements/milestones.html` shows it."""

    text: str
    due: str
    state: str
    kind: str
    act: Link | None = None


@dataclass(frozen=True)
class Milestones:
    rows: list[MilestoneRow]
    add: str = ""


def milestones_of(commitment: Commitment, standing: Standing | None, on: datetime.date) -> Milestones | None:
    """Nothing where there are none and nobody may add one. One query."""
    rows = list(commitment.milestones.order_by("due_on", "number"))
    is_open = commitment.state in OPEN_STATES and commitment.deadline_kind != DeadlineKind.RECURRING
    may_add = is_open and standing is not None and standing.may_set_milestones
    if not rows and not may_add:
        return None
    may_reach = is_open and standing is not None and standing.may_reach_milestones
    return Milestones(
        rows=[row_of(commitment, one, on, may_reach=may_reach) for one in rows],
        add=address("milestone_new", commitment.code) if may_add else "",
    )


def row_of(commitment: Commitment, one: Milestone, on: datetime.date, *, may_reach: bool) -> MilestoneRow:
    is_late = is_milestone_late(
        due_on=one.due.last, is_reached=one.reached.is_known, is_open=commitment.state in OPEN_STATES, on=on
    )
    act = None
    if may_reach and not one.reached.is_known:
        act = Link(_("Mostrar que se alcanzó"), address("milestone_reach", commitment.code, one.number))
    if one.reached.is_known:
        state, kind = _("Alcanzado: %(day)s") % {"day": in_words(one.reached)}, "ok"
    elif is_late and one.due.last:
        state, kind = _("Vencido %(ago)s") % {"ago": distance(one.due.last, on)}, "late"
    else:
        state, kind = _("Por alcanzar"), ""
    return MilestoneRow(one.text, in_words(one.due), state, kind, act)
