"""What a form of the product is, for those who try it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests.mesas import files

Typed = dict[str, Any]


@dataclass
class Form:
    """Where it is, who opens it, and what makes it whole."""

    address: str
    by: Any
    typed: Typed = field(default_factory=dict)
    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    def attached(self) -> Typed:
        return {name: files.upload(make(), f"{name}.pdf") for name, make in self.files.items()}
