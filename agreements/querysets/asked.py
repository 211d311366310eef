"""What a list of commitments can be asked: each question once, in the words of its address.

Values of one question are alternatives. Alarms and states come from members' records only; the calendar speaks of any
open debt, also of those that only public sources tell, unless one of them gives it as done.
"""

import datetime
from collections.abc import Callable, Iterable
from functools import reduce
from operator import and_, or_
from typing import Any

from django.db import models
from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Value, When

from agreements.choices import (
    OBLIGOR_DUTIES,
    OPEN_STATES,
    Alert,
    AssessmentLevel,
    DeadlineKind,
    Duty,
    InTime,
    Kind,
    Lack,
    Lateness,
    Order,
    Question,
    Record,
    State,
)
from agreements.querysets import lateness, measuring
from agreements.querysets.cover import Asking
from conflicts.text import fold
from mesas.choices import ReportedState

MOST_WORDS = 10  # of one search; more would make it dear and find nothing
NOTHING = Q(pk__in=[])


def any_of(conditions: Iterable[Q]) -> Q:
    """One of them holds; of none, none does."""
    return reduce(or_, conditions, NOTHING)


class AskedQuerySet(models.QuerySet):
    """The questions. What they are about stands in `CommitmentQuerySet`."""

    # Who, where and what about

    def led_by(self, parties: Iterable[Any]):
        """Of which one of these parties answers for the whole."""
        return self.filter(pk__in=self._named(duty=Duty.LEAD, party__in=parties))

    def led_by_sector(self, sectors: Iterable[str], on: datetime.date):
        """Whose lead obligor, or who stands in its place on that day, is a body of one of these sectors."""
        parties = self._related("duties").model._meta.get_field("party").related_model.objects
        of_sectors, kin = parties.filter(sector__in=list(sectors)), parties.replaced(on)
        heirs = set(of_sectors.filter(pk__in=kin.heirs.values()).values_list("pk", flat=True))
        inherited = Q(party__in=[party for party in kin.heirs if kin.heir(party) in heirs])
        own = Q(party__in=of_sectors.exclude(pk__in=kin.heirs).values("pk"))
        return self.filter(Exists(self.duties().filter(own | inherited, duty=Duty.LEAD)))

    def inside(self, prefixes: Iterable[str]):
        """In a place whose INEI code begins so; what has no place of its own stands where its conflict does."""
        return self.filter(any_of(self._inside(prefix) for prefix in prefixes))

    def _inside(self, prefix: str) -> Q:
        places = self._related("territory").filter(inei__startswith=prefix, conflicts=OuterRef("mesa__conflict"))
        return Q(territory__inei__startswith=prefix) | (Q(territory__isnull=True) & Exists(places))

    def searching(self, texts: Iterable[str]):
        """Whose words hold every word of one of these texts, however it was typed. See `agreements.text`."""
        return self.filter(any_of(has_words(text) for text in texts))

    # What was said and what the calendar says

    def in_state(self, states: Iterable[str]):
        """What members' rows make of it. What only sources tell has no state."""
        return self.filter(record=Record.MEMBERS, state__in=list(states))

    def in_timing(self, timings: Iterable[str], on: datetime.date):
        """What the calendar says of an open debt that day."""
        return self.filter(self._not_given_as_done(), lateness.timing_in(timings, on))

    def late_by(self, ages: Iterable[str], on: datetime.date):
        """Open, and so many days after the deadline in force."""
        spans = (Lateness(age).days for age in ages)
        return self.filter(self._not_given_as_done(), any_of(late_between(*span, on) for span in spans))

    def _not_given_as_done(self) -> Q:
        return ~Q(record=Record.SOURCES) | ~self.is_told_as([ReportedState.FULFILLED])

    def alerting(self, alerts: Iterable[str], on: datetime.date):
        """Open debts that deserve attention for one of these reasons."""
        reasons: dict[str, Callable[[], Q]] = {
            Alert.ORPHAN: lambda: Asking(on).orphaned(),
            Alert.STALLED: lambda: lateness.stalled(on),
            Alert.UNVERIFIED: lambda: lateness.unverified(on),
            Alert.LATE_MILESTONE: lambda: lateness.late_milestone(on),
            Alert.NO_LEAD: lambda: ~Q(Exists(self.duties().filter(duty__in=OBLIGOR_DUTIES))),
            Alert.NO_FOLLOW_UP: lambda: ~Q(Exists(self.duties().filter(duty=Duty.FOLLOW_UP))),
        }
        owed = self.filter(record=Record.MEMBERS, state__in=OPEN_STATES)
        return owed.filter(any_of(reasons[alert]() for alert in alerts))

    def lacking(self, lacks: Iterable[str]):
        """On members' record, and of which the document left one of these open, also where the debt has ended."""
        return self.filter(any_of(self.leaves_open(lack) for lack in lacks), record=Record.MEMBERS)

    def measured_as(self, values: Iterable[str]):
        """On members' record, and as measurable as one of these says."""
        return self.filter(any_of(measuring.measured_as(value) for value in values), record=Record.MEMBERS)

    def answering(self, questions: Iterable[str], answer: str):
        """On members' record, and so answered to one of these six questions about its words."""
        asked = (measuring.answered(Question(question), answer) for question in questions)
        return self.filter(any_of(asked), record=Record.MEMBERS)

    def leaves_open(self, lack: str) -> Q:
        """Condition: what the document does not say, for lists and for figures."""
        if lack == Lack.DEADLINE:
            return Q(deadline_kind=DeadlineKind.NONE)
        duty = {Lack.FOLLOW_UP: Duty.FOLLOW_UP, Lack.LEAD: Duty.LEAD}[Lack(lack)]
        return ~Q(Exists(self.duties().filter(duty=duty)))

    def told_as(self, states: Iterable[str]):
        """Of which only public sources tell, and one of them says that it is in one of these states."""
        return self.filter(self.is_told_as(states), record=Record.SOURCES)

    def is_told_as(self, states: Iterable[str]) -> Q:
        """Condition: a source says that it is in one of these states."""
        told = self._related("reported_statuses").filter(commitment=OuterRef("pk"), state__in=list(states))
        return Q(Exists(told))

    def in_time(self, answers: Iterable[str]):
        """Kept by the first deadline; kept later; or declared by the deadline in force, with nobody saying less."""
        kept = {InTime.YES: True, InTime.NO: False}
        return self.filter(
            any_of(
                DECLARED_IN_TIME if answer == InTime.CLAIMED else Q(state=State.FULFILLED, done_in_time=kept[answer])
                for answer in map(InTime, answers)
            )
        )

    # In which order

    def in_order(self, order: str, on: datetime.date):
        """Dates that are not known come last, whichever way. Of one moment, in the order of registering."""
        due = F("due_on").asc(nulls_last=True)
        late = Case(
            When(
                ~Q(kind=Kind.ABSTENTION),
                state__in=OPEN_STATES,
                record=Record.MEMBERS,
                due_on__lt=on,
                then=F("due_on"),
            ),
            default=Value(None),
            output_field=DateField(),
        )
        orders: dict[str, tuple[Any, ...]] = {
            Order.LATENESS: (late.asc(nulls_last=True), due),
            Order.DUE: (due,),
            Order.DUE_LAST: (F("due_on").desc(nulls_last=True),),
            Order.MOVEMENT: (F("last_moved_on").desc(nulls_last=True),),
            Order.CODE: ("code",),
        }
        return self.order_by(*orders[order], "pk")

    def _named(self, *conditions: Q, **fields: Any):
        """Keys of the commitments with such a part in them: found from the parties, not from every commitment."""
        return self._related("duties").filter(*conditions, **fields).values("commitment")

    def duties(self):
        """Parts of parties in the commitment of the outer query."""
        return self._related("duties").filter(commitment=OuterRef("pk"))

    def _related(self, name: str):
        return self.model._meta.get_field(name).related_model.objects.order_by()


def has_words(text: str) -> Q:
    """Every word of the text stands in it; no words stand nowhere."""
    words = fold(text).split()[:MOST_WORDS]
    return reduce(and_, (Q(search_text__contains=word) for word in words)) if words else NOTHING


def late_between(fewest: int, most: int | None, on: datetime.date) -> Q:
    """Open and so many days late, both included."""
    span = Q(state__in=OPEN_STATES, due_on__lte=on - datetime.timedelta(days=fewest)) & ~Q(kind=Kind.ABSTENTION)
    return span if most is None else span & Q(due_on__gte=on - datetime.timedelta(days=most))


#: *Declarado a tiempo, sin verificar*: the twin of `workflow.declared_in_time`.
DECLARED_IN_TIME = reduce(
    and_,
    (
        Q(**{f"{voice}__isnull": True}) | Q(**{voice: AssessmentLevel.COMPLETE})
        for voice in ("verdict_level", "finding_level")
    ),
    Q(state=State.CLAIMED, claimed_on__lte=F("due_on")),
)
