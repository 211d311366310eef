"""A commitment as one line of a list: what each side says, who owes to whom, and what the calendar says."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import OBLIGOR_DUTIES, Duty, Timing
from agreements.models import Commitment
from agreements.sentences.sources import is_given_as_done
from agreements.showing.breach import breach_in
from agreements.showing.reader import Reader
from agreements.showing.status import Status, statuses_of
from conflicts.wording import distance

#: Columns that no line shows and that may be long.
UNSHOWN = ("text", "search_text", "notes", "means_text", "source_note")


@dataclass(frozen=True)
class Row:
    """One line."""

    commitment: Commitment
    status: Status
    owes: str
    receives: str
    due_kind: str
    due_text: str
    is_breached: bool = False


def rows_of(keys: Sequence[int], *, user: Any, on: datetime.date) -> list[Row]:
    """Lines in the order of the keys. The number of queries does not grow with them."""
    found = (
        Commitment.objects.visible_to(user)
        .select_related("mesa__conflict", "document", "session")
        .prefetch_related("duties__party__merged_into")
        .defer(*UNSHOWN)
        .in_bulk(keys)
    )
    commitments = [found[key] for key in keys if key in found]
    statuses = statuses_of(commitments, user=user, reader=Reader.of(user), on=on)
    return [row_of(commitment, statuses[commitment.pk], on) for commitment in commitments]


def row_of(commitment: Commitment, status: Status, on: datetime.date) -> Row:
    kind, text = due_of(status, on)
    breach = breach_in(commitment, status.heard.rows)
    return Row(
        commitment=commitment,
        status=status,
        owes=named(commitment, *OBLIGOR_DUTIES) or commitment.obligor_text,
        receives=named(commitment, Duty.BENEFICIARY) or commitment.beneficiary_text,
        due_kind=kind,
        due_text=text,
        is_breached=breach is not None and breach.stands,
    )


def named(commitment: Commitment, *duties: str) -> str:
    """The first party with one of these parts, the lead before others, and how many more."""
    held = sorted(
        (duty for duty in commitment.duties.all() if duty.duty in duties), key=lambda duty: duties.index(duty.duty)
    )
    names = list(dict.fromkeys(str(duty.party.merged_into or duty.party) for duty in held))
    if len(names) < 3:
        return _(" y ").join(names)
    more = len(names) - 1
    return ngettext("%(name)s y %(more)d más", "%(name)s y %(more)d más", more) % {"name": names[0], "more": more}


def due_of(status: Status, on: datetime.date) -> tuple[str, str]:
    """Signal and words beside the date. What only sources tell is no alarm; what ended has no calendar."""
    told = status.told
    if told.timing == Timing.ENDED:
        return "", ""
    if told.due.last is None:
        return undated(told.timing)
    if not told.by_members:
        late = told.due.last < on and not is_given_as_done(told)
        return "", _("pasó %(ago)s") % {"ago": distance(told.due.last, on)} if late else ""
    soon = "" if told.is_being_kept else "wait"
    kinds = {Timing.OVERDUE: "late", Timing.VERY_OVERDUE: "late", Timing.DUE_SOON: soon}
    return kinds.get(told.timing, ""), distance(told.due.last, on)


def undated(timing: Timing) -> tuple[str, str]:
    return {
        Timing.NO_DEADLINE: ("wait", _("Sin plazo")),
        Timing.NO_DATE_YET: ("none", _("Sin fecha aún")),
        Timing.BY_PERIOD: ("none", _("Por periodos")),
    }.get(timing, ("none", _("Plazo no conocido")))


def shows_example(rows: Iterable[Row]) -> bool:
    return any(row.commitment.mesa.conflict.is_example for row in rows)
