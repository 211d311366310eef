"""Who may change what is on record, and who gives roles."""

from typing import Any

from django.db.models import Model

from conflicts.models import Conflict
from conflicts.querysets.access import is_administrator


def can_correct(user: Any, row: Model) -> bool:
    """Administrators create and correct any record."""
    return is_administrator(user)


def can_manage_roles(user: Any, conflict: Conflict) -> bool:
    """Administrators say who may do what on a conflict."""
    return is_administrator(user)
