"""A day is asked with the browser's calendar; what no calendar has comes back with what to mend."""

import datetime

import pytest
from django import forms
from django.utils.html import escape

from conflicts.forms import DayField


class DayForm(forms.Form):
    day = DayField(label="Fecha")


@pytest.mark.parametrize("written", ["2026-06-05", "5/6/2026", "05-06-2026", " 5.6.2026 "])
def test_a_day_is_read_as_browsers_and_as_people_write_it(written):
    form = DayForm({"day": written})

    assert form.is_valid()
    assert form.cleaned_data == {"day": datetime.date(2026, 6, 5)}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "Elija el día."),
        ("2026-02-31", "El 31 de febrero de 2026 no existe: ese mes tiene 28 días."),
        ("0205-11-04", "El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        ("2026-13-01", "El mes va de 1 a 12; se escribió 13."),
        ("mañana", "Escriba la fecha con día, mes y año, por ejemplo 15/6/2026."),
        ("٢٠٢٦-06-05", "Escriba la fecha con día, mes y año, por ejemplo 15/6/2026."),
        ("9" * 10_000, "Escriba la fecha con día, mes y año, por ejemplo 15/6/2026."),
    ],
)
def test_what_is_no_day_says_what_to_mend(written, said):
    assert DayForm({"day": written}).errors == {"day": [said]}


@pytest.mark.parametrize(
    ("written", "kind"),
    [("2026-06-05", "date"), ("", "date"), ("2026-02-31", "text"), ("5/6/2026", "text"), ("<b>", "text")],
)
def test_what_was_typed_is_shown_again_also_where_a_date_input_would_hide_it(written, kind):
    shown = str(DayForm({"day": written})["day"])

    assert (f'type="{kind}"' in shown, f'value="{escape(written)}"' in shown) == (True, True)
