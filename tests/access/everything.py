"""The whole world, for tests that walk all of it."""

from types import SimpleNamespace

from tests.access import asked, things, ties, world


def everything() -> SimpleNamespace:
    found = world.build()
    things.fill(found)
    asked.ask(found)
    ties.tie(found)
    return found
