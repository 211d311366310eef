"""How days and amounts are said, in Python and in templates."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.template import engines

from conflicts import wording
from conflicts.partial_dates import PartialDate

TODAY = date(2026, 11, 24)


def shown(source, **context):
    return engines["django"].from_string("{% load words parts %}" + source).render(context)


@pytest.mark.parametrize(
    ("day", "whole", "short"),
    [
        (date(2026, 9, 1), "1 de setiembre de 2026", "1 set 2026"),
        (PartialDate.on(date(2012, 6, 15)), "15 de junio de 2012", "15 jun 2012"),
        (PartialDate.month(2012, 6), "junio de 2012", "jun 2012"),
        (PartialDate.quarter(2012, 2), "segundo trimestre de 2012", "segundo trimestre de 2012"),
        (PartialDate.year(2012), "2012", "2012"),
        (PartialDate.unknown(), "fecha no conocida", "fecha no conocida"),
        (PartialDate.unknown("antes de la huelga"), "antes de la huelga", "antes de la huelga"),
    ],
)
def test_a_date_is_said_as_exactly_as_it_is_known(day, whole, short):
    assert (wording.in_words(day), wording.in_short(day)) == (whole, short)


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2023, 5, 20), "hace 1,284\xa0días"),
        (date(2026, 11, 22), "hace 2\xa0días"),
        (date(2026, 11, 23), "ayer"),
        (date(2026, 11, 24), "hoy"),
        (date(2026, 11, 25), "mañana"),
        (date(2026, 12, 2), "en 8\xa0días"),
    ],
)
def test_a_distance_is_said_from_the_day_that_is_asked_about(day, said):
    assert wording.distance(day, TODAY) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (0, "S/\xa00"),
        (4_500_000, "S/\xa04,500,000"),
        (Decimal("12.00"), "S/\xa012"),
        (Decimal("1234.5"), "S/\xa01,234.50"),
        (Decimal("-0.05"), "S/\xa0-0.05"),
    ],
)
def test_money_has_cents_only_where_there_are_any(amount, said):
    assert wording.soles(amount) == said


@pytest.mark.parametrize(
    ("source", "value", "markup"),
    [
        ("{{ value|day_words }}", date(2026, 11, 30), '<time datetime="2026-11-30">30 de noviembre de 2026</time>'),
        ("{{ value|day_short }}", PartialDate.month(2012, 6), '<time datetime="2012-06">jun 2012</time>'),
        ("{{ value|day_words }}", PartialDate.half(2012, 1), "<span>primer semestre de 2012</span>"),
        ("{{ value|day_words }}", PartialDate.unknown("<b>ayer"), '<span class="none">&lt;b&gt;ayer</span>'),
        # Half past nine in the evening in Lima is already tomorrow elsewhere.
        (
            "{{ value|day_words }}",
            datetime(2026, 11, 25, 2, 30, tzinfo=UTC),
            '<time datetime="2026-11-24">24 de noviembre de 2026</time>',
        ),
        (
            "{{ value|moment_words }}",
            datetime(2026, 11, 25, 2, 30, tzinfo=UTC),
            '<time datetime="2026-11-24T21:30-05:00">24 de noviembre de 2026, 21:30</time>',
        ),
        (
            "{{ value|ago:on }}",
            date(2026, 11, 12),
            '<time datetime="2026-11-12" title="12 de noviembre de 2026">hace 12\xa0días</time>',
        ),
        ("{{ value|ago:on }}", PartialDate.month(2012, 6), '<time datetime="2012-06">junio de 2012</time>'),
        (
            "{% partial_date value %}",
            PartialDate.month(2012, 6, "hacia fines de mes"),
            '<time datetime="2012-06">junio de 2012</time> <span class="note">(«hacia fines de mes»)</span>',
        ),
        ("{% partial_date value %}", PartialDate.year(2012), '<time datetime="2012">2012</time>'),
        ("{{ value|soles }}", 1_234_500, "S/\xa01,234,500"),
        ("{{ value|thousands }}", 4258, "4,258"),
    ],
)
def test_templates_keep_the_exact_day_in_the_markup(source, value, markup):
    assert shown(source, value=value, on=TODAY) == markup


@pytest.mark.parametrize(
    "source",
    [
        "{{ value|day_words }}",
        "{{ value|day_short }}",
        "{{ value|moment_words }}",
        "{{ value|ago:on }}",
        "{% partial_date value %}",
        "{{ value|soles }}",
        "{{ value|thousands }}",
    ],
)
def test_nothing_stays_nothing_and_never_becomes_zero(source):
    assert shown(source, value=None, on=TODAY) == ""
