"""What the page of a commitment offers, counts and tells about dates and broken promises."""

import datetime

import pytest

from agreements.choices import RescheduleReason
from tests.agreements.breaking import breach, reply
from tests.agreements.moving import answer, ask, suspend
from tests.agreements.reading import at, moves
from tests.agreements.scene import Scene, day, shown
from tests.agreements.test_next_step import offered

pytestmark = pytest.mark.django_db

HERE = "/compromisos/ESP-2016-07/"
DUE, NEW_DUE = datetime.date(2026, 10, 14), datetime.date(2026, 12, 31)


def asked_for(scene, **more):
    return ask(scene, **{"new_due": NEW_DUE, "at": at("2026-10-01"), **more})


def lines(response):
    return [(line.label, line.value, line.note) for line in response.context["deadline"]]


def test_a_date_that_waits_for_her_word_comes_first(open_page, scene):
    asked = asked_for(scene)
    here = f"reprogramaciones/{asked.pk}/aceptar/"

    assert offered(open_page(scene.representative))[0] == ("Responder a la fecha que piden", here)
    assert ("Registrar si aceptan la fecha nueva", here) in offered(open_page(scene.coordinator))
    assert here not in [href for _label, href in offered(open_page(scene.delegate))]


def test_once_she_said_no_it_is_still_hers_to_say_yes_and_once_it_moved_it_is_not(open_page, scene):
    asked = asked_for(scene)
    answer(scene, asked, accepts=False, at=at("2026-10-02"))
    assert "reprogramaciones" in offered(open_page(scene.representative))[0][1]

    answer(scene, asked, at=at("2026-10-03"))
    assert [href for _label, href in offered(open_page(scene.representative)) if "reprogramaciones" in href] == []


def test_a_finding_waits_for_the_answer_of_who_owes(open_page, scene):
    found = breach(scene, observed=day("2026-10-20"), at=at("2026-10-20"))
    assert offered(open_page(scene.delegate))[0] == ("Responder a lo que se constató", "descargo/")
    assert ("Registrar lo que responde quien debe", "descargo/") in offered(open_page(scene.registrar))

    reply(scene, found, at=at("2026-10-25"))
    assert [href for _label, href in offered(open_page(scene.delegate)) if href == "descargo/"] == []
    assert [href for _label, href in offered(open_page(scene.verifier)) if href == "incumplimiento/"] == []


@pytest.mark.parametrize(("due_on", "place"), [("2026-08-26", -1), ("2026-08-25", 0)])
def test_after_ninety_days_the_system_proposes_to_find_it_broken_and_never_does(open_page, due_on, place):
    scene = Scene(code="ESP-2016-07", due_on=datetime.date.fromisoformat(due_on))

    assert offered(open_page(scene.verifier))[place] == ("Constatar que no se cumplió", "incumplimiento/")
    assert scene.timeline() == []


def test_a_suspension_is_counted_and_told_by_its_days(open_page, scene):
    asked = suspend(scene, datetime.date(2026, 10, 1), datetime.date(2026, 12, 17), note="Huaicos", at=at("2026-10-01"))
    answer(scene, asked, at=at("2026-10-20"))

    page = open_page(scene.observer)

    assert lines(page) == [
        ("Primer plazo", "miércoles 14 de octubre de 2026", ""),
        (
            "Suspensión, aceptada por quien recibe", "jueves 31 de diciembre de 2026",
            "Suspensión del 1 de octubre de 2026 al 17 de diciembre de 2026: 78 días. Huaicos Se aceptó cuando el "
            "plazo anterior ya había vencido.",
        ),
        ("Vence", "jueves 31 de diciembre de 2026", ""),
        ("Hoy", "martes 24 de noviembre de 2026", ""),
        ("Días que faltan", "37", ""),
    ]  # fmt: skip
    assert moves(page)[:2] == [
        ("20 de octubre de 2026", "Anta aceptó el plazo nuevo: 31 de diciembre de 2026.", "Cambia el plazo"),
        ("1 de octubre de 2026", "Minera pidió suspender el plazo, que pasaría a: 31 de diciembre de 2026.", ""),
    ]


def test_a_first_date_is_told_as_such(open_page):
    scene = Scene(code="ESP-2016-07", due_on=None)
    asked = asked_for(scene, reason=RescheduleReason.FIRST_DATE)
    waiting = open_page(scene.observer)
    answer(scene, asked, at=at("2026-10-20"))

    page = open_page(scene.observer)

    assert (
        waiting.context["deadline_moves"] == "Se propuso una fecha y quien recibe no la ha aceptado: sigue sin fecha."
    )
    assert page.context["deadline_moves"] == (
        "El documento no fija plazo: la fecha se fijó después, con el acuerdo de quien recibe."
    )
    assert lines(page)[:3] == [
        ("Plazo", "el documento no fija ninguno", ""),
        ("Plazo fijado después, con quien recibe", "jueves 31 de diciembre de 2026", ""),
        ("Vence", "jueves 31 de diciembre de 2026", ""),
    ]
    assert ("1 de octubre de 2026", "Minera propuso como plazo: 31 de diciembre de 2026.", "") in moves(page)


def test_what_was_accepted_and_what_was_not_are_both_told(open_page, scene):
    asked_for(scene, at=at("2026-09-01"), new_due=datetime.date(2026, 11, 30))
    answer(scene, asked_for(scene), at=at("2026-10-02"))

    assert open_page().context["deadline_moves"] == (
        "La fecha se movió con el acuerdo de quien recibe. El primer plazo era 14 de octubre de 2026. "
        "Otra vez se pidió cambiarla y quien recibe no lo ha aceptado."
    )


def test_the_mark_stands_beside_its_answer_while_the_debt_is_open(open_page, scene):
    found = breach(scene, observed=day("2026-10-20"), at=at("2026-10-21"))
    reply(scene, found, text="Faltó presupuesto", at=at("2026-11-06"))

    mark = open_page().context["breach"]

    assert (mark.found_in_words, mark.limit_in_words) == ("21 de octubre de 2026", "5 de noviembre de 2026")
    assert [(said.who, said.text, said.in_time) for said in mark.replies] == [("Minera", "Faltó presupuesto", False)]
    breach(scene, level=0, observed=day("2026-11-20"), at=at("2026-11-20"), evidence=[shown(b"otra visita")])
    again = open_page().context["breach"]
    assert (again.found_in_words, again.replies) == ("20 de noviembre de 2026", ())
    assert moves(open_page())[0] == (
        "20 de noviembre de 2026", "Vicaría constató que no se cumplió: nada.", "Pasa a «Pendiente»",
    )  # fmt: skip
