"""The page of a commitment that was closed, replaced or settled: what it says, and what each may do about it."""

import datetime

import pytest

from agreements.choices import State
from agreements.services.liftings import object_to_closing
from conflicts.choices import Grade
from tests.agreements.closing import another, close, consents, new_paper, objection, reopening, replace, settlement
from tests.agreements.reading import at, moves, read
from tests.agreements.scene import day, shown
from tests.agreements.speaking import claim, verdict, verification
from tests.agreements.test_next_step import WHO_SEES, offered

pytestmark = pytest.mark.django_db

OBJECT = ("Objetar el cierre", "objetar/")
ON_BEHALF = ("Registrar la objeción de quien recibe", "objetar/")
REOPEN = ("Reabrir el compromiso", "reabrir/")
IN_TIME = {
    "representative": [OBJECT], "delegate": [], "verifier": [], "observer": [], "admin": [], "stranger": [],
    "coordinator": [ON_BEHALF, WHO_SEES], "registrar": [ON_BEHALF],
}  # fmt: skip
LATER = IN_TIME | {"representative": [REOPEN], "verifier": [REOPEN], "coordinator": [REOPEN, ON_BEHALF, WHO_SEES]}


def closed(scene, on="2026-11-20", **more):
    return close(scene, at=at(on), consents=consents(scene.company, scene.community, paper=paper(on)), **more)


def paper(on):
    return new_paper(dated=on)


@pytest.mark.parametrize(("closed_on", "table"), [("2026-10-25", IN_TIME), ("2026-10-24", LATER)])
def test_within_thirty_days_who_receives_objects_and_later_it_is_reopened(open_page, scene, closed_on, table):
    closed(scene, closed_on)

    assert {who: offered(open_page(getattr(scene, who))) for who in table} == table


def test_who_receives_reads_until_when_she_may_object(open_page, scene):
    closed(scene)

    words = read(open_page(scene.representative))
    assert "Hasta el 20 de diciembre de 2026 usted puede objetarlo sin dar motivo." in words


def test_the_page_says_how_it_ended_with_whom_and_why(open_page, scene):
    closed(scene, reason="Ya hay otro pozo.")

    words = read(open_page())

    assert "Las dos partes lo retiraron No cuenta como cumplido. Todos los cierres" in words
    assert (
        "Se cerró 20 de noviembre de 2026 Retirado de común acuerdo De acuerdo, por escrito Anta, Minera "
        "Explicación Ya hay otro pozo. Documento Acta de conformidad"
    ) in words
    assert "Puede objetarse hasta el 20 de diciembre de 2026" in words


def test_closed_as_unmet_by_a_finding_it_names_who_saw_it(open_page, scene):
    finding = verification(scene, level=0, note="No hay agua.", at=at("2026-11-18"))
    close(scene, State.CLOSED_UNMET, consents=(), verification=finding, at=at("2026-11-20"))

    page = open_page()

    assert "Lo respalda Vicaría verificación del 16 de noviembre de 2026" in read(page)
    assert "Motivo Es imposible de cumplir Explicación El manantial se secó." in read(page)
    assert moves(page)[0] == ("20 de noviembre de 2026", "Se cerró.", "Pasa a «Cerrado sin cumplimiento»")
    assert [text for _on, text, _state in moves(page)].count("Vicaría vio: nada.") == 1


def test_what_replaces_and_what_is_replaced_name_each_other(open_page, scene):
    new = another(scene, code="ESP-2016-09", title="Agua y desagüe")
    replace(scene, new, at=at("2026-11-20"))

    assert "No cuenta como cumplido. Todos los cierres Lo reemplaza Agua y desagüe ESP-2016-09" in read(open_page())
    assert (
        "Lleva una deuda anterior Reemplaza a Agua potable ESP-2016-07 Primer plazo que lleva 14 de octubre de 2026 "
        "de lo que reemplaza; por él se mide si llega a tiempo"
    ) in read(open_page(code="ESP-2016-09"))


def test_what_this_reader_may_not_see_is_not_named(open_page, scene):
    new = another(scene, code="ESP-2016-09", title="Lo guardado", grade=Grade.INTERNAL)
    replace(scene, new, at=at("2026-11-20"))

    assert "Lo reemplaza un compromiso que no se publica" in read(open_page())
    assert "Lo guardado" not in read(open_page())
    assert "Lo guardado" in read(open_page(scene.registrar))


def test_the_timeline_keeps_closing_objection_and_reopening(open_page, scene):
    closed(scene, "2026-08-01")
    objection(scene, at=at("2026-08-02"), reason="No fuimos consultados.")
    closed(scene, "2026-09-01")
    reopening(scene, at=at("2026-11-01"))

    page = open_page()

    told = [move for move in moves(page) if "Venció" not in move[2]]
    assert told[:4] == [
        ("1 de noviembre de 2026", "Se reabrió por un error en el cierre.", "Pasa a «Pendiente»"),
        ("1 de setiembre de 2026", "Se cerró.", "Pasa a «Retirado de común acuerdo»"),
        ("2 de agosto de 2026", "Anta objetó el cierre.", "Pasa a «Pendiente»"),
        ("1 de agosto de 2026", "Se cerró.", "Pasa a «Retirado de común acuerdo»"),
    ]
    assert "De acuerdo, por escrito: Anta, Minera." in read(page)
    assert "«No fuimos consultados»." in read(page)


# A dispute that was settled


@pytest.fixture
def disputed(scene):
    claim(scene, observed=day("2026-10-09"), at=at("2026-10-11"), evidence=[shown(b"1")])
    verdict(scene, observed=day("2026-10-18"), at=at("2026-10-19"))
    return scene


def test_while_in_dispute_the_register_may_write_down_how_it_was_settled(open_page, disputed):
    settle = ("Anotar cómo se resolvió la disputa", "resolver/")

    found = {who: settle in offered(open_page(user)) for who, user in disputed.people().items()}

    assert [who for who, is_offered in found.items() if is_offered] == ["coordinator", "registrar"]


def test_what_was_settled_is_said_once_as_agreed_by_the_parties(open_page, disputed):
    settlement(disputed, at=at("2026-11-20"))

    page = open_page(disputed.representative)

    assert "Acordado por las partes: a medias ( 19 nov 2026 )." in read(page)
    assert "La empresa dice" not in " ".join(str(part) for part in page.context["status"].long)
    assert [(row.title, row.who, row.word, row.note) for row in page.context["voices"]] == [
        ("Dice", "Minera", "A medias, 2 de 3", "Acordado por las partes, 19 nov 2026."),
        ("Se ve", "Anta", "A medias, 2 de 3", "Acordado por las partes, 19 nov 2026."),
        ("Verificado", "Las partes, por escrito", "A medias, 2 de 3", "Acordado por las partes, 19 nov 2026."),
    ]
    assert moves(page)[0] == (
        "20 de noviembre de 2026", "Las partes resolvieron la disputa: a medias.", "Pasa a «En ejecución»",
    )  # fmt: skip


def test_what_is_said_anew_is_said_beside_what_was_agreed(open_page, disputed):
    settlement(disputed, at=at("2026-11-20"))
    verdict(disputed, level=0, observed=day("2026-11-22"), at=at("2026-11-22"))

    words = [str(part) for part in open_page(disputed.representative).context["status"].long]

    assert words[:3] == [
        "La empresa: a medias, según lo acordado por las partes.",
        "La comunidad dice: no.",
        "Las partes lo acordaron así por escrito.",
    ]


def test_by_whom_both_named_it_is_said_so(open_page, disputed):
    finding = verification(disputed, level=1, observed=day("2026-11-16"), at=at("2026-11-18"))
    settlement(disputed, verification=finding, level=None, at=at("2026-11-20"))

    page = open_page()

    assert "Lo resolvió quien ambas partes nombraron: poco" in read(page)
    assert "Quien ambos nombraron resolvió la disputa: poco." in [text for _on, text, _state in moves(page)]


def test_no_reader_learns_the_day_of_a_verdict_from_what_was_settled(open_page, disputed):
    """The paper of both sides is no verdict: its day is for everybody."""
    settlement(disputed, at=at("2026-11-20"))

    assert "19 nov 2026" in read(open_page())


def test_objecting_closes_the_circle(open_page, scene):
    closing = closed(scene)
    object_to_closing(scene.commitment, party=scene.community, by=scene.representative, at=at("2026-11-21"))

    page = open_page(scene.coordinator)

    assert page.context["ended"] is None
    assert closing.lifted_by.get().at.date() == datetime.date(2026, 11, 21)
