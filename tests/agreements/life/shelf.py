"""Files kept in memory: a long story makes thousands, and none of them is looked into."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage


class Shelf(Storage):
    def __init__(self) -> None:
        self.kept: dict[str, bytes] = {}

    def exists(self, name: str) -> bool:
        return name in self.kept

    def delete(self, name: str) -> None:
        self.kept.pop(name, None)

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        return ContentFile(self.kept[name], name=name)

    def _save(self, name: str, content: File[Any]) -> str:
        self.kept[name] = content.read()
        return name
