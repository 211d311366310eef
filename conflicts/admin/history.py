"""The history of a record, told: who corrected what, when and why, with both values."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from accounts.admin.base import Told
from conflicts.services.records.parts import open_parts
from conflicts.services.records.words import Change, Names, names_in, told_changes

MOST_LINES = 50


def told_of(row: Any) -> list[Told]:
    """The latest lines first. Queries depend on how many models the values point at, not on how many lines."""
    rows = row.history.select_related("history_user").order_by("-history_date", "-history_id")
    versions = list(rows[: MOST_LINES + 1])
    changes = [changes_between(earlier, later) for later, earlier in pairwise([*versions, None])]
    names = names_in(change for each in changes for change in each)
    return [told(version, each, names) for version, each in zip(versions[:MOST_LINES], changes, strict=False)]


def changes_between(earlier: Any, later: Any) -> list[Change]:
    """What a later version holds differently. The first one has nothing before it; sets are told in its reason."""
    if earlier is None:
        return []
    parts = (part for part in open_parts(later.instance_type).values() if not part.is_set)
    pairs = ((part, part.value(earlier), part.value(later)) for part in parts)
    return [(part, old, new) for part, old, new in pairs if old != new]


def told(version: Any, changes: list[Change], names: Names) -> Told:
    reason, *links = (version.history_change_reason or "").splitlines() or [""]
    return Told(
        at=version.history_date,
        who=version.history_user.get_username() if version.history_user else "",
        what=_("Registro") if version.history_type == "+" else _("Corrección"),
        reason=reason,
        changes=[*told_changes(changes, names), *links],
    )
