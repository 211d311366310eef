"""A real worker on the real broker: files beside SQLite, Redis beside PostgreSQL."""

import signal

import pytest
from celery import current_app
from celery.schedules import crontab

from monitoring.models import Heartbeat
from monitoring.tasks import beat
from tests.servers.finding import wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def has_beaten():
    return Heartbeat.objects.exists()


def test_a_worker_sweeps_when_it_starts(start_worker):
    start_worker()

    wait_until(has_beaten, "the first sweep of a worker")


def test_a_message_reaches_a_worker(start_worker):
    start_worker()
    wait_until(has_beaten, "the first sweep of a worker")
    Heartbeat.objects.all().delete()

    beat.delay()
    wait_until(has_beaten, "the task of a message")


def test_what_a_killed_worker_missed_the_next_one_does(start_worker):
    start_worker().send_signal(signal.SIGKILL)
    Heartbeat.objects.all().delete()

    start_worker()
    wait_until(has_beaten, "the sweep of the next worker")


def test_every_task_of_the_clock_exists_and_the_night_begins_after_midnight_in_lima():
    tasks = {entry["task"] for entry in current_app.conf.beat_schedule.values()}
    current_app.loader.import_default_modules()

    assert tasks <= set(current_app.tasks)
    assert current_app.conf.timezone == "America/Lima"
    assert current_app.conf.beat_schedule["overdue"]["schedule"] == crontab(minute="15")
