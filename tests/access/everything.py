"""The whole world, for tests that walk all of it."""

from types import SimpleNamespace

from tests.access import asked, ended, things, ties, world


def everything() -> SimpleNamespace:
    found = world.build()
    things.fill(found)
    asked.ask(found)
    ended.end(found)
    ties.tie(found)
    return found
