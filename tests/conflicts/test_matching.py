"""Names are found however they are typed."""

import pytest

from conflicts.models import Party, PartyName
from conflicts.querysets.matching import matching
from tests.factories import PartyFactory

pytestmark = pytest.mark.django_db


def found(*texts, columns=("name", "short_name")):
    return [party.short_name for party in matching(Party.objects.order_by("short_name"), texts, *columns)]


@pytest.fixture(autouse=True)
def parties():
    PartyFactory(name="Ministerio de Energía y Minas", short_name="MINEM")
    PartyFactory(name="Comunidad campesina de Q'ero Ñuñuma", short_name="Q'ero")
    PartyFactory(name="Hudbay Perú", short_name="Hudbay")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("energia", ["MINEM"]),
        ("ENERGÍA  minem", ["MINEM"]),
        ("qero nununa", []),
        ("qero nunuma", ["Q'ero"]),
        ("Q’ERO", ["Q'ero"]),
        ("peru", ["Hudbay"]),
        ("100%", []),
        ("'", []),
    ],
)
def test_every_word_must_stand_somewhere_in_the_names(text, names):
    assert found(text) == names


def test_one_of_several_texts_is_enough():
    assert found("minem", "hudbay") == ["Hudbay", "MINEM"]


def test_a_name_of_before_finds_too_and_only_once():
    hudbay = Party.objects.get(short_name="Hudbay")
    PartyName.objects.create(party=hudbay, name="Norsemont Perú", short_name="Norsemont")
    PartyName.objects.create(party=hudbay, name="Norsemont Mining", short_name="Norsemont")

    assert found("norsemont", columns=("name", "names__name", "names__short_name")) == ["Hudbay"]
    assert found("hudbay", columns=("name", "names__name", "names__short_name")) == ["Hudbay"]
