"""The example as `make run` loads it today, on the pages that count and ask: loaded once, since these only look."""

from io import StringIO

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from accounts.models import User
from mesas.models import Mesa
from tests.agreements.reading import read
from tests.monitoring.numbers import links_to_lists, numbers_of, rows_at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


@pytest.fixture(scope="module")
def example(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_example", stdout=StringIO())
        yield
        transaction.set_rollback(True)


def test_without_a_day_it_stands_today():
    assert Mesa.objects.get(code="EJEMPLO").status_as_of.last == timezone.localdate()


def test_every_button_of_the_alerts_opens_for_who_is_shown_it(client):
    for name in ("coordinadora", "registrador", "comunidad", "entidad", "verificadora"):
        client.force_login(User.objects.get(username=name))
        shown = client.get("/alertas/").context["found"].groups
        links = {item.action_href for group in shown for item in group.items} | {group.href for group in shown}
        assert [link for link in links if client.get(link).status_code != 200] == []
        keys = [item.href for group in shown for item in group.items if item.href.startswith("/compromisos/")]
        assert len(keys) == len(set(keys))  # nothing twice


def test_every_link_of_the_dashboard_leads_to_its_rows(client):
    on, nobody = timezone.localdate(), AnonymousUser()
    member = User.objects.get(username="comunidad")

    for user, address in ((nobody, "/tablero/?mesa=ejemplo"), (member, "/tablero/")):
        if user is member:
            client.force_login(member)
        response = client.get(address)
        numbers = numbers_of(response.context["page"])
        assert "Ejemplo ficticio." in read(response)
        assert links_to_lists(response) == {href for href, _number in numbers}
        assert [(href, number) for href, number in numbers if rows_at(href, user, on) != number] == []
