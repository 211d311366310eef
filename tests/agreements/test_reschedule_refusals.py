"""What is refused of another date, and with which words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied

from agreements.choices import DeadlineKind, RescheduleReason, State
from agreements.models import Commitment
from conflicts.choices import Role
from conflicts.models import Membership
from tests.agreements.moving import DUE, LATER, answer, ask, deadline, refused, suspend
from tests.agreements.scene import NOON, Scene

pytestmark = pytest.mark.django_db

WEEK, HOUR = datetime.timedelta(days=7), datetime.timedelta(hours=1)

FIRST, LAST = datetime.date(2026, 12, 1), datetime.date(2026, 12, 31)
SUSPENSION = {"reason": RescheduleReason.SUSPENSION, "new_due": None}


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"new_due": None}, ("new_due", "Indique la fecha nueva, con día, mes y año.")),
        ({"new_due": DUE}, ("new_due", "Esa ya es la fecha del plazo vigente. Escriba otra.")),
        (
            {"new_due": datetime.date(2026, 11, 19)},
            ("new_due", "La fecha nueva no puede ser anterior al día en que se pide (20 de noviembre de 2026)."),
        ),
        (
            {"reason": RescheduleReason.FIRST_DATE},
            (
                "reason",
                "Este compromiso ya tiene plazo. Elija otro motivo: «Plazo fijado después» es para el que no lo tiene.",
            ),
        ),
        (
            {"suspended_from": FIRST, "suspended_until": LAST},
            ("suspended", "Los días de suspensión van solo con el motivo «Suspensión»."),
        ),
        (SUSPENSION, ("suspended", "Diga desde qué día y hasta qué día se suspende.")),
        (
            {**SUSPENSION, "suspended_from": DUE, "suspended_until": DUE - WEEK},
            ("suspended", "La suspensión termina antes de empezar. Revise los dos días."),
        ),
        (
            {**SUSPENSION, "suspended_from": FIRST, "suspended_until": LAST},
            (
                "suspended",
                "El plazo venció el 30 de noviembre de 2026, antes de que empiece la suspensión: ya no hay reloj que "
                "parar.",
            ),
        ),
        (
            {**SUSPENSION, "suspended_from": DUE, "suspended_until": datetime.date(2100, 12, 31)},
            ("suspended", "La suspensión es demasiado larga. Revise los dos días."),
        ),
        (
            {"reason": RescheduleReason.SUSPENSION, "suspended_from": DUE, "suspended_until": LAST},
            ("new_due_of_suspension", "En una suspensión la fecha nueva se calcula sola. Déjela vacía."),
        ),
    ],
)  # fmt: skip
def test_what_makes_no_date_is_refused_with_what_to_do(more, refusal):
    scene = Scene()

    assert refused(ask, scene, **more) == refusal


def test_days_of_one_suspension_are_not_suspended_again():
    scene = Scene()
    answer(scene, suspend(scene, datetime.date(2026, 11, 25), datetime.date(2026, 12, 24)))

    again = {**SUSPENSION, "suspended_from": datetime.date(2026, 12, 24), "suspended_until": LAST}
    assert refused(ask, scene, **again) == (
        "suspended", "Algunos de esos días ya están en otra suspensión aceptada.",
    )  # fmt: skip


def test_what_has_no_date_yet_is_given_a_first_one():
    assert refused(ask, Scene(due_on=None)) == (
        "reason", "Este compromiso todavía no tiene una fecha que mover. Elija «Plazo fijado después».",
    )  # fmt: skip


ENDED = "Este compromiso ya terminó: no hay fecha que mover. Si volviera a abrirse, se podrá pedir."


@pytest.mark.parametrize(
    ("columns", "refusal"),
    [
        ({"state": State.CLOSED_UNMET}, ("ended", ENDED)),
        ({"state": State.WITHDRAWN}, ("ended", ENDED)),
        ({"state": State.FULFILLED}, ("ended", ENDED)),
        (
            {"deadline_kind": DeadlineKind.RECURRING},
            (
                "recurring",
                "Este compromiso se cumple por periodos, y cada periodo tiene su plazo: aquí no se mueve.",
            ),
        ),
    ],
)
def test_what_ended_or_comes_round_again_has_no_date_to_move(columns, refusal):
    scene = Scene()
    asked = ask(scene)
    Commitment.objects.filter(pk=scene.commitment.pk).update(**columns)

    assert refused(ask, scene, new_due=LATER + WEEK) == refusal
    assert refused(answer, scene, asked) == refusal


def test_what_was_asked_of_a_deadline_that_has_moved_since_can_no_longer_be_accepted():
    scene = Scene()
    first, second = ask(scene), ask(scene, new_due=LATER + WEEK)
    answer(scene, second)

    assert refused(answer, scene, first) == (
        "stale", "El plazo cambió desde que se pidió esta fecha: ya no se puede aceptar. Quien debe puede pedir otra.",
    )  # fmt: skip
    assert deadline(scene) == (DUE, LATER + WEEK)


def test_a_deadline_that_came_back_to_the_same_day_is_another_one():
    scene = Scene()
    old = ask(scene)
    answer(scene, ask(scene, new_due=LATER + WEEK), at=NOON + HOUR)
    answer(scene, ask(scene, new_due=DUE, at=NOON + 2 * HOUR), at=NOON + 3 * HOUR)

    assert deadline(scene) == (DUE, DUE)
    assert refused(answer, scene, old)[0] == "stale"


def test_what_all_have_accepted_is_not_answered_again():
    scene = Scene()
    asked = ask(scene)
    answer(scene, asked)

    assert refused(answer, scene, asked, accepts=False) == (
        "answered", "Todos aceptaron ya esta fecha y está vigente. Para cambiarla, quien debe tiene que pedir otra.",
    )  # fmt: skip


def test_who_owes_does_not_accept_through_a_body_of_its_own():
    scene = Scene()
    scene.community.parent = scene.company
    scene.community.save()

    assert refused(answer, scene, ask(scene)) == (
        "own_debt", "Quien recibe depende de quien debe: entre ellos solos no se mueve una fecha.",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["coordinator", "registrar"])
def test_staff_brings_the_paper(who):
    scene = Scene()
    needs = (
        "document", "Habla en nombre de otro: indique la carta, acta de asamblea o nota de llamada que lo respalda.",
    )  # fmt: skip

    assert refused(ask, scene, by=getattr(scene, who)) == needs
    assert refused(answer, scene, ask(scene), by=getattr(scene, who)) == needs


def test_who_asked_for_it_does_not_accept_it_after_going_over_to_who_receives():
    scene = Scene()
    asked = ask(scene)
    Membership.objects.filter(user=scene.delegate).delete()
    scene.member(Role.REPRESENTATIVE, scene.community, user=scene.delegate)

    with pytest.raises(PermissionDenied) as refusal:
        answer(scene, asked, by=scene.delegate)

    assert str(refusal.value) == "Usted pidió esta fecha por quien debe: por quien recibe la acepta otra persona."
    answer(scene, asked, by=scene.delegate, accepts=False)
    assert deadline(scene) == (DUE, DUE)
    answer(scene, asked)
    assert deadline(scene) == (DUE, LATER)
