"""A partial date on a model: one value to the code, three ordinary columns to the database."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from conflicts.models import Conflict, Episode
from conflicts.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


@pytest.fixture
def anta():
    return Conflict.objects.create(name="Anta", slug="anta")


def columns(row):
    return row.started_on, row.started_precision, row.started_words


def test_a_row_is_made_and_read_with_one_value(anta):
    told = PartialDate.quarter(2012, 2, "a mediados de año")
    Episode.objects.create(conflict=anta, name="Paro", started=told)
    episode = Episode.objects.get()

    assert (episode.started, episode.ended) == (told, PartialDate.unknown())
    assert columns(episode) == (date(2012, 6, 30), "quarter", "a mediados de año")


def test_writing_another_date_leaves_nothing_of_the_old_one(anta):
    episode = Episode(conflict=anta, name="Paro", started=PartialDate.month(2012, 6, "en palabras"))
    episode.started = None

    assert (episode.started, columns(episode)) == (PartialDate.unknown(), (None, "unknown", ""))


def test_the_columns_sort_and_filter_and_keep_history(anta):
    first = Episode.objects.create(conflict=anta, name="Paro", started=PartialDate.year(2011))
    Episode.objects.create(conflict=anta, name="Bloqueo", started=PartialDate.month(2012, 6))
    first.started = PartialDate.month(2011, 3)
    first.save()

    assert list(Episode.objects.filter(started_on__lte=date(2012, 6, 30)).values_list("name", flat=True)) == [
        "Paro",
        "Bloqueo",
    ]
    assert list(first.history.values_list("started_on", "started_precision")) == [
        (date(2011, 3, 31), "month"),
        (date(2011, 12, 31), "year"),
    ]


@pytest.mark.parametrize(
    "halves",
    [
        {"started_on": date(2012, 6, 30)},
        {"started_precision": "month"},
        {"started_on": date(205, 6, 30), "started_precision": "day"},
        {"started_on": date(2012, 6, 30), "started_precision": "unknown"},
    ],
)
def test_half_a_date_is_refused_by_the_form_and_by_the_database(anta, halves):
    half = Episode(conflict=anta, name="Paro", **halves)

    with pytest.raises(ValidationError) as refusal:
        half.full_clean()
    assert refusal.value.messages == [
        "Una fecha conocida lleva su día y su precisión; una no conocida no lleva día. El año va de 1900 a 2100."
    ]
    with pytest.raises(IntegrityError), transaction.atomic():
        half.save()
