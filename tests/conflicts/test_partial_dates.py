"""A date is told as it is known, no more exactly."""

from datetime import date

import pytest

from conflicts.partial_dates import ImpossibleDate, PartialDate, Precision

KNOWN = [
    # written, first day, last day, shown
    ("2012-06-15", date(2012, 6, 15), date(2012, 6, 15), "15 de junio de 2012"),
    ("2012-06", date(2012, 6, 1), date(2012, 6, 30), "junio de 2012"),
    ("2012-02", date(2012, 2, 1), date(2012, 2, 29), "febrero de 2012"),
    ("2013-02", date(2013, 2, 1), date(2013, 2, 28), "febrero de 2013"),
    ("2012-09", date(2012, 9, 1), date(2012, 9, 30), "setiembre de 2012"),
    ("2012-T1", date(2012, 1, 1), date(2012, 3, 31), "primer trimestre de 2012"),
    ("2012-T2", date(2012, 4, 1), date(2012, 6, 30), "segundo trimestre de 2012"),
    ("2012-T4", date(2012, 10, 1), date(2012, 12, 31), "cuarto trimestre de 2012"),
    ("2012-S1", date(2012, 1, 1), date(2012, 6, 30), "primer semestre de 2012"),
    ("2012-S2", date(2012, 7, 1), date(2012, 12, 31), "segundo semestre de 2012"),
    ("2012", date(2012, 1, 1), date(2012, 12, 31), "2012"),
]


@pytest.mark.parametrize(("written", "first", "last", "shown"), KNOWN)
def test_a_date_keeps_what_is_known_of_it(written, first, last, shown):
    known = PartialDate.parse(written)

    assert (known.first, known.last, str(known), known.iso, known.is_known) == (first, last, shown, written, True)


def test_what_nobody_knows_is_not_invented():
    nothing = PartialDate.parse("")
    told = PartialDate.unknown("en tiempos de la primera empresa")

    assert (nothing.first, nothing.last, nothing.iso, nothing.is_known) == (None, None, "", False)
    assert [str(nothing), str(told)] == ["fecha no conocida", "en tiempos de la primera empresa"]


@pytest.mark.parametrize(
    ("written", "precision", "expected"),
    [
        ("2012-06-15", "day", PartialDate.on(date(2012, 6, 15))),
        ("2012-06-15", "month", PartialDate.month(2012, 6)),
        ("2012-06", "half", PartialDate.half(2012, 1)),
        ("2012-T3", "year", PartialDate.year(2012)),
        ("2012-06", "", PartialDate.month(2012, 6)),
        ("2012-06", "unknown", PartialDate.unknown()),
        ("", "unknown", PartialDate.unknown()),
        (" 2012 ", None, PartialDate.year(2012)),
    ],
)
def test_a_precision_widens_what_is_written(written, precision, expected):
    assert PartialDate.parse(written, precision) == expected


def test_the_words_of_the_source_travel_with_the_date():
    assert PartialDate.parse("2012-T2", words="a mediados de año") == PartialDate(
        date(2012, 6, 30), Precision.QUARTER, "a mediados de año"
    )


@pytest.mark.parametrize(
    ("written", "precision", "message"),
    [
        ("2026-02-31", None, "El 31 de febrero de 2026 no existe: ese mes tiene 28 días."),
        ("2012-13", None, "El mes va de 1 a 12; se escribió 13."),
        ("0205-06-01", None, "El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        ("2101", None, "El año 2101 no puede ser: escriba uno entre 1900 y 2100."),
        ("ayer", None, "«ayer» no es una fecha. Escriba, por ejemplo, 2012, 2012-06 o 2012-06-15."),
        ("٢٠١٢", None, "«٢٠١٢» no es una fecha. Escriba, por ejemplo, 2012, 2012-06 o 2012-06-15."),
        ("2012-06", "day", "«2012-06» no dice tanto como la precisión indicada."),
        ("", "month", "Falta la fecha."),
    ],
)
def test_what_cannot_be_is_refused_with_a_reason(written, precision, message):
    with pytest.raises(ImpossibleDate) as refusal:
        PartialDate.parse(written, precision)

    assert str(refusal.value) == message


@pytest.mark.parametrize(
    ("last", "precision"),
    [(date(2012, 6, 29), "month"), (date(2012, 5, 31), "quarter"), (None, "day"), (date(2012, 6, 30), "unknown")],
)
def test_a_date_that_is_not_whole_cannot_be_made(last, precision):
    with pytest.raises(ImpossibleDate):
        PartialDate(last, precision)


def test_dates_sort_by_their_last_day_then_the_more_exact_then_the_unknown():
    in_order = [
        PartialDate.year(2011),
        PartialDate.on(date(2012, 6, 29)),
        PartialDate.on(date(2012, 6, 30)),
        PartialDate.month(2012, 6),
        PartialDate.quarter(2012, 2),
        PartialDate.half(2012, 1),
        PartialDate.year(2012),
        PartialDate.unknown(),
        PartialDate.unknown("en palabras"),
    ]

    shuffled = in_order[1::2] + in_order[::2]
    assert sorted(shuffled) == in_order


@pytest.mark.parametrize(
    ("one", "other", "earlier"),
    [
        ("2012-05", "2012-06", True),
        ("2012-06-14", "2012-06-15", True),
        ("2012-06-15", "2012-06-15", False),
        ("2012-06-01", "2012-06", False),  # may be the same day
        ("2012-06", "2012-06-30", False),  # may be later in June
        ("2012", "2012-12-31", False),
        ("2011", "2012-01-01", True),
        ("", "2012", False),
        ("2012", "", False),
    ],
)
def test_a_date_is_earlier_only_when_that_is_known(one, other, earlier):
    assert PartialDate.parse(one).known_before(PartialDate.parse(other)) is earlier
