"""Rows as the components want them."""

from typing import NamedTuple


class Part(NamedTuple):
    """Of a status sentence, without its full stop; what is known is said in bold."""

    text: str
    is_answer: bool = False
    source: str = ""
    kind: str = ""


class Fact(NamedTuple):
    """A line of a record. Without a value it is said that nobody knows it."""

    label: str
    value: str
    href: str = ""
    note: str = ""
    kind: str = ""


class Line(NamedTuple):
    """Of a sum that adds up."""

    label: str
    value: str
    note: str = ""
    href: str = ""
    kind: str = ""
    role: str = ""
