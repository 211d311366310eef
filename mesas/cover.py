"""Whether anybody is ordered to ask on a day, and until when. Pure: orders and links in, an answer out.

Cover is *yes* only where that is certain and *no* only where that is certain; everything else is *not known*. So an
order covers for certain from the last day of the span in which it began to the first day of that in which it ends: who
knows that it began "in 2021" cannot say that somebody was asking in March. It may cover from the first day of the one
to the last of the other, and only days outside of that have nobody for certain. An antecedent covers nothing.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, EndKind, Inheritance, MandateKind, MesaStatus

Day = datetime.date
ONE_DAY = datetime.timedelta(days=1)
#: Ends that never come, or of which nobody knows when; and what was never covered.
ENDLESS, NEVER = Day.max, Day.min
NOT_KNOWN = PartialDate.unknown()
#: Orders that change or renew one that there was before.
LATER_KINDS = (MandateKind.EXTENSION, MandateKind.AMENDMENT, MandateKind.REINSTALLATION)
RANK = {Answer.NO: 0, Answer.UNKNOWN: 1, Answer.YES: 2}
#: What a link says of a commitment that it does not list.
INHERITS = {
    Inheritance.ALL: Answer.YES,
    Inheritance.UNKNOWN: Answer.UNKNOWN,
    Inheritance.LISTED: Answer.NO,
    Inheritance.NONE: Answer.NO,
}


class Order(Protocol):
    """A mandate, as far as it decides: from when, until when, how its end is known, and what sort of order it is."""

    starts: PartialDate
    ends: PartialDate
    end_kind: str
    kind: str


@dataclass(frozen=True)
class Span:
    """From one day to another, both included; empty where the last comes before the first."""

    first: Day
    last: Day

    def holds(self, day: Day) -> bool:
        return self.first <= day <= self.last


@dataclass(frozen=True)
class Cover:
    """Of one day: whether anybody is ordered to ask. `until`: the last day on which anybody may be, ENDLESS where
    there is no end or none is known, NEVER where there never was such a day."""

    answer: Answer
    until: Day

    def __or__(self, other: "Cover") -> "Cover":
        """Two ways of being covered: the better answer, the longer reach."""
        return Cover(max(self.answer, other.answer, key=RANK.__getitem__), max(self.until, other.until))

    def as_sure_as(self, answer: Answer) -> "Cover":
        """No surer than that."""
        return Cover(worse(self.answer, answer), self.until)

    def ends_before(self, due_on: Day | None) -> bool:
        """Whether all cover is over by then. What has no date waits for ever."""
        return self.until < (due_on or ENDLESS)


UNCOVERED = Cover(Answer.NO, NEVER)
COVERED = Cover(Answer.YES, ENDLESS)


def worse(one: Answer, other: Answer) -> Answer:
    return min(one, other, key=RANK.__getitem__)


# One mesa


@dataclass(frozen=True)
class Orders:
    """What is on record about a mesa, as far as cover hangs on it. `last_session`: the latest day of a session."""

    orders: Sequence[Order]
    status: str = MesaStatus.UNKNOWN
    closed: PartialDate = NOT_KNOWN
    status_as_of: PartialDate = NOT_KNOWN
    last_session: Day | None = None

    def cover_on(self, day: Day, *, by_members: bool = True) -> Cover:
        """`by_members`: of what members record. What only public sources tell of ends only where they state the end,
        and no session after it is known; or where the mesa is closed."""
        may = self.may_cover(by_members=by_members)
        if any(span.holds(day) for span in self.surely_covers()):
            answer = Answer.YES
        else:
            answer = Answer.UNKNOWN if any(span.holds(day) for span in may) else Answer.NO
        return Cover(answer, max((span.last for span in may), default=NEVER))

    def surely_covers(self) -> list[Span]:
        """Known to be covered. A mesa that closed nobody knows when was not certain to sit on any one day."""
        stop = ENDLESS
        if self.status == MesaStatus.CLOSED:
            stop = self.closed.first or NEVER
        return cut((span for one in of_the_mesa(self.orders) if (span := sure_span(one))), stop)

    def may_cover(self, *, by_members: bool = True) -> list[Span]:
        """All days on which an order may have been in force. Of a mesa without any order nobody knows."""
        own = of_the_mesa(self.orders)
        spans = [Span(one.starts.first or NEVER, may_end(one, own)) for one in own] or [Span(NEVER, ENDLESS)]
        if not by_members and not self.is_stated_to_be_over(spans):
            spans.append(Span(NEVER, ENDLESS))
        if self.status == MesaStatus.EXPIRED and by_members:  # its last term passed, whichever it was
            over = self.status_as_of.last or NEVER
            spans = [Span(span.first, over) if span.last == ENDLESS else span for span in spans]
        if self.status == MesaStatus.CLOSED:
            spans = cut(spans, self.closed.last or self.status_as_of.last or NEVER)
        return [span for span in spans if span.first <= span.last]

    def is_stated_to_be_over(self, spans: Sequence[Span]) -> bool:
        """Every order has an end, the last is one that a source states, and no later session is known."""
        if self.status == MesaStatus.CLOSED:
            return True
        last = max(span.last for span in spans)
        stated = any(one.ends.last == last and one.end_kind == EndKind.STATED for one in of_the_mesa(self.orders))
        return stated and not (self.last_session and self.last_session > last)


OneOrder = TypeVar("OneOrder", bound=Order)


def of_the_mesa(orders: Iterable[OneOrder]) -> list[OneOrder]:
    """Without antecedents: they are no orders of the mesa and cover nothing."""
    return [one for one in orders if one.kind != MandateKind.ANTECEDENT]


def antecedents(orders: Iterable[OneOrder]) -> list[OneOrder]:
    return [one for one in orders if one.kind == MandateKind.ANTECEDENT]


def sure_span(order: Order) -> Span | None:
    """The days on which it was in force for certain; nothing where its start or its end is not known."""
    begun = order.starts.last
    end = order.ends.first or (ENDLESS if is_endless(order) else None)
    return Span(begun, end) if begun and end else None


def is_endless(order: Order) -> bool:
    """Ordered without an end, which is something else than an end that nobody knows."""
    return order.end_kind == EndKind.NONE and not order.ends.is_known


def may_end(order: Order, among: Iterable[Order]) -> Day:
    """The last day on which it may have been in force. Where its end is not known, a later order that has one took
    it over, and with that one it ended too."""
    if order.ends.last or is_endless(order):
        return order.ends.last or ENDLESS
    later = (one.ends.last for one in among if one.ends.last and came_after(one, order))
    return max(later, default=ENDLESS)


def came_after(order: Order, other: Order) -> bool:
    """Known to have come after it: by their days, or because the one renews or changes what the other created."""
    renews = other.kind == MandateKind.CREATION and order.kind in LATER_KINDS
    return renews or other.starts.known_before(order.starts)


def cut(spans: Iterable[Span], last: Day) -> list[Span]:
    """Nothing after that day."""
    return [Span(span.first, min(span.last, last)) for span in spans if span.first <= last]


def gaps(orders: Sequence[Order], until: Day) -> list[Span]:
    """Days between two orders on which none can have been in force, begun by that day."""
    own = of_the_mesa(orders)
    spans = sorted((one.starts.first or NEVER, may_end(one, own)) for one in own)
    found: list[Span] = []
    reached: Day | None = None
    for first, last in spans:
        if reached is not None and first - reached > ONE_DAY and first <= until:
            found.append(Span(reached + ONE_DAY, first - ONE_DAY))
        reached = last if reached is None else max(reached, last)
    return found


# One mesa after another


@dataclass(frozen=True)
class Tie:
    """A link between two mesas, by key: what the later one takes over from the earlier one, and since when."""

    key: int
    later: int
    earlier: int
    inheritance: str
    since: PartialDate = NOT_KNOWN

    @property
    def ends(self) -> tuple[int, int]:
        return self.later, self.earlier

    def has_begun(self, day: Day) -> Answer:
        """A link of no known day holds: it was put on record as something that is so."""
        if self.since.first is None or self.since.last is None or self.since.last <= day:
            return Answer.YES
        return Answer.NO if self.since.first > day else Answer.UNKNOWN

    def cover(self, of_later: Cover, day: Day, *, is_listed: bool = False) -> Cover:
        """What the later mesa's cover is worth for a commitment of the earlier one: all of it where it takes over
        everything or lists this one, nothing where it does not; and where nobody knows, nobody knows."""
        taken = Answer.YES if is_listed else INHERITS[Inheritance(self.inheritance)]
        return UNCOVERED if taken == Answer.NO else of_later.as_sure_as(worse(taken, self.has_begun(day)))


def chained(own: Mapping[int, Cover], ties: Iterable[Tie], day: Day) -> dict[int, Cover]:
    """Cover of what each mesa agreed, by the mesa or by any that took it over, however far. What a link only lists is
    judged apart. Links that go in a circle add nothing."""
    reached, ties = dict(own), list(ties)
    changed = True
    while changed:
        changed = False
        for tie in ties:
            better = reached[tie.earlier] | tie.cover(reached[tie.later], day)
            changed = changed or better != reached[tie.earlier]
            reached[tie.earlier] = better
    return reached
