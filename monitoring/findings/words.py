"""Putting counts together in a sentence."""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from conflicts.wording import NBSP


def listed(said: Iterable[str]) -> str:
    """ "3 del Estado, 1 de la empresa y 2 de la sociedad"."""
    parts: Sequence[str] = [part for part in said if part]
    if len(parts) < 2:
        return "".join(parts)
    return _("%(first)s y %(last)s") % {"first": ", ".join(parts[:-1]), "last": parts[-1]}


def sentence(text: str) -> str:
    """With a capital and a full stop, as people write it down."""
    text = text.strip()
    if not text:
        return ""
    return f"{text[0].upper()}{text[1:]}" + ("" if text.endswith((".", "!", "?", "»", "…")) else ".")


def kept_together(text: str) -> str:
    """A number stays on the line of what it counts."""
    return re.sub(r"(?<=\d) ", NBSP, text)
