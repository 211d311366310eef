"""Terms that run from another commitment of the same session, however the rows stand on the page."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from agreements.choices import DeadlineKind, State, Trigger
from agreements.models import Commitment
from agreements.services.assessments import record_verification
from agreements.services.deadlines import Deadline
from agreements.services.sessions.data import Accord
from conflicts.choices import Role
from conflicts.partial_dates import PartialDate
from mesas.models import Session
from tests import factories
from tests.agreements.scene import shown
from tests.agreements.session.telling import AT, log, promise, told
from tests.agreements.session.typing_in import open_page

pytestmark = pytest.mark.django_db

TERM = {"deadline": "termino", "term": 2, "unit": "meses", "since": "compromiso"}


def after(place, term=10):
    return Deadline(DeadlineKind.DAYS, term=term, trigger=Trigger.COMMITMENT, after_row=place)


def row(page, key, title, **typed):
    """A commitment typed into a row: with a term of two months after another where that is named."""
    kept = {"title_text": title, "lead": "", "deadline": "sin-plazo"} | typed
    for name, value in kept.items():
        page.put(f"promises-{key}-{name}", value)
    return page


def chain():
    """Code and what each waits for, in the order of their codes."""
    rows = Commitment.objects.order_by("code").values_list("code", "trigger_commitment__code")
    return {code.rpartition("-")[2]: first and first.rpartition("-")[2] for code, first in rows}


@pytest.fixture
def three(page):
    """Three rows, the last of them under a second agreement."""
    return page.press("add", "promises:1").press("add", "accords")


# Typed


def test_a_term_after_another_row_names_it_once_both_are_on_record(three):
    row(three, 1, "Plantar", **TERM, after_row="nueva-3")
    row(three, 2, "Construir", **TERM, after_row="nueva-1")
    row(three, 3, "Comprar")
    assert three.press().status_code == 302

    assert chain() == {"01": "03", "02": "01", "03": None}
    first = Session.objects.get().commitments.order_by("code")[0]
    assert (first.trigger, first.term, first.first_due.iso) == (Trigger.COMMITMENT, 2, "")
    assert [line.trigger_commitment.code for line in first.history.all()] == [first.trigger_commitment.code]


def test_every_row_offers_the_others_by_number_and_title_and_never_itself(three):
    row(three, 1, "Plantar").put("promises-2-title_text", "Construir")
    again = three.press("add", "promises:2").response.content.decode()

    offered = again.split('name="promises-1-after_row"')[1].split("</select>")[0]
    assert [part.split("</option>")[0].split(">")[-1] for part in offered.split("<option")[1:]] == [
        "Ninguno", "Compromiso 2: Construir", "Compromiso 3", "Compromiso 4",
    ]  # fmt: skip


def test_what_was_chosen_stays_chosen_while_rows_come_and_go_and_numbers_change(three):
    row(three, 1, "Plantar")
    row(three, 3, "Comprar", **TERM, after_row="nueva-1")
    again = three.press("add", "promises:1").press("remove", "promises:2")
    assert again["promises-3-after_row"] == "nueva-1"

    assert again.press().status_code == 302
    assert chain() == {"01": None, "02": "01"}


def test_once_the_other_is_taken_away_nothing_is_chosen(three):
    row(three, 1, "Plantar", **TERM, after_row="nueva-2")
    again = three.press("remove", "promises:2")
    assert again["promises-1-after_row"] == ""

    assert again.press().errors == ["Escriba el código del compromiso del que depende, o elija uno de esta sesión."]


EMPTY = "Ese compromiso todavía está vacío: escríbalo, o elija otro."
ITSELF = "Un compromiso no puede depender de sí mismo. Elija otro."
CIRCLE = "Estos compromisos se esperan unos a otros y ninguno tendría fecha. Cambie uno."
GONE = "Ese ya no está en esta sesión. Elija otro."
BOTH = "Escribió además un código. Borre uno de los dos."


@pytest.mark.parametrize(
    ("follows", "errors"),
    [
        ({1: "nueva-1"}, [ITSELF]),
        ({1: "nueva-2", 2: "nueva-1"}, [CIRCLE, CIRCLE]),
        ({1: "nueva-2", 2: "nueva-3", 3: "nueva-1"}, [CIRCLE, CIRCLE, CIRCLE]),
        ({1: "nueva-2", 2: "nueva-2"}, [ITSELF]),
        ({1: "nueva-4"}, [EMPTY]),
        ({1: "nueva-77"}, [GONE]),
        ({1: "2"}, [GONE]),
        ({1: "nueva-<b>"}, [GONE]),
    ],
    ids=["itself", "two", "three", "another's itself", "left empty", "taken away", "no key", "made up"],
)
def test_what_cannot_be_is_said_beside_the_choice_and_keeps_it(three, follows, errors):
    page = three.press("add", "promises:1")
    for key in (1, 2, 3):
        row(page, key, f"Fila {key}", **({**TERM, "after_row": follows[key]} if key in follows else {}))
    again = page.press()

    assert again.errors == errors
    assert {link for link in again.links if link and link.endswith("after_row")} == {
        f"#id_promises-{key}-after_row"
        for key, chosen in follows.items()
        if errors != [ITSELF] or chosen[-1] == str(key)
    }
    assert not Commitment.objects.exists()


def test_a_code_and_a_row_are_one_too_many(three, table):
    factories.CommitmentFactory(mesa=table.mesa, code="VAL-01")
    row(three, 1, "Plantar", **TERM, after_row="nueva-2", after="VAL-01")
    row(three, 2, "Comprar")
    assert three.press().errors == [BOTH]


def test_a_row_with_errors_of_its_own_is_not_said_to_be_empty(three):
    row(three, 1, "Plantar", **{**TERM, "unit": "dias-habiles", "term": 25001}, after_row="nueva-2")
    row(three, 2, "")
    three.put("promises-2-text", "Comprar tubos")
    assert three.press().errors == ["Un plazo en días hábiles va de 1 a 25000.", "Escriba en una línea qué se hará."]


def test_a_choice_that_another_form_of_deadline_makes_idle_is_let_be(three):
    row(three, 1, "Plantar", deadline="termino", term=5, unit="dias", since="sesion", after_row="nueva-1")
    assert three.press().status_code == 302
    assert Commitment.objects.get().trigger_commitment is None


def test_what_waits_since_the_sign_in_expired_keeps_the_choice(client, three, table, path):
    row(three, 1, "Plantar", **TERM, after_row="nueva-2")
    row(three, 2, "Comprar")
    client.logout()
    client.post(path, {**three.typed, "save": ["1"]})
    client.force_login(table.registrar)

    waiting = open_page(client, path)
    assert waiting["promises-1-after_row"] == "nueva-2"
    assert waiting.press().status_code == 302
    assert chain() == {"01": "02", "02": None}


# Told to the service


def tell(table, *deadlines):
    promises = [promise(table, title=f"Promesa {n}", deadline=each) for n, each in enumerate(deadlines, start=1)]
    return log(table, told(accords=[Accord(text="Agua", promises=promises)]))


def test_a_chain_told_backwards_is_counted_link_by_link(table):
    tell(table, after(1), after(2), Deadline(DeadlineKind.NONE))
    assert chain() == {"01": "02", "02": "03", "03": None}

    church = factories.PartyFactory(sector="iglesia")
    verifier = factories.MembershipFactory(conflict=table.mesa.conflict, role=Role.VERIFIER, party=church).user
    second, third = Commitment.objects.order_by("code")[1:]
    seen = {"level": 3, "observed": PartialDate.parse("2026-11-10"), "at": AT}
    record_verification(third, party=church, by=verifier, evidence=[shown(b"visita")], **seen)

    assert Commitment.objects.get(pk=third.pk).state == State.FULFILLED
    second.refresh_from_db()
    assert (second.triggered.iso, second.first_due.last) == ("2026-11-10", datetime.date(2026, 11, 20))
    assert Commitment.objects.order_by("code")[0].first_due.iso == ""


@pytest.mark.parametrize(
    ("places", "found"),
    [
        ((0,), [("circle", 0)]),
        ((1, 0), [("circle", 0), ("circle", 1)]),
        ((7,), [("foreign", 0)]),
        ((-1,), [("foreign", 0)]),
        ((1, 1), [("circle", 1)]),
    ],
)
def test_what_would_wait_for_itself_or_for_nothing_is_refused(table, places, found):
    with pytest.raises(ValidationError) as refusal:
        tell(table, *(after(place) for place in places))
    told_of = [(each.code, each.params["row"]) for each in refusal.value.error_list]
    assert told_of == found
    assert {(each.params["part"], each.params["field"]) for each in refusal.value.error_list} == {
        ("promises", "after_row")
    }
    assert not Session.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_a_chain_costs_the_same_for_one_link_or_three(table, count, django_assert_num_queries):
    tell(table, Deadline(DeadlineKind.NONE))  # what is asked once is known
    with django_assert_num_queries(30):
        tell(table, *(after(place + 1) for place in range(count)), Deadline(DeadlineKind.NONE))
