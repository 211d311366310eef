"""A coordinator says who may see a commitment: never more people than see its mesa."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied

from agreements.choices import Record, State, Step
from agreements.models import Commitment
from agreements.services.visibility import change_visibility
from conflicts.choices import Grade
from mesas.models import Mesa
from tests import factories
from tests.agreements.moving import refused
from tests.agreements.reading import read
from tests.agreements.scene import NOON, Scene

pytestmark = pytest.mark.django_db

WHY = "Habla de levantar la huelga"


def narrow(scene, by="coordinator", **more):
    given = {"grade": Grade.MEMBERS, "reason": WHY, "version": scene.fresh().version, "at": NOON}
    return change_visibility(scene.commitment, by=getattr(scene, by), **{**given, **more})


@pytest.fixture
def public():
    return Scene(code="ESP-2016-07")


def readers(scene):
    people = {**scene.people(), "signed out": AnonymousUser()}
    return {name for name, user in people.items() if Commitment.objects.visible_to(user).exists()}


def test_narrowed_it_is_seen_by_members_only_and_members_read_why(public, open_page):
    step = narrow(public, reason=f"  {WHY} ")

    assert (step.step, step.by, step.reason, step.old_value, step.new_value) == (
        Step.NARROWED, public.coordinator, WHY, "Pública: todo el mundo",
        "Miembros: cualquier persona con un rol en el conflicto",
    )  # fmt: skip
    assert readers(public) == {
        "coordinator", "registrar", "delegate", "representative", "verifier", "observer", "admin",
    }  # fmt: skip
    commitment = public.fresh()
    assert (commitment.grade, commitment.grade_reason, commitment.version) == (Grade.MEMBERS, WHY, 2)
    assert (commitment.state, commitment.record, commitment.last_moved_on) == (State.PENDING, Record.MEMBERS, None)
    assert (
        f"Antes: Pública: todo el mundo. Ahora: Miembros: cualquier persona con un rol en el conflicto. {WHY}"
        in read(open_page(public.observer))
    )
    line = commitment.history.order_by("history_id").last()
    assert (line.grade, line.history_change_reason, line.history_user) == (Grade.MEMBERS, WHY, public.coordinator)


def test_widened_again_up_to_its_mesa_it_needs_no_excuse_any_more(public):
    narrow(public)

    narrow(public, grade=Grade.PUBLIC, reason="Ya se puede contar")

    assert (public.fresh().grade, public.fresh().grade_reason) == (Grade.PUBLIC, "")
    assert "signed out" in readers(public)
    assert [step.reason for step in public.commitment.transitions.all()] == [WHY, "Ya se puede contar"]


def test_what_tells_of_it_is_narrowed_with_it(public):
    wide, narrower = (
        factories.IncidentFactory(conflict=public.conflict, grade=grade) for grade in (Grade.PUBLIC, Grade.INTERNAL)
    )
    public.commitment.incidents.set([wide, narrower])

    narrow(public)

    assert [one.grade for one in public.commitment.incidents.order_by("pk")] == [Grade.MEMBERS, Grade.INTERNAL]
    assert wide.history.order_by("history_id").last().history_change_reason == WHY


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        (
            {"grade": Grade.PUBLIC},
            ("wider", "El compromiso no puede ser más visible que su mesa. Elija una visibilidad menor."),
        ),
        (
            {"grade": Grade.MEMBERS},
            ("unchanged", "Ya lo ven esas personas. Elija otra opción, o no cambie nada."),
        ),
        ({"grade": Grade.INTERNAL, "reason": " \n"}, ("reason", "Escriba por qué cambia quién puede verlo.")),
        (
            {"grade": Grade.INTERNAL, "version": 0},
            (
                "stale",
                "Este compromiso cambió mientras usted tenía abierta la página. Lo que escribió sigue aquí, sin "
                "guardar: vea cómo está ahora y, si todavía corresponde, envíelo otra vez.",
            ),
        ),
    ],
)
def test_what_is_refused_says_what_to_do(more, refusal):
    scene = Scene(grade=Grade.MEMBERS)
    Mesa.objects.update(grade=Grade.MEMBERS)

    assert refused(narrow, scene, **more) == refusal


@pytest.mark.parametrize(
    "who", ["registrar", "delegate", "representative", "verifier", "observer", "admin", "stranger"]
)
def test_only_the_coordinator_may(public, who):
    with pytest.raises(PermissionDenied, match="Solo la coordinación del conflicto cambia quién puede ver"):
        narrow(public, who)
    assert public.timeline() == []


def test_at_any_moment_also_once_it_is_closed(public):
    Commitment.objects.filter(pk=public.commitment.pk).update(state=State.WITHDRAWN)

    narrow(public)

    assert public.fresh().state == State.WITHDRAWN
