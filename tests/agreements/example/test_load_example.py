"""The example is built once, and only where its password may work."""

import datetime

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from conflicts.models import Membership
from mesas.models import Mesa

pytestmark = pytest.mark.django_db
ON = datetime.date(2026, 11, 24)


def test_a_second_run_changes_nothing(capsys):
    call_command("load_example", on=ON)
    accounts = list(User.objects.values())
    call_command("load_example", on=ON)

    assert "no se cambia nada" in capsys.readouterr().out
    assert list(User.objects.values()) == accounts
    assert Mesa.objects.count() == 1
    assert Membership.objects.count() == 6


def test_where_the_demo_password_opens_nothing_there_is_no_example(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="solo en desarrollo"):
        call_command("load_example", on=ON)
    assert not Mesa.objects.exists()
