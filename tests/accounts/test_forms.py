"""A form reads, a service acts, and a refusal ends up where it can be mended."""

import pytest
from django import forms
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.forms import ServiceForm


class NoteForm(ServiceForm):
    fields_of_codes = {"too_early": "seen_on"}

    text = forms.CharField()
    seen_on = forms.DateField(required=False)


def note(data=None, **more):
    return NoteForm({"text": "Llegó el agua", **(data or {})}, **more)


def refuse(error):
    def service(**_):
        raise error

    return service


def test_what_was_typed_reaches_the_service_and_its_answer_comes_back():
    form = note({"seen_on": "2026-11-23"})

    def service(commitment, *, by, text, seen_on):
        return [commitment, by, text, seen_on.isoformat()]

    assert form.submit(service, "EJE-1", by="Rosa") is True
    assert form.result == ["EJE-1", "Rosa", "Llegó el agua", "2026-11-23"]
    assert form.status == 200


def test_what_the_page_knows_cannot_be_typed_over():
    class SneakyForm(NoteForm):
        by = forms.CharField()

    form = SneakyForm({"text": "x", "by": "admin"})

    assert form.submit(lambda **given: given["by"], by="Rosa")
    assert form.result == "Rosa"


def test_an_invalid_form_never_reaches_the_service():
    def service(**_):
        raise AssertionError("called with an invalid form")

    form = NoteForm({})

    assert form.submit(service) is False
    assert form.errors == {"text": ["Este campo es obligatorio."]}


@pytest.mark.parametrize(
    ("refusal", "errors"),
    [
        (ValidationError({"text": "Diga dónde."}), {"text": ["Diga dónde."]}),
        (ValidationError("Aún no vence.", code="too_early"), {"seen_on": ["Aún no vence."]}),
        (ValidationError("Ya está cerrado.", code="closed"), {"__all__": ["Ya está cerrado."]}),
        (ValidationError({"mesa": "La mesa no está activa."}), {"__all__": ["La mesa no está activa."]}),
        (
            ValidationError([ValidationError("Uno.", code="too_early"), ValidationError("Dos.")]),
            {"seen_on": ["Uno."], "__all__": ["Dos."]},
        ),
    ],
    ids=["by field", "by code", "of the whole", "a field elsewhere", "several"],
)
def test_a_refusal_is_shown_where_it_can_be_mended(refusal, errors):
    form = note()

    assert form.submit(refuse(refusal)) is False
    assert form.errors == errors
    assert form.stale is False
    assert form["text"].value() == "Llegó el agua"


def test_a_form_older_than_the_record_answers_409_and_keeps_what_was_typed():
    form = note()

    assert form.submit(refuse(ValidationError("Alguien cambió este registro.", code="stale"))) is False
    assert (form.stale, form.status) == (True, 409)
    assert form["text"].value() == "Llegó el agua"


def test_who_may_not_is_no_matter_of_the_form():
    with pytest.raises(PermissionDenied):
        note().submit(refuse(PermissionDenied()))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("foto\u202egpj.exe", "fotogpj.exe"),
        ("uno\x07 dos\x9f", "uno dos"),
        ("línea\r\notra\tcelda", "línea\notra\tcelda"),
        ("cafe\u0301", "café"),
        ("\ufeffRunasimi", "Runasimi"),
    ],
    ids=["direction", "controls", "line ends", "composed", "mark of order"],
)
def test_invisible_characters_are_not_kept(typed, kept):
    form = note({"text": typed})

    assert form.submit(lambda **given: given["text"])
    assert form.result == kept
