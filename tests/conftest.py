"""What every test may ask for. Rows come from the factories of each app; browsers from tests/browser."""

import gc
import os
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings

from config.celery import app
from config.translations import compile_translations
from monitoring.management.processes import start, stop
from tests.servers.finding import wait_until

# The browser's driver runs an event loop in the thread of the test, where Django would refuse the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# A busy machine is no reason to fail; a found counterexample is told by its printed case, not by a hidden file.
hypothesis_settings.register_profile("suite", deadline=None, database=None)
hypothesis_settings.load_profile("suite")

compile_translations(settings.BASE_DIR / "locale")

OTHER = {"sqlite": "postgres_only", "postgresql": "sqlite_only"}[connection.vendor]


def pytest_collection_modifyitems(config, items):
    """What is about the other database is not part of this run."""
    others = [item for item in items if item.get_closest_marker(OTHER)]
    items[:] = [item for item in items if item not in others]
    config.hook.pytest_deselected(items=others)


def pytest_collection_finish():
    """What was imported stays to the end: the collector of garbage need not go through it for every page."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True)
def forget_attempts():
    """Counts of failed sign-ins and the like do not pass from one test to the next."""
    cache.clear()


@pytest.fixture(autouse=True)
def files_of_this_test(settings, tmp_path):
    """What a test stores goes with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def database_url(transactional_db):
    """Address of the database of this test, for programs that it starts."""
    place = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{place['NAME']}"
    return f"postgres://{place['USER']}@{place['HOST']}:{place['PORT']}/{place['NAME']}"


@pytest.fixture
def start_program(database_url):
    """Starts programs of the project on the database of this test: `start_program("manage.py", "flag_overdue")`.

    Each is ended with the test. They share its folder and its broker, with the suite's settings.
    """
    running = []

    def begin(*command, **options):
        environment = {**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
        running.append(start(list(command), env=environment, cwd=settings.BASE_DIR, **options))
        return running[-1]

    yield begin
    stop(running, patience=0)  # nothing needs a graceful end here, and one takes seconds


@pytest.fixture
def start_worker(start_program):
    """Starts a real worker on the real broker, and waits until it takes tasks: Redis where there is one, else files."""
    count = 0

    def begin(*options):
        nonlocal count
        count += 1
        name = f"worker-{count}@test"
        worker = start_program(
            sys.executable, "-m", "celery", "--app", "config", "worker",
            "--hostname", name, "--concurrency", "1", "--loglevel", "warning", *options,
        )  # fmt: skip
        wait_until(lambda: app.control.ping(destination=[name], timeout=0.5), f"{name} to take tasks")
        return worker

    yield begin
    app.control.purge()
