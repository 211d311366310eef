"""Each person is offered the one thing that is hers to do, and nothing that she may not."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.choices import DeadlineKind, Duty, Kind, State
from agreements.services.assessments import record_claim, record_verdict
from conflicts.choices import Role
from tests.agreements.reading import at, read
from tests.agreements.scene import day, shown

pytestmark = pytest.mark.django_db

HERE = "/compromisos/ESP-2016-07/"


def offered(response):
    step = response.context["next"]
    links = [(step.action, step.href), *((other.label, other.href) for other in step.others)]
    return [(label, href.removeprefix(HERE)) for label, href in links if href]


@pytest.fixture
def claimed(scene):
    record_claim(
        scene.commitment, party=scene.company, by=scene.delegate, level=3, observed=day("2026-10-09"),
        at=at("2026-10-11"), evidence=[shown(b"1")],
    )  # fmt: skip
    return scene


EVIDENCE = ("Agregar una foto o un documento", "evidencia/")
BEGIN = ("Mostrar que empezó el trabajo", "iniciar/")

LOOK = ("Pedir que alguien vaya a ver", "pedir-verificacion/")
DEMAND = ("Requerir por escrito que se cumpla", "requerir/")
BREACH = ("Constatar que no se cumplió", "incumplimiento/")
ASK_FOR_THEM = ("Registrar que quien debe pide otra fecha", "reprogramar/")
CLOSE = ("Cerrar el compromiso", "cerrar/")
WHO_SEES = ("Cambiar quién puede verlo", "visibilidad/")

AT_FIRST = {
    "representative": [("Decir si se cumplió", "veredicto/"), EVIDENCE, DEMAND, LOOK],
    "delegate": [("Decir qué se hizo", "declarar/"), BEGIN, EVIDENCE, ("Pedir otra fecha", "reprogramar/"), LOOK],
    "verifier": [("Registrar lo que vio", "verificar/"), BEGIN, EVIDENCE, BREACH],
    "coordinator": [
        ("Registrar lo que declara quien debe", "declarar/"),
        ("Registrar lo que dice quien recibe", "veredicto/"),
        EVIDENCE,
        ASK_FOR_THEM,
        DEMAND,
        LOOK,
        CLOSE,
        WHO_SEES,
    ],
    "registrar": [
        ("Registrar lo que declara quien debe", "declarar/"),
        ("Registrar lo que dice quien recibe", "veredicto/"),
        BEGIN,
        EVIDENCE,
        ASK_FOR_THEM,
        DEMAND,
        LOOK,
    ],
    "observer": [],
    "admin": [],
    "stranger": [],
}

AFTER_A_CLAIM = {
    "representative": [("Decir si se cumplió", "veredicto/"), EVIDENCE, DEMAND, LOOK],
    "delegate": [("Decir qué más se hizo", "declarar/"), EVIDENCE, ("Pedir otra fecha", "reprogramar/"), LOOK],
    "coordinator": [
        ("Registrar lo que dice quien recibe", "veredicto/"),
        ("Registrar lo que declara quien debe", "declarar/"),
        EVIDENCE,
        ASK_FOR_THEM,
        DEMAND,
        LOOK,
        CLOSE,
        WHO_SEES,
    ],
}


@pytest.mark.parametrize(("who", "steps"), AT_FIRST.items())
def test_while_nobody_has_spoken(open_page, scene, who, steps):
    assert offered(open_page(getattr(scene, who))) == steps


@pytest.mark.parametrize(("who", "steps"), AFTER_A_CLAIM.items())
def test_once_who_owes_has_spoken_the_answer_comes_first(open_page, claimed, who, steps):
    assert offered(open_page(getattr(claimed, who))) == steps


def test_who_answered_may_say_it_anew(open_page, claimed):
    record_verdict(
        claimed.commitment, party=claimed.community, by=claimed.representative, level=2, observed=day("2026-10-18"),
        at=at("2026-10-19"),
    )  # fmt: skip

    page = open_page(claimed.representative)

    assert offered(page)[0] == ("Algo cambió: decir de nuevo si se cumplió", "veredicto/")
    assert "Usted representa a Anta, que espera este compromiso." in read(page)


def test_who_speaks_for_an_institution_that_receives_learns_who_answers(open_page, scene):
    scene.duty(scene.town, Duty.BENEFICIARY)

    page = open_page(scene.member(Role.DELEGATE, scene.town))

    assert offered(page) == [EVIDENCE]
    assert "Usted habla por Municipalidad, que espera este compromiso." in read(page)
    assert "Responde su representante en la mesa." in read(page)


EVERYDAY = ("iniciar/", "declarar/", "veredicto/", "verificar/", "evidencia/")


def everyday(page):
    """What is offered of saying and showing, without the steps that are taken with others."""
    return [link for link in offered(page) if link[1] in EVERYDAY]


def abstain(scene, *, until):
    """Until so many days from today."""
    due = timezone.localdate() + timedelta(days=until)
    rows = scene.commitment.__class__.objects.filter(pk=scene.commitment.pk)
    rows.update(kind=Kind.ABSTENTION, due_on=due, first_due_on=due)


def test_not_doing_something_does_not_begin_and_shows_no_progress_while_it_goes_on(open_page, scene):
    abstain(scene, until=5)

    assert {who: everyday(open_page(getattr(scene, who))) for who in ("representative", "delegate", "verifier")} == {
        "representative": [("Decir si se respeta", "veredicto/"), EVIDENCE],
        "delegate": [EVIDENCE],
        "verifier": [("Registrar lo que vio", "verificar/"), EVIDENCE],
    }
    page = read(open_page(scene.delegate))
    assert "no hay avance que declarar. Al terminar el periodo, diga si se respetó." in page
    assert ("Rige hasta el" in page, "Fin del periodo" in page, "Vence" in page) == (True, True, False)


def test_once_its_period_is_over_both_sides_say_whether_it_was_kept(open_page, scene):
    abstain(scene, until=-1)

    assert {who: everyday(open_page(getattr(scene, who))) for who in ("representative", "delegate")} == {
        "representative": [("Decir si se respetó", "veredicto/"), EVIDENCE],
        "delegate": [("Decir si se respetó", "declarar/"), EVIDENCE],
    }
    page = read(open_page(scene.delegate))
    assert ("Días desde que terminó" in page, "venció" in page.lower()) == (True, False)


def test_who_only_reads_learns_who_speaks(open_page, scene):
    words = "De él hablan quienes deben, quienes reciben, quien verifica y quien lleva el registro."
    assert words in read(open_page(scene.observer))


def test_what_is_offered_is_also_open(open_page, client, claimed):
    for who in ("representative", "delegate", "verifier", "coordinator", "registrar"):
        steps = offered(open_page(getattr(claimed, who)))
        assert {client.get(f"{HERE}{href}").status_code for _label, href in steps} == {200}


def test_signed_out_one_is_asked_to_come_in_and_comes_back(open_page, scene):
    assert offered(open_page()) == [("Entrar", f"/cuenta/entrar/?next={HERE}")]


@pytest.mark.parametrize("columns", [{"state": State.WITHDRAWN}, {"deadline_kind": DeadlineKind.RECURRING}])
def test_where_nothing_can_be_said_nothing_is_offered(open_page, scene, columns):
    scene.commitment.__class__.objects.filter(pk=scene.commitment.pk).update(**columns)

    assert offered(open_page(scene.representative)) == []


def test_one_button_at_most(open_page, claimed):
    page = open_page(claimed.coordinator).content.decode()

    assert page.count('<a class="button"') == 1
