"""The log says where something broke, never on whose row."""

import logging

import pytest
from django.db import IntegrityError, connection

from accounts.models import User
from config.logs import WithoutRows

NAME = "rosa." + "quispe"  # in two parts, since a traceback quotes the source


def logged(error):
    record = logging.LogRecord("django.request", logging.ERROR, "x.py", 1, "Internal Server Error: %s", ("/x/",), error)
    return WithoutRows("%(levelname)s %(message)s").format(record)


@pytest.mark.django_db
def test_a_row_that_was_refused_is_not_repeated():
    User.objects.create(username=NAME)
    with pytest.raises(IntegrityError) as refused:
        User.objects.create(username=NAME)

    text = logged(refused._excinfo)
    assert text.startswith("ERROR Internal Server Error: /x/\nTraceback (most recent call last):")
    assert "IntegrityError" in text
    assert NAME not in text


def test_values_of_several_lines_go_too_and_the_cause_stays():
    words = "refused\nDETAIL:  Failing row contains (1, uno\n\ndos).\n"
    try:
        try:
            raise ValueError(words)
        except ValueError as cause:
            raise RuntimeError("not stored") from cause
    except RuntimeError as error:
        text = logged((type(error), error, error.__traceback__))

    assert ("refused" in text, "dos" in text, "RuntimeError: not stored" in text) == (True, False, True)


@pytest.mark.postgres_only
@pytest.mark.django_db
def test_postgresql_does_repeat_it():
    """Why the lines are taken out: without that the name would be there."""
    User.objects.create(username=NAME)
    with pytest.raises(IntegrityError, match=r"DETAIL:  Key \(username\)=\(rosa.quispe\) already exists"):
        User.objects.create(username=NAME)
    assert connection.vendor == "postgresql"


def test_everything_of_the_project_is_written_in_this_way(settings):
    assert settings.LOGGING["formatters"]["plain"]["()"] == "config.logs.WithoutRows"
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    assert settings.ADMINS == []
