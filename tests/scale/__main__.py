"""Everything that is measured: `python -m tests.scale [N]`, N commitments, 100,000 where nothing is said."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg2

from monitoring.management.processes import stop
from tests.scale.nights import EMBEDDED_BOUND, Night, beside_fewer, beside_raw, memory
from tests.scale.results import Result, exit_code, table, write
from tests.servers.postgres import start_postgres

USUAL = 100_000
FEWEST = 1_000
COMMITMENTS_OF_A_MESA = 500
#: Steps in the story of a commitment's life, one for ten commitments.
STEPS_SHARE = 10


def main(words: list[str]) -> int:
    n = size(words)
    folder = Path(tempfile.mkdtemp(prefix="mesas-bench-"))
    folder.chmod(0o755)  # PostgreSQL's own user goes through it
    programs: list[subprocess.Popen] = []
    try:
        server, url = start_postgres(folder / "postgres")
        programs.append(server)
        results = [*on_postgres(n, url, folder), *on_sqlite(n, folder), life(n // STEPS_SHARE)]
    finally:
        stop(programs)
        shutil.rmtree(folder)
    path = Path(os.environ.get("MESAS_VAR") or "var") / "bench.json"
    write(results, path)
    sys.stdout.write(f"\n{table(results)}\n\n{path}\n")
    return exit_code(results)


def size(words: list[str]) -> int:
    said = words[0] if words else str(USUAL)
    if not said.isascii() or not said.isdigit() or not FEWEST <= int(said[:9]) <= 1_000_000 or len(said) > 7:
        sys.exit(f"N is a whole number from {FEWEST} to 1000000, such as {USUAL}.")
    return int(said)


def on_postgres(n: int, url: str, folder: Path) -> list[Result]:
    """The sweep on so many rows, beside its statements and beside itself on a tenth of the rows."""
    few = n // 10
    small, large = (Place(made_database(url, name), folder / name) for name in ("few", "many"))
    small.load(few)
    large.load(n)
    peaks = [place.measure("peak") for place in (small, large)]
    fewer, nights = small.nights(), large.nights()
    return [
        *(beside_raw(f"{name} night on PostgreSQL", night, n) for name, night in nights.items()),
        *(beside_fewer(f"{name} night on PostgreSQL", nights[name], fewer[name], n) for name in nights),
        memory(peaks[1], peaks[0], n),
    ]


def on_sqlite(n: int, folder: Path) -> list[Result]:
    place = Place(f"sqlite:///{folder / 'mesas.sqlite3'}", folder / "embedded")
    place.load(n)
    nights = place.nights().items()
    return [beside_raw(f"{name} night on SQLite", night, n, EMBEDDED_BOUND) for name, night in nights]


def life(steps: int) -> Result:
    """Many people in any order: see tests/agreements/test_life.py. One broken invariant is too many."""
    tell(f"{steps:,} steps in the life of commitments")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/agreements/test_life.py"]
    environment = {**os.environ, "MESAS_LIFE_STEPS": str(steps)}
    failed = subprocess.run(command, env=environment, stdout=sys.stderr).returncode != 0
    return Result("life of a commitment, steps that went wrong", steps, int(failed), 1, 0.0)


class Place:
    """A database, with a folder of its own."""

    def __init__(self, url: str, folder: Path) -> None:
        settings = {"DATABASE_URL": url, "MESAS_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
        self.environment = {**os.environ, **settings}
        self.name = url.partition(":")[0]

    def load(self, n: int) -> None:
        tell(f"{n:,} commitments into {self.name}")
        self.run("manage.py", "migrate", "--verbosity", "0")
        mesas = max(10, n // COMMITMENTS_OF_A_MESA)
        self.run("manage.py", "generate_load", "--mesas", str(mesas), "--commitments", str(n))

    def nights(self) -> dict[str, Night]:
        tell(f"nights on {self.name}")
        return {name: Night(**figures) for name, figures in self.measure("nights").items()}

    def measure(self, what: str):
        return json.loads(self.run("-m", "tests.scale.measure", what))

    def run(self, *command: str) -> str:
        done = subprocess.run([sys.executable, *command], env=self.environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)} failed.")
        return done.stdout


def made_database(url: str, name: str) -> str:
    """Address of a new, empty database of that server."""
    connection = psycopg2.connect(url)
    connection.autocommit = True
    connection.cursor().execute(f"CREATE DATABASE {name}")
    connection.close()
    return url.rpartition("/")[0] + f"/{name}"


def tell(what: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {what}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
