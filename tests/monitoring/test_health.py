"""/salud/ tells a machine whether everything is alive."""

import datetime

import pytest
from celery import current_app
from django.db import DatabaseError
from django.utils import timezone

from agreements.choices import NoticeKind
from agreements.models import Notice
from monitoring import health, services
from monitoring.models import Heartbeat
from tests.factories import MesaFactory, NonWorkingDayFactory, UserFactory

NOW = datetime.datetime(2026, 11, 24, 15, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)
HOUR = datetime.timedelta(hours=1)
ALL_WELL = {
    "database": "ok", "last_beat": "ok", "oldest_untold_notice": "ok", "broker": "ok", "non_working_days": "ok",
}  # fmt: skip

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def days():
    """A day of this year and one of the next are on record."""
    return [NonWorkingDayFactory(day=datetime.date(year, 1, 2)) for year in (2026, 2027)]


def notice(user, **more):
    return Notice.objects.create(
        user=user, mesa=MesaFactory(), kind=NoticeKind.OVERDUE, cause="x", created_at=NOW - 27 * HOUR, **more
    )


def test_it_beats_and_all_is_well():
    services.beat(NOW)

    assert health.health(NOW) == ALL_WELL


@pytest.mark.parametrize(("minutes", "answer"), [(0, "ok"), (4, "ok"), (5, "late"), (600, "late")])
def test_a_clock_that_has_not_beaten_for_five_minutes_is_late(minutes, answer):
    services.beat(NOW - minutes * MINUTE)

    assert health.health(NOW)["last_beat"] == answer


def test_a_clock_that_never_beat_is_late():
    assert health.health(NOW)["last_beat"] == "late"


def test_every_beat_is_kept_in_the_same_row():
    services.beat(NOW - MINUTE)
    services.beat(NOW)

    assert list(Heartbeat.objects.values()) == [{"id": 1, "at": NOW}]


def test_a_notice_waits_only_for_somebody_who_can_be_written_to():
    notice(UserFactory(email=""))
    assert health.health(NOW)["oldest_untold_notice"] == "ok"

    notice(UserFactory(email="rosa@example.pe"), told_at=NOW - 26 * HOUR)
    assert health.health(NOW)["oldest_untold_notice"] == "ok"

    notice(UserFactory(email="rosa@example.pe"))
    assert health.health(NOW)["oldest_untold_notice"] == "late"
    assert health.health(NOW - 2 * HOUR)["oldest_untold_notice"] == "ok"


def test_the_page_is_well_while_the_database_answers_and_strict_if_asked(client):
    page = client.get("/salud/")
    assert (page.status_code, page.json()) == (200, ALL_WELL | {"last_beat": "late"})
    assert client.get("/salud/?estricto=1").status_code == 503

    services.beat(timezone.now())
    page = client.get("/salud/?estricto=1")
    assert (page.status_code, page.json()) == (200, ALL_WELL)
    assert page["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_database_that_does_not_answer_is_503(client, monkeypatch):
    def broken(now):
        raise DatabaseError("no route to host")

    monkeypatch.setattr("monitoring.views.health.health", broken)
    page = client.get("/salud/")

    assert (page.status_code, page.json()) == (503, {"database": "late"})


@pytest.mark.sqlite_only
def test_a_queue_that_takes_no_files_is_late(monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    options = {"data_folder_out": str(tmp_path / "file" / "queue")}
    monkeypatch.setitem(current_app.conf, "broker_transport_options", options)

    assert health.broker_answers() is False


@pytest.mark.postgres_only
def test_a_redis_that_does_not_answer_is_late(monkeypatch):
    monkeypatch.setitem(current_app.conf, "broker_write_url", "redis://127.0.0.1:1/0")

    assert health.broker_answers() is False


def test_a_year_without_any_decreed_day_is_named_and_is_no_fault_of_the_machine(client, days):
    days[1].delete()
    services.beat(timezone.now())
    assert health.health(NOW)["non_working_days"] == "none in 2027"

    days[0].delete()
    assert health.health(NOW)["non_working_days"] == "none in 2026, 2027"
    assert client.get("/salud/?estricto=1").status_code == 200
