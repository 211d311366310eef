"""Taking over facts of public sources, one model at a time."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from conflicts.choices import Sector, TerritoryLevel
from conflicts.models import Episode, Party, Territory
from conflicts.services.sources import ConflictFacts, Fact, register_from_source

pytestmark = pytest.mark.django_db

AT = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)


def place(**more):
    return Fact("080800", {"level": TerritoryLevel.PROVINCE, "region": "Cusco", "province": "Espinar", **more})


def body(key, **more):
    return Fact(
        key,
        {"name": f"Municipalidad {key}", "short_name": key, "sector": Sector.DISTRICT},
        once={"slug": key.lower()},
        **more,
    )


def test_a_place_that_is_already_there_is_completed_and_not_doubled():
    Territory.objects.create(inei="080800", level=TerritoryLevel.PROVINCE, region="Cusco", province="Espinar")

    tally, *_others = register_from_source(ConflictFacts(territories=[place(capital="Yauri")]), at=AT)

    assert (tally.told, tally.new, tally.changed) == (1, 0, 1)
    assert list(Territory.objects.values_list("inei", "capital")) == [("080800", "Yauri")]


@pytest.mark.parametrize("count", [1, 3])
def test_new_facts_cost_the_same_for_one_or_many(count, django_assert_num_queries):
    told = ConflictFacts(
        territories=[place()],
        parties=[body(f"MD-{n}", links={"territory": "080800"}, sets={"sources": ()}) for n in range(count)],
    )

    with django_assert_num_queries(21):
        register_from_source(told, at=AT)

    assert Party.objects.filter(territory__inei="080800").count() == count


@pytest.mark.parametrize("count", [1, 3])
def test_corrections_cost_the_same_for_one_or_many(count, django_assert_num_queries):
    register_from_source(ConflictFacts(parties=[body(f"MD-{n}") for n in range(count)]), at=AT)
    corrected = [Fact(f"MD-{n}", {"name": f"Municipalidad Distrital {n}"}) for n in range(count)]

    with django_assert_num_queries(13):
        register_from_source(ConflictFacts(parties=corrected), at=AT)

    assert Party.objects.filter(name__startswith="Municipalidad Distrital").count() == count


def test_a_column_that_the_files_did_not_have_before_is_taken_over():
    register_from_source(ConflictFacts(parties=[body("MD")]), at=AT)
    again = body("MD")
    told = Fact("MD", {**again.values, "notes": "Sede en Yauri"}, once=again.once)
    register_from_source(ConflictFacts(parties=[told]), at=AT)

    assert Party.objects.get().notes == "Sede en Yauri"


@pytest.mark.parametrize(
    "told",
    [
        ConflictFacts(episodes=[Fact("EP-1", {"name": "Paro"}, links={"conflict": "CASO-NADA"})]),
        ConflictFacts(parties=[body("MD", sets={"sources": [("CASO-NADA",)]})]),
    ],
)
def test_a_key_that_names_nothing_is_refused(told):
    with pytest.raises(ValidationError, match="No hay ningún registro con la clave «CASO-NADA»"):
        register_from_source(told, at=AT)

    assert (Episode.objects.count(), Party.objects.count()) == (0, 0)
