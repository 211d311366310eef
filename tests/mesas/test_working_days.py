"""Working days, holidays and days off, counted by hand with a calendar; each case says why it ends where it does."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone

from conflicts.partial_dates import ImpossibleDate, PartialDate
from mesas.choices import MonthEndRule
from mesas.plazos import (
    LAW,
    Basis,
    Count,
    Step,
    Unit,
    WorkCalendar,
    counted,
    days_late,
    period_named,
    period_of,
    periods_between,
    reached,
    stated,
)
from mesas.plazos.holidays import holidays_of

WORKING, DAYS, MONTHS, YEARS = Unit.WORKING_DAYS, Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS
DECREED = WorkCalendar({date(2024, 12, day): "día no laborable (DS 011-2024-PCM)" for day in (23, 24, 30, 31)})


def ends(trigger, amount, unit=WORKING, **rules):
    return counted(amount, unit, PartialDate.parse(trigger), "la firma", **rules).due.iso


@pytest.mark.parametrize(
    ("trigger", "amount", "due", "why"),
    [
        ("2026-06-12", 1, "2026-06-15", "Friday; the next working day is Monday"),
        ("2026-06-13", 1, "2026-06-15", "day zero may be a Saturday: Monday is the first"),
        ("2026-03-30", 5, "2026-04-08", "Holy Week: Tu 31, We 1, then Thursday and Friday off, Mo 6, Tu 7, We 8"),
        ("2027-03-22", 3, "2027-03-29", "Holy Week of another year: Tu 23, We 24, Th 25 and Fr 26 off, Mo 29"),
        ("2026-07-24", 3, "2026-07-31", "Mo 27, 28 and 29 off, Th 30, Fr 31"),
        ("2026-07-22", 1, "2026-07-24", "23 July off since Ley 31822"),
        ("2021-07-22", 1, "2021-07-23", "two years before Ley 31822 that Friday was worked"),
        ("2024-06-06", 1, "2024-06-10", "Friday 7 June 2024 off since Ley 31788"),
        ("2023-06-06", 1, "2023-06-07", "in 2023 the law came eight days after 7 June"),
        ("2024-08-05", 1, "2024-08-07", "6 August off since Ley 31530"),
        ("2021-08-05", 1, "2021-08-06", "not yet in 2021"),
        ("2026-12-07", 1, "2026-12-10", "8 and 9 December off, the second since Ley 31381"),
        ("2021-12-07", 1, "2021-12-09", "in 2021 only the 8th was off"),
        ("2026-12-23", 5, "2026-12-31", "Th 24, Christmas, weekend, Mo 28, Tu 29, We 30, Th 31"),
        ("2026-12-23", 6, "2027-01-04", "over the year's end: 1 January is a Friday, then the weekend"),
        ("2024-02-28", 1, "2024-02-29", "to 29 February, a Thursday"),
        ("2026-06", 10, "2026-07", "from 30 June ten days end on 14 July: known to the month, it counts to the 31st"),
        ("2024-12-20", 3, "2024-12-26", "by the law alone: 23, 24, Christmas off, 26"),
    ],
)
def test_a_term_in_working_days_ends_on(trigger, amount, due, why):
    assert ends(trigger, amount) == due, why


def test_decreed_days_are_passed_over_only_where_the_calendar_knows_them():
    """26, 27, then 30 and 31 by decree, 1 January by law, and Thursday the 2nd is the third day."""
    assert ends("2024-12-20", 3, calendar=DECREED) == "2025-01-02"


def test_the_sum_can_be_checked_line_by_line():
    count = counted(5, WORKING, PartialDate.parse("2026-03-30"), "la firma del acta")

    assert count == Count(
        PartialDate.parse("2026-04-08"),
        (
            Step("Día cero", "la firma del acta, lunes 30 de marzo de 2026"),
            Step("Plazo", "5 días hábiles"),
            Step("Más sábados y domingos", "2"),
            Step("Más Jueves Santo", "jueves 2 de abril de 2026"),
            Step("Más Viernes Santo", "viernes 3 de abril de 2026"),
            Step("Suma", "9 días calendario"),
            Step("Regla", "hábiles son de lunes a viernes, sin feriados ni días no laborables del sector público"),
            Step("Vence", "miércoles 8 de abril de 2026"),
        ),
        Basis.COMPUTED,
        (("2026-04-02", "Jueves Santo"), ("2026-04-03", "Viernes Santo")),
    )


@pytest.mark.parametrize("trigger", ["2026-03-30", "2024-12-20", "2025-12-24", "2026-07-01"])
@pytest.mark.parametrize("amount", [1, 7, 60, 250, 1000])
def test_working_days_weekends_and_named_days_add_up_to_the_days_of_the_calendar(trigger, amount):
    start = date.fromisoformat(trigger)
    count = counted(amount, WORKING, PartialDate.on(start), "la firma", calendar=DECREED)
    lines = dict(count.steps)
    total = (count.due.last - start).days

    assert amount + int(lines["Más sábados y domingos"]) + len(count.skipped) == total
    assert lines["Suma"].split()[0] == str(total)


@pytest.mark.parametrize("amount", [3, 40])
def test_what_was_kept_repeats_the_count_whatever_became_of_the_calendar(amount):
    trigger = PartialDate.parse("2024-12-20")
    then = counted(amount, WORKING, trigger, "la firma", calendar=DECREED)

    assert counted(amount, WORKING, trigger, "la firma", calendar=WorkCalendar.as_kept(then.skipped)) == then
    assert counted(amount, WORKING, trigger, "la firma").due != then.due


@pytest.mark.parametrize(
    ("trigger", "amount", "unit", "stays", "rolls", "why"),
    [
        ("2026-04-22", 10, DAYS, "2026-05-02", "2026-05-04", "a Saturday"),
        ("2026-04-01", 1, MONTHS, "2026-05-01", "2026-05-04", "Labour Day, a Friday, and the weekend"),
        ("2025-07-28", 1, YEARS, "2026-07-28", "2026-07-30", "28 and 29 July"),
        ("2026-04-20", 10, DAYS, "2026-04-30", "2026-04-30", "a working day stays"),
        ("2026-04", 1, MONTHS, "2026-05", "2026-05", "known to the month, it counts to its last day, a Sunday"),
        ("2026-04-29", 1, WORKING, "2026-04-30", "2026-04-30", "a term in working days ends on one"),
    ],
)
def test_a_due_date_on_a_day_off_moves_on_only_where_the_mesa_says_so(trigger, amount, unit, stays, rolls, why):
    assert ends(trigger, amount, unit) == stays, why
    assert ends(trigger, amount, unit, rolls_forward=True) == rolls, why


def test_the_panel_names_the_day_off_on_which_a_term_would_have_ended():
    count = counted(1, MONTHS, PartialDate.parse("2026-04-01"), "la firma", rolls_forward=True)

    assert count.steps[3:] == (
        ("Cae en", "viernes 1 de mayo de 2026"),
        ("Más Día del Trabajo", "viernes 1 de mayo de 2026"),
        ("Regla", "no es día hábil y pasa al siguiente día hábil, según las reglas de la mesa"),
        ("Vence", "lunes 4 de mayo de 2026"),
    )


def test_a_stated_date_moves_on_by_the_same_rule():
    sunday = PartialDate.parse("2026-05-03")

    assert stated(sunday).due == sunday
    assert stated(sunday, rolls_forward=True) == Count(
        PartialDate.parse("2026-05-04"),
        (
            Step("Fecha indicada", "domingo 3 de mayo de 2026"),
            Step("Regla", "no es día hábil y pasa al siguiente día hábil, según las reglas de la mesa"),
            Step("Vence", "lunes 4 de mayo de 2026"),
        ),
        Basis.STATED,
    )


def test_a_stage_is_told_by_its_name_and_its_day_and_rolls_by_the_same_rule():
    sunday = PartialDate.parse("2026-05-03")

    assert reached(sunday, "el inicio de la obra").steps == (
        ("Etapa", "el inicio de la obra, domingo 3 de mayo de 2026"),
        ("Vence", "domingo 3 de mayo de 2026"),
    )
    assert reached(sunday, "el inicio de la obra", rolls_forward=True).steps == (
        ("Etapa", "el inicio de la obra, domingo 3 de mayo de 2026"),
        ("Regla", "no es día hábil y pasa al siguiente día hábil, según las reglas de la mesa"),
        ("Vence", "lunes 4 de mayo de 2026"),
    )


def test_the_end_of_the_month_may_be_a_rule_and_a_day_off_too():
    """A month from 15 April ends with May by that rule; 31 May 2026 is a Sunday."""
    rules = {"month_end": MonthEndRule.MONTH_END, "rolls_forward": True}

    assert ends("2026-04-15", 1, MONTHS, **rules) == "2026-06-01"


def test_late_begins_after_midnight_in_lima():
    """The due date includes its whole day, five hours longer than in Greenwich."""
    due = counted(5, WORKING, PartialDate.parse("2026-03-30"), "la firma").due.last
    last_moment, next_moment = datetime(2026, 4, 9, 4, 59, 59, tzinfo=UTC), datetime(2026, 4, 9, 5, tzinfo=UTC)

    assert [days_late(due, timezone.localdate(moment)) for moment in (last_moment, next_moment)] == [0, 1]


@pytest.mark.parametrize(("amount", "words"), [(0, "va de 1 a 25000"), (25_001, "va de 1 a 25000"), (25_000, "2100")])
def test_terms_that_end_nowhere_are_refused_in_words(amount, words):
    with pytest.raises(ImpossibleDate, match=words):
        ends("2026-01-05", amount)


def test_many_holidays_are_told_as_a_number():
    lines = dict(counted(600, WORKING, PartialDate.parse("2026-01-05"), "la firma").steps)

    assert lines["Más feriados y días no laborables"].isdigit()
    assert not any(label == "Más Navidad" for label in lines)


FIXED = {
    (1, 1): "Año Nuevo", (5, 1): "Día del Trabajo", (6, 29): "San Pedro y San Pablo", (7, 28): "Fiestas Patrias",
    (7, 29): "Fiestas Patrias", (8, 30): "Santa Rosa de Lima", (10, 8): "Combate de Angamos",
    (11, 1): "Todos los Santos", (12, 8): "Inmaculada Concepción", (12, 25): "Navidad",
}  # fmt: skip
#: Each with the first year in which its law was in force on that day.
NEWER = {
    (12, 9): ("Batalla de Ayacucho", 2022),  # Ley 31381, published on 28 December 2021
    (8, 6): ("Batalla de Junín", 2022),  # Ley 31530, published on 28 July 2022
    (7, 23): ("Día de la Fuerza Aérea del Perú", 2023),  # Ley 31822, published on 8 July 2023
    (6, 7): ("Batalla de Arica y Día de la Bandera", 2024),  # Ley 31788, published on 15 June 2023
}
HOLY_THURSDAYS = {
    2012: (4, 5), 2016: (3, 24), 2019: (4, 18), 2021: (4, 1), 2022: (4, 14), 2023: (4, 6), 2024: (3, 28),
    2025: (4, 17), 2026: (4, 2), 2027: (3, 25), 2028: (4, 13),
}  # fmt: skip


@pytest.mark.parametrize("year", HOLY_THURSDAYS)
def test_the_holidays_of_a_year_are_those_of_the_laws_in_force(year):
    thursday = date(year, *HOLY_THURSDAYS[year])
    holy = {thursday: "Jueves Santo", thursday.replace(day=thursday.day + 1): "Viernes Santo"}
    fixed = {date(year, *day): name for day, name in FIXED.items()}
    newer = {date(year, *day): name for day, (name, since) in NEWER.items() if since <= year}

    assert dict(holidays_of(year)) == holy | fixed | newer


def test_a_holiday_on_a_sunday_is_only_a_sunday():
    assert LAW.day_off(date(2024, 7, 28)) == ""
    assert not LAW.is_working(date(2024, 7, 28))


PERIODS = [
    (1, "2026-03-15", "2026-03", "2026-03-31", "marzo de 2026"),
    (2, "2026-03-15", "2026-B2", "2026-04-30", "marzo y abril de 2026"),
    (3, "2026-03-15", "2026-T1", "2026-03-31", "primer trimestre de 2026"),
    (6, "2026-07-01", "2026-S2", "2026-12-31", "segundo semestre de 2026"),
    (12, "2024-02-29", "2024", "2024-12-31", "2024"),
    (1, "2024-02-01", "2024-02", "2024-02-29", "febrero de 2024"),
]


@pytest.mark.parametrize(("months", "day", "name", "last", "words"), PERIODS)
def test_a_day_lies_in_one_period_whose_name_leads_back_to_it(months, day, name, last, words):
    period = period_of(date.fromisoformat(day), months)

    assert (period.name, period.last.isoformat(), str(period)) == (name, last, words)
    assert period_named(name) == period


@pytest.mark.parametrize(
    "name", ["", "26", "2026-13", "2026-B7", "2026-T5", "2026-S3", "2026-00", "1899", "2101-01", "x"]
)
def test_what_is_no_period_is_none(name):
    assert period_named(name) is None


@pytest.mark.parametrize(
    ("first", "last", "months", "names"),
    [
        ("2025-11-20", "2026-02-01", 1, ["2025-11", "2025-12", "2026-01", "2026-02"]),
        ("2025-11-20", "2026-02-01", 2, ["2025-B6", "2026-B1"]),
        ("2025-11-20", "2026-02-01", 3, ["2025-T4", "2026-T1"]),
        ("2025-06-30", "2025-07-01", 6, ["2025-S1", "2025-S2"]),
        ("2025-11-20", "2027-01-01", 12, ["2025", "2026", "2027"]),
        ("2026-02-01", "2026-01-31", 1, []),
    ],
)
def test_periods_follow_one_another_over_the_years_end(first, last, months, names):
    found = periods_between(date.fromisoformat(first), date.fromisoformat(last), months)

    assert [period.name for period in found] == names
