"""Templates as they are sent: indented for those who write them, and flush for those who pay by the byte."""

import re
from typing import Any

from django.template.loaders import app_directories, filesystem

INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


class Flush(filesystem.Loader):
    """Leaves the indentation of pages out. Lines stay where they are, so that an error still names the right one."""

    def get_contents(self, origin: Any) -> str:
        contents = super().get_contents(origin)
        return INDENT.sub("", contents) if str(origin.name).endswith(".html") else contents


class OurLoader(Flush):
    """Templates of the project."""


class AppLoader(Flush, app_directories.Loader):
    """Templates of the apps, Django's own among them."""
