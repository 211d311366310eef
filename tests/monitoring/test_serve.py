"""`manage.py serve`: everything starts together, and nothing is left behind."""

import http.client
import json
import os
import pty
import select
import signal
import sys
import urllib.request
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from accounts.models import User
from monitoring.management.commands.serve import is_loopback, refuse_danger
from tests.servers.finding import free_port, wait_until

pytestmark = pytest.mark.django_db(transaction=True)


def running():
    """Every process of this machine that runs, with its parent, as /proc tells."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, parent = entry.read_text().rpartition(")")[2].split()[:2]
        except (FileNotFoundError, ProcessLookupError):
            continue  # it ended while we looked
        if state != "Z":
            parents[int(entry.parent.name)] = int(parent)
    return parents


def descendants_of(pid):
    parents, family = running(), {pid}
    while more := {child for child, parent in parents.items() if parent in family} - family:
        family |= more
    return family - {pid}


def alive(family):
    return family & running().keys()


def health(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/salud/", timeout=5) as answer:
            return json.load(answer)
    except OSError:
        return {}


def read_until(terminal, words, seconds=30):
    """What was shown on it until these words were, or until its end."""
    said = b""
    while words not in said and select.select([terminal], [], [], seconds)[0]:
        try:
            said += os.read(terminal, 4096)
        except OSError:  # its other end is closed
            break
    return said


@pytest.fixture
def served(start_program):
    """A running installation: its process, its port and everything that it started."""
    port = free_port()
    program = start_program(sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1")
    wait_until(lambda: health(port).get("last_beat") == "ok", "web, worker and clock to answer")
    return program, port, descendants_of(program.pid)


def test_web_worker_and_clock_start_together_and_ctrl_c_ends_all_with_0(served):
    program, _, family = served
    assert len(family) >= 4  # gunicorn and its worker, celery and its pool; the clock

    program.send_signal(signal.SIGINT)

    assert program.wait(timeout=20) == 0
    assert alive(family) == set()


def test_ctrl_c_on_a_terminal_does_not_interrupt_who_started_it(database_url):
    """So that `make run` ends with 0: only the foreground of a terminal gets its Ctrl-C."""
    command = f"{sys.executable} manage.py serve --port {free_port()} --workers 1; echo ended with $?"
    shell, terminal = pty.fork()
    if shell == 0:
        os.chdir(settings.BASE_DIR)
        os.environ.update(DATABASE_URL=database_url, DJANGO_SETTINGS_MODULE="config.settings.test")
        os.execv("/bin/sh", ["sh", "-c", command])

    said = read_until(terminal, b"Ctrl-C stops everything")
    os.write(terminal, b"\x03")
    said += read_until(terminal, b"ended with 0")

    assert b"ended with 0" in said
    assert os.waitpid(shell, 0)[1] == 0


def test_two_hundred_megabytes_are_refused_with_a_page_that_says_how_much_fits(served, tmp_path):
    """The page arrives although the server wanted none of it: a closed connection would tell people nothing."""
    _, port, _ = served
    huge = tmp_path / "acta.pdf"
    with huge.open("wb") as file:
        file.truncate(200 * 2**20)
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    with huge.open("rb") as file:
        connection.request("POST", "/cuenta/entrar/", body=file, headers={"Content-Length": str(200 * 2**20)})
    answer = connection.getresponse()

    assert answer.status == 413
    assert "En un envío caben hasta 25 MB." in answer.read().decode()


def test_killing_it_leaves_no_orphan(served):
    program, _, family = served

    program.kill()
    program.wait()

    wait_until(lambda: not alive(family), "the orphans to end", seconds=20)


def test_when_one_part_ends_the_others_do_not_go_on_alone(served):
    program, _, family = served
    worker = min(pid for pid in family if b"celery" in Path(f"/proc/{pid}/cmdline").read_bytes())

    os.kill(worker, signal.SIGKILL)

    assert program.wait(timeout=20) == 1
    wait_until(lambda: not alive(family), "the rest to end", seconds=20)


def test_a_port_in_use_is_said_before_anything_starts(live_server):
    port = int(live_server.url.rpartition(":")[2])

    with pytest.raises(CommandError, match=f"Port {port} is in use. Choose another one, such as PORT={port + 1}."):
        call_command("serve", port=port, host="localhost")


def test_nobody_outside_is_served_while_the_demo_password_works():
    user = User.objects.create_user("comunidad", password=settings.DEMO_PASSWORD)
    with pytest.raises(CommandError, match=r"0\.0\.0\.0 can be reached by others, and the demo password still works"):
        call_command("serve", host="0.0.0.0", port=free_port())

    user.set_password("otra más larga")
    user.save()
    refuse_danger("0.0.0.0", free_port())


@pytest.mark.parametrize(
    ("host", "answer"),
    [
        ("127.0.0.1", True),
        ("127.8.9.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.168.1.5", False),
        ("mesas.example.pe", False),
    ],
)
def test_loopback_is_only_what_nobody_else_can_reach(host, answer):
    assert is_loopback(host) is answer
