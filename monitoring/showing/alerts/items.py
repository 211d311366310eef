"""A line of the page of alerts: a thing, a sentence, one button."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from agreements.sentences import Part


@dataclass(frozen=True)
class Item:
    """As `components/items.html` shows it."""

    title: str
    href: str
    parts: Sequence[Part] = ()
    text: str = ""
    state: str = ""
    kind: str = ""
    action: str = ""
    action_href: str = ""
    is_pressing: bool = False


@dataclass(frozen=True)
class Group:
    """One cause: its finding, what to know, the most urgent of it, and where the rest is."""

    key: str
    title: str
    note: str
    count: int
    items: Sequence[Item] = field(default_factory=tuple)
    href: str = ""

    @property
    def is_whole(self) -> bool:
        return len(self.items) >= self.count
