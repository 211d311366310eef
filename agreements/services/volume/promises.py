"""A promise as it is registered: who owes what to whom, and by when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from random import Random
from typing import Any

from agreements.choices import DeadlineBasis, DeadlineKind, Duty, Kind, Record, Recurrence, Step, Trigger
from agreements.models import Commitment, CommitmentParty, Milestone, Transition
from agreements.services.volume.people import DAY, moment
from agreements.services.volume.setting import Sitting, Table
from agreements.text import search_text_for
from conflicts.choices import Grade, Role, Theme, narrowest
from conflicts.models import Party
from conflicts.partial_dates import PartialDate
from mesas.choices import Answer
from mesas.plazos import add_months

DOING = ("Construir", "Mejorar", "Financiar", "Presentar", "Monitorear", "Equipar", "Sanear", "Entregar")
THINGS = (
    "el reservorio", "la carretera", "el puesto de salud", "el estudio de metales", "la escuela", "el plan de cierre",
    "la represa", "el monitoreo del río", "el fondo de becas", "el canal de riego", "la planta de agua", "el padrón",
)  # fmt: skip
KINDS, THEMES = tuple(Kind), tuple(theme for theme in Theme if theme)
#: How documents set the deadline, and how many in a hundred do.
DEADLINES = {
    DeadlineKind.DATE: 58, DeadlineKind.DAYS: 10, DeadlineKind.MONTHS: 10, DeadlineKind.NONE: 13,
    DeadlineKind.STAGE: 4, DeadlineKind.RECURRING: 3, DeadlineKind.YEARS: 2,
}  # fmt: skip
RECURRENCES = tuple(Recurrence(value) for value in Recurrence.values if value)


@dataclass(eq=False)
class Promise:
    """A commitment not stored yet, and the rows that hang on it in the order in which they are to be stored: each names
    what it hangs on by the object, which has its key by then."""

    commitment: Commitment
    owing: list[Party]
    receiving: list[Party]
    sitting: Sitting
    rows: list[Any] = field(default_factory=list)
    is_led: bool = True

    @property
    def is_recurring(self) -> bool:
        return self.commitment.deadline_kind == DeadlineKind.RECURRING

    @property
    def agreed_on(self) -> datetime.date:
        return self.sitting.day

    @property
    def registered_on(self) -> datetime.date:
        return self.commitment.registered_at.date()

    def step(self, step: Step, day: datetime.date, by: Any, before: str = "", **row: Any) -> Transition:
        """A row of the timeline, to the state in which the commitment now is."""
        transition = Transition(
            commitment=self.commitment, step=step, from_state=before, to_state=self.commitment.state, by=by,
            at=moment(day, 12), **row,
        )  # fmt: skip
        self.rows.append(transition)
        self.commitment.last_moved_on = max(self.commitment.last_moved_on or day, day)
        self.commitment.version += step != Step.REGISTERED
        return transition


def promised(table: Table, number: int, *, on: datetime.date, dice: Random) -> Promise:
    """Agreed in one of the sessions; one in twenty came on record long after."""
    sitting = dice.choice(table.sittings)
    circle, registrar = table.circle, table.circle.users[Role.REGISTRAR]
    owing = dice.sample(circle.owing, dice.choices((1, 2, 3), (75, 18, 7))[0])
    receiving = dice.sample(circle.communities, dice.choices((1, 2, 0), (70, 20, 10))[0])
    late = dice.randint(200, 900) if dice.random() < 0.05 else dice.randint(0, 9)
    registered_on = min(on, sitting.day + late * DAY)
    title = f"{dice.choice(DOING)} {dice.choice(THINGS)} del sector {dice.randint(1, 400)}"
    commitment = Commitment(
        mesa=table.mesa,
        agreement=dice.choice(sitting.agreements),
        document=sitting.acta,
        session=sitting.session,
        code=f"{table.mesa.code}-{number:02}",
        title=title,
        text=f"Quien debe se compromete a {title.lower()} y a informar de su avance en la sesión siguiente.",
        theme=dice.choice(THEMES),
        kind=dice.choices(KINDS, (24, 14, 12, 16, 14, 4, 6, 10))[0],
        grade=narrowest(table.mesa.grade, dice.choices((Grade.PUBLIC, Grade.MEMBERS, Grade.INTERNAL), (94, 4, 2))[0]),
        agreed=PartialDate.on(sitting.day),
        record=Record.MEMBERS,
        registered_by=registrar,
        registered_at=moment(registered_on),
        **measurability(dice),
    )
    for name, value in deadline(sitting.day, dice).items():
        setattr(commitment, name, value)
    commitment.search_text = search_text_for(
        code=commitment.code, title=title, text=commitment.text,
        parties=[name for one in (*owing, *receiving) for name in (one.name, one.short_name)],
    )  # fmt: skip
    promise = Promise(commitment, owing, receiving, sitting, is_led=dice.random() < 0.95)
    promise.rows += parts(promise, circle.owing, dice)
    promise.step(Step.REGISTERED, registered_on, registrar)
    return promise


def measurability(dice: Random) -> dict[str, str]:
    answers = dice.choices(Answer.values, (60, 25, 15), k=6)
    names = ("what", "who", "when", "where", "means", "follow_up")
    return {f"measurable_{name}": answer for name, answer in zip(names, answers, strict=True)}


def deadline(agreed_on: datetime.date, dice: Random) -> dict[str, Any]:
    """What the document says of it, and what that amounts to."""
    kind = dice.choices(tuple(DEADLINES), tuple(DEADLINES.values()))[0]
    told: dict[str, Any] = {"deadline_kind": kind}
    if kind == DeadlineKind.RECURRING:
        return told | {"starts": PartialDate.on(agreed_on), "recurs": dice.choices(RECURRENCES, (20, 5, 35, 20, 20))[0]}
    if kind in (DeadlineKind.NONE, DeadlineKind.STAGE):
        return told
    if kind == DeadlineKind.DATE:
        due = PartialDate.on(agreed_on + dice.randint(15, 900) * DAY)
        return told | {"deadline_basis": DeadlineBasis.STATED, "first_due": due, "due": due}
    term, last = {
        DeadlineKind.DAYS: lambda n: (15 * n, agreed_on + 15 * n * DAY),
        DeadlineKind.MONTHS: lambda n: (n, add_months(agreed_on, n)),
        DeadlineKind.YEARS: lambda n: (n % 3 + 1, add_months(agreed_on, 12 * (n % 3 + 1))),
    }[kind](dice.randint(1, 24))
    due = PartialDate.on(last)
    return told | {
        "deadline_basis": DeadlineBasis.COMPUTED, "term": term, "trigger": Trigger.SESSION,
        "triggered": PartialDate.on(agreed_on), "first_due": due, "due": due,
    }  # fmt: skip


def parts(promise: Promise, bodies: list[Party], dice: Random) -> list[Any]:
    """Who has which part in it. Some have nobody who leads; of four in ten somebody follows up; few have milestones."""
    first = Duty.LEAD if promise.is_led else Duty.CO_OBLIGOR
    duties = [
        *((one, Duty.CO_OBLIGOR if number else first) for number, one in enumerate(promise.owing)),
        *((one, Duty.BENEFICIARY) for one in promise.receiving),
    ]
    if dice.random() < 0.4:
        duties.append((dice.choice(bodies), Duty.FOLLOW_UP))
    rows: list[Any] = [CommitmentParty(commitment=promise.commitment, party=one, duty=duty) for one, duty in duties]
    if dice.random() < 0.05:
        days = sorted(dice.sample(range(10, 700), 3))
        rows += [
            Milestone(
                commitment=promise.commitment, number=number, text=f"Paso {number}",
                due=PartialDate.on(promise.agreed_on + day * DAY),
            )
            for number, day in enumerate(days, 1)
        ]  # fmt: skip
    return rows
