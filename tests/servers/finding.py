"""Where a server's programs are: the system's own, else those of a wheel among the development requirements."""

import importlib.util
import shutil
import socket
import time
from collections.abc import Callable
from pathlib import Path


def folder_of_package(name: str) -> Path | None:
    """Where an installed package lies, without importing it: these open private folders when imported."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else None


def program(name: str, *folders: Path) -> Path | None:
    """The first place that has this program: the path, then these folders in order."""
    found = shutil.which(name)
    if found:
        return Path(found)
    return next((folder / name for folder in folders if (folder / name).exists()), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(true: Callable[[], bool], what: str, seconds: float = 30) -> None:
    """Look again and again. Raises TimeoutError with `what` when it never came true."""
    until = time.monotonic() + seconds
    while not true():
        if time.monotonic() > until:
            raise TimeoutError(f"waited {seconds} s in vain: {what}")
        time.sleep(0.05)
