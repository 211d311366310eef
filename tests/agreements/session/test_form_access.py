"""The form is for coordination and registry, is received once, and waits for whoever has to sign in again."""

import datetime

import pytest
from django.utils import timezone

from conflicts.choices import Grade, Role
from mesas.models import Session
from tests.agreements.session.typing_in import open_page
from tests.factories import (
    MembershipFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_the_same_form_sent_twice_is_one_session(page):
    first = page.type(place="Local").press()
    again = page.press()

    assert (first.status_code, again.status_code, first.url) == (302, 302, again.url)
    assert Session.objects.count() == 1


def test_a_form_sent_again_with_something_else_is_a_conflict_that_keeps_what_was_typed(page):
    page.type(place="Local").press()

    again = page.type(place="Municipalidad").press()

    assert (again.response.status_code, again["place"]) == (409, "Municipalidad")
    assert Session.objects.get().get_absolute_url() in again.links
    assert list(Session.objects.values_list("place", flat=True)) == ["Local"]


# Who


def test_signed_out_it_asks_to_sign_in(client, path):
    response = client.get(path)

    assert (response.status_code, response.url) == (302, f"/cuenta/entrar/?next={path}")


@pytest.mark.parametrize("role", [Role.REPRESENTATIVE, Role.DELEGATE, Role.VERIFIER, Role.OBSERVER])
def test_other_roles_may_not(client, table, path, role):
    client.force_login(MembershipFactory(conflict=table.mesa.conflict, role=role, party=table.village).user)

    assert (client.get(path).status_code, client.post(path, {}).status_code) == (403, 403)


def test_a_mesa_that_does_not_show_is_not_there(client, table, path):
    table.mesa.grade = Grade.MEMBERS
    table.mesa.save()
    client.force_login(UserFactory())

    assert client.get(path).status_code == 404


def test_what_was_sent_after_the_sign_in_expired_waits_for_the_same_person(client, page, table, path):
    page = page.press("add", "attendees")
    page.type(place="Local", attendees__n1__party=table.mine.pk, attendees__n1__name="Julia Tito")
    client.logout()

    response = page.press()
    assert (response.status_code, Session.objects.count()) == (302, 0)
    assert "Julia" not in str(dict(client.session))

    client.force_login(table.registrar)
    again = open_page(client, path)
    assert "Se había cerrado su ingreso." in again.response.content.decode()
    assert (again["place"], again["attendees-n1-party"], again["attendees-n1-name"]) == (
        "Local",
        str(table.mine.pk),
        "",
    )
    assert again["client_id"] == page["client_id"]
    assert again.press().status_code == 302
    assert open_page(client, path)["place"] == ""


def test_what_waits_for_one_person_is_not_shown_to_another(client, page, table, path):
    page.type(place="Local")
    client.logout()
    page.press()
    client.force_login(MembershipFactory(conflict=table.mesa.conflict).user)

    assert open_page(client, path)["place"] == ""


def test_nobody_can_leave_something_waiting_in_the_name_of_another(client, table, path):
    client.post(path, {"who": str(table.registrar.pk), "place": "Local"})
    client.force_login(table.registrar)

    assert open_page(client, path)["place"] == ""


def test_what_was_typed_waits_also_for_a_role_that_was_taken_away_meanwhile(client, page, table, path):
    membership = table.registrar.memberships.get()
    membership.ends_on = datetime.date(2021, 1, 1)
    membership.save()
    assert page.type(place="Local").press().status_code == 403

    membership.ends_on = None
    membership.save()
    assert open_page(client, path)["place"] == "Local"


def test_what_was_sent_word_for_word_within_the_hour_from_another_form_is_the_same_session(client, page, path):
    first = page.type(place="Local").press()
    again = open_page(client, path).type(place="Local").press()
    other = open_page(client, path).type(place="Municipalidad").press()

    assert (again.url == first.url, other.url == first.url) == (True, False)
    Session.objects.update(logged_at=timezone.now() - datetime.timedelta(hours=2))
    later = open_page(client, path).type(place="Local").press()
    assert later.url != first.url
    assert Session.objects.count() == 3
