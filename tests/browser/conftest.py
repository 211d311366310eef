"""Chromium, as people use it: on a phone or a desk, with JavaScript or without, signed in or not."""

import shutil
import sqlite3

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from playwright.sync_api import expect, sync_playwright

PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
PATIENCE = 30_000  # milliseconds until something that should happen has not; a busy machine is no fault
NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items):
    """Whatever lies in this folder is a browser test."""
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.exit("Chromium is missing: install it, such as with `apt-get install chromium`.", returncode=1)
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium, live_server):
    """Opens a window: `page = open_browser(PHONE, user=rosa)`, then `page.goto("/mis-compromisos/")`.

    Anything the browser complains about (scripts, the content policy, missing files) fails the test at its end,
    unless the test takes it out of `page.complaints`, where it is a list of texts.
    """
    contexts, complaints = [], []

    def begin(size=DESK, *, user=None, javascript=True, **options):
        context = chromium.new_context(
            viewport=size, java_script_enabled=javascript, base_url=live_server.url, locale="es-PE", **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        if user is not None:
            context.add_cookies([session_cookie(user, live_server.url)])
        page = context.new_page()
        page.complaints = complaints
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda line: complaints.append(line.text) if line.type in ("error", "warning") else None)
        return page

    yield begin
    for context in contexts:
        context.close()
    assert complaints == []


def session_cookie(user, url):
    """What the browser of somebody who signed in carries."""
    client = Client()
    client.force_login(user)
    return {
        "name": settings.SESSION_COOKIE_NAME,
        "value": client.cookies[settings.SESSION_COOKIE_NAME].value,
        "url": url,
    }


@pytest.fixture(scope="session")
def kept_cases(tmp_path_factory):
    """Where the loaded cases wait for the next test: a database, and a folder of files."""
    return tmp_path_factory.mktemp("cases") / "database.sqlite3", tmp_path_factory.mktemp("files") / "media"


@pytest.fixture
def cases(transactional_db, kept_cases, capsys):
    """The real cases and the example with its demo accounts. On SQLite they are loaded once and copied from then on."""
    database, media = kept_cases
    connection.ensure_connection()
    if database.exists():
        with sqlite3.connect(database) as copy:
            copy.backup(connection.connection)
        shutil.copytree(media, settings.MEDIA_ROOT)
        return
    call_command("load_real_cases")
    call_command("load_example")
    capsys.readouterr()
    if connection.vendor == "sqlite":
        with sqlite3.connect(database) as copy:
            connection.connection.backup(copy)
        shutil.copytree(settings.MEDIA_ROOT, media)
