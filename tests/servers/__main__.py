"""Run a command beside PostgreSQL and Redis: `python -m tests.servers pytest -m "not browser"`."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from monitoring.management.processes import stop
from tests.servers.postgres import start_postgres
from tests.servers.redis import start_redis


def main(command: list[str]) -> int:
    folder = Path(tempfile.mkdtemp(prefix="mesas-servers-"))
    folder.chmod(0o755)  # PostgreSQL's own user goes through it
    programs: list[subprocess.Popen] = []
    try:
        redis, redis_url = start_redis(folder / "redis")
        programs.append(redis)
        postgres, database_url = start_postgres(folder / "postgres")
        programs.append(postgres)
        environment = {**os.environ, "DATABASE_URL": database_url, "REDIS_URL": redis_url}
        return subprocess.run(command, env=environment).returncode
    finally:
        stop(programs)
        shutil.rmtree(folder)


sys.exit(main(sys.argv[1:]))
