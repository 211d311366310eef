"""What was copied wrongly is brought to what the document says; both values stay in sight."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import DeadlineBasis, DeadlineKind, Record, State, Step, Trigger
from agreements.models import Commitment, Transition
from agreements.services.deadlines import Deadline
from agreements.services.transcription import correct_transcription
from conflicts.partial_dates import PartialDate
from mesas.choices import DocumentKind
from tests import factories
from tests.agreements.moving import DUE, LATER, answer, ask, deadline, refused
from tests.agreements.reading import read
from tests.agreements.scene import NOON, Scene, day, shown
from tests.agreements.speaking import claim, verdict

pytestmark = pytest.mark.django_db

RIGHT = datetime.date(2026, 12, 31)


@pytest.fixture
def scene():
    return of_an_acta()


def of_an_acta(**more):
    """Copied from an acta signed on 2 June."""
    scene = Scene(code="ESP-2016-07", title="Agua potable", **more)
    acta = scene.paper(DocumentKind.ACTA, "2026-06-01", title="Acta de la sesión 3", signed=day("2026-06-02"))
    Commitment.objects.update(
        document=acta, clause="2.1", text="Agua para 48 casas", deadline_basis=DeadlineBasis.STATED
    )
    scene.commitment.refresh_from_db()
    return scene


def correct(scene, by="coordinator", *, deadline=None, **words):
    given = {"version": words.pop("version", scene.fresh().version), "at": words.pop("at", NOON)}
    return correct_transcription(
        scene.commitment, by=getattr(scene, by), words={"clause": "2.1", **words}, deadline=deadline, **given
    )


def dated(on, **more):
    return Deadline(DeadlineKind.DATE, due=PartialDate.on(on), basis=DeadlineBasis.STATED, **more)


def test_words_are_corrected_and_both_stay_on_the_timeline_and_can_be_searched(scene, open_page):
    step = correct(scene, text="Agua para 84 casas", title="Agua  potable para 84 casas", clause="2.1.b")

    assert (step.step, step.by, step.from_state, step.to_state, step.reason) == (
        Step.CORRECTED, scene.coordinator, State.PENDING, State.PENDING, "Según Acta de la sesión 3, 2.1.b.",
    )  # fmt: skip
    assert step.old_value == "título: Agua potable\npalabras del acta: Agua para 48 casas\ncláusula: 2.1"
    assert step.new_value == (
        "título: Agua potable para 84 casas\npalabras del acta: Agua para 84 casas\ncláusula: 2.1.b"
    )
    commitment = scene.fresh()
    assert (commitment.title, commitment.text, commitment.clause, commitment.version) == (
        "Agua potable para 84 casas", "Agua para 84 casas", "2.1.b", 2,
    )  # fmt: skip
    assert (commitment.record, commitment.last_moved_on, deadline(scene)) == (Record.MEMBERS, None, (DUE, DUE))
    assert "84 casas" in commitment.search_text
    line = commitment.history.order_by("history_id").last()
    assert (line.text, line.history_user, line.history_change_reason) == (
        "Agua para 84 casas", scene.coordinator, "Según Acta de la sesión 3, 2.1.b.",
    )  # fmt: skip
    page = read(open_page())
    assert "Se corrigió la transcripción. Decía: «título: Agua potable" in page


def test_acta_corrected():
    """The acta said 31 December; the record said 30 November, and the company seemed late."""
    scene = of_an_acta(overdue_since=datetime.date(2026, 12, 1))
    claim(scene, observed=day("2026-12-20"), at=NOON + datetime.timedelta(days=31))
    verdict(
        scene, level=3, observed=day("2026-12-22"), evidence=[shown(b"agua")], at=NOON + datetime.timedelta(days=33)
    )
    assert scene.fresh().done_in_time is False

    step = correct(scene, deadline=dated(RIGHT), at=NOON + datetime.timedelta(days=40))

    commitment = scene.fresh()
    assert deadline(scene) == (RIGHT, RIGHT)
    assert (commitment.overdue_since, commitment.state) == (None, State.FULFILLED)
    assert (commitment.done_in_time, commitment.fulfilled_on) == (True, datetime.date(2026, 12, 20))
    assert (step.old_value, step.new_value) == (
        "plazo: Una fecha; vence: 30 de noviembre de 2026", "plazo: Una fecha; vence: 31 de diciembre de 2026",
    )  # fmt: skip
    assert scene.commitment.reschedules.count() == 0


def test_a_term_is_counted_from_the_signature_of_its_document(scene):
    correct(scene, deadline=Deadline(DeadlineKind.DAYS, term=30, trigger=Trigger.SIGNATURE))

    commitment = scene.fresh()
    assert (commitment.deadline_kind, commitment.term, commitment.triggered) == (
        DeadlineKind.DAYS,
        30,
        day("2026-06-02"),
    )
    assert deadline(scene) == (datetime.date(2026, 7, 2), datetime.date(2026, 7, 2))
    assert commitment.deadline_basis == DeadlineBasis.COMPUTED


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Deadline(DeadlineKind.NONE), (None, None)),
        (Deadline(DeadlineKind.MONTHS, term=6, trigger=Trigger.EVENT, trigger_text="la licencia"), (None, None)),
        (Deadline(DeadlineKind.STAGE, trigger=Trigger.EVENT, trigger_text="el expediente técnico"), (None, None)),
        (
            Deadline(DeadlineKind.MONTHS, term=1, trigger=Trigger.DATE, triggered=day("2027-01-31")),
            (datetime.date(2027, 2, 28), datetime.date(2027, 2, 28)),
        ),
    ],
    ids=["none stated", "an event without a day", "a stage", "a month from the 31st"],
)  # fmt: skip
def test_each_way_to_set_a_deadline_makes_its_date_anew(scene, told, expected):
    correct(scene, deadline=told)

    assert deadline(scene) == expected


def test_a_date_that_was_agreed_since_stays_in_force_and_only_the_first_one_is_corrected(scene):
    answer(scene, ask(scene))

    correct(scene, deadline=dated(RIGHT))

    assert deadline(scene) == (RIGHT, LATER)


def test_a_date_asked_for_before_the_correction_can_no_longer_be_accepted(scene):
    asked = ask(scene)

    correct(scene, deadline=dated(RIGHT))

    assert refused(answer, scene, asked)[0] == "stale"


def test_a_closing_stands_whatever_was_copied_wrongly(scene):
    Commitment.objects.update(state=State.WITHDRAWN)

    correct(scene, deadline=dated(RIGHT), title="Agua")

    assert (scene.fresh().state, deadline(scene)) == (State.WITHDRAWN, (RIGHT, RIGHT))


def test_what_replaced_it_carries_the_corrected_first_deadline(scene):
    successor = factories.CommitmentFactory(mesa=scene.mesa, due_on=LATER, carried_first_due=PartialDate.on(DUE))
    step = Transition.objects.create(
        commitment=scene.commitment, step=Step.CLOSED, to_state=State.REPLACED, by=scene.coordinator, at=NOON
    )
    step.successors.set([successor])

    correct(scene, deadline=dated(RIGHT))

    successor.refresh_from_db()
    assert (successor.carried_first_due, successor.due.last) == (PartialDate.on(RIGHT), LATER)


STALE = (
    "Este compromiso cambió mientras usted tenía abierta la página. Lo que escribió sigue aquí, sin guardar: vea cómo "
    "está ahora y, si todavía corresponde, envíelo otra vez."
)


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"clause": " "}, ("clause", "Diga en qué cláusula o numeral del documento consta.")),
        ({"title": ""}, ("title", "Escriba en una línea qué se hará.")),
        ({"title": "Agua potable"}, ("unchanged", "No hay nada que corregir: ya dice eso.")),
        ({"deadline": dated(DUE)}, ("unchanged", "No hay nada que corregir: ya dice eso.")),
        ({"title": "Agua", "version": 7}, ("stale", STALE)),
        ({"deadline": Deadline(DeadlineKind.DATE)}, ("no_date", "Escriba la fecha del plazo.")),
        ({"deadline": Deadline(DeadlineKind.DAYS)}, ("no_term", "Escriba de cuánto es el plazo.")),
        (
            {"deadline": Deadline(DeadlineKind.YEARS, term=99, trigger=Trigger.SIGNATURE)},
            ("impossible_term", "El año 2125 no puede ser: escriba uno entre 1900 y 2100."),
        ),
        (
            {"deadline": Deadline(DeadlineKind.RECURRING)},
            ("recurring", "Lo que se cumple por periodos tiene un plazo en cada uno: aquí no se corrige."),
        ),
    ],
)  # fmt: skip
def test_what_is_refused_says_what_to_do(scene, more, refusal):
    before = Commitment.objects.values().get()

    assert refused(correct, scene, **more) == refusal
    assert Commitment.objects.values().get() == before


def test_without_a_document_there_is_nothing_to_match():
    assert refused(correct, Scene(), title="Agua") == (
        "document", "Este compromiso no tiene un documento con que compararlo. Sin él no hay qué corregir.",
    )  # fmt: skip


@pytest.mark.parametrize(
    "who", ["registrar", "delegate", "representative", "verifier", "observer", "admin", "stranger"]
)
def test_only_the_coordinator_may(scene, who):
    with pytest.raises(PermissionDenied, match="Solo la coordinación del conflicto corrige cómo se copió"):
        correct(scene, who, title="Agua")


def test_of_what_only_sources_tell_a_correction_makes_no_record_of_members(scene):
    Commitment.objects.update(record=Record.SOURCES)

    correct(scene, title="Agua")

    assert scene.fresh().record == Record.SOURCES


def page_of(client, scene, **typed):
    client.force_login(scene.coordinator)
    address = f"{scene.commitment.get_absolute_url()}corregir/"
    if not typed:
        return client.get(address)
    words = {"clause": "2.1", "title": "Agua potable", "text": "Agua para 48 casas", "deadline": "igual"}
    return client.post(address, {"version": scene.fresh().version, **words, **typed})


TWO_MONTHS = {"term": "2", "unit": "meses", "trigger": "firma"}


def test_the_page_shows_what_is_on_record_and_takes_what_is_wrong(client, scene):
    page = page_of(client, scene)
    assert 'value="Agua potable"' in page.content.decode()
    assert "Solo para que diga lo mismo que el documento: Acta de la sesión 3." in read(page)

    assert page_of(client, scene, title="Agua para todos").status_code == 302
    assert page_of(client, scene, title="Agua para todos", deadline="termino", **TWO_MONTHS).status_code == 302

    commitment = scene.fresh()
    assert (commitment.title, commitment.first_due.last) == ("Agua para todos", datetime.date(2026, 8, 2))
    assert commitment.transitions.count() == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"clause": ""}, "Diga en qué cláusula o numeral del documento consta."),
        ({"deadline": "fecha"}, "Escriba la fecha del plazo."),
        ({"deadline": "termino", **TWO_MONTHS, "term": ""}, "Escriba de cuánto es el plazo."),
        ({"deadline": "termino", **TWO_MONTHS, "unit": ""}, "Elija si se cuenta en días, meses o años."),
        ({"deadline": "termino", **TWO_MONTHS, "trigger": ""}, "Elija desde cuándo se cuenta."),
        ({"deadline": "termino", **TWO_MONTHS, "trigger": "fecha"}, "Escriba desde qué fecha se cuenta."),
        ({"deadline": "termino", **TWO_MONTHS, "trigger": "hecho"}, "Escriba desde qué hecho se cuenta el plazo."),
        ({"deadline": "etapa"}, "Escriba qué etapa es."),
        ({}, "No hay nada que corregir: ya dice eso."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, scene, typed, message):
    response = page_of(client, scene, **{"obligor_text": "", **typed})

    assert (response.status_code, message in response.content.decode()) == (200, True)


def test_a_record_that_changed_meanwhile_answers_with_a_conflict_that_keeps_what_was_typed(client, scene):
    response = page_of(client, scene, version=9, title="Agua para todos")

    assert response.status_code == 409
    assert 'value="Agua para todos"' in response.content.decode()
    assert f'name="version" value="{scene.fresh().version}"' in response.content.decode()
