"""The pages about dates, broken promises and the record: who gets in, what is said, and what follows."""

import datetime
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from agreements.choices import DeadlineKind, RescheduleReason, State, Step
from agreements.models import Assessment, Commitment, Reschedule, RescheduleAnswer, Transition
from conflicts.choices import Grade
from mesas.choices import DocumentKind
from tests.agreements.breaking import breach
from tests.agreements.moving import ask
from tests.agreements.reading import read
from tests.agreements.scene import Scene, day
from tests.mesas import files

pytestmark = pytest.mark.django_db

STEPS = (
    "commitment_reschedule", "reschedule_answer", "commitment_demand", "commitment_breach", "commitment_reply",
    "commitment_ask_to_verify", "commitment_visibility",
)  # fmt: skip

#: Status of each page, in the order of STEPS. Signed out, all lead to the sign-in.
TABLE = {
    "coordinator": (200, 200, 200, 403, 200, 200, 200),
    "registrar": (200, 200, 200, 403, 200, 200, 403),
    "delegate": (200, 403, 403, 403, 200, 200, 403),
    "representative": (403, 200, 200, 403, 403, 200, 403),
    "verifier": (403, 403, 403, 200, 403, 403, 403),
    "observer": (403,) * 7,
    "admin": (403,) * 7,
    "stranger": (403,) * 7,
    "signed out": (302,) * 7,
}

NOW = timezone.now()
TODAY = timezone.localdate(NOW)
YESTERDAY, SOON = TODAY - datetime.timedelta(days=1), TODAY + datetime.timedelta(days=40)


@pytest.fixture
def scene():
    return Scene(code="ESP-2016-07", due_on=YESTERDAY)


@pytest.fixture
def asked(scene):
    return ask(scene, new_due=SOON, at=NOW)


def address(scene, step, asked=None):
    more = [asked.pk] if step == "reschedule_answer" else []
    return reverse(step, args=[scene.commitment.code, *more])


@pytest.mark.parametrize("method", ["get", "post"])
def test_each_page_is_open_to_whom_the_table_says(client, scene, asked, method):
    breach(scene, observed=day(TODAY.isoformat()), at=NOW)
    before = Transition.objects.count()
    pages = [address(scene, step, asked) for step in STEPS]
    found = {"signed out": tuple(getattr(client, method)(page).status_code for page in pages)}
    for name, user in scene.people().items():
        client.force_login(user)
        found[name] = tuple(getattr(client, method)(page).status_code for page in pages)

    assert found == TABLE
    assert (Transition.objects.count(), RescheduleAnswer.objects.count()) == (before, 0)


def test_what_is_hidden_is_not_found_and_other_methods_are_refused(client, scene, asked):
    pages = [address(scene, step, asked) for step in STEPS]
    client.force_login(scene.coordinator)
    assert [client.put(page).status_code for page in pages] == [405] * 7
    Commitment.objects.update(grade=Grade.INTERNAL)
    client.force_login(scene.representative)
    assert [client.get(page).status_code for page in pages] == [404] * 7


def test_a_date_is_answered_at_the_address_of_its_own_commitment_only(client, scene, asked):
    other = Scene()
    client.force_login(other.representative)

    wrong = reverse("reschedule_answer", args=[other.commitment.code, asked.pk])
    assert [client.get(page).status_code for page in (wrong, wrong.replace(str(asked.pk), "9" * 30))] == [404, 404]


def send(client, scene, step, asked=None, *, by, **typed):
    client.force_login(getattr(scene, by))
    return client.post(address(scene, step, asked), typed)


def paper(**more):
    return {
        "paper_kind": DocumentKind.LETTER.value, "paper_title": "Oficio 12", "paper_dated_day": TODAY.day,
        "paper_dated_month": TODAY.month, "paper_dated_year": TODAY.year, **more,
    }  # fmt: skip


def test_another_date_is_asked_for_and_accepted(client, scene):
    typed = {"reason": "mas-tiempo", "new_due": SOON.isoformat(), "client_id": uuid.uuid4(), "note": "Lluvias"}

    response = send(client, scene, "commitment_reschedule", by="delegate", **typed)
    assert response.headers["Location"] == scene.commitment.get_absolute_url()
    assert "La fecha no cambia hasta que quien recibe la acepte." in read(client.get(response.headers["Location"]))
    [asked] = Reschedule.objects.all()
    assert (asked.reason, asked.new_due.last, asked.note) == (RescheduleReason.MORE_TIME, SOON, "Lluvias")

    page = read(client.get(scene.commitment.get_absolute_url()))
    assert "Se pidió una vez cambiar la fecha y quien recibe no lo ha aceptado: la fecha no cambia." in page
    send(client, scene, "reschedule_answer", asked, by="representative", accepts="si", note="Que sea la última")

    page = read(client.get(scene.commitment.get_absolute_url()))
    assert "La fecha cambió." in page
    assert "Se aceptó cuando el plazo anterior ya había vencido. «Que sea la última»" in page
    assert scene.fresh().due.last == SOON


def test_a_suspension_is_asked_for_by_its_days(client):
    scene = Scene(due_on=SOON)
    typed = {"reason": "suspension", "suspended_from": TODAY.isoformat(), "suspended_until": TODAY.isoformat()}

    assert send(client, scene, "commitment_reschedule", by="delegate", **typed).status_code == 302
    assert Reschedule.objects.get().new_due.last == SOON + datetime.timedelta(days=1)


def test_of_what_has_no_date_only_the_date_is_asked(client):
    scene = Scene(due_on=None)
    client.force_login(scene.delegate)
    page = client.get(address(scene, "commitment_reschedule"))
    assert "¿Qué fecha propone?" in read(page)
    assert 'name="reason"' not in page.content.decode()

    send(client, scene, "commitment_reschedule", by="delegate", new_due=SOON.isoformat())

    assert Reschedule.objects.get().reason == RescheduleReason.FIRST_DATE


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "Elija un motivo."),
        ({"reason": "mas-tiempo"}, "Indique la fecha nueva, con día, mes y año."),
        ({"reason": "otro", "new_due": SOON.isoformat(), "note": ""}, "Explique cuál es el motivo."),
        ({"reason": "mas-tiempo", "new_due": "31/2/2027"}, "El 31 de febrero de 2027 no existe"),
        ({"reason": "suspension"}, "Diga desde qué día y hasta qué día se suspende."),
        ({"reason": "suspension", "new_due": SOON.isoformat()}, "En una suspensión la fecha nueva se calcula sola."),
        ({"reason": "primera-fecha", "new_due": SOON.isoformat()}, "Escoja una opción válida"),
    ],
)
def test_what_makes_no_date_is_said_beside_its_field(client, scene, typed, message):
    response = send(client, scene, "commitment_reschedule", by="delegate", **{"note": "Faltan tubos", **typed})

    assert (response.status_code, Reschedule.objects.count()) == (200, 0)
    assert message in response.content.decode()
    assert typed.get("note", "Faltan tubos") in response.content.decode()


def test_an_answer_to_a_date_that_is_no_longer_the_question_keeps_what_was_typed(client, scene, asked):
    Commitment.objects.update(due_on=SOON)

    response = send(client, scene, "reschedule_answer", asked, by="representative", accepts="si", note="Bueno")

    assert response.status_code == 409
    assert "El plazo cambió desde que se pidió esta fecha" in read(response)
    assert "Bueno" in response.content.decode()


def test_what_cannot_be_answered_now_says_so_before_anybody_types(client, scene, asked):
    Commitment.objects.update(state=State.WITHDRAWN)
    client.force_login(scene.coordinator)
    for step in ("commitment_reschedule", "reschedule_answer", "commitment_demand", "commitment_ask_to_verify"):
        page = client.get(address(scene, step, asked))
        assert "Ahora no se puede." in read(page)
        assert '<button type="submit" class="button full' not in page.content.decode()
    Commitment.objects.update(state=State.PENDING, due_on=SOON)
    client.force_login(scene.verifier)
    assert "Todavía corre el plazo." in read(client.get(address(scene, "commitment_breach")))
    client.force_login(scene.delegate)
    assert "Nadie ha constatado un incumplimiento" in read(client.get(address(scene, "commitment_reply")))


def test_a_demand_a_finding_and_its_answer_are_shown_side_by_side(client, scene):
    demanded = {"received_on": TODAY.isoformat(), "note": "Que terminen", **paper(paper_file=files.upload(files.pdf()))}
    assert send(client, scene, "commitment_demand", by="representative", **demanded).status_code == 302
    found = {"level": "1", "when": "hoy", "note": "Solo una zanja", "evidence": files.upload(files.photo())}
    assert send(client, scene, "commitment_breach", by="verifier", **found).status_code == 302
    silent = client.get(scene.commitment.get_absolute_url())
    limit = TODAY + datetime.timedelta(days=15)
    assert f"Aún no responde; tiene hasta el {day(limit.isoformat())}" in read(silent)

    send(client, scene, "commitment_reply", by="delegate", text="Cortaron la vía")

    page = read(client.get(scene.commitment.get_absolute_url()))
    for words in (
        f"Incumplimiento constatado el {day(TODAY.isoformat())}", "Vicaría fue a ver y encontró: poco.",
        "«Solo una zanja»", "Minera: «Cortaron la vía»", "Dentro de los quince días.",
        "Anta requirió por escrito que se cumpla.", "Minera respondió a lo constatado.",
        "Vicaría constató que no se cumplió: poco.",
    ):  # fmt: skip
        assert words in page
    assert [step.step for step in Transition.objects.order_by("pk")] == [
        Step.DEMANDED, Step.BREACH_FOUND, Step.REPLIED,
    ]  # fmt: skip
    assert "Incumplimiento constatado" in read(client.get(reverse("commitment_list")))


def test_a_demand_without_its_paper_is_asked_for_it(client, scene):
    response = send(client, scene, "commitment_demand", by="representative", received_on=TODAY.isoformat())

    assert response.status_code == 200
    assert "Elija el requerimiento, o agregue abajo la carta o el acta de asamblea." in read(response)


def test_who_does_not_belong_reads_no_words_of_a_demand_and_of_an_answer_to_a_date(client, scene, asked):
    demanded = {"received_on": TODAY.isoformat(), "note": "palabra reservada", **paper()}
    send(client, scene, "commitment_demand", by="representative", **demanded)
    send(client, scene, "reschedule_answer", asked, by="representative", accepts="no", note="palabra reservada")
    send(client, scene, "commitment_ask_to_verify", by="representative", note="palabra reservada")
    page = scene.commitment.get_absolute_url()

    client.force_login(scene.observer)
    assert read(client.get(page)).count("«palabra reservada»") == 3
    client.logout()
    assert "palabra reservada" not in read(client.get(page))


def test_a_request_to_look_is_made_once(client, scene):
    assert send(client, scene, "commitment_ask_to_verify", by="representative", note="La bomba").status_code == 302
    response = send(client, scene, "commitment_ask_to_verify", by="delegate", note="Vengan")

    assert response.status_code == 200
    assert "Ya está pedido desde el" in read(response)
    assert Transition.objects.count() == 1


def test_a_page_older_than_the_record_answers_with_a_conflict_and_sending_it_again_is_a_decision(client, scene):
    client.force_login(scene.coordinator)
    typed = {"grade": "miembros", "reason": "Habla de la huelga", "version": "1"}
    Commitment.objects.update(version=7)

    conflict = send(client, scene, "commitment_visibility", by="coordinator", **typed)

    assert conflict.status_code == 409
    assert 'name="version" value="7"' in conflict.content.decode()
    assert "Habla de la huelga" in conflict.content.decode()
    again = send(client, scene, "commitment_visibility", by="coordinator", **{**typed, "version": "7"})
    assert again.status_code == 302
    assert scene.fresh().grade == Grade.MEMBERS
    assert send(client, scene, "commitment_visibility", by="coordinator", **typed).status_code == 200


def test_by_periods_no_date_is_moved(client, scene):
    Commitment.objects.update(deadline_kind=DeadlineKind.RECURRING)
    client.force_login(scene.delegate)

    assert "cada periodo tiene su plazo: aquí no se mueve" in read(client.get(address(scene, "commitment_reschedule")))
    assert Assessment.objects.count() == 0
