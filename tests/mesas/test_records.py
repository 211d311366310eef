"""What a mesa, a session and a person decide about other rows."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from conflicts.choices import Grade
from mesas.choices import Held
from mesas.models import Mesa
from mesas.services.records import correct_mesa, correct_person, correct_session, create_mesa
from tests.factories import ConflictFactory, IncidentFactory, MesaFactory, PersonFactory, SessionFactory, UserFactory

WHY = "Según la resolución"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(is_staff=True)


def refused(action, *args, **said):
    with pytest.raises(ValidationError) as refusal:
        action(*args, **said)
    errors = refusal.value.error_dict if hasattr(refusal.value, "error_dict") else {"": refusal.value.error_list}
    return {name: [error.code for error in each] for name, each in errors.items()}


def new_mesa(**more):
    return Mesa(
        **{
            "conflict": ConflictFactory(),
            "code": "ESP-2012",
            "name": "Mesa",
            "mechanism": "negociacion",
            "grade": "publica",
            **more,
        }
    )


def test_the_address_of_a_mesa_is_its_code(administrator):
    mesa = create_mesa(new_mesa(code=" esp-2012 "), by=administrator)

    assert (mesa.code, mesa.slug) == ("ESP-2012", "esp-2012")


@pytest.mark.parametrize("code", ["", "ESPÍNAR", "ESP 2012", "ESP/2012", "-ESP", "ESP--1", "<b>"])
def test_a_code_fits_into_addresses(administrator, code):
    assert refused(create_mesa, new_mesa(code=code), by=administrator) == {"code": ["bad_code"]}


def test_a_grade_is_never_assumed(administrator):
    assert list(refused(create_mesa, new_mesa(grade=""), by=administrator)) == ["grade"]


def test_a_code_that_commitments_bear_stays(administrator):
    mesa = MesaFactory(code="ESP-2012", last_commitment_number=3)
    unused = MesaFactory(code="ESP-2013")

    assert refused(correct_mesa, mesa, by=administrator, changes={"code": "ESP-2011"}, reason=WHY) == {
        "code": ["code_in_use"]
    }
    assert correct_mesa(unused, by=administrator, changes={"code": "ESP-2014"}, reason=WHY).code == "ESP-2014"


def test_a_fact_is_never_more_visible_than_the_mesa(administrator):
    mesa = MesaFactory(grade=Grade.MEMBERS)
    fact = IncidentFactory(conflict=mesa.conflict, grade=Grade.PUBLIC)

    assert refused(correct_mesa, mesa, by=administrator, changes={"incidents": [fact]}, reason=WHY) == {
        "incidents": ["wider"]
    }


def test_widening_a_mesa_shows_it_at_once_and_its_facts_stay_as_narrow_as_they_were(administrator):
    mesa = MesaFactory(grade=Grade.INTERNAL)
    fact = IncidentFactory(conflict=mesa.conflict, grade=Grade.INTERNAL)
    mesa.incidents.add(fact)

    correct_mesa(mesa, by=administrator, changes={"grade": Grade.PUBLIC}, reason=WHY)

    fact.refresh_from_db()
    assert fact.grade == Grade.INTERNAL
    assert list(Mesa.objects.visible_to(UserFactory())) == [mesa]


@pytest.mark.parametrize(("was", "now"), [(Held.HELD, Held.FAILED), (Held.FAILED, Held.HELD)])
def test_whether_a_logged_session_was_held_decides_its_number(administrator, was, now):
    session = SessionFactory(held=was)

    assert refused(correct_session, session, by=administrator, changes={"held": now}, reason=WHY) == {
        "held": ["number_depends"]
    }


def test_what_sources_tell_of_a_session_is_corrected(administrator):
    session = SessionFactory(held=Held.UNKNOWN, logged_by=None, logged_at=None)

    assert correct_session(session, by=administrator, changes={"held": Held.HELD}, reason=WHY).held == Held.HELD


def test_who_was_forgotten_is_not_filled_in_again(administrator):
    person = PersonFactory(name="", erased_at=timezone.now())

    assert refused(correct_person, person, by=administrator, changes={"name": "Rosa"}, reason=WHY) == {"": ["erased"]}


@pytest.mark.parametrize(
    ("action", "factory"),
    [(correct_mesa, MesaFactory), (correct_session, SessionFactory), (correct_person, PersonFactory)],
)
def test_only_administrators_correct(action, factory):
    with pytest.raises(PermissionDenied):
        action(factory(), by=UserFactory(), changes={"notes": "x"}, reason=WHY)
