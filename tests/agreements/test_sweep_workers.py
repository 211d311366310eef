"""The sweep in real workers on a real broker, files beside SQLite, Redis beside PostgreSQL: each notice is one row."""

import datetime
import os
import shutil
import signal
import subprocess
import sys

import pytest
from celery import current_app
from django.utils import timezone

from agreements.choices import Duty, NoticeKind
from agreements.models import Commitment, CommitmentParty, Notice
from agreements.tasks import flag_overdue_commitments
from conflicts.choices import Role
from monitoring.management.processes import stop
from monitoring.models import Heartbeat
from tests.factories import CommitmentFactory, MembershipFactory, MesaFactory, PartyFactory
from tests.servers.finding import free_port, wait_until
from tests.servers.redis import start_redis

TODAY = timezone.localdate()
DAY = datetime.timedelta(days=1)
#: For the tests that cannot wait until it answers.
WORKER = (sys.executable, "-m", "celery", "--quiet", "--app", "config", "worker", "--pool", "solo", "-l", "critical")
pytestmark = pytest.mark.django_db(transaction=True)


def late(mesas=1, each=3, days=(1,)):
    """Commitments late for so many days, of new mesas, each with a coordinator and a delegate who should hear."""
    for _number in range(mesas):
        mesa = MesaFactory()
        party = PartyFactory()
        MembershipFactory(conflict=mesa.conflict, role=Role.COORDINATOR)
        MembershipFactory(conflict=mesa.conflict, role=Role.DELEGATE, party=party)
        rows = Commitment.objects.bulk_create(
            CommitmentFactory.build(
                mesa=mesa, due_on=TODAY - days[number % len(days)] * DAY, registered_at=timezone.now() - 90 * DAY
            )
            for number in range(each)
        )
        CommitmentParty.objects.bulk_create(
            CommitmentParty(commitment=row, party=party, duty=Duty.LEAD) for row in rows
        )


def told():
    """Every notice of an overdue commitment: whom and of what."""
    return sorted(Notice.objects.filter(kind=NoticeKind.OVERDUE).values_list("user", "commitment"))


def flagged():
    return Commitment.objects.filter(overdue_since__isnull=False).count()


def all_flagged():
    return not Commitment.objects.filter(overdue_since__isnull=True).exists()


def assert_each_was_told_once():
    """Coordinator and delegate of each conflict, of each of its commitments, and nobody of anything else."""
    assert told() == sorted(Commitment.objects.values_list("mesa__conflict__memberships__user", "pk"))
    assert Notice.objects.count() == len(told())


def wait_until_a_sweep_began_and_ended():
    """A worker of one process takes messages in order: when it beats, what was sent before is done."""
    Heartbeat.objects.all().delete()
    current_app.send_task("monitoring.tasks.beat")
    wait_until(Heartbeat.objects.exists, "the worker to come to the end of its messages")


def test_a_starting_worker_tells_three_days_late_and_twice_is_no_more_than_once(start_worker):
    late(mesas=2, days=(1, 2, 3))

    start_worker()
    wait_until(all_flagged, "the sweep of a starting worker")
    for _again in range(2):
        flag_overdue_commitments.delay()
    wait_until_a_sweep_began_and_ended()

    assert_each_was_told_once()


def test_four_workers_at_once_tell_each_once(start_worker):
    for _worker in range(4):
        start_worker("--pool", "solo")
    late(mesas=40, each=100, days=(1, 2))  # more than one transaction of the sweep

    for _message in range(12):
        flag_overdue_commitments.delay()
    wait_until(all_flagged, "four workers to sweep")

    assert_each_was_told_once()


def test_a_worker_killed_in_the_middle_leaves_the_rest_to_the_next(start_program, start_worker):
    late(mesas=8, each=2000)  # eight transactions of the sweep

    worker = start_program(*WORKER)
    wait_until(flagged, "the first part of the sweep", seconds=60)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    done = flagged()
    assert 0 < done < 16_000
    assert len(told()) == 2 * done

    start_worker()
    wait_until(all_flagged, "the sweep of the next worker", seconds=60)
    assert_each_was_told_once()


def test_messages_lost_with_the_broker_cost_nothing_but_time(start_worker):
    late()
    for _message in range(3):
        flag_overdue_commitments.delay()
    current_app.control.purge()

    start_worker()
    wait_until(all_flagged, "the sweep of a starting worker")
    assert_each_was_told_once()


@pytest.mark.postgres_only
def test_without_redis_the_sweep_works_by_hand_and_the_worker_waits_for_its_return(
    start_program, tmp_path, monkeypatch
):
    port = free_port()
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{port}/0")
    late()
    start_program(*WORKER)
    by_hand = start_program(sys.executable, "manage.py", "flag_overdue", stdout=subprocess.DEVNULL)
    assert by_hand.wait(timeout=30) == 0
    assert_each_was_told_once()

    late()
    redis, _url = start_redis(tmp_path / "redis", port)
    try:
        wait_until(all_flagged, "the worker to find its broker", seconds=60)
        assert_each_was_told_once()
    finally:
        stop([redis])


@pytest.mark.sqlite_only
def test_when_the_queue_is_gone_the_sweep_works_by_hand_and_the_next_worker_makes_it_anew(
    start_worker, start_program, settings
):
    worker = start_worker()
    shutil.rmtree(settings.VAR / "queue")
    worker.wait(timeout=30)
    late()
    by_hand = start_program(sys.executable, "manage.py", "flag_overdue", stdout=subprocess.DEVNULL)
    assert by_hand.wait(timeout=30) == 0
    assert_each_was_told_once()

    late()
    start_worker()
    wait_until(all_flagged, "the next worker to sweep")
    assert_each_was_told_once()
