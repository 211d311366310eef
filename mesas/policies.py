"""Who may act on a mesa."""

from typing import Any

from conflicts.choices import STAFF_ROLES
from conflicts.querysets.access import memberships_of
from mesas.models import Mesa


def can_log_session(user: Any, mesa: Mesa) -> bool:
    """Coordinator or registrar of the conflict, today. An administrator keeps records, and logs none."""
    return memberships_of(user, *STAFF_ROLES).filter(conflict=mesa.conflict_id).exists()
