"""When invented rows are not written, and what the command says."""

import datetime
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.utils import timezone

from agreements.choices import Record
from agreements.models import Commitment
from agreements.services.volume import Loaded, generate_load
from mesas.models import Mesa
from tests.factories import CommitmentFactory, ConflictFactory, MesaFactory, SessionFactory

TODAY = datetime.date(2026, 11, 24)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ({"mesas": 0}, "mesas"),
        ({"mesas": -1}, "mesas"),
        ({"mesas": 2_001}, "mesas"),
        ({"commitments": 0}, "commitments"),
        ({"commitments": -5}, "commitments"),
        ({"commitments": 1_000_001}, "commitments"),
    ],
)
def test_a_number_without_sense_is_refused(asked, code):
    with pytest.raises(ValidationError) as refusal:
        generate_load(**{"mesas": 3, "commitments": 40, "on": TODAY} | asked)
    assert refusal.value.code == code


def test_it_is_not_loaded_twice():
    generate_load(mesas=1, commitments=1, on=TODAY)
    with pytest.raises(ValidationError, match="Ya hay datos de carga"):
        generate_load(mesas=1, commitments=1, on=TODAY)


@pytest.mark.parametrize("write", [CommitmentFactory, SessionFactory])
def test_it_does_not_stand_beside_what_people_recorded(write):
    write()
    with pytest.raises(ValidationError, match="Aquí hay registros de personas"):
        generate_load(mesas=1, commitments=1, on=TODAY)
    assert Mesa.objects.count() == 1


def test_it_stands_beside_real_cases_and_the_example():
    CommitmentFactory(record=Record.SOURCES)
    CommitmentFactory(mesa=MesaFactory(conflict=ConflictFactory(is_example=True)))
    assert generate_load(mesas=1, commitments=2, on=TODAY) == Loaded(conflicts=1, mesas=1, commitments=2)


def test_the_command_says_what_it_wrote_and_of_what_it_wrote_nothing():
    said = StringIO()
    call_command("generate_load", "--mesas=5", "--commitments=30", stdout=said)
    assert said.getvalue() == (
        "        2  invented conflicts\n        5  invented mesas\n       30  invented commitments\n"
    )
    assert Commitment.objects.filter(registered_at__gt=timezone.now()).count() == 0

    with pytest.raises(CommandError, match=r"No se cargó nada\.\nYa hay datos de carga"):
        call_command("generate_load", "--mesas=5", "--commitments=30")
