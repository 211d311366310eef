"""The latest that is known, of what this reader may see: what changed, which sessions were held, what sources told."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from agreements.choices import State, Step
from agreements.models import ReportedStatus, Transition
from agreements.sentences.sources import reported_part
from agreements.sentences.told import Reported
from agreements.showing.links import address
from agreements.showing.reader import Reader
from conflicts.partial_dates import PartialDate
from mesas.choices import Held, ReportedState
from mesas.models import Session

#: Steps that change a state for all to see. Registering, files and corrections are told on their own pages.
TOLD = (
    Step.WORK_BEGAN,
    Step.CLAIMED,
    Step.ANSWERED,
    Step.VERIFIED,
    Step.CLOSED,
    Step.OBJECTED,
    Step.REOPENED,
    Step.SETTLED,
)
KINDS = {State.CLAIMED: "wait", State.DISPUTED: "clash", State.FULFILLED: "ok"}


@dataclass(frozen=True)
class Move:
    """One line, as `components/moves.html` shows it."""

    on: PartialDate
    text: str
    href: str
    state: str = ""
    kind: str = ""
    note: str = ""


def latest_moves(user: Any, on: datetime.date, most: int) -> list[Move]:
    """Known by that day, the latest first. Four queries."""
    found = [*steps(user, most), *sessions(user, on, most), *told(user, on, most)]
    return sorted(found, key=lambda move: min(move.on.last or datetime.date.min, on), reverse=True)[:most]


def steps(user: Any, most: int) -> Iterable[Move]:
    """Who does not belong to the conflict reads the month of an answer, never its day."""
    rows = (
        Transition.objects.visible_to(user)
        .in_totals(user)
        .filter(step__in=TOLD)
        .exclude(from_state=F("to_state"))
        .select_related("commitment__mesa")
        .order_by("-at", "-pk")[:most]
    )
    reader = Reader.of(user)
    for row in rows:
        mesa = row.commitment.mesa
        by_month = row.step == Step.ANSWERED and not reader.belongs_to(mesa.conflict_id)
        day = timezone.localdate(row.at)
        yield Move(
            on=PartialDate.month(day.year, day.month) if by_month else PartialDate.on(day),
            text=row.commitment.title,
            href=row.commitment.get_absolute_url(),
            state=_("Pasa a «%(state)s»") % {"state": row.get_to_state_display()},
            kind=KINDS.get(State(row.to_state), ""),
            note=in_one_line([row.get_step_display(), mesa.name]),
        )


def sessions(user: Any, on: datetime.date, most: int) -> Iterable[Move]:
    rows = Session.objects.visible_to(user).in_totals(user).until(on).select_related("mesa")
    for row in rows.order_by("-day_on", "-pk")[:most]:
        held = "" if row.held in (Held.HELD, Held.UNKNOWN) else str(row.get_held_display())
        yield Move(
            on=row.day,
            text=_("%(mesa)s: %(session)s") % {"mesa": row.mesa.name, "session": str(row).lower()},
            href=address("session", row.pk),
            state=held,
            note=in_one_line(
                [Truncator(row.outcome).words(24, truncate="…"), "" if row.logged_at else _("Según fuentes públicas")]
            ),
        )


def told(user: Any, on: datetime.date, most: int) -> Iterable[Move]:
    rows = ReportedStatus.objects.visible_to(user).in_totals(user).filter(as_of_on__lte=on)
    rows = rows.exclude(state=ReportedState.UNKNOWN).select_related("commitment__mesa")
    for row in rows.order_by("-as_of_on", "-pk")[:most]:
        part = reported_part(Reported(row.state, row.as_of, str(row.get_said_by_display())))
        said = f"{part.text} ({part.source})" if part.source else part.text
        yield Move(
            on=row.as_of,
            text=row.commitment.title,
            href=row.commitment.get_absolute_url(),
            note=in_one_line([said, row.commitment.mesa.name]),
        )


def in_one_line(said: Sequence[Any]) -> str:
    return " · ".join(str(one) for one in said if one)
