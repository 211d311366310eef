"""Everything in one go: the web, the background worker and its clock, until Ctrl-C."""

import errno
import ipaddress
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from accounts.models import User
from monitoring.management.processes import GRACE, ended, listens, start, stop


class Command(BaseCommand):
    help = "Starts web, worker and beat, and stops all three on Ctrl-C."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
        port = os.environ.get("PORT") or "8000"
        parser.add_argument("--port", type=up_to(65535), default=port, help="default %(default)s")
        parser.add_argument("--workers", type=up_to(64), default=2, help="web processes (default %(default)s)")
        parser.add_argument("--threads", type=up_to(256), default=4, help="threads of each (default %(default)s)")

    def handle(self, *, host: str, port: int, workers: int, threads: int, **options: Any) -> None:
        refuse_danger(host, port)
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, stop_waiting)
        terminal = Terminal()
        programs: list[subprocess.Popen] = []
        try:
            programs += [start(web(host, port, workers, threads)), start(worker())]
            wait_for_web(host, port, programs)
            self.say_where(host, port)
            wait_for_end(programs)
        except KeyboardInterrupt:
            self.stdout.write("\nStopping…")
        finally:
            for sign in (signal.SIGINT, signal.SIGTERM):
                signal.signal(sign, signal.SIG_IGN)
            stop(programs)
            terminal.give_back()

    def say_where(self, host: str, port: int) -> None:
        self.stdout.write(f"\nMesas: http://{host}:{port}/")
        if names := [user.username for user in demo_accounts()]:
            self.stdout.write(f"Demo accounts, password {settings.DEMO_PASSWORD}: {', '.join(names)}")
        self.stdout.write("Ctrl-C stops everything.")
        self.stdout.flush()


def up_to(most: int) -> Callable[[str], int]:
    """Reads a whole number from 1 on."""

    def number(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and 1 <= int(text) <= most):
            raise ArgumentTypeError(f"{text[:40]!r} is not a number from 1 to {most}.")
        return int(text)

    return number


def web(host: str, port: int, workers: int, threads: int) -> list[str]:
    return [
        sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}", "--preload", "--no-control-socket",
        "--worker-class", "gthread", "--workers", str(workers), "--threads", str(threads),
        "--graceful-timeout", str(GRACE // 2), "--log-level", "warning",
    ]  # fmt: skip


def worker() -> list[str]:
    """Celery warns whoever is root, since it may read pickles from strangers; ours reads JSON from its own queue."""
    without_warning = ["-W", "ignore:You're running the worker"]
    return [
        sys.executable, *without_warning, "-m", "celery", "--quiet", "--app", "config", "worker", "--beat",
        "--concurrency", "1", "--schedule", str(settings.VAR / "beat"), "--loglevel", "warning",
        "--without-gossip", "--without-mingle",
    ]  # fmt: skip


def refuse_danger(host: str, port: int) -> None:
    if not is_loopback(host) and any(user.check_password(settings.DEMO_PASSWORD) for user in demo_accounts()):
        raise CommandError(
            f"{host} can be reached by others, and the demo password still works here. "
            "Use production settings, or change the passwords of the demo accounts."
        )
    require_place(host, port)


def require_place(host: str, port: int) -> None:
    """This machine may listen there, and nobody does yet."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        if not host:
            raise OSError("an address is needed, such as 127.0.0.1")
        socket.create_server((host, port), family=family).close()
    except (OSError, UnicodeError) as problem:
        if getattr(problem, "errno", None) == errno.EADDRINUSE:
            another = f"Choose another one, such as PORT={port + 1}."
            raise CommandError(f"Port {port} is in use. {another}") from problem
        raise CommandError(f"Nothing can listen at {host[:60]!r}, port {port}: {str(problem)[:200]}") from problem


def demo_accounts() -> list[User]:
    """Accounts of the example that may sign in; none where the demo password opens nothing."""
    if not settings.DEMO:
        return []
    return list(User.objects.filter(username__in=settings.DEMO_ACCOUNTS, is_active=True).order_by("pk"))


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach it. A name other than localhost may be anybody's."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def stop_waiting(*_: Any) -> None:
    raise KeyboardInterrupt


def wait_for_web(host: str, port: int, programs: list[subprocess.Popen]) -> None:
    while not listens(host, port):
        require_alive(programs)
        time.sleep(0.05)


def wait_for_end(programs: list[subprocess.Popen]) -> None:
    while True:
        require_alive(programs)
        time.sleep(0.5)


def require_alive(programs: list[subprocess.Popen]) -> None:
    """Web without worker, or worker without web, is an installation that looks healthy and is not."""
    for program in programs:
        if ended(program):
            raise CommandError("A part of Mesas ended by itself, so the others stop too; its last words are above.")


class Terminal:
    """Takes Ctrl-C for itself, so that a `make` that started us is not interrupted and can end with 0."""

    def __init__(self) -> None:
        self.before = None
        if os.isatty(0) and os.getpgrp() != os.getpid():
            self.before = os.tcgetpgrp(0)
            for sign in (signal.SIGTSTP, signal.SIGTTOU):  # a job that nobody can bring back is not put aside
                signal.signal(sign, signal.SIG_IGN)
            os.setpgid(0, 0)
            os.tcsetpgrp(0, os.getpgrp())

    def give_back(self) -> None:
        if self.before is not None:
            os.tcsetpgrp(0, self.before)
