"""Accounts as an administrator keeps them: given, corrected, switched off; nobody locks herself out."""

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client

from accounts.models import User
from accounts.services import correct_user, create_user, set_password
from accounts.services.people import seen_of
from tests.factories import UserFactory

PASSWORD = "tres palabras mías"

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return UserFactory(username="administra", is_staff=True)


def codes(action, *args, **said):
    with pytest.raises(ValidationError) as refusal:
        action(*args, **said)
    errors = refusal.value.error_dict if hasattr(refusal.value, "error_dict") else {"": refusal.value.error_list}
    return {name: [error.code for error in each] for name, each in errors.items()}


def test_an_account_opens_with_a_name_and_a_password_and_no_mail(administrator, client):
    rosa = create_user(by=administrator, username="rosa", password=PASSWORD, first_name="Rosa", can_open_case=True)

    assert (rosa.email, rosa.is_staff, rosa.is_superuser, rosa.can_open_case) == ("", False, False, True)
    answer = client.post("/cuenta/entrar/", {"login": "rosa", "password": PASSWORD})
    assert answer.status_code == 302


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"username": "ROSA"}, {"username": ["taken"]}),
        ({"username": ""}, {"username": ["blank"]}),
        ({"username": "rosa quispe"}, {"username": ["invalid"]}),
        ({"username": "x" * 151}, {"username": ["max_length"]}),
        ({"email": "sin-arroba"}, {"email": ["invalid"]}),
        ({"language": "fr"}, {"language": ["invalid_choice"]}),
        ({"password": "corta"}, {"password": ["password_too_short"]}),
        ({"password": "4826159370264"}, {"password": ["password_entirely_numeric"]}),
        ({"password": "juliamamani1", "username": "juliamamani"}, {"password": ["password_too_similar"]}),
    ],
)
def test_what_cannot_be_an_account_is_refused(administrator, said, refusal):
    UserFactory(username="rosa")

    assert codes(create_user, **{"by": administrator, "username": "julia", "password": PASSWORD, **said}) == refusal
    assert User.objects.count() == 2


def test_the_password_of_the_manual_is_no_password_where_it_opens_nothing(administrator, settings):
    settings.DEMO = False

    with pytest.raises(ValidationError, match="Todo el mundo conoce esa contraseña"):
        create_user(by=administrator, username="rosa", password="mesas-demo")


def test_the_log_says_what_changed_and_why_and_repeats_no_personal_data(administrator):
    rosa = UserFactory(username="rosa", first_name="Rosa", email="rosa@example.org")

    correct_user(
        rosa,
        by=administrator,
        changes={"first_name": "Rosalía", "email": "otra@example.org", "can_open_case": True, "language": "qu"},
        reason="Lo pidió\nella",
    )
    set_password(rosa, by=administrator, password=PASSWORD, reason="La olvidó")

    lines = LogEntry.objects.order_by("pk").values_list("user", "object_id", "object_repr", "change_message")
    assert list(lines) == [
        (
            administrator.pk,
            str(rosa.pk),
            f"cuenta {rosa.pk}",
            "Lo pidió ella\nnombre; dirección de correo electrónico; puede abrir un caso: no → sí; idioma",
        ),
        (administrator.pk, str(rosa.pk), f"cuenta {rosa.pk}", "La olvidó\ncontraseña"),
    ]


@pytest.mark.parametrize(
    "changes", [{"is_staff": False}, {"is_active": False}, {"is_staff": False, "is_active": False}]
)
def test_an_administrator_cannot_lock_herself_out(administrator, changes):
    assert codes(correct_user, administrator, by=administrator, changes=changes, reason="Me voy") == {"": ["own_keys"]}

    administrator.refresh_from_db()
    assert (administrator.is_staff, administrator.is_active) == (True, True)


def test_two_administrators_cannot_end_each_other(administrator):
    other = UserFactory(is_staff=True)
    correct_user(other, by=administrator, changes={"is_staff": False}, reason="Cambió de puesto")

    with pytest.raises(PermissionDenied):
        correct_user(administrator, by=other, changes={"is_staff": False}, reason="Cambió de puesto")


def test_switching_an_account_off_or_changing_its_password_ends_its_sessions_at_once(administrator):
    rosa, browsers = UserFactory(), [Client(), Client()]
    for browser in browsers:
        browser.force_login(rosa)

    set_password(rosa, by=administrator, password=PASSWORD, reason="La olvidó")
    assert browsers[0].get("/cuenta/").status_code == 302

    rosa.refresh_from_db()
    browsers[1].force_login(rosa)
    correct_user(rosa, by=administrator, changes={"is_active": False}, reason="Se fue")
    assert browsers[1].get("/cuenta/").status_code == 302


def test_what_changes_nothing_is_old_has_no_reason_or_is_no_business_of_hers_is_refused(administrator):
    rosa = UserFactory(first_name="Rosa")
    seen = seen_of(rosa)
    correct_user(rosa, by=administrator, changes={"first_name": "Rosalía"}, reason="Así firma", seen=seen)

    changes = {"first_name": "Rosa"}
    assert codes(correct_user, rosa, by=administrator, changes=changes, reason="x", seen=seen) == {"": ["stale"]}
    assert codes(correct_user, rosa, by=administrator, changes=changes, reason=" ") == {"": ["no_reason"]}
    assert codes(correct_user, rosa, by=administrator, changes={"first_name": "Rosalía"}, reason="x") == {
        "": ["unchanged"]
    }
    for name in ("is_superuser", "password", "pk", "date_joined"):
        assert codes(correct_user, rosa, by=administrator, changes={name: True}, reason="x") == {
            "": ["not_correctable"]
        }


def test_nobody_else_keeps_accounts():
    rosa = UserFactory()

    for action, said in (
        (create_user, {"username": "x", "password": PASSWORD}),
        (lambda **more: correct_user(rosa, changes={"is_staff": True}, reason="x", **more), {}),
        (lambda **more: set_password(rosa, password=PASSWORD, reason="x", **more), {}),
    ):
        with pytest.raises(PermissionDenied):
            action(by=rosa, **said)


def test_the_way_to_the_administration_is_shown_to_administrators_alone(administrator, client):
    for user, ways in ((administrator, 1), (UserFactory(), 0)):
        client.force_login(user)
        assert client.get("/cuenta/").content.decode().count('href="/admin/"') == ways
