"""Programs that we start, and that never outlive us. Knows nothing of Django: the tests start their servers with it."""

import ctypes
import os
import signal
import socket
import subprocess
import time
from typing import Any

PR_SET_PDEATHSIG = 1
GRACE = 10  # seconds a program gets to finish what it is doing


def start(command: list[str], **options: Any) -> subprocess.Popen:
    """A program in a session of its own, so that Ctrl-C reaches only us; the kernel ends it if we are killed."""
    libc = ctypes.CDLL(None)

    def die_with_parent() -> None:
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)

    return subprocess.Popen(
        command, start_new_session=True, stdin=subprocess.DEVNULL, preexec_fn=die_with_parent, **options
    )


def ended(program: subprocess.Popen) -> bool:
    """Whether it ended. It is not yet reaped then, so that its number still means it and those it started."""
    if program.returncode is not None:
        return True
    return os.waitid(os.P_PID, program.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is not None


def stop(programs: list[subprocess.Popen], patience: float = GRACE) -> None:
    """Ask all, wait for all, and end whoever did not listen, with everything that it left running."""
    running = [program for program in programs if program.returncode is None]
    for program in running:
        if not ended(program):
            os.kill(program.pid, signal.SIGTERM)
    until = time.monotonic() + patience
    while not all(map(ended, running)) and time.monotonic() < until:
        time.sleep(0.05)
    for program in running:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()


def listens(host: str, port: int) -> bool:
    """Whether somebody answers there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.settimeout(1)
        return probe.connect_ex((host, port)) == 0
