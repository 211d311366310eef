"""The nightly sweep: how long it takes beside its own statements, and how much memory."""

import datetime
import gc
import resource
from collections.abc import Callable

from django.db import connection

from agreements.models import Commitment
from agreements.services.overdue import BATCH, flag_overdue
from agreements.services.volume.people import moment
from tests.scale.nights import Night
from tests.scale.raw import replayed, watched

DAY = datetime.timedelta(days=1)


def night(on: datetime.date, *, times: int, tidy: Callable[[], object]) -> Night:
    """The sweep of that day and then its statements, in turn, so that what slows one slows the other; the best of each.
    All of it is taken back."""
    seconds, raw, statements = [], [], []
    for _again in range(times):
        tidy()
        run = watched(lambda: flag_overdue(on, at=moment(on, 3)))
        tidy()
        seconds.append(run.seconds)
        raw.append(replayed(run.statements))
        statements.append(len(run.statements))
    return Night(min(seconds), min(raw), max(statements), Commitment.objects.count() // BATCH)


def vacuum() -> None:
    """What was taken back still lies in the tables of PostgreSQL, and would slow the next run."""
    gc.collect()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def nights(on: datetime.date, *, times: int = 3, tidy: Callable[[], object] = vacuum) -> dict[str, Night]:
    """The first sweep over old data, and that of the night after."""
    first = night(on, times=times, tidy=tidy)
    flag_overdue(on, at=moment(on, 3))
    return {"first": first, "normal": night(on + DAY, times=times, tidy=tidy)}


def peak(on: datetime.date) -> float:
    """Megabytes that this process took at most, over the first sweep; it is taken back."""
    vacuum()
    flag_overdue(on, dry_run=True, at=moment(on, 3))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
