"""Until when a mesa was ordered to sit. What nobody knows is never filled in."""

import datetime

import pytest

from conflicts.partial_dates import PartialDate
from mesas.choices import EndKind, MandateKind, MesaStatus
from mesas.cover import gaps, of_the_mesa
from mesas.models import Mandate
from monitoring.findings.mesas import Cover, mandates, standing
from monitoring.showing.mandates import cover_of, row_of, spans
from monitoring.showing.runway import Bar, Tick, runway_of

TODAY = datetime.date(2026, 6, 25)
UNKNOWN = PartialDate.unknown()


def day(year, month, number):
    return PartialDate.on(datetime.date(year, month, number))


def order(starts=UNKNOWN, ends=UNKNOWN, **more):
    return Mandate(starts=starts, ends=ends, **more)


FIRST = order(day(2024, 7, 11), day(2025, 7, 11))
SECOND = order(day(2025, 9, 1), day(2026, 8, 31))


def test_the_last_end_counts():
    assert cover_of([SECOND, FIRST]) == Cover(ends=day(2026, 8, 31), count=2)


def test_an_order_without_a_known_end_that_began_later_may_still_hold():
    assert cover_of([FIRST, order(day(2025, 9, 1))]) == Cover(ends=None, count=2)
    assert cover_of([FIRST, order()]) == Cover(ends=None, count=2)


def test_an_order_that_was_extended_is_taken_over_by_its_extension():
    creation = order(day(2021, 2, 1), kind=MandateKind.CREATION)
    extension = order(day(2021, 5, 29), day(2021, 12, 31), kind=MandateKind.EXTENSION)

    assert cover_of([creation, extension]) == Cover(ends=day(2021, 12, 31), count=2)


def test_an_order_without_end_is_something_else_than_an_unknown_end():
    assert cover_of([order(day(2024, 1, 1), end_kind=EndKind.NONE)]) == Cover(is_endless=True, count=1)


def test_an_antecedent_is_no_order_of_the_mesa():
    antecedent = order(day(2019, 1, 1), kind=MandateKind.ANTECEDENT)

    assert of_the_mesa([antecedent, FIRST]) == [FIRST]


@pytest.mark.parametrize(
    ("mandate", "title"),
    [
        (order(instrument="RM 1", kind=MandateKind.EXTENSION), "RM 1: ampliación"),
        (order(instrument="RM 1"), "RM 1"),
        (order(kind=MandateKind.CREATION), "Creación, instrumento no conocido"),
        (order(kind=MandateKind.OTHER), "Instrumento no conocido"),
    ],
)
def test_an_order_is_called_by_its_instrument(mandate, title):
    assert row_of(mandate).title == title


def test_a_computed_end_is_said_to_be_computed():
    assert row_of(order(FIRST.starts, FIRST.ends, end_kind=EndKind.COMPUTED)).end_note == "calculado"
    assert row_of(order(FIRST.starts, end_kind=EndKind.COMPUTED)).end_note == ""


CLOSED = day(2013, 12, 31)


@pytest.mark.parametrize(
    ("status", "cover", "closed", "text", "source", "kind"),
    [
        (MesaStatus.ACTIVE, Cover(day(2026, 8, 31), count=1), UNKNOWN, "Activa hasta el 31 de agosto de 2026",
         "quedan 67 días", ""),
        (MesaStatus.ACTIVE, Cover(PartialDate.month(2026, 6), count=1), UNKNOWN, "Activa hasta junio de 2026",
         "quedan 5 días", ""),
        (MesaStatus.ACTIVE, Cover(day(2026, 6, 26), count=1), UNKNOWN, "Activa hasta el 26 de junio de 2026",
         "queda 1 día", ""),
        (MesaStatus.ACTIVE, Cover(day(2026, 6, 15), count=1), UNKNOWN,
         "Sigue activa, pero su último mandato terminó el 15 de junio de 2026", "hace 10 días", "late"),
        (MesaStatus.ACTIVE, Cover(count=1), UNKNOWN, "Activa; no se conoce hasta cuándo", "", ""),
        (MesaStatus.ACTIVE, Cover(is_endless=True, count=1), UNKNOWN, "Activa, con un mandato sin término", "", ""),
        (MesaStatus.EXPIRED, Cover(day(2022, 4, 12), count=1), UNKNOWN,
         "Venció el 12 de abril de 2022 y nadie la cerró", "hace 1,535 días", "late"),
        (MesaStatus.EXPIRED, Cover(), UNKNOWN, "Vencida", "", "late"),
        (MesaStatus.CLOSED, Cover(), PartialDate.month(2013, 12), "Cerrada en diciembre de 2013", "", ""),
        (MesaStatus.CLOSED, Cover(), CLOSED, "Cerrada el 31 de diciembre de 2013", "", ""),
        (MesaStatus.CLOSED, Cover(), UNKNOWN, "Cerrada; no se conoce desde cuándo", "", ""),
        (MesaStatus.UNKNOWN, Cover(day(2099, 1, 1), count=1), UNKNOWN, "No se conoce si sigue activa", "", "none"),
    ],
)  # fmt: skip
def test_whether_a_mesa_still_sits(status, cover, closed, text, source, kind):
    part = standing(status, cover, closed, TODAY)

    assert (part.text, part.source.replace("\xa0", " "), part.kind) == (text, source, kind)


@pytest.mark.parametrize(
    ("cover", "gap", "text"),
    [
        (Cover(), 0, "No consta ningún mandato"),
        (Cover(day(2026, 8, 31), count=2), 51, "Ya pasó 51 días sin mandato; al mandato actual le quedan 67 días"),
        (Cover(day(2026, 6, 26), count=1), 0, "Al mandato actual le queda 1 día"),
        (
            Cover(day(2026, 6, 15), count=1),
            1,
            "Ya pasó 1 día sin mandato; su último mandato conocido terminó hace 10 días",
        ),
        (Cover(count=3), 0, "No se conoce hasta cuándo vale su último mandato"),
        (Cover(is_endless=True, count=1), 0, "Su mandato no tiene término"),
    ],
)
def test_what_the_mandates_amount_to(cover, gap, text):
    assert mandates(cover, gap, TODAY).replace("\xa0", " ") == text


# The line of time


def test_bars_and_dots_stand_where_their_days_are():
    start, end = datetime.date(2026, 1, 1), datetime.date(2026, 4, 11)  # a hundred days
    runway = runway_of([(start, end)], [], held=[datetime.date(2026, 2, 20)], failed=[], on=datetime.date(2026, 3, 2))

    assert runway.orders == [Bar("0.00%", "60.00%")]
    assert runway.ahead == [Bar("60.00%", "40.00%")]
    assert (runway.held, runway.failed, runway.today, runway.years) == (["50.00%"], [], "60.00%", [])


def test_years_are_marked_and_today_belongs_to_the_picture_if_it_is_not_long_past():
    known = spans([FIRST, SECOND, order(day(2023, 1, 1))])
    runway = runway_of(
        known,
        [(gap.first, gap.last) for gap in gaps([FIRST, SECOND], TODAY)],
        held=[],
        failed=[],
        on=datetime.date(2027, 1, 1),
    )

    assert [tick.label for tick in runway.years] == ["2025", "2026", "2027"]
    assert (runway.first, runway.last, runway.today) == (FIRST.starts.last, datetime.date(2027, 1, 1), "100.00%")
    assert (len(runway.gaps), runway.ahead) == (1, [])
    assert runway_of(known, [], held=[], failed=[], on=datetime.date(2040, 1, 1)).today == ""


def test_without_an_order_of_known_length_there_is_nothing_to_draw():
    assert runway_of(spans([order(day(2024, 1, 1)), order()]), [], held=[TODAY], failed=[], on=TODAY) is None


def test_an_order_of_one_day_can_still_be_seen():
    runway = runway_of([(TODAY, TODAY)], [], held=[], failed=[], on=TODAY)

    assert runway.orders == [Bar("0.00%", "0.50%")]
    assert runway.years == list[Tick]()
