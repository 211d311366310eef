"""Addresses of pages, some of which stand in apps above this one."""

from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: Any) -> str:
    """The address of the page of that name; nothing where this installation has no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@dataclass(frozen=True)
class Link:
    """A step that may be taken, and where."""

    label: str
    href: str


def address_at(name: str, place: str) -> str:
    """A place on the page of that name; nothing where there is no such page."""
    page = address(name)
    return f"{page}#{place}" if page else ""
