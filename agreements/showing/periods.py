"""The periods of what comes round: each with its state, its day and what each voice says of it."""

import datetime
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agreements.choices import OPEN_STATES, DeadlineKind, State, Timing
from agreements.lateness import timing_of
from agreements.models import Commitment, Occurrence
from agreements.policies import Standing
from agreements.services.results import COMPUTED_STATES
from agreements.showing.links import Link, address
from agreements.showing.voices import in_steps
from conflicts.wording import distance, in_short
from mesas.plazos import Period, period_named

#: Beyond these a page is no longer read; the number of the earlier ones is told.
MOST = 24
SIGNALS = {State.CLAIMED: "wait", State.DISPUTED: "clash", State.FULFILLED: "ok"}
LATE = (Timing.OVERDUE, Timing.VERY_OVERDUE)


@dataclass(frozen=True)
class PeriodRow:
    """One period, as `agreements/periods.html` shows it."""

    name: str
    state: str
    kind: str
    due: str
    due_kind: str
    says: str
    sees: str
    verified: str
    acts: tuple[Link, ...] = ()


@dataclass(frozen=True)
class Periods:
    """Those that have begun and the next one, the latest first, and how many more there are on either side."""

    rows: list[PeriodRow]
    earlier: int = 0
    later: int = 0
    begun: int = 0
    kept: int = 0
    late: int = 0

    @property
    def finding(self) -> str:
        """ "Se cumplió 1 de los 4 periodos hasta hoy; 2 están vencidos"."""
        counts = {"kept": self.kept, "begun": self.begun, "late": self.late}
        if not self.begun:
            return _("Aún no empieza ningún periodo")
        if not self.kept:
            told = _("No se cumplió ningún periodo hasta hoy")
        elif self.kept == self.begun:
            told = ngettext(
                "Se cumplió el único periodo hasta hoy", "Se cumplieron los %(kept)d periodos hasta hoy", self.kept
            )
        else:
            told = ngettext(
                "Se cumplió %(kept)d de los %(begun)d periodos hasta hoy",
                "Se cumplieron %(kept)d de los %(begun)d periodos hasta hoy",
                self.kept,
            )
        late = ngettext("; %(late)d está vencido", "; %(late)d están vencidos", self.late) if self.late else ""
        return f"{told}{late}" % counts


def periods_of(commitment: Commitment, standing: Standing | None, on: datetime.date) -> Periods | None:
    """Nothing where it does not come round. One query."""
    if commitment.deadline_kind != DeadlineKind.RECURRING:
        return None
    found = list(commitment.occurrences.order_by("-due_on"))
    begun = [one for one in found if has_begun(one, on)]
    coming = found[: len(found) - len(begun)]
    shown = [*coming[-1:], *begun[:MOST]]
    late = [one for one in begun if timing(commitment, one, on) in LATE]
    return Periods(
        rows=[row_of(commitment, one, standing, on) for one in shown],
        earlier=len(begun[MOST:]),
        later=len(coming[:-1]),
        begun=len(begun),
        kept=sum(one.state == State.FULFILLED for one in begun),
        late=len(late),
    )


def has_begun(one: Occurrence, on: datetime.date) -> bool:
    return span_of(one).first <= on


def span_of(one: Occurrence) -> Period:
    return period_named(one.period) or Period(1, one.due_on)


def timing(commitment: Commitment, one: Occurrence, on: datetime.date) -> Timing:
    """It ends with its own state, and with the debt of which it is part."""
    return timing_of(
        due_on=one.due_on,
        deadline_kind=commitment.deadline_kind,
        is_open=one.state in OPEN_STATES and commitment.state in OPEN_STATES,
        on=on,
        kind=commitment.kind,
    )


def row_of(commitment: Commitment, one: Occurrence, standing: Standing | None, on: datetime.date) -> PeriodRow:
    when = timing(commitment, one, on)
    due = in_short(one.due_on)
    if when in (*LATE, Timing.DUE_SOON):
        due = f"{due} ({distance(one.due_on, on)})"
    acts = links_of(commitment, one, standing) if standing and has_begun(one, on) else ()
    return PeriodRow(
        name=str(span_of(one)),
        state=str(one.get_state_display()),
        kind=SIGNALS.get(State(one.state), ""),
        due=due,
        due_kind="late" if when in LATE else "wait" if when == Timing.DUE_SOON else "",
        says=said(one.claim_level),
        sees=said(one.verdict_level),
        verified=said(one.finding_level),
        acts=acts,
    )


def said(level: int | None) -> str:
    return in_steps(level) if level is not None else "—"


def links_of(commitment: Commitment, one: Occurrence, standing: Standing) -> tuple[Link, ...]:
    """What this person may say of the period; of a closed debt nobody says anything more."""
    if commitment.state not in COMPUTED_STATES:
        return ()
    where = (commitment.code, one.period)
    answers, claims = standing.answers_for & standing.own_judging, standing.claims_for & standing.own_owing
    answer = _("Decir si se cumplió") if answers else _("Registrar lo que dice quien recibe")
    claim = _("Declarar") if claims else _("Registrar lo que declara quien debe")
    offered = (
        (standing.answers_for, answer, "period_verdict"),
        (standing.claims_for, claim, "period_claim"),
        (standing.verifies_for, _("Registrar lo que vio"), "period_verify"),
    )
    return tuple(Link(label, address(name, *where)) for is_hers, label, name in offered if is_hers)


def pressing_period(commitment: Commitment, standing: Standing, on: datetime.date) -> tuple[str, tuple[Link, ...]]:
    """The period of which she should speak: the latest that is over and still owed, else the one that runs. Its name,
    and what she may say of it."""
    owed = [one for one in commitment.occurrences.filter(state__in=OPEN_STATES) if has_begun(one, on)]
    over = [one for one in owed if one.due_on < on]
    chosen = over[-1:] or owed[-1:]
    if not chosen:
        return "", ()
    return str(span_of(chosen[0])), links_of(commitment, chosen[0], standing)
