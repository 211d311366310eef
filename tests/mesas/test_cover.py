"""Is anybody ordered to ask on a day? Yes and no only where that is certain."""

import datetime
from dataclasses import dataclass

import pytest

from conflicts.partial_dates import PartialDate
from mesas.choices import Answer, EndKind, Inheritance, MandateKind, MesaStatus
from mesas.cover import (
    COVERED,
    ENDLESS,
    NEVER,
    UNCOVERED,
    Cover,
    Orders,
    Span,
    Tie,
    chained,
    gaps,
)

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
TODAY = datetime.date(2026, 6, 25)


@dataclass
class Order:
    starts: PartialDate
    ends: PartialDate
    end_kind: str = EndKind.STATED
    kind: str = MandateKind.CREATION


def order(starts="", ends="", **more):
    end_kind = more.pop("end_kind", EndKind.STATED if ends else EndKind.UNKNOWN)
    return Order(PartialDate.parse(starts), PartialDate.parse(ends), end_kind=end_kind, **more)


def last(text):
    return PartialDate.parse(text).last


IN_FORCE = order("2024-07-11", "2026-08-31")
OVER = order("2012-06-01", "2013-03-01")
EXTENSION = MandateKind.EXTENSION


@pytest.mark.parametrize(
    ("why", "orders", "answer", "until"),
    [
        ("in force", [IN_FORCE], YES, "2026-08-31"),
        ("its last day still counts", [order("2026-01-01", "2026-06-25")], YES, "2026-06-25"),
        ("over since yesterday", [order("2026-01-01", "2026-06-24")], NO, "2026-06-24"),
        ("begins today", [order("2026-06-25", "2026-12-31")], YES, "2026-12-31"),
        ("begins tomorrow", [order("2026-06-26", "2026-12-31")], NO, "2026-12-31"),
        ("no end", [order("2024-01-01", end_kind=EndKind.NONE)], YES, ENDLESS),
        ("no end, begun nobody knows when", [order(end_kind=EndKind.NONE)], UNKNOWN, ENDLESS),
        ("an end that nobody knows", [order("2024-01-01")], UNKNOWN, ENDLESS),
        ("nothing but an instrument", [order()], UNKNOWN, ENDLESS),
        ("begun nobody knows when", [order("", "2026-12-31")], UNKNOWN, "2026-12-31"),
        ("begun nobody knows when, and over", [order("", "2020")], NO, "2020"),
        ("no order at all", [], UNKNOWN, ENDLESS),
        ("an antecedent covers nothing", [order("2026-01-01", "2027", kind=MandateKind.ANTECEDENT), OVER], NO,
         "2013-03-01"),
        ("a day between two orders", [OVER, order("2026-07-01", "2026-12-31")], NO, "2026-12-31"),
        ("one of two in force", [OVER, IN_FORCE], YES, "2026-08-31"),
        ("one in force, another of unknown end", [IN_FORCE, order("2025-01-01", kind=EXTENSION)], YES, ENDLESS),
        ("one over, another of unknown end", [OVER, order("2025-01-01", kind=EXTENSION)], UNKNOWN, ENDLESS),
        ("an older order without an end was taken over", [order("2019-01-01"), order("2021-05-29", "2021-12-31")], NO,
         "2021-12-31"),
        ("a creation of some day of 2021 was extended in May",
         [order("2021"), order("2021-05-29", "2021-12-31", kind=EXTENSION)], NO, "2021-12-31"),
        ("a younger order without an end was not", [order("2021-05-29", "2024-12-31"),
         order("2024-01-01", kind=MandateKind.AMENDMENT)], UNKNOWN, ENDLESS),
        ("began some day of this month", [order("2026-06", "2026-12-31")], UNKNOWN, "2026-12-31"),
        ("began last month", [order("2026-05", "2026-12-31")], YES, "2026-12-31"),
        ("ends some day of this month", [order("2026-01-01", "2026-06")], UNKNOWN, "2026-06"),
        ("ends some day of next month", [order("2026-01-01", "2026-07")], YES, "2026-07"),
        ("ended some day of last month", [order("2026-01-01", "2026-05")], NO, "2026-05"),
        ("within one year", [order("2026", "2026")], UNKNOWN, "2026"),
    ],
)  # fmt: skip
def test_cover_of_a_mesa(why, orders, answer, until):
    until = until if isinstance(until, datetime.date) else last(until)

    assert Orders(orders).cover_on(TODAY) == Cover(answer, until), why


@pytest.mark.parametrize(
    ("why", "orders", "facts", "answer", "until"),
    [
        ("closed", [order("2012-06-01")], {"closed": "2013-12"}, NO, "2013-12"),
        ("closed, nobody knows when", [order("2012-06-01")], {}, NO, NEVER),
        ("closed by the day on which somebody said so", [], {"status_as_of": "2020-08-07"}, NO, "2020-08-07"),
        ("closed before its term", [IN_FORCE], {"closed": "2026-03-01"}, NO, "2026-03-01"),
        ("closes next year", [IN_FORCE], {"closed": "2027-03-01"}, YES, "2026-08-31"),
        ("closed some day of this month", [IN_FORCE], {"closed": "2026-06"}, UNKNOWN, "2026-06"),
    ],
)
def test_a_closed_mesa_covers_nothing_any_more(why, orders, facts, answer, until):
    days = {name: PartialDate.parse(text) for name, text in facts.items()}
    until = until if isinstance(until, datetime.date) else last(until)

    assert Orders(orders, status=MesaStatus.CLOSED, **days).cover_on(TODAY) == Cover(answer, until), why


def test_of_an_expired_mesa_the_last_term_passed_whichever_it_was():
    as_of = PartialDate.parse("2022-04-12")

    for orders in ([], [order("2021-01-01")], [order()]):
        expired = Orders(orders, status=MesaStatus.EXPIRED, status_as_of=as_of)
        assert expired.cover_on(TODAY) == Cover(NO, as_of.last)
    assert Orders([IN_FORCE], status=MesaStatus.EXPIRED).cover_on(TODAY).answer == YES


@pytest.mark.parametrize(
    ("why", "record", "answer"),
    [
        ("the source states the end", Orders([OVER]), NO),
        ("the end was computed", Orders([order("2012-06", "2013-03", end_kind=EndKind.COMPUTED)]), UNKNOWN),
        ("the end was inferred", Orders([order("2012-06", "2013-03", end_kind=EndKind.INFERRED)]), UNKNOWN),
        ("they met later", Orders([OVER], last_session=datetime.date(2025, 12, 15)), UNKNOWN),
        ("they met before", Orders([OVER], last_session=datetime.date(2012, 12, 15)), NO),
        ("the mesa is closed", Orders([order("2012-06-01")], status=MesaStatus.CLOSED), NO),
        ("said to have expired, with no end stated", Orders([], status=MesaStatus.EXPIRED), UNKNOWN),
        ("one of two orders has no end", Orders([OVER, order("2014-01-01", kind=EXTENSION)]), UNKNOWN),
        ("the last of two states its end", Orders([order("2012", "2013", end_kind=EndKind.COMPUTED),
                                                   order("2014-01-01", "2015-01-01")]), NO),
        ("in force", Orders([IN_FORCE]), YES),
    ],
)  # fmt: skip
def test_what_only_sources_tell_has_nobody_only_where_they_say_so(why, record, answer):
    assert record.cover_on(TODAY, by_members=False).answer == answer, why


# One mesa after another


@pytest.mark.parametrize(
    ("inheritance", "later", "expected"),
    [
        (Inheritance.ALL, COVERED, COVERED),
        (Inheritance.ALL, Cover(UNKNOWN, ENDLESS), Cover(UNKNOWN, ENDLESS)),
        (Inheritance.ALL, Cover(NO, TODAY), Cover(NO, TODAY)),
        (Inheritance.UNKNOWN, COVERED, Cover(UNKNOWN, ENDLESS)),
        (Inheritance.UNKNOWN, Cover(NO, TODAY), Cover(NO, TODAY)),
        (Inheritance.NONE, COVERED, UNCOVERED),
        (Inheritance.LISTED, COVERED, UNCOVERED),
    ],
)
def test_a_mesa_that_takes_over_all_none_a_list_or_nobody_knows_what(inheritance, later, expected):
    assert chained({1: UNCOVERED, 2: later}, [Tie(9, 2, 1, inheritance)], TODAY)[1] == expected


def test_what_is_listed_is_covered_as_the_later_mesa_is():
    assert Tie(9, 2, 1, Inheritance.LISTED).cover(COVERED, TODAY, is_listed=True) == COVERED


def test_debts_pass_from_mesa_to_mesa_and_back_to_where_they_are_asked_for():
    """2012 → 2016 → 2021 → 2024: only the last one sits."""
    ties = [Tie(number, number + 1, number, Inheritance.ALL) for number in (1, 2, 3)]
    own = {1: Cover(NO, last("2013")), 2: Cover(NO, last("2018")), 3: Cover(NO, last("2022")), 4: COVERED}

    assert chained(own, ties, TODAY) == dict.fromkeys(own, COVERED)
    ties[1] = Tie(2, 3, 2, Inheritance.UNKNOWN)
    perhaps = Cover(UNKNOWN, ENDLESS)
    assert chained(own, ties, TODAY) == {1: perhaps, 2: perhaps, 3: COVERED, 4: COVERED}
    ties[1] = Tie(2, 3, 2, Inheritance.NONE)
    assert chained(own, ties, TODAY) == {1: Cover(NO, last("2018")), 2: own[2], 3: COVERED, 4: COVERED}


def test_links_in_a_circle_cover_nothing():
    ties = [Tie(1, 2, 1, Inheritance.ALL), Tie(2, 1, 2, Inheritance.ALL)]

    assert chained({1: UNCOVERED, 2: UNCOVERED}, ties, TODAY) == {1: UNCOVERED, 2: UNCOVERED}


@pytest.mark.parametrize(
    ("since", "answer"), [("", YES), ("2026-06-25", YES), ("2026", UNKNOWN), ("2026-06-26", NO), ("2025", YES)]
)
def test_a_link_holds_from_its_day_on(since, answer):
    tie = Tie(9, 2, 1, Inheritance.ALL, PartialDate.parse(since))

    assert chained({1: UNCOVERED, 2: COVERED}, [tie], TODAY)[1] == Cover(answer, ENDLESS)


# Ahead, and between


@pytest.mark.parametrize(
    ("due_on", "is_over"),
    [(None, True), (last("2026-08-31"), False), (last("2026-09-01"), True), (last("2020"), False)],
)
def test_cover_that_ends_before_the_deadline(due_on, is_over):
    assert Cover(YES, last("2026-08-31")).ends_before(due_on) is is_over
    assert COVERED.ends_before(due_on) is False
    assert UNCOVERED.ends_before(due_on) is True


def test_days_between_two_orders_that_none_covers():
    first, second = order("2024-07-11", "2025-07-11"), order("2025-09-01", "2026-08-31")
    gap = Span(datetime.date(2025, 7, 12), datetime.date(2025, 8, 31))

    assert gaps([second, first], TODAY) == [gap]
    assert gaps([first, second], datetime.date(2025, 8, 1)) == []  # has not passed yet
    assert gaps([first, order("2025-07-12", "2025-12-31")], TODAY) == []
    assert gaps([first, second, order()], TODAY) == []  # nobody can say
    assert gaps([order("", "2020-12-31"), order("", "2021-12-31")], TODAY) == []  # nor of two without a beginning
    assert gaps([first, second, order("2025", "2026", kind=MandateKind.ANTECEDENT)], TODAY) == [gap]
