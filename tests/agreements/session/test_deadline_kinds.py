"""Every kind of deadline that an acta may set, as it is written down in the form of the session."""

import datetime

import pytest

from agreements.choices import DeadlineKind, Recurrence, Trigger
from agreements.models import Commitment
from mesas.models import Session
from tests import factories
from tests.agreements.session.typing_in import one_promise, open_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (
            {"deadline": "termino", "term": 10, "unit": "dias-habiles"},
            {"deadline_kind": DeadlineKind.WORKING_DAYS, "term": 10, "trigger": Trigger.SESSION},
        ),
        (
            {"deadline": "termino", "term": 6, "unit": "meses", "since": "hecho", "event": "la licencia de agua"},
            {"deadline_kind": DeadlineKind.MONTHS, "trigger": Trigger.EVENT, "trigger_text": "la licencia de agua"},
        ),
        (
            {"deadline": "etapa", "event": "al empezar la obra"},
            {"deadline_kind": DeadlineKind.STAGE, "trigger_text": "al empezar la obra", "first_due_on": None},
        ),
        (
            {"deadline": "periodico", "recurs": "trimestral", "until": "2027-12-31"},
            {
                "deadline_kind": DeadlineKind.RECURRING,
                "recurs": Recurrence.QUARTERLY,
                "recurs_until_on": datetime.date(2027, 12, 31),
            },
        ),
    ],
    ids=["working days", "after an event", "a stage", "each so often"],
)
def test_a_deadline_is_kept_as_it_was_written(page, table, typed, stored):
    one_promise(page, table, **{f"promises__1__{name}": value for name, value in typed.items()})
    assert page.press().status_code == 302

    promised = Session.objects.get().commitments.get()
    assert {name: getattr(promised, name) for name in stored} == stored
    assert promised.occurrences.exists() == (promised.deadline_kind == DeadlineKind.RECURRING)


def test_a_term_after_another_commitment_names_it_by_its_code(client, table, path):
    first = factories.CommitmentFactory(mesa=table.mesa, code="VAL-01")
    client.force_login(table.registrar)
    page = open_page(client, path)
    one_promise(
        page, table, promises__1__deadline="termino", promises__1__term=2, promises__1__unit="meses",
        promises__1__since="compromiso", promises__1__after=" val-01",
    )  # fmt: skip
    assert page.press().status_code == 302

    promised = Session.objects.get().commitments.get()
    assert (promised.trigger, promised.trigger_commitment, promised.first_due.iso) == (Trigger.COMMITMENT, first, "")


@pytest.mark.parametrize(
    ("typed", "errors"),
    [
        ({"deadline": "etapa"}, ["Escriba qué hecho o qué etapa es."]),
        ({"deadline": "periodico"}, ["Diga cada cuánto tiempo se cumple."]),
        ({"deadline": "termino", "term": 5, "since": "hecho"}, ["Escriba qué hecho o qué etapa es."]),
        (
            {"deadline": "termino", "term": 5, "since": "compromiso"},
            ["Escriba el código del compromiso del que depende, o elija uno de esta sesión."],
        ),
        (
            {"deadline": "etapa", "event": "la obra", "recurs": "anual"},
            ["Hay otra forma de plazo escrita abajo. Borre la que sobra."],
        ),
        (
            {"deadline": "periodico", "recurs": "mensual", "until": "2020-01-01"},
            ["El último periodo tiene que ser posterior al primero."],
        ),
        (
            {"deadline": "termino", "term": 25001, "unit": "dias-habiles"},
            ["Un plazo en días hábiles va de 1 a 25000."],
        ),
    ],
)
def test_what_is_missing_or_too_much_is_said_where_it_can_be_mended(page, table, typed, errors):
    one_promise(page, table, **{f"promises__1__{name}": value for name, value in typed.items()})

    assert page.press().errors == errors
    assert not Commitment.objects.exists()


def test_a_commitment_of_another_mesa_is_not_one_of_them(page, table):
    other = factories.CommitmentFactory()
    one_promise(
        page, table, promises__1__deadline="termino", promises__1__term=2, promises__1__since="compromiso",
        promises__1__after=other.code,
    )  # fmt: skip

    assert page.press().errors == ["Ningún compromiso abierto de esta mesa tiene ese código."]
