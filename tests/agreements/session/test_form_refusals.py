"""Whatever is wrong with what was typed is told beside its field; nothing is stored and nothing typed is lost."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from agreements.choices import DeadlineKind
from agreements.models import Commitment
from conflicts.wording import in_words
from mesas.models import Document, Session
from tests.agreements.session.typing_in import one_promise, today
from tests.factories import (
    CommitmentFactory,
    DemandFactory,
    MesaFactory,
    PartyFactory,
    PersonFactory,
)

pytestmark = pytest.mark.django_db


def test_errors_stand_beside_their_fields_and_are_summed_up_with_links(page, table):
    late = today() + datetime.timedelta(days=3)
    page.type(summons__2__notice_on=late, points__1__text="Agua", points__1__admission="rechazado")
    one_promise(page, table, promises__1__lead=table.village.pk)

    again = page.press()

    assert len(again.errors) == 3
    assert [link for link in again.links if link.startswith("#id_")][:3] == [
        "#id_summons-2-notice_on",
        "#id_points-1-refusal_reason",
        "#id_promises-1-beneficiaries",
    ]
    assert "Hay 3 datos por corregir" in again.response.content.decode()
    assert again["promises-1-title_text"] == "Posta médica"
    assert Session.objects.count() == 0


def test_every_commitment_says_its_deadline_or_that_it_has_none(page, table):
    again = one_promise(page, table, promises__1__deadline=None).press()
    assert again.errors == ["Elija fecha, término o «sin plazo»."]

    again = again.type(promises__1__deadline="fecha").press()
    assert again.errors == ["Escriba la fecha del plazo."]

    again = again.type(promises__1__deadline="termino").press()
    assert again.errors == ["Escriba de cuánto es el término."]

    again = again.type(promises__1__deadline="sin-plazo", promises__1__term=30).press()
    assert again.errors == ["Hay otra forma de plazo escrita abajo. Borre la que sobra."]

    assert again.type(promises__1__term="").press().status_code == 302
    assert Commitment.objects.get().deadline_kind == DeadlineKind.NONE


def test_a_deadline_before_the_session_is_confirmed_with_a_tick(page, table):
    early = today() - datetime.timedelta(days=1)
    page = one_promise(page, table, promises__1__deadline="fecha", promises__1__due=early).press()
    assert "es anterior a la sesión" in page.errors[0]
    assert page["promises-1-confirmed"] is None

    earlier = early - datetime.timedelta(days=1)
    page = page.type(promises__1__confirmed=early, promises__1__due=earlier).press()
    assert "es anterior a la sesión" in page.errors[0]

    assert page.type(promises__1__confirmed=earlier).press().status_code == 302
    assert Commitment.objects.get().due_on == earlier


LONG = "á" * 10_000
NASTY = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("day", "", "Escriba la fecha de la sesión."),
        ("day", "2026-02-31", "El 31 de febrero de 2026 no existe: ese mes tiene 28 días."),
        ("day", "0205-03-01", "El año 0205 no puede ser: escriba uno entre 1900 y 2100."),
        ("starts_at", "25:61", "Escriba la hora así: 14:30."),
        ("place", LONG, "Es demasiado largo: tiene 10000 letras y caben 160. Acórtelo."),
        ("outcome", LONG, "Es demasiado largo: tiene 10000 letras y caben 4000. Acórtelo."),
        ("held", "quizás", "Elija una de las respuestas."),
        ("points-1-text", LONG, "Es demasiado largo: tiene 10000 letras y caben 4000. Acórtelo."),
        ("points-1-minutes", "muchos", "Escriba un número entero, por ejemplo 30."),
        ("points-1-minutes", "1", "Escriba de qué trata el punto."),
        ("demands-1-theme", "agua", "Escriba qué se pide."),
        ("promises-1-text", "\u202e\u200f", None),
        ("promises-1-amount_pen", "muchos", "Escriba el monto con cifras, por ejemplo 1500000."),
        ("paper-1-signed_on", "2026-02-31", "El 31 de febrero de 2026 no existe: ese mes tiene 28 días."),
        ("accords-1-demand", "nueva-1", "Esa demanda todavía está vacía: escríbala, o elija otra."),
    ],
)
def test_bad_input_is_told_beside_its_field_and_kept(page, name, value, said):
    page.put(name, value)

    again = page.press()

    if said is None:  # only marks that nobody sees: nothing was written
        assert again.status_code == 302
        assert Commitment.objects.count() == 0
        return
    assert said in again.errors
    assert again[name] == value or name == "held"
    assert Session.objects.count() == 0


def test_script_is_text_and_invisible_marks_are_left_out(page, client):
    page.type(place=NASTY, points__1__text=f"Agua\u202e {NASTY}\x07", outcome="línea\r\notra").press()

    session = Session.objects.get()
    assert (session.place, session.agenda_items.get().text) == (NASTY, f"Agua {NASTY}")
    assert NASTY not in client.get(session.get_absolute_url()).content.decode()


def test_a_file_that_is_no_document_is_refused_and_nothing_is_stored(page):
    program = SimpleUploadedFile("acta.pdf", b"MZ\x90\x00 this program cannot be run in DOS mode")

    again = page.type(place="Local").press(**{"paper-1-file": program})

    assert len(again.errors) == 1
    assert (again["place"], Document.objects.count(), Session.objects.count()) == ("Local", 0, 0)


# Tampered with


def foreign(what):
    return {
        "a party": lambda: ("convened_by", PartyFactory().pk),
        "an obligor": lambda: ("promises-1-lead", PartyFactory().pk),
        "a demand": lambda: ("points-1-demand", DemandFactory(mesa=MesaFactory()).pk),
    }[what]()


@pytest.mark.parametrize("what", ["a party", "an obligor", "a demand"])
def test_a_choice_of_another_conflict_is_refused(page, table, what):
    name, value = foreign(what)
    one_promise(page, table)
    page.type(points__1__text="Agua", place="Local")
    page.put(name, value)

    again = page.press()

    assert again.errors == ["Elija otra vez de la lista."]
    assert (again["place"], Session.objects.count()) == ("Local", 0)


@pytest.mark.parametrize(
    ("part", "make"), [("attendees", lambda: PersonFactory().pk), ("reviews", lambda: CommitmentFactory().pk)]
)
def test_a_row_of_another_conflict_is_taken_off_and_told(page, part, make):
    key = str(make())
    page.typed[part] = [*page.rows(part), key]
    page.put(f"{part}-{key}-came" if part == "attendees" else f"{part}-{key}-outcome", "si")

    again = page.type(place="Local").press()

    assert "Algo de la lista ya no es de esta mesa y se quitó." in again.response.content.decode()
    assert (key in again.rows(part), again["place"], Session.objects.count()) == (False, "Local", 0)
    assert again.press().status_code == 302


@pytest.mark.parametrize(
    ("name", "value"), [("client_id", "x"), ("client_id", None), ("base_version", "7"), ("base_version", "x")]
)
def test_hidden_fields_that_were_tampered_with_store_nothing(page, name, value):
    page.put(name, value)

    again = page.type(place="Local").press()

    assert "El formulario llegó dañado y no se guardó." in again.response.content.decode()
    assert (again["place"], Session.objects.count()) == ("Local", 0)
    assert uuid.UUID(again["client_id"])
    assert again.press().status_code == 302


@pytest.mark.parametrize(
    "typed",
    [
        {"promises__1__accord": "77"},
        {"promises__1__accord": None},
        {"promises": "x"},
        {"promises": None},
        {"accords": None},
        {"accords": "x", "points": "<script>"},
    ],
)
def test_rows_that_lost_their_place_come_back_into_one_and_it_is_told(page, table, typed):
    one_promise(page, table, points__1__text="Agua")
    page.type(**typed)

    again = page.press()

    assert "El formulario llegó dañado y no se guardó." in again.response.content.decode()
    assert (again["promises-1-title_text"], again["points-1-text"]) == ("Posta médica", "Agua")
    assert Session.objects.count() == 0
    assert again.press().status_code == 302
    assert Commitment.objects.get().title == "Posta médica"


def test_all_there_is_to_correct_is_told_at_once(page, table):
    """A rule that was broken does not wait until everything could be read."""
    late = today() + datetime.timedelta(days=3)
    one_promise(page, table, promises__1__deadline=None)

    again = page.type(summons__0__notice_on=late, points__1__minutes="muchos").press()

    assert sorted(again.errors) == [
        f"El aviso no puede llegar después de la sesión ({in_words(today())}).",
        "Elija fecha, término o «sin plazo».",
        "Escriba de qué trata el punto.",
        "Escriba un número entero, por ejemplo 30.",
    ]
