"""The limit: the statements that a piece of work issues, sent once more by the bare driver, on the same rows."""

import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Max

from agreements.models import Notice, Occurrence, Transition

#: Reset, so that the same work makes rows of the same keys again: a rollback gives no key back.
KEYS = (Notice, Occurrence, Transition)
NOT_NEEDED = ("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK")


@dataclass
class Run:
    """Seconds, and the statements as the driver takes them."""

    seconds: float = 0.0
    statements: list[tuple[str, Any]] = field(default_factory=list)


def watched(work: Callable[[], Any]) -> Run:
    """Do it, note what it sends, and take it back."""
    run = Run()

    def note(execute, sql, params, many, context):
        if not sql.startswith(NOT_NEEDED):
            run.statements.append((for_driver(sql), params))
        return execute(sql, params, many, context)

    reset_keys()
    with transaction.atomic(), connection.execute_wrapper(note):
        run.seconds = seconds_of(work)
        transaction.set_rollback(True)
    return run


def replayed(statements: list[tuple[str, Any]]) -> float:
    """Seconds that the driver alone takes for these, read to the end; then they are taken back."""
    reset_keys()
    with transaction.atomic(), closing(connection.connection.cursor()) as cursor:
        seconds = seconds_of(lambda: send(cursor, statements))
        transaction.set_rollback(True)
    return seconds


def send(cursor: Any, statements: list[tuple[str, Any]]) -> None:
    for sql, params in statements:
        cursor.execute(sql, params or ())
        if cursor.description:
            cursor.fetchall()


def for_driver(sql: str) -> str:
    return sql if connection.vendor == "postgresql" else sql.replace("%s", "?").replace("%%", "%")


def seconds_of(work: Callable[[], Any]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def reset_keys() -> None:
    if connection.vendor != "postgresql":
        return  # SQLite takes its counters back with the rest
    with connection.cursor() as cursor:
        for model in KEYS:
            last = model.objects.aggregate(last=Max("pk"))["last"] or 1
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [model._meta.db_table, last])
