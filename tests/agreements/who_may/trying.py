"""Trying a step without taking it, where it was taken to the end already.

From its first written row on, no service asks any more who takes a step. So each step is taken to the end by somebody
in every state, and by everybody who may in some state; where both are done, it counts as allowed once it begins to
write. Up to there nothing has changed, so what services read first is read once for all who try in a scene.
"""

from __future__ import annotations

import copy
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from types import ModuleType
from typing import Any

from django.db import connection
from django.db.models import Model

#: What services read before they write, by the name under which each has it.
READS = ("locked", "locked_all", "standing_of", "file_key_for", "descendants_of", "held")
WRITES = ("INSERT", "UPDATE", "DELETE")


class BeganToWrite(Exception):
    """It was allowed."""


class Reading:
    """Of one scene: answers the same question once only."""

    def __init__(self) -> None:
        self.known: dict[Any, Any] = {}

    def of(self, name: str, read: Callable[..., Any]) -> Callable[..., Any]:
        def answer(*args: Any, **more: Any) -> Any:
            args = tuple(arg if isinstance(arg, Model) else plain(arg) for arg in args)
            key = (name, *map(key_of, args), *map(key_of, more.values()))
            if key not in self.known:
                self.known[key] = read(*args, **more)
            return fresh(self.known[key])

        return answer


def plain(arg: Any) -> Any:
    """What can be gone through once only is kept."""
    return tuple(arg) if isinstance(arg, Iterator) else arg


def key_of(arg: Any) -> Any:
    if isinstance(arg, Model):
        return type(arg), arg.pk
    return tuple(map(key_of, arg)) if isinstance(arg, Iterable) and not isinstance(arg, str) else arg


def fresh(answer: Any) -> Any:
    """Rows that a service may change are its own."""
    if isinstance(answer, dict):
        return {key: copy.copy(row) for key, row in answer.items()}
    if isinstance(answer, tuple):
        return tuple(map(copy.copy, answer))
    return copy.copy(answer)


@contextmanager
def up_to_the_first_row(reading: Reading) -> Iterator[None]:
    """Raises `BeganToWrite` in the place of what would be written."""
    with connection.execute_wrapper(stop_at_write), patched(reading):
        yield


def stop_at_write(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
    if sql.startswith(WRITES):
        raise BeganToWrite
    return execute(sql, params, many, context)


@contextmanager
def patched(reading: Reading) -> Iterator[None]:
    """The services ask `reading`."""
    places = [(module, name, vars(module)[name]) for module, name in places_of_reads()]
    for module, name, read in places:
        setattr(module, name, reading.of(name, read))
    try:
        yield
    finally:
        for module, name, read in places:
            setattr(module, name, read)


@cache
def places_of_reads() -> list[tuple[ModuleType, str]]:
    services = [module for name, module in sys.modules.items() if name.startswith("agreements.services.")]
    return [(module, name) for module in services for name in READS if name in vars(module)]
