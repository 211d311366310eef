"""XML, read without ever building it: no document type, so no entities that grow, and nothing fetched from outside."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat


def ignore(*_args: Any) -> None:
    """Of what is read, this is of no matter."""


@dataclass(frozen=True)
class Handlers:
    """What to do with each element, by its name without prefix, and with text."""

    begin: Callable[[str, dict[str, str]], None] = ignore
    end: Callable[[str], None] = ignore
    text: Callable[[str], None] = ignore


class DocumentType(ValueError):
    """No office program writes one today; whoever does wants entities."""


def read_xml(data: bytes, handlers: Handlers) -> None:
    """All of it, to see that it is whole. ExpatError where it is not; DocumentType for what may hold a bomb."""

    def refuse(*_args: Any) -> None:
        raise DocumentType

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda tag, attributes: handlers.begin(plain(tag), attributes)
    parser.EndElementHandler = lambda tag: handlers.end(plain(tag))
    parser.CharacterDataHandler = handlers.text
    parser.Parse(data, True)


def plain(tag: str) -> str:
    return tag.rpartition(":")[2]
