"""Three short inputs: day and month may stay empty, and what was typed comes back."""

from datetime import date

import pytest
from django import forms
from django.test import override_settings

from conflicts.forms import PartialDateFormField
from conflicts.partial_dates import PartialDate


class SightForm(forms.Form):
    seen = PartialDateFormField(label="¿Cuándo lo vio?", required=False)
    signed = PartialDateFormField(label="Firmada el", full_day=True, required=False)


def typed(day, month, year, name="seen"):
    return {f"{name}_day": day, f"{name}_month": month, f"{name}_year": year}


@pytest.mark.parametrize(
    ("day", "month", "year", "expected"),
    [
        ("15", "6", "2012", "2012-06-15"),
        (" 05 ", "06", "2012", "2012-06-05"),
        ("", "6", "2012", "2012-06"),
        ("", "junio", "2012", "2012-06"),
        ("3", "Set.", "2012", "2012-09-03"),
        ("", "septiembre", "2012", "2012-09"),
        ("", "T2", "2012", "2012-T2"),
        ("", "s1", "2012", "2012-S1"),
        ("", "", "2012", "2012"),
        ("", "", "", ""),
        ("29", "2", "2024", "2024-02-29"),
    ],
)
def test_a_date_is_read_as_far_as_it_is_known(day, month, year, expected):
    form = SightForm(typed(day, month, year))

    assert form.is_valid(), form.errors
    assert form.cleaned_data["seen"] == PartialDate.parse(expected)


@pytest.mark.parametrize(
    ("day", "month", "year", "message"),
    [
        ("31", "2", "2026", "El 31 de febrero de 2026 no existe: ese mes tiene 28 días."),
        ("1", "1", "0205", "El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        ("1", "13", "2026", "El mes va de 1 a 12; se escribió 13."),
        ("1", "6", "26", "Escriba el año con cuatro cifras, por ejemplo 2026."),
        ("1", "6", "", "Falta el año."),
        ("1", "", "2026", "Falta el mes. Si no lo sabe, deje vacío también el día."),
        ("uno", "6", "2026", "El día es un número, por ejemplo 15."),
        ("1", "ju", "2026", "El mes es un número del 1 al 12, por ejemplo 6 para junio."),
        ("1", "<b>", "2026", "El mes es un número del 1 al 12, por ejemplo 6 para junio."),
        ("1", "T2", "2026", "Con un trimestre o un semestre, deje vacío el día."),
        ("", "T5", "2026", "El mes es un número del 1 al 12, por ejemplo 6 para junio."),
        ("", "", "9" * 10_000, "Escriba el año con cuatro cifras, por ejemplo 2026."),
        ("9" * 10_000, "6", "2026", "El día es un número, por ejemplo 15."),
        ("1", "9" * 10_000, "2026", "El mes es un número del 1 al 12, por ejemplo 6 para junio."),
        ("0", "6", "2026", "El 0 de junio de 2026 no existe: ese mes tiene 30 días."),
        ("٣", "٦", "٢٠٢٦", "Escriba el año con cuatro cifras, por ejemplo 2026."),
    ],
)
def test_what_cannot_be_is_refused_and_comes_back_as_typed(day, month, year, message):
    form = SightForm(typed(day, month, year))
    shown = form["seen"].subwidgets[0].data["subwidgets"]

    assert form.errors == {"seen": [message]}
    assert [part["value"] for part in shown] == [value or None for value in (day, month, year)]


@pytest.mark.parametrize(
    ("required", "full_day", "message"),
    [(True, False, "Escriba por lo menos el año."), (True, True, "Escriba el día, el mes y el año.")],
)
def test_an_empty_date_is_refused_where_one_is_asked(required, full_day, message):
    field = PartialDateFormField(required=required, full_day=full_day)

    with pytest.raises(forms.ValidationError, match=message):
        field.clean(["", "", ""])


def test_a_row_in_which_nothing_was_typed_is_no_row():
    rows = forms.formset_factory(SightForm, extra=1)({"form-TOTAL_FORMS": "1", "form-INITIAL_FORMS": "0"})
    rows.forms[0].fields["seen"].required = True

    assert rows.is_valid()
    assert not rows.has_changed()


def test_where_a_full_day_is_asked_a_month_is_not_enough():
    assert SightForm(typed("", "6", "2026", "signed")).errors == {"signed": ["Escriba el día, el mes y el año."]}
    assert SightForm(typed("1", "6", "2026", "signed")).is_valid()


@pytest.mark.parametrize("known", ["2012-06-05", "2012-06", "2012-T2", "2012-S1", "2012", ""])
def test_what_is_stored_can_be_shown_and_sent_again_without_a_change(known):
    before = {"seen": PartialDate.parse(known, words="en palabras de la fuente")}
    shown = SightForm(initial=before)["seen"].subwidgets[0].data["subwidgets"]
    again = SightForm({part["name"]: part["value"] or "" for part in shown}, initial=before)

    assert again.is_valid()
    assert (again.cleaned_data["seen"].iso, again.changed_data) == (known, [])


def test_another_date_is_a_change_and_so_is_one_that_cannot_be():
    before = {"seen": PartialDate.on(date(2012, 6, 5))}

    assert SightForm(typed("", "6", "2012"), initial=before).changed_data == ["seen"]
    assert SightForm(typed("31", "6", "2012"), initial=before).changed_data == ["seen"]
    assert SightForm(typed("05", "06", "2012"), initial=before).changed_data == []


@override_settings(LANGUAGE_CODE="es")
def test_each_input_has_its_label_and_none_is_required_by_the_browser():
    html = str(SightForm(typed("31", "2", "2026"))["seen"])

    assert [html.count(f'for="id_seen_{number}"') for number in range(3)] == [1, 1, 1]
    assert html.count('inputmode="numeric"') == 3
    assert html.count('aria-invalid="true"') == 3
    assert " required" not in html
