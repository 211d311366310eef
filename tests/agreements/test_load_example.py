"""The command: built once, whole or not at all, and only where its password may work."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from agreements.services import example
from conflicts.models import Conflict
from tests.agreements.example import TODAY, build
from tests.agreements.example.standing import TABLE, shown
from tests.agreements.real_cases import everything, filled
from tests.factories import CommitmentFactory, ConflictFactory, MesaFactory, UserFactory

pytestmark = pytest.mark.django_db

LEAP_DAY = datetime.date(2024, 2, 29)
END_OF_MARCH = datetime.date(2026, 3, 31)

PRINTED = """\
   15 actores
   24 personas
    9 sesiones
   15 demandas
   44 documentos
   45 compromisos
   53 evaluaciones
   65 evidencias
  143 avisos
Ejemplo ficticio armado con fecha de 1 de octubre de 2026: /mesas/ejemplo/
Cuentas de prueba, contraseña mesas-demo: \
admin, coordinadora, registrador, comunidad, entidad, verificadora, observador, ajena
"""


def files(settings):
    return sorted(path.name for path in settings.MEDIA_ROOT.rglob("*") if path.is_file())


def test_the_command_builds_it_once_and_says_so(capsys, settings):
    call_command("load_example", on=datetime.date(2026, 10, 1))
    assert capsys.readouterr().out == PRINTED
    rows, kept = everything(), files(settings)

    call_command("load_example", on=datetime.date(2026, 10, 1))
    call_command("load_example")

    said = "El ejemplo ya estaba, con fecha de 1 de octubre de 2026: no se cambia nada.\n"
    assert capsys.readouterr().out == said * 2
    assert (everything(), files(settings)) == (rows, kept)


def test_where_the_demo_password_opens_nothing_there_is_no_example(settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="se carga solo en desarrollo"):
        call_command("load_example")
    assert filled(everything()) == set()


@pytest.mark.parametrize("on", [TODAY + datetime.timedelta(days=1), datetime.date(1999, 12, 31)])
def test_only_a_day_that_has_passed_can_be_told(on):
    with pytest.raises(ValidationError) as refusal:
        build(on)
    assert (refusal.value.code, filled(everything())) == ("day", set())


def test_a_day_that_has_not_come_is_refused_by_the_command():
    with pytest.raises(CommandError, match="elija un día entre"):
        call_command("load_example", on=timezone.localdate() + datetime.timedelta(days=1))


def test_its_codes_may_belong_to_somebody(settings):
    MesaFactory(code="EJEMPLO", slug="la-nuestra")
    with pytest.raises(ValidationError) as refusal:
        build()
    assert (refusal.value.code, Conflict.objects.count()) == ("taken", 1)


def test_a_conflict_at_its_address_is_nobody_elses_example():
    ConflictFactory(slug="ejemplo")
    with pytest.raises(ValidationError) as refusal:
        build()
    assert (refusal.value.code, User.objects.count()) == ("taken", 0)


def test_what_is_there_stays_as_it_is():
    """On another day than in the other tests, since its promises stand there as they should whatever the day."""
    theirs = CommitmentFactory()
    UserFactory(username="comunidad", password="una-clave-mia-de-verdad")

    build(LEAP_DAY)

    names = ("admin", "comunidad", "ajena")
    opened = {user.username: user.check_password("mesas-demo") for user in User.objects.filter(username__in=names)}
    assert opened == {"admin": True, "comunidad": False, "ajena": True}
    assert Conflict.objects.filter(is_example=False).count() == 1
    assert theirs.mesa.commitments.count() == 1
    assert shown(LEAP_DAY) == TABLE


def test_built_on_the_last_of_a_month_each_promise_stands_where_it_should():
    build(END_OF_MARCH)
    assert shown(END_OF_MARCH) == TABLE


def test_an_admin_who_administers_nothing_is_not_made_one():
    UserFactory(username="admin")
    with pytest.raises(ValidationError) as refusal:
        build()
    assert (refusal.value.code, User.objects.count()) == ("taken", 1)


def test_broken_halfway_it_leaves_neither_rows_nor_files(settings, monkeypatch):
    def stumble(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr(example, "flag_overdue", stumble)
    with pytest.raises(KeyboardInterrupt):
        build()
    assert (filled(everything()), files(settings)) == (set(), [])
