"""How a term becomes a due date."""

from datetime import date

import pytest

from conflicts.partial_dates import ImpossibleDate, PartialDate
from mesas.choices import MonthEndRule
from mesas.plazos import Basis, Count, Step, Unit, counted, days_late, days_left, none_stated, not_known, stated

DAYS, MONTHS, YEARS = Unit.CALENDAR_DAYS, Unit.MONTHS, Unit.YEARS


@pytest.mark.parametrize(
    ("trigger", "amount", "unit", "due"),
    [
        ("2026-02-17", 1, DAYS, "2026-02-18"),
        ("2026-02-17", 60, DAYS, "2026-04-18"),
        ("2024-02-28", 1, DAYS, "2024-02-29"),
        ("2025-12-31", 365, DAYS, "2026-12-31"),
        # the same number, else the last day of the month
        ("2026-03-15", 1, MONTHS, "2026-04-15"),
        ("2026-01-31", 1, MONTHS, "2026-02-28"),
        ("2024-01-31", 1, MONTHS, "2024-02-29"),
        ("2026-08-31", 1, MONTHS, "2026-09-30"),
        ("2026-02-28", 1, MONTHS, "2026-03-28"),
        ("2025-12-31", 14, MONTHS, "2027-02-28"),
        ("2024-02-29", 1, YEARS, "2025-02-28"),
        ("2024-02-29", 4, YEARS, "2028-02-29"),
        # a trigger known to the month gives a due date known to the month
        ("2016-12", 60, MONTHS, "2021-12"),
        ("2013-02", 1, MONTHS, "2013-03"),
        ("2012-06", 30, DAYS, "2012-07"),
        ("2012-06", 45, DAYS, "2012-08"),
        ("2012-T2", 3, MONTHS, "2012-T3"),
        ("2012", 2, YEARS, "2014"),
    ],
)
def test_a_term_ends_on(trigger, amount, unit, due):
    count = counted(amount, unit, PartialDate.parse(trigger), "la firma del acta")

    assert (count.due.iso, count.basis) == (due, Basis.COMPUTED)


def test_the_panel_shows_how_a_term_in_days_was_counted():
    count = counted(87, DAYS, PartialDate.parse("2026-02-17"), "la firma del acta")

    assert count.seen_on(date(2026, 6, 25)) == (
        ("Día cero", "la firma del acta, martes 17 de febrero de 2026"),
        ("Plazo", "87 días calendario"),
        ("Vence", "viernes 15 de mayo de 2026"),
        ("Hoy", "jueves 25 de junio de 2026"),
        ("Días de atraso", "41"),
    )


def test_the_panel_names_the_rule_of_a_term_in_months():
    count = counted(1, MONTHS, PartialDate.parse("2026-01-31"), "la firma del acta")

    assert count.seen_on(date(2026, 2, 28)) == (
        ("Día cero", "la firma del acta, sábado 31 de enero de 2026"),
        ("Plazo", "1 mes"),
        ("Regla", "termina el mismo número del mes o, si el mes no lo tiene, su último día"),
        ("Vence", "sábado 28 de febrero de 2026"),
        ("Hoy", "sábado 28 de febrero de 2026"),
        ("Días que faltan", "0"),
    )


def test_a_mesa_whose_rules_say_so_ends_terms_with_the_month():
    count = counted(2, MONTHS, PartialDate.parse("2026-01-10"), "la firma", month_end=MonthEndRule.MONTH_END)

    assert count == Count(
        PartialDate.parse("2026-03-31"),
        (
            Step("Día cero", "la firma, sábado 10 de enero de 2026"),
            Step("Plazo", "2 meses"),
            Step("Regla", "termina el último día del mes, según las reglas de la mesa"),
            Step("Vence", "martes 31 de marzo de 2026"),
        ),
        Basis.COMPUTED,
    )
    assert counted(5, DAYS, PartialDate.parse("2026-01-10"), "la firma", month_end=MonthEndRule.MONTH_END) == counted(
        5, DAYS, PartialDate.parse("2026-01-10"), "la firma"
    )


def test_the_panel_says_when_day_zero_is_known_only_to_the_month():
    assert counted(60, MONTHS, PartialDate.month(2016, 12), "el inicio de la obra").steps == (
        ("Día cero", "el inicio de la obra, diciembre de 2016"),
        ("Plazo", "60 meses"),
        ("Regla", "el día cero no se conoce con exactitud, por eso se cuenta hasta el final del periodo"),
        ("Vence", "diciembre de 2021"),
    )


def test_a_term_whose_trigger_has_not_happened_has_no_due_date_yet():
    assert counted(2, YEARS, PartialDate.unknown(), "la entrega del terreno") == Count(
        PartialDate.unknown(),
        (Step("Día cero", "la entrega del terreno: sin fecha aún"), Step("Plazo", "2 años")),
    )


def test_a_stated_date_needs_no_counting():
    assert stated(PartialDate.month(2012, 6)) == Count(
        PartialDate.month(2012, 6), (Step("Vence", "junio de 2012"),), Basis.STATED
    )
    assert stated(PartialDate.year(2014), Basis.INFERRED).basis == Basis.INFERRED


def test_no_deadline_and_no_knowledge_of_one_are_told_apart():
    assert none_stated() == Count(PartialDate.unknown(), (Step("Plazo", "el documento no fija ninguno"),))
    assert not_known() == Count(PartialDate.unknown(), (Step("Plazo", "la fuente leída no lo dice"),))
    assert not_known().seen_on(date(2026, 6, 25)) == not_known().steps


@pytest.mark.parametrize(
    ("on", "late", "left"),
    [
        (date(2026, 5, 14), 0, 1),
        (date(2026, 5, 15), 0, 0),  # the due date includes its day
        (date(2026, 5, 16), 1, None),
        (date(2026, 6, 25), 41, None),
    ],
)
def test_late_begins_the_day_after(on, late, left):
    assert (days_late(date(2026, 5, 15), on), days_left(date(2026, 5, 15), on)) == (late, left)
    assert (days_late(None, on), days_left(None, on)) == (0, None)


@pytest.mark.parametrize(
    ("amount", "unit", "message"),
    [
        (0, DAYS, "Un plazo en días calendario va de 1 a 36600."),
        (-5, MONTHS, "Un plazo en meses va de 1 a 1200."),
        (10**12, DAYS, "Un plazo en días calendario va de 1 a 36600."),
        (101, YEARS, "Un plazo en años va de 1 a 100."),
        (90, YEARS, "El año 2116 no puede ser: escriba uno entre 1900 y 2100."),
    ],
)
def test_a_term_that_nobody_could_have_meant_is_refused(amount, unit, message):
    with pytest.raises(ImpossibleDate) as refusal:
        counted(amount, unit, PartialDate.parse("2026-01-31"), "la firma del acta")

    assert str(refusal.value) == message
