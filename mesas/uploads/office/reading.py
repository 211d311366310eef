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


class TooMuch(Exception):
    """A small file that would keep the machine busy for minutes."""


class Patience:
    """How much of one file is unpacked and read, all that lies inside other parts of it together."""

    def __init__(self, *, unpacked: int, elements: int) -> None:
        self.unpacked, self.elements = unpacked, elements

    def unpack(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            raise TooMuch

    def read(self) -> None:
        self.elements -= 1
        if self.elements < 0:
            raise TooMuch


def read_xml(data: bytes, handlers: Handlers, patience: Patience) -> None:
    """All of it, to see that it is whole. ExpatError where it is not; DocumentType for what may hold a bomb; TooMuch
    where patience ends."""

    def refuse(*_args: Any) -> None:
        raise DocumentType

    def begin(tag: str, attributes: dict[str, str]) -> None:
        patience.read()
        handlers.begin(plain(tag), attributes)

    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda tag: handlers.end(plain(tag))
    parser.CharacterDataHandler = handlers.text
    parser.Parse(data, True)


def plain(tag: str) -> str:
    return tag.rpartition(":")[2]
