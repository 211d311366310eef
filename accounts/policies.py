"""Who may act on accounts."""

from typing import Any


def can_manage_people(user: Any) -> bool:
    """Administrators give accounts, and take them away."""
    return bool(user.is_active and user.is_staff)
